"""What is made of pictures beside their renditions, by a worker and where somebody asks for it."""

from collections.abc import Callable, Collection
from datetime import datetime

import numpy as np
from django.db import IntegrityError, transaction

from guildmark.core.operations import working_on
from guildmark.datasets.files import chunks, discard, store_aid
from guildmark.datasets.intake.decoder import Decoder
from guildmark.datasets.intake.refusals import FileRefused
from guildmark.datasets.models import Item, ItemAid
from guildmark.datasets.queries import items_without

#: One worker makes them; there is no row with this id.
ALL_OF_THEM = 0
Clock = Callable[[], datetime]


def make_superpixels(*, dataset_ids: Collection[int], limit: int, clock: Clock) -> int:
    """Part pictures of these datasets into cells, where nobody has; how many were dealt with.

    0 where somebody else is at it. A picture that cannot be read any more is marked as tried. Each
    is a transaction of its own. Records no event: nothing a person did. Safe to repeat.
    """
    kind = ItemAid.Kind.SUPERPIXELS
    with working_on(ItemAid, ALL_OF_THEM) as is_ours, Decoder() as decoder:
        if not is_ours:
            return 0
        items = list(items_without(kind, dataset_ids=dataset_ids, limit=limit))
        for item in items:
            name = _stored(item, kind, _cells(decoder, item))
            _keep(item, kind, name, now=clock())
    return len(items)


def _cells(decoder: Decoder, item: Item) -> bytes:
    """The packed cells of an item's rendition; nothing where it cannot be read."""
    from concord.superpixels import (  # noqa: PLC0415  SciPy, which the web process goes without
        Superpixels,
        packed,
        superpixels,
    )

    try:
        spooled = decoder.spool(chunks(str(item.rendition)), name="upload")
        samples, colours = decoder.samples(spooled.path)
    except (FileRefused, FileNotFoundError):
        return b""
    rgb = np.frombuffer(colours, dtype=np.uint8).reshape(samples.height, samples.width, 3)
    return packed(Superpixels(superpixels(rgb), samples.step))


def _stored(item: Item, kind: str, content: bytes) -> str:
    if not content:
        return ""
    return store_aid(dataset_id=item.dataset_id, item_id=item.pk, kind=kind, content=content)


def _keep(item: Item, kind: str, name: str, *, now: datetime) -> None:
    """Write the row, while the item has its picture; else the file goes."""
    is_kept = False
    try:
        with transaction.atomic():
            locked = Item.objects.select_for_update(no_key=True).filter(pk=item.pk)
            if locked.exclude(rendition="").exists():
                ItemAid.objects.create(item=item, kind=kind, name=name, made_at=now)
                is_kept = True
    except IntegrityError as error:
        if "item_aid_once" not in str(error):
            raise
    finally:
        if not is_kept and name:
            discard([name])
