"""Measures of a dataset's items as arrays, and what was made of them."""

from collections.abc import Callable

import numpy as np
from django.db.models import Q, QuerySet
from numpy.typing import NDArray

from guildmark.datasets.models import Dataset, DatasetProfile, Import, Item, ItemSignature
from guildmark.datasets.profiles import Measured

VALUES = (
    "mean",
    "contrast",
    "clipped_share",
    "entropy",
    "sharpness",
    "megapixels",
    "elongation",
    "short_side_px",
)
OTHERS = (
    "id",
    "excluded_at",
    "dhash",
    "twins_id",
    "width_px",
    "height_px",
    "original_format",
    "bit_depth",
    "is_grey",
)
Indexes = NDArray[np.int64]
Signatures = NDArray[np.uint8]


def profile(dataset_id: int) -> DatasetProfile | None:
    """What a worker has made of the dataset's measures; None before it has looked."""
    return DatasetProfile.objects.filter(dataset_id=dataset_id).first()


def stale_datasets(*, limit: int) -> list[int]:
    """Datasets whose profile lags behind and into which nothing is being imported."""
    importing = Import.objects.filter(state__in=Import.LIVE, is_collecting=False)
    stale = Dataset.objects.filter(Q(profile=None) | Q(profile__is_stale=True))
    quiet = stale.exclude(pk__in=importing.values("dataset_id"))
    return list(quiet.order_by("pk").values_list("pk", flat=True)[:limit])


def unmeasured_items(*, limit: int) -> QuerySet[Item]:
    """Items with a picture that nobody has measured, with their dataset."""
    waiting = Item.objects.filter(measured_at=None).exclude(original="")
    return waiting.select_related("dataset").order_by("pk")[:limit]


def measured(dataset_id: int) -> Measured:
    """All items of a dataset side by side, those in use first."""
    rows = list(Item.objects.filter(dataset_id=dataset_id).order_by().values_list(*OTHERS, *VALUES))
    rows.sort(key=lambda row: (row[1] is not None, row[0]))
    columns = list(zip(*rows, strict=True)) or [()] * (len(OTHERS) + len(VALUES))
    by_name = dict(zip((*OTHERS, *VALUES), columns, strict=True))
    dhash = by_name["dhash"]
    return Measured(
        ids=np.array(by_name["id"], dtype=np.int64),
        is_used=np.array([moment is None for moment in by_name["excluded_at"]], dtype=bool),
        has_hash=np.array([value is not None for value in dhash], dtype=bool),
        hashes=np.array([value or 0 for value in dhash], dtype=np.int64).view(np.uint64),
        twins_ids=np.array([value or 0 for value in by_name["twins_id"]], dtype=np.int64),
        values={
            name: np.array(
                [np.nan if value is None else value for value in by_name[name]], dtype=np.float64
            )
            for name in VALUES
        },
        sizes=tuple(zip(by_name["width_px"], by_name["height_px"], strict=True)),
        formats=by_name["original_format"],
        depths=tuple(value or 0 for value in by_name["bit_depth"]),
        is_grey=by_name["is_grey"],
    )


def signatures_of(ids: Indexes) -> Callable[[Indexes], Signatures]:
    """A function from places in `ids` to their 64 x 64 levels; zeros where there are none."""

    def read(places: Indexes) -> Signatures:
        wanted = ids[places].tolist()
        levels = dict(ItemSignature.objects.filter(pk__in=wanted).values_list("item_id", "levels"))
        nothing = bytes(4096)
        joined = b"".join(bytes(levels.get(item_id, nothing)) for item_id in wanted)
        return np.frombuffer(joined, dtype=np.uint8).reshape(len(wanted), 4096)

    return read
