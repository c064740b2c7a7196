"""Which of many shapes are alike at all, and how much: no table of all with all is ever made.

The numbers are those of `concord.geometry.similarity`. Five people who draw a thousand shapes
each make 12.5 million pairs, of which some thousand have anything in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concord.documents import Shape
from concord.geometry.keypoints import comparing_us
from concord.geometry.oriented import Floats, Geometry
from concord.geometry.runs import run_pairs
from concord.geometry.similarity import SIMILARITIES, UnknownKind, pairwise_similarity
from concord.geometry.work import MOST_WORK_US, TooManyAlike, Work

__all__ = [
    "BOXES_US",
    "NEXT_TO_NOTHING",
    "OUTLINES",
    "Pairs",
    "TooManyAlike",
    "meet_many",
    "similar_pairs",
    "similar_shapes",
]

Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]
_Part = tuple[Integers, Integers, Floats]

#: Where there are too many pairs, those that have less in common are left out: points that lie
#: apart have something in common as far as numbers reach.
NEXT_TO_NOTHING = 1e-6
#: Kinds whose bounds may meet where they do not: long ones that lie aslant side by side.
OUTLINES = frozenset({"rotated_box", "ellipse", "polygon", "polyline"})
#: What it costs to look at a pair of boxes.
BOXES_US = 0.06
#: Pairs looked at at once: intermediate columns stay below some 20 MB each.
_PAIRS_AT_A_TIME = 2_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Shapes `first` < `second` whose `similarity` is above 0; each (pairs,), by first, second.

    What is missing has similarity 0.
    """

    first: Integers
    second: Integers
    similarity: Floats


def similar_pairs(
    kind: str,
    geometries: Sequence[Geometry],
    *,
    apart: Integers | None = None,
    most: int | None = None,
    work: Work | None = None,
) -> Pairs:
    """The pairs of shapes of one kind, each once, with the similarity of `pairwise_similarity`.

    Two shapes of the same number in `apart` (shapes,) are no pair. Memory grows with the pairs
    that have something in common, which of keypoints many have. Where these are more than `most`,
    those under NEXT_TO_NOTHING are left out. Raises TooManyAlike where that is not enough, before
    it is done where it would be more `work` than may be (MOST_WORK_US where there is a `most`), and
    UnknownKind.
    """
    if kind not in SIMILARITIES:
        raise UnknownKind(f'Shapes of kind "{kind}" cannot be compared.')
    if len(geometries) < 2:
        return _ordered([])
    work = work or (Work() if most is None else Work(MOST_WORK_US))
    return _ordered(_at_most(most, _parts(kind, geometries, apart, work)))


def meet_many(most: int, kind: str, geometries: Sequence[Geometry], work: Work) -> Booleans:
    """Which shapes of one of OUTLINES meet more than `most` of the others, (shapes,).

    Raises TooManyAlike.
    """
    from concord.geometry.areas import meet_more_than  # noqa: PLC0415 -- loads Shapely

    return meet_more_than(most, _areas(kind, geometries, work), work)


def similar_shapes(
    shapes: Sequence[Shape], *, apart: Integers | None = None, most: int | None = None
) -> Pairs:
    """As `similar_pairs` of shapes of any kinds: those of two kinds have nothing in common. `most`
    is of each, and the work is of all together."""
    parts = []
    work = Work() if most is None else Work(MOST_WORK_US)
    for kind in sorted({shape.kind for shape in shapes}):
        places = [place for place, shape in enumerate(shapes) if shape.kind == kind]
        place_of = np.array(places, dtype=np.int64)
        found = similar_pairs(
            kind,
            [shapes[place].geometry for place in places],
            apart=None if apart is None else apart[place_of],
            most=most,
            work=work,
        )
        parts.append((place_of[found.first], place_of[found.second], found.similarity))
    return _ordered(parts)


def _parts(
    kind: str, geometries: Sequence[Geometry], apart: Integers | None, work: Work
) -> Iterator[_Part]:
    if kind == "box":
        return _unlike(_boxes(geometries, work), apart)
    if kind == "mask":
        return run_pairs(geometries, apart, work)
    if kind == "keypoints":
        work.add(comparing_us(geometries) / 2)
        return _unlike(_rows_of_a_table(kind, geometries), apart)
    from concord.geometry.areas import area_pairs  # noqa: PLC0415 -- loads Shapely

    return area_pairs(_areas(kind, geometries, work), apart, work)


