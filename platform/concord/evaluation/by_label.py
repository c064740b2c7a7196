"""What is kept of an evaluation so that two can be compared label by label, with intervals.

Of each image what it gives to the figures of each label. Both are resampled with the same images
when somebody compares them, so a difference is that of one and the same draw (Efron 1979, paired).
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from concord.evaluation.content import Floats, Integers
from concord.evaluation.intervals import (
    LEAST_IMAGES,
    MOST_WEIGHTS,
    Interval,
    draw_count,
    interval_of,
    weights,
)

#: Names of parts; a question is `QUESTION` and its key.
SHAPES, SHAPES_PQ, PIXELS, PIXELS_PQ, QUESTION = (
    *("shapes", "shapes_pq", "pixels", "pixels_pq"),
    "question ",
)
_QUICK = 1
_COLUMNS = 4
#: The figures of a part: of hits, errors, wanted and quality.
_RATES = ("precision", "recall", "f1")
_FIGURES = {SHAPES_PQ: ("pq",), PIXELS: ("iou",), PIXELS_PQ: ("pq",)}


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """What each image gives to each label of one part.

    `labels` are keys; `image`, `label` (rows,) int64 are places; `counts` (rows, 4) float64: hits,
    errors, how many there are to find, and the sum of the IoU of hits where that is asked, else 0.
    """

    labels: Sequence[str]
    images: int
    image: Integers
    label: Integers
    counts: Floats


@dataclass(frozen=True, slots=True, eq=False)
class ByLabel:
    """The tallies of an evaluation by the name of their part; `ap` (labels, draws) of the shapes,
    NaN where a draw has none of the label, None without scores."""

    parts: Mapping[str, Tally]
    ap: Floats | None = None


#: Images and labels of some rows, and what each of them adds; None where that is 1.
TallyRows = tuple[Integers, Integers, Floats | None]


def tally(labels: Sequence[str], images: int, rows: Sequence[TallyRows]) -> Tally:
    """From hits, errors, what there is to find, and qualities: of each the images and labels, and
    what every one adds. Linear in the rows, but for their sorting."""
    keys = [image * len(labels) + label for image, label, _ in rows]
    found, place = np.unique(np.concatenate(keys), return_inverse=True)
    ends = np.cumsum([0, *map(len, keys)])
    counts = np.zeros((len(found), _COLUMNS))
    for column, (begin, end, (_, _, each)) in enumerate(zip(ends, ends[1:], rows, strict=False)):
        counts[:, column] = np.bincount(place[begin:end], each, minlength=len(found))
    return Tally(labels, images, found // len(labels), found % len(labels), counts)


def tally_of_tables(labels: Sequence[str], tables: Sequence[NDArray[Any]]) -> Tally:  # any number
    """The same from tables (images, labels) of hits, errors, what there is to find, qualities."""
    counts = np.stack(tables, axis=2).astype(np.float64)
    image, label = np.nonzero(counts.any(axis=2))
    wide = np.zeros((len(image), _COLUMNS))
    wide[:, : len(tables)] = counts[image, label]
    return Tally(labels, len(counts), image, label, wide)


def packed_labels(kept: ByLabel) -> bytes:
    """Deflated arrays, which `unpacked_labels` reads."""
    arrays: dict[str, NDArray[Any]] = {"names": np.array(list(kept.parts), dtype=np.str_)}
    for place, one in enumerate(kept.parts.values()):
        arrays[f"labels{place}"] = np.array(list(one.labels), dtype=np.str_)
        arrays[f"images{place}"] = np.array(one.images)
        arrays[f"image{place}"] = one.image.astype(np.uint32)
        arrays[f"label{place}"] = one.label.astype(np.uint16)
        arrays[f"counts{place}"] = one.counts[:, :3].astype(np.uint32)
        if one.counts[:, 3].any():
            arrays[f"quality{place}"] = one.counts[:, 3]
    if kept.ap is not None:
        arrays["ap"] = kept.ap.astype(np.float32)
    out = io.BytesIO()
    np.savez(out, allow_pickle=False, **arrays)
    return zlib.compress(out.getvalue(), _QUICK)


def unpacked_labels(content: bytes) -> ByLabel:
    """What `packed_labels` wrote."""
    parts = {}
    with np.load(io.BytesIO(zlib.decompress(content)), allow_pickle=False) as kept:
        for place, name in enumerate(kept["names"].tolist()):
            rows = kept[f"counts{place}"].astype(np.float64)
            quality = kept.get(f"quality{place}", np.zeros(len(rows)))
            parts[name] = Tally(
                kept[f"labels{place}"].tolist(),
                int(kept[f"images{place}"]),
                kept[f"image{place}"].astype(np.int64),
                kept[f"label{place}"].astype(np.int64),
                np.column_stack([rows, quality]),
            )
        ap = kept["ap"].astype(np.float64) if "ap" in kept else None
    return ByLabel(parts, ap)


def intervals_by_label(first: ByLabel, second: ByLabel) -> dict[tuple[str, str, str], Interval]:
    """Where 95 of 100 draws of the difference lie, the second less the first.

    By part, label and figure (`precision`, `recall`, `f1`, `ap` of shapes, the first three of
    options, `iou`, `pq`). A figure is left out where there are fewer than LEAST_IMAGES images or
    most draws leave it undefined. Both are evaluations of the same truths. A thousand draws of
    5,000 images, of more fewer. Time grows with draws x rows of the tallies, memory with the rows
    alone: beside both tallies about 60 MB are held, however many labels and images there are.
    """
    found: dict[tuple[str, str, str], Interval] = {}
    for name, one in first.parts.items():
        other = second.parts.get(name)
        if other is not None and other.images == one.images >= LEAST_IMAGES:
            found |= _of_part(name, one, other)
    shapes, theirs = first.parts.get(SHAPES), second.parts.get(SHAPES)
    if shapes is None or theirs is None or first.ap is None or second.ap is None:
        return found
    if shapes.images < LEAST_IMAGES or first.ap.shape[1] != second.ap.shape[1]:
        return found
    for key in set(shapes.labels) & set(theirs.labels):
        before = first.ap[shapes.labels.index(key)]
        _note(found, (SHAPES, key, "ap"), second.ap[theirs.labels.index(key)] - before)
    return found


def _of_part(name: str, one: Tally, other: Tally) -> dict[tuple[str, str, str], Interval]:
    keys = [key for key in one.labels if key in set(other.labels)]
    sides = [_rows_by_label(one), _rows_by_label(other)]
    draws = draw_count(one.images)
    some = max(1, MOST_WEIGHTS // (len(sides) * _COLUMNS * draws))
    found: dict[tuple[str, str, str], Interval] = {}
    for begin in range(0, len(keys), some):
        few = keys[begin : begin + some]
        first, second = _totals([[side[key] for key in few] for side in sides], one.images, draws)
        for key, before, after in zip(few, first, second, strict=True):
            theirs = _figures(name, after)
            for figure, values in _figures(name, before).items():
                _note(found, (name, key, figure), theirs[figure] - values)
    return found


#: The images that give something to a label (rows,), and what they give (rows, 4).
_Rows = tuple[Integers, Floats]


def _rows_by_label(of: Tally) -> dict[str, _Rows]:
    order = np.argsort(of.label, kind="stable")
    ends = np.searchsorted(of.label[order], np.arange(len(of.labels) + 1))
    parts = (order[begin:end] for begin, end in pairwise(ends))
    return {
        key: (of.image[rows], of.counts[rows]) for key, rows in zip(of.labels, parts, strict=True)
    }


def _totals(sides: Sequence[Sequence[_Rows]], images: int, draws: int) -> Floats:
    """What each draw gives to the labels of both sides: (sides, labels, draws, 4).

    Some draws at a time: their weights, and of them those of one label's images.
    """
    totals = np.empty((len(sides), len(sides[0]), draws, _COLUMNS))
    drawn = weights(images, draws)
    some = max(1, MOST_WEIGHTS // images)
    for begin in range(0, draws, some):
        block = np.array(list(islice(drawn, some)))
        for side, labels in enumerate(sides):
            for place, (image, counts) in enumerate(labels):
                totals[side, place, begin : begin + len(block)] = block[:, image] @ counts
    return totals


def _figures(name: str, totals: Floats) -> dict[str, Floats]:
    """(draws, 4) -> each figure of the part, (draws,), NaN where undefined."""
    hits, errors, wanted, quality = totals.T
    pairs = {
        "precision": (hits, hits + errors),
        "recall": (hits, wanted),
        "f1": (2 * hits, hits + errors + wanted),
        "iou": (hits, errors + wanted),
        "pq": (2 * quality, hits + errors + wanted),
    }
    return {
        figure: np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)
        for figure, (part, whole) in pairs.items()
        if figure in _FIGURES.get(name, _RATES)
    }


def _note(
    found: dict[tuple[str, str, str], Interval], key: tuple[str, str, str], drawn: Floats
) -> None:
    interval = interval_of(drawn)
    if interval is not None:
        found[key] = interval
