"""What was measured on items: kept with a new one, and caught up on for those of before."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from guildmark.datasets.files import chunks
from guildmark.datasets.intake.decoder import Decoder
from guildmark.datasets.intake.refusals import FileRefused
from guildmark.datasets.intake.results import Measures
from guildmark.datasets.models import Dataset, DatasetProfile, Item, ItemSignature
from guildmark.datasets.queries.profile import unmeasured_items
from guildmark.events.actions import record

Clock = Callable[[], datetime]


def keep_measures(dataset: Dataset, item: Item, measures: Measures, *, now: datetime) -> None:
    """Write an item's measures, in the caller's transaction; its dataset's profile is stale then.

    When it was taken is kept where the dataset allows it.
    """
    item.measured_at = now
    item.bit_depth = measures.bit_depth
    item.is_grey = measures.is_grey
    item.mean = measures.mean
    item.dark_share = measures.dark_share
    item.bright_share = measures.bright_share
    item.contrast = measures.contrast
    item.entropy = measures.entropy
    item.sharpness = measures.sharpness
    item.dhash = measures.signed_dhash
    item.taken_at = measures.taken_at if dataset.keeps_capture_time else ""
    item.save(update_fields=_MEASURED)
    ItemSignature.objects.update_or_create(item=item, defaults={"levels": measures.levels})
    mark_stale(dataset.pk)


_MEASURED = (
    "measured_at",
    "bit_depth",
    "is_grey",
    "mean",
    "dark_share",
    "bright_share",
    "contrast",
    "entropy",
    "sharpness",
    "dhash",
    "taken_at",
)


def mark_stale(dataset_id: int) -> None:
    """Say that the profile of a dataset lags behind; only the first of many waits for a lock."""
    DatasetProfile.objects.filter(dataset_id=dataset_id, is_stale=False).update(is_stale=True)


def measure_waiting(*, limit: int, clock: Clock) -> int:
    """Measure items that came in before there were measures; how many were dealt with.

    One whose original cannot be read any more is marked as looked at, without measures. Each is a
    transaction of its own. Records items.measured for each dataset. Safe to repeat.
    """
    counts: dict[Dataset, int] = {}
    with Decoder() as decoder:
        for item in unmeasured_items(limit=limit):
            _measure(decoder, item, now=clock())
            counts[item.dataset] = counts.get(item.dataset, 0) + 1
    for dataset, count in counts.items():
        record(
            name="items.measured",
            payload={"dataset_id": dataset.pk, "item_count": count},
            actor_id=None,
            organisation_id=dataset.organisation_id,
            now=clock(),
        )
    return sum(counts.values())


def _measure(decoder: Decoder, item: Item, *, now: datetime) -> None:
    try:
        spooled = decoder.spool(chunks(str(item.original)), name="upload")
        measures = decoder.measures(spooled.path)
    except (FileRefused, FileNotFoundError):
        Item.objects.filter(pk=item.pk).update(measured_at=now)
        return
    with transaction.atomic():
        keep_measures(item.dataset, item, measures, now=now)
