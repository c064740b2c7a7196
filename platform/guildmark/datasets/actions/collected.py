"""Items of pictures that were decoded elsewhere in the house, and items taken back."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from guildmark.datasets.actions.items import insert_item
from guildmark.datasets.actions.measures import mark_stale
from guildmark.datasets.files import StoredPicture
from guildmark.datasets.intake.results import Decoded, Spooled
from guildmark.datasets.models import (
    DELETED,
    WITHDRAWN,
    Dataset,
    ImportFile,
    Item,
    ItemSignature,
)
from guildmark.events.actions import record


@transaction.atomic
def add_decoded_item(
    *,
    dataset: Dataset,
    name: str,
    spooled: Spooled,
    decoded: Decoded,
    stored: StoredPicture,
    metadata: Mapping[str, str],
    actor_id: int,
    now: datetime,
) -> Item | None:
    """The item of a picture whose files are stored; None where the dataset has its bytes.

    Records item.added. A second call gives None.
    """
    item, is_new = insert_item(
        dataset=dataset,
        name=name,
        spooled=spooled,
        decoded=decoded,
        stored=stored,
        metadata=metadata,
        now=now,
    )
    if not is_new:
        return None
    record(
        name="item.added",
        payload={"dataset_id": dataset.pk, "item_id": item.pk},
        actor_id=actor_id,
        organisation_id=dataset.organisation_id,
        now=now,
    )
    return item


@transaction.atomic
def withdraw_item(*, item_id: int, now: datetime) -> list[str]:
    """Its owner took the picture back: it is excluded for good, and nothing points to its bytes.

    The caller deletes the files answered, and records what happened. Safe to repeat.
    """
    item = Item.objects.select_for_update().get(pk=item_id)
    return _empty(item, WITHDRAWN, now)


@transaction.atomic
def delete_item(*, item_id: int, note: str, now: datetime) -> list[str]:
    """The same for one that a manager deletes and says why; what its bringer said of it goes, too.

    One that is gone already stays as it is.
    """
    item = Item.objects.select_for_update().get(pk=item_id)
    if item.is_gone:
        return []
    item.deletion_note, item.metadata, item.taken_at = note, {}, ""
    # Where it lies in a bucket stays: by that it is not brought again.
    ImportFile.objects.filter(item=item).update(metadata={}, url="")
    return _empty(item, DELETED, now)


def _empty(item: Item, reason: str, now: datetime) -> list[str]:
    """Write a locked item without its bytes; where they, and what was made of them, lie."""
    files = (item.original, item.rendition, item.thumbnail, item.shown)
    stored = [str(one) for one in files if one]
    item.excluded_at, item.exclusion_reason = item.excluded_at or now, reason
    item.original = item.rendition = item.thumbnail = item.shown = ""
    item.window_low = item.window_high = None
    item.sha256 = f"{reason}-{item.pk}"
    item.dhash = item.twins_id = None
    item.save()
    ItemSignature.objects.filter(item=item).delete()
    made = [name for aid in item.aids.select_related("item") for name in aid.stored_names]
    item.aids.all().delete()
    mark_stale(item.dataset_id)
    return [*stored, *made]
