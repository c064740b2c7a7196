"""What was made of pictures, and of which it was not yet."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, QuerySet

from guildmark.core.errors import NotFound
from guildmark.datasets.models import LARGE, Item, ItemAid


def aid(item_id: int, kind: str) -> ItemAid:
    """What was made of an item. Raises NotFound where there is none, or none could be made."""
    found = ItemAid.objects.filter(item_id=item_id, kind=kind).exclude(name="").first()
    if found is None:
        raise NotFound
    return found


def items_without_superpixels(*, dataset_ids: Collection[int], limit: int) -> QuerySet[Item]:
    """Items in use of these datasets of which nobody tried to make cells."""
    items = _without(ItemAid.Kind.SUPERPIXELS).filter(dataset_id__in=dataset_ids)
    return items.order_by("pk")[:limit]


def large_items_without_tiles(*, limit: int) -> QuerySet[Item]:
    """Items in use that want tiles and of which nobody tried to make any."""
    return _without(ItemAid.Kind.TILES).filter(LARGE).order_by("pk")[:limit]


def _without(kind: str) -> QuerySet[Item]:
    tried = ItemAid.objects.filter(item_id=OuterRef("pk"), kind=kind)
    return Item.objects.filter(~Exists(tried), excluded_at=None).exclude(rendition="")
