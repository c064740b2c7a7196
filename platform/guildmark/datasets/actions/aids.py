"""What is made of pictures beside their renditions, by a worker and where it is of use."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

import numpy as np
from django.db import IntegrityError, transaction

from guildmark.core.operations import working_on
from guildmark.datasets.actions.leftovers import discard
from guildmark.datasets.files import chunks, store_aid, store_tiles
from guildmark.datasets.intake.decoder import Decoder
from guildmark.datasets.intake.refusals import FileRefused
from guildmark.datasets.models import Item, ItemAid
from guildmark.datasets.queries.aids import items_without_superpixels, large_items_without_tiles

#: One worker makes them; there is no row with this id.
ALL_OF_THEM = 0
Clock = Callable[[], datetime]
Maker = Callable[[Decoder, Item], str]


def make_superpixels(*, dataset_ids: Collection[int], limit: int, clock: Clock) -> int:
    """Part pictures of these datasets into cells, where nobody has; how many were dealt with.

    As `make_tiles` otherwise.
    """
    items = items_without_superpixels(dataset_ids=dataset_ids, limit=limit, now=clock())
    return _make(ItemAid.Kind.SUPERPIXELS, items, _superpixels, clock=clock)


def make_tiles(*, limit: int, clock: Clock) -> int:
    """Cut large pictures into tiles, where nobody has; how many were dealt with.

    0 where somebody else is at it. A picture that cannot be read now is tried again a day later.
    Each is a transaction of its own. Records no event: nothing a person did. Safe to repeat.
    """
    items = large_items_without_tiles(limit=limit, now=clock())
    return _make(ItemAid.Kind.TILES, items, _tiles, clock=clock)


def _make(kind: ItemAid.Kind, items: Iterable[Item], maker: Maker, *, clock: Clock) -> int:
    count = 0
    with working_on(ItemAid, ALL_OF_THEM) as is_ours, Decoder() as decoder:
        for item in items if is_ours else ():
            _keep(ItemAid(item=item, kind=kind, name=_made(decoder, item, maker)), now=clock())
            count += 1
    return count


def _made(decoder: Decoder, item: Item, maker: Maker) -> str:
    """Where it lies in the storage; nowhere where the rendition cannot be read now."""
    try:
        return maker(decoder, item)
    except (FileRefused, OSError):  # one picture keeps no others waiting
        return ""


def _superpixels(decoder: Decoder, item: Item) -> str:
    from concord.superpixels import (  # noqa: PLC0415  SciPy, which the web process goes without
        Superpixels,
        packed,
        superpixels,
    )

    spooled = decoder.spool(chunks(str(item.rendition)), name="upload")
    samples, colours = decoder.samples(spooled.path)
    rgb = np.frombuffer(colours, dtype=np.uint8).reshape(samples.height, samples.width, 3)
    content = packed(Superpixels(superpixels(rgb), samples.step))
    return store_aid(dataset_id=item.dataset_id, item_id=item.pk, content=content)


def _tiles(decoder: Decoder, item: Item) -> str:
    spooled = decoder.spool(chunks(str(item.rendition)), name="upload")
    return store_tiles(
        dataset_id=item.dataset_id, item_id=item.pk, tiles=decoder.tiles(spooled.path)
    )


def _keep(aid: ItemAid, *, now: datetime) -> None:
    """Write the row, while the item has its picture; else the files go."""
    aid.made_at = now
    is_kept = False
    try:
        with transaction.atomic():
            locked = Item.objects.select_for_update(no_key=True).filter(pk=aid.item_id)
            if locked.exclude(rendition="").exists():
                ItemAid.objects.filter(item_id=aid.item_id, kind=aid.kind, name="").delete()
                aid.save()
                is_kept = True
    except IntegrityError as error:
        if "item_aid_once" not in str(error):
            raise
    finally:
        if not is_kept:
            organisation_id = aid.item.dataset.organisation_id
            discard(aid.stored_names, organisation_id=organisation_id, now=now)