def _at_most(most: int | None, parts: Iterable[_Part]) -> list[_Part]:
    """All parts, without what is next to nothing where they are too many."""
    found: list[_Part] = []
    count, least = 0, 0.0
    for part in parts:
        found.append(_from(least, part))
        count += len(found[-1][0])
        if most is None or count <= most:
            continue
        if not least:
            least = NEXT_TO_NOTHING
            found = [_from(least, one) for one in found]
            count = sum(len(one[0]) for one in found)
        if count > most:
            raise TooManyAlike(f"Over {most} pairs of shapes are alike.")
    return found


def _from(least: float, part: _Part) -> _Part:
    first, second, similarity = part
    kept = similarity >= least
    return first[kept], second[kept], similarity[kept]


def _unlike(parts: Iterable[_Part], apart: Integers | None) -> Iterator[_Part]:
    """Without the pairs of the same number."""
    for first, second, similarity in parts:
        if apart is None:
            yield first, second, similarity
        else:
            kept = apart[first] != apart[second]
            yield first[kept], second[kept], similarity[kept]


def _ordered(parts: Iterable[_Part]) -> Pairs:
    """What is alike at all, the smaller place first, in order."""
    empty = np.empty(0, np.int64)
    columns = zip((empty, empty, np.empty(0)), *parts, strict=True)
    one, other, similarity = (np.concatenate(column) for column in columns)
    first, second = np.minimum(one, other), np.maximum(one, other)
    order = np.lexsort((second, first))
    order = order[similarity[order] > 0]
    return Pairs(first[order], second[order], similarity[order])


def _boxes(geometries: Sequence[Geometry], work: Work) -> Iterator[_Part]:
    """From left to right: a box is compared with those that begin before it ends."""
    sides = [(one["x"], one["y"], one["width"], one["height"]) for one in geometries]
    x, y, width, height = np.array(sides, dtype=np.float64).T
    order = np.argsort(x, kind="stable")
    left, top = x[order], y[order]
    right, bottom = (x + width)[order], (y + height)[order]
    area = (width * height)[order]
    here = np.arange(len(order))
    followers = np.maximum(np.searchsorted(left, right) - here - 1, 0)
    reached = np.cumsum(followers)
    work.add(BOXES_US * int(reached[-1]))
    start = 0
    while start < len(order):
        done = reached[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(reached, done + _PAIRS_AT_A_TIME, side="right")))
        count = followers[start:stop]
        first = np.repeat(here[start:stop], count)
        second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(count) - count, count)
        across = np.minimum(right[first], right[second]) - left[second]
        down = np.minimum(bottom[first], bottom[second]) - np.maximum(top[first], top[second])
        kept = np.flatnonzero((across > 0) & (down > 0))
        first, second, shared = first[kept], second[kept], across[kept] * down[kept]
        union = area[first] + area[second] - shared
        iou = np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)
        # x + width is rounded, so two equal boxes may seem to overlap by more than their area.
        yield order[first], order[second], np.minimum(iou, 1.0)
        start = stop


def _rows_of_a_table(kind: str, geometries: Sequence[Geometry]) -> Iterator[_Part]:
    """A few rows of the table of all with all at a time."""
    step = max(1, _PAIRS_AT_A_TIME // len(geometries))
    for start in range(0, len(geometries), step):
        others = geometries[start:]
        table = pairwise_similarity(kind, geometries[start : start + step], others)
        first, second = np.nonzero(np.triu(table, k=1))
        yield first + start, second + start, table[first, second]


def _areas(kind: str, geometries: Sequence[Geometry], work: Work) -> NDArray[np.object_]:
    from concord.geometry.areas import areas_of  # noqa: PLC0415 -- loads Shapely
    from concord.geometry.lines import strips_of  # noqa: PLC0415 -- loads Shapely

    if kind == "polyline":
        return strips_of(geometries, work)
    return areas_of(kind, geometries, work)
