"""The picture of a whole dataset, made of the measures of its items: arrays in, a summary out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from concord.pictures import KINDS, Range, distribution, outliers, thresholds

Floats = NDArray[np.float64]

#: Measures that are shown, and whether by ratio.
SHOWN: Mapping[str, bool] = {
    "megapixels": True,
    "elongation": False,
    "mean": False,
    "contrast": False,
    "clipped_share": False,
    "entropy": False,
    "sharpness": True,
}
MOST_SIZES = 8


@dataclass(frozen=True)
class Measured:
    """Items of a dataset side by side, those in use first, each part in rising order of id.

    `values` has `(items,)` float64 by measure, NaN where there is none; `hashes` are meaningful
    where `has_hash`.
    """

    ids: NDArray[np.int64]
    is_used: NDArray[np.bool_]
    has_hash: NDArray[np.bool_]
    hashes: NDArray[np.uint64]
    twins_ids: NDArray[np.int64]
    values: Mapping[str, Floats]
    sizes: tuple[tuple[int, int], ...]
    formats: tuple[str, ...]
    depths: tuple[int, ...]
    is_grey: tuple[bool | None, ...]
    exclusion_reasons: tuple[str, ...]


def summarised(measured: Measured, twins_ids: NDArray[np.int64]) -> dict[str, Any]:
    """JSON of a profile: counts, distributions and suspicions of the items in use.

    `twins_ids` holds by item the id of the first of its near-duplicates, 0 where it has none.
    """
    used = measured.is_used
    values = {name: _finite(column[used]) for name, column in measured.values.items()}
    bounds = thresholds(values)
    later = used & (twins_ids > 0) & (twins_ids != measured.ids)
    groups = np.unique(twins_ids[used & (twins_ids > 0)])
    return {
        "item_count": int(used.sum()),
        "measured_count": int((used & measured.has_hash).sum()),
        "excluded_count": int((~used).sum()),
        "excluded_for": _most(measured.exclusion_reasons, ~used, most=None),
        "distributions": {
            name: _plain(distribution(values[name], is_log=is_log))
            for name, is_log in SHOWN.items()
        },
        "outliers": {
            name: _plain(outliers(values[name], is_log=is_log)) for name, is_log in SHOWN.items()
        },
        "suspicions": {
            kind: {
                **asdict(bounds[kind]),
                "measure": name,
                "count": _within(values[name], kind, bounds),
            }
            for kind, name in KINDS.items()
        },
        "duplicates": {"groups": len(groups), "count": int(later.sum())},
        "sizes": _most(measured.sizes, used),
        "formats": _most(measured.formats, used),
        "depths": _most(measured.depths, used),
        "colours": _most(
            [
                "unknown" if grey is None else "grey" if grey else "colour"
                for grey in measured.is_grey
            ],
            used,
        ),
    }


def _finite(column: Floats) -> Floats:
    kept: Floats = column[np.isfinite(column)]
    return kept


def _within(values: Floats, kind: str, bounds: Mapping[str, Range]) -> int:
    low, high = bounds[kind].at_least, bounds[kind].below
    inside = np.ones(len(values), dtype=bool)
    if low is not None:
        inside &= values >= low
    if high is not None:
        inside &= values < high
    return int(inside.sum())


def _plain(found: object) -> dict[str, Any] | None:
    return None if found is None else asdict(found)  # type: ignore[call-overload]  # a dataclass


def _most(
    values: Any, chosen: NDArray[np.bool_], most: int | None = MOST_SIZES
) -> list[dict[str, Any]]:
    """The most frequent values of the items that are `chosen`, all where `most` is None; Any:
    strings, numbers or pairs of numbers."""
    counts = Counter(value for value, is_one in zip(values, chosen.tolist(), strict=True) if is_one)
    return [{"value": value, "count": count} for value, count in counts.most_common(most)]
