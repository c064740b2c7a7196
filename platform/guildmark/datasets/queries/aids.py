"""What was made of pictures, and of which it was not yet."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from guildmark.core.errors import NotFound
from guildmark.datasets.models import LARGE, Item, ItemAid

#: What could not be made may be made then: the machine was busy, or the storage away.
TRIED_AGAIN_AFTER = timedelta(days=1)


def aid(item_id: int, kind: str) -> ItemAid:
    """What was made of an item. Raises NotFound where there is none, or none could be made."""
    found = ItemAid.objects.filter(item_id=item_id, kind=kind).exclude(name="").first()
    if found is None:
        raise NotFound
    return found


def items_without_superpixels(
    *, dataset_ids: Collection[int], limit: int, now: datetime
) -> QuerySet[Item]:
    """Items in use of these datasets of which nobody made cells, or tried to of late."""
    items = _without(ItemAid.Kind.SUPERPIXELS, now).filter(dataset_id__in=dataset_ids)
    return items.order_by("pk")[:limit]


def large_items_without_tiles(*, limit: int, now: datetime) -> QuerySet[Item]:
    """Items in use that want tiles and of which nobody made any, or tried to of late."""
    return _without(ItemAid.Kind.TILES, now).filter(LARGE).order_by("pk")[:limit]


def _without(kind: str, now: datetime) -> QuerySet[Item]:
    is_settled = ~Q(name="") | Q(made_at__gt=now - TRIED_AGAIN_AFTER)
    settled = ItemAid.objects.filter(is_settled, item_id=OuterRef("pk"), kind=kind)
    return Item.objects.filter(~Exists(settled), excluded_at=None).exclude(rendition="")
