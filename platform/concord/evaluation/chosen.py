"""Precision, recall and F1 with their intervals at any overlap and confidence, from few bytes.

The intervals of a report hold where it begins. A person moves on, so what became of each
prediction is kept: from it the counts of every image can be had at any choice, and a bootstrap of
them in a tenth of a second. The same images are drawn as in the report, which says the same there.
"""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from concord.evaluation import operating
from concord.evaluation.content import IOU_GRID, Comparison, Floats
from concord.evaluation.intervals import (
    LEAST_IMAGES,
    Interval,
    draws_of_counts,
    interval_of,
    per_image_counts,
)
from concord.evaluation.operating import Outcomes, confidence_places, misses_of
from concord.measure import Measure

_QUICK = 1


@dataclass(frozen=True, slots=True)
class Chosen:
    """A figure at a choice, and its interval; None for too few images."""

    measure: Measure
    interval: Interval | None


def packed(comparison: Comparison, outcomes: Outcomes) -> bytes:
    """What became of each prediction at each IoU, and how many truths each image has.

    Deflated arrays: `wanted`, `predicted` (images,) uint32; `place` (predictions,) uint8 in
    CONFIDENCE_GRID; `hit`, `error` (predictions,) uint32, a bit for each IoU of IOU_GRID.
    """
    predictions, images = comparison.predictions, comparison.images
    nobody = np.zeros(len(predictions), dtype=bool)
    wanted = misses_of(comparison, outcomes, nobody, operating.IOU_PLACE)
    arrays: dict[str, NDArray[np.integer[Any]]] = {  # of any width
        "wanted": np.bincount(comparison.truths.image[wanted], minlength=images),
        "predicted": np.bincount(predictions.image, minlength=images),
        "hit": _bits(outcomes.is_hit),
        "error": _bits(outcomes.is_error),
    }
    kept: dict[str, NDArray[np.generic]] = {
        name: values.astype(np.uint32) for name, values in arrays.items()
    }
    kept["place"] = confidence_places(predictions.score).astype(np.uint8)
    out = io.BytesIO()
    np.savez(out, allow_pickle=False, **kept)
    return zlib.compress(out.getvalue(), _QUICK)


def chosen_figures(content: bytes, *, iou_place: int, confidence_place: int) -> dict[str, Chosen]:
    """Precision, recall and F1 over all labels at a place in IOU_GRID and CONFIDENCE_GRID."""
    per_image = _counts(content, iou_place, confidence_place)
    hits, errors, wanted = per_image.sum(axis=0).tolist()
    draws = draws_of_counts(per_image) if len(per_image) >= LEAST_IMAGES else {}
    found = {
        "precision": operating.precision(hits, errors),
        "recall": operating.recall(hits, wanted),
        "f1": operating.f1(hits, errors, wanted),
    }
    return {
        key: Chosen(
            one, interval_of(draws[key]) if key in draws and one.value is not None else None
        )
        for key, one in found.items()
    }


def _bits(rows: NDArray[np.bool_]) -> NDArray[np.uint32]:
    """(ious, n) as the bits of (n,)."""
    found = np.zeros(rows.shape[1], dtype=np.uint32)
    for place, row in enumerate(rows):
        found |= row.astype(np.uint32) << np.uint32(place)
    return found


def _counts(content: bytes, iou_place: int, confidence_place: int) -> Floats:
    """Hits, errors and truths of each image: (images, 3)."""
    assert 0 <= iou_place < len(IOU_GRID)  # noqa: S101 -- a place, which the caller looked up
    with np.load(io.BytesIO(zlib.decompress(content)), allow_pickle=False) as kept:
        image = np.repeat(np.arange(len(kept["predicted"])), kept["predicted"])
        is_sure = kept["place"] >= confidence_place
        bit = np.uint32(1 << iou_place)
        hits, errors = (image[is_sure & (kept[key] & bit != 0)] for key in ("hit", "error"))
        return per_image_counts(hits, errors, kept["wanted"].astype(np.int64))
