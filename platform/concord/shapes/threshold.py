"""From which similarity on are two people's shapes the same object? Learnt for each project."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from concord.shapes.floods import crowding
from concord.shapes.limits import LIMITS
from concord.shapes.pairs import Floats, Integers, Pairs
from concord.shapes.table import Rows

Booleans = NDArray[np.bool_]

LEAST_PAIRS = 50
_STEP = 0.01
_TOLERANCE = 0.01


@dataclass(frozen=True, slots=True)
class Threshold:
    """The threshold, and how many pairs of each sort it was learnt from.

    `separation` is 1 less the error rates of both sorts (Youden 1950): 1 where no pair is on the
    wrong side, 0 where chance would do as well; None where nothing was learnt.
    """

    similarity: float
    is_learnt: bool
    same_pairs: int
    different_pairs: int
    separation: float | None = None


def prior_threshold(kind: str) -> Threshold:
    """What holds for a project that nothing is known about."""
    return Threshold(LIMITS[kind].fallback, False, 0, 0)


def fit_threshold(rows: Rows, pairs: Pairs, *, crowded: Booleans | None = None) -> Threshold:
    """The threshold that tells same objects from different ones.

    Shapes of two people that are each other's best match count as the same object; all other
    pairs one of which has such a match, and any two shapes of one person, as different ones. The
    error is the sum of both error rates (Youden 1950). Joining is guarded by the rule of one
    shape an annotator, splitting is not: so the lowest threshold is taken whose error is within
    one hundredth of the least. With fewer than `LEAST_PAIRS` pairs of either sort: the fallback.
    `crowded` (rows,) are those that lie in a crowd of one person's, where that is known.
    """
    limits = LIMITS[rows.kind]
    crowded = crowding(rows) if crowded is None else crowded
    speaks = ~crowded | _is_in_the_picture(rows, crowded)
    rows, pairs, crowded = _only(speaks, rows), _pairs_of(speaks, pairs), crowded[speaks]
    is_mutual = _mutual(rows, pairs)
    same = pairs.similarity[is_mutual]
    different = pairs.similarity[_is_different(rows, pairs, is_mutual)]
    all_different = _pairs_of_one_person(rows, crowded)
    all_different += _pairs_beside_a_match(rows, pairs, is_mutual)
    if min(len(same), all_different) < LEAST_PAIRS:
        return Threshold(limits.fallback, False, len(same), all_different)
    candidates = np.arange(limits.lowest, limits.highest + _STEP / 2, _STEP)
    missed = np.searchsorted(np.sort(same), candidates) / len(same)
    wrong = len(different) - np.searchsorted(np.sort(different), candidates)
    errors = missed + wrong / all_different
    lowest = int(np.argmax(errors <= errors.min() + _TOLERANCE))
    return Threshold(
        similarity=round(float(candidates[lowest]), 2),
        is_learnt=True,
        same_pairs=len(same),
        different_pairs=all_different,
        separation=1.0 - float(errors[lowest]),
    )


def _is_in_the_picture(rows: Rows, crowded: Booleans) -> Booleans:
    """(rows,): lines in a crowd of one person's where most of those who drew on the image have such
    crowds: then the picture is full of hair, wires or streets, whose strips overlap. Whoever draws
    many shapes on one spot alone would speak for all."""
    if rows.kind != "polyline" or not crowded.any():
        return np.zeros(len(crowded), dtype=np.bool_)
    drawing, counts = rows.drawn_counts()
    image = np.empty(len(counts), dtype=np.int64)
    image[drawing] = rows.image
    has_crowd = np.bincount(drawing, crowded, len(counts)) > 0
    people, with_crowd = np.bincount(image), np.bincount(image, has_crowd)
    is_full = (with_crowd >= 2) & (2 * with_crowd > people)
    found: Booleans = crowded & is_full[rows.image]
    return found


def _only(chosen: Booleans, rows: Rows) -> Rows:
    if chosen.all():
        return rows
    places = np.flatnonzero(chosen).tolist()
    return replace(
        rows,
        shapes=tuple(rows.shapes[row] for row in places) if rows.shapes else (),
        submissions=tuple(rows.submissions[row] for row in places) if rows.submissions else (),
        image=rows.image[chosen],
        annotator=rows.annotator[chosen],
        bounds=rows.bounds[chosen],
    )


def _pairs_of(chosen: Booleans, pairs: Pairs) -> Pairs:
    """The pairs of chosen rows, by their places among these."""
    if chosen.all():
        return pairs
    place, both = np.cumsum(chosen) - 1, chosen[pairs.first] & chosen[pairs.second]
    first, second = place[pairs.first[both]], place[pairs.second[both]]
    return Pairs(first, second, pairs.similarity[both])


def _mutual(rows: Rows, pairs: Pairs) -> Booleans:
    """Pairs of two people whose shapes are each other's best match, the first among equals."""
    is_between = rows.annotator[pairs.first] != rows.annotator[pairs.second]
    shape = np.concatenate([pairs.first, pairs.second])
    other = np.concatenate([pairs.second, pairs.first])
    there, back = np.split(_is_best(rows, shape, other, np.tile(pairs.similarity, 2)), 2)
    found: Booleans = is_between & there & back
    return found


def _is_best(rows: Rows, shape: Integers, other: Integers, similarity: Floats) -> Booleans:
    """Whether `other` is the most similar shape that its drawer has for `shape`."""
    group = _towards(rows, shape, other)
    order = np.lexsort((other, -similarity, group))
    best = np.zeros(len(order), dtype=bool)
    best[order[np.flatnonzero(np.diff(group[order], prepend=-1))]] = True
    return best


def _towards(rows: Rows, shape: Integers, other: Integers) -> Integers:
    """A number for each shape together with the person who drew the other one."""
    return shape * _people(rows) + rows.annotator[other]


def _people(rows: Rows) -> int:
    return int(rows.annotator.max(initial=0)) + 1


def _is_different(rows: Rows, pairs: Pairs, is_mutual: Booleans) -> Booleans:
    there = _towards(rows, pairs.first, pairs.second)
    back = _towards(rows, pairs.second, pairs.first)
    matched = np.concatenate([there[is_mutual], back[is_mutual]])
    has_match = np.isin(there, matched) | np.isin(back, matched)
    by_one = rows.annotator[pairs.first] == rows.annotator[pairs.second]
    different: Booleans = by_one | (has_match & ~is_mutual)
    return different


def _pairs_of_one_person(rows: Rows, crowded: Booleans) -> int:
    """How many pairs of shapes one person drew, similar or not, but for two of one crowd, which are
    not compared."""
    drawing, counts = rows.drawn_counts()
    in_crowd = np.bincount(drawing[crowded], minlength=len(counts))
    return int((counts * (counts - 1) // 2 - in_crowd * (in_crowd - 1) // 2).sum())


def _pairs_beside_a_match(rows: Rows, pairs: Pairs, is_mutual: Booleans) -> int:
    """How many pairs of two people hold a shape that has its match in another pair.

    Two people with n and m shapes of which k match have k (n + m - k - 1) of them.
    """
    drawing, counts = rows.drawn_counts()
    one, other = drawing[pairs.first[is_mutual]], drawing[pairs.second[is_mutual]]
    ends = np.stack([np.minimum(one, other), np.maximum(one, other)])
    (first, second), matches = np.unique(ends, axis=1, return_counts=True)
    return int((matches * (counts[first] + counts[second] - matches - 1)).sum())
