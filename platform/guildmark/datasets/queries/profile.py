"""Measures of a dataset's items as arrays, and what was made of them."""

import json
from collections.abc import Callable
from typing import Any

import numpy as np
from django.db import connection
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
    "exclusion_reason",
)
MOST_KEYS, MOST_VALUES = 20, 20
METADATA = """
WITH said AS (
    SELECT pair.key, pair.value, count(*) AS n,
        row_number() OVER (PARTITION BY pair.key ORDER BY count(*) DESC, pair.value) AS place
    FROM datasets_item, jsonb_each_text(metadata) AS pair
    WHERE dataset_id = %s AND excluded_at IS NULL GROUP BY 1, 2
), keys AS (
    SELECT key, sum(n)::bigint AS item_count, count(*) AS value_count
    FROM said GROUP BY key ORDER BY 2 DESC, 1 LIMIT %s
)
SELECT k.key, k.item_count, k.value_count,
    jsonb_agg(jsonb_build_object('value', s.value, 'count', s.n) ORDER BY s.place)::text
FROM keys k JOIN said s ON s.key = k.key AND s.place <= %s
GROUP BY k.key, k.item_count, k.value_count ORDER BY k.item_count DESC, k.key
"""
Indexes = NDArray[np.int64]
Signatures = NDArray[np.uint8]


def profile(dataset_id: int) -> DatasetProfile | None:
    """What a worker has made of the dataset's measures; None before it has looked."""
    return DatasetProfile.objects.filter(dataset_id=dataset_id).first()


def is_stale(dataset_id: int) -> bool:
    """Whether the profile lags behind, is being made, or there is none."""
    made = DatasetProfile.objects.defer("summary").filter(dataset_id=dataset_id).first()
    return made is None or made.is_lagging


def stale_datasets(*, limit: int) -> list[int]:
    """Datasets whose profile lags behind or was not made to its end, and into which nothing is
    being imported."""
    importing = Import.objects.filter(state__in=Import.LIVE, is_collecting=False)
    lagging = Q(profile=None) | Q(profile__is_stale=True) | Q(profile__computed_at=None)
    stale = Dataset.objects.filter(lagging)
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
        exclusion_reasons=by_name["exclusion_reason"],
    )


def metadata_keys(dataset_id: int) -> list[dict[str, Any]]:
    """JSON: what bringers said of items in use, by key, with the most frequent values.

    The keys that most items have come first; of each, `item_count` and `value_count` are whole.
    """
    with connection.cursor() as cursor:
        cursor.execute(METADATA, [dataset_id, MOST_KEYS, MOST_VALUES])
        rows = cursor.fetchall()
    return [
        {
            "key": key,
            "item_count": item_count,
            "value_count": value_count,
            "values": json.loads(values),
        }
        for key, item_count, value_count, values in rows
    ]


def signatures_of(ids: Indexes) -> Callable[[Indexes], Signatures]:
    """A function from places in `ids` to their 64 x 64 levels; zeros where there are none."""

    def read(places: Indexes) -> Signatures:
        wanted = ids[places].tolist()
        levels = dict(ItemSignature.objects.filter(pk__in=wanted).values_list("item_id", "levels"))
        nothing = bytes(4096)
        joined = b"".join(bytes(levels.get(item_id, nothing)) for item_id in wanted)
        return np.frombuffer(joined, dtype=np.uint8).reshape(len(wanted), 4096)

    return read
