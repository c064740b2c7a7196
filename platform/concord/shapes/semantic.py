"""Classes that share a picture out: each pixel goes to the class that most of the weights give it.

Nothing is clustered here: all masks of one class are of one thing, so that the result has at most
one mask of a class, and no pixel in two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concord.classes import ClassVerdict
from concord.fields import weighted_odds
from concord.geometry.masks import Mask, to_geometry
from concord.geometry.oriented import Geometry
from concord.geometry.rle import decode
from concord.geometry.runs import pairwise_run_iou
from concord.shapes.content import ConsensusShape
from concord.shapes.drawing import Drawing, Source

Floats = NDArray[np.float64]

#: Votes worked on at once: some 32 MB.
_CELLS_AT_A_TIME = 4_000_000
#: One more fit beside those that were measured: of one person alone nothing is known.
_PRIOR_FIT = 0.75


@dataclass(frozen=True, slots=True)
class _Member:
    who: int
    source: Source
    geometry: Geometry


def share_out(
    drawings: Sequence[Drawing],
    weights: Sequence[float],
    labels: Sequence[str],
    *,
    width_px: int,
    height_px: int,
) -> tuple[ConsensusShape, ...]:
    """One mask for each class that gets a pixel, in the order of `labels`, without ids.

    `drawings` hold masks of `labels` alone, at most one of each; one without any says that there
    is none of them. `weights` are the log-odds of those who drew being right, at least 0. A pixel
    goes to what most of the weights give it: to no class where that has as many as any, and of
    several classes to the first. A class that gets no pixel is not there. `exists` is P(there is
    any of the class) by naive Bayes, the label is not in question, and `expected_iou` the mean fit
    of those who drew it with what came of it. Cost: people and classes times pixels.
    """
    each = list(weights) if sum(weights) > 0 else [1.0] * len(drawings)
    painted = [_painted(one, labels, width_px, height_px) for one in drawings]
    winner = _most(painted, each, len(labels))
    members = _members(drawings, labels)
    found = []
    for number, label in enumerate(labels, start=1):
        mask = Mask(0, 0, winner == number).cropped(width_px, height_px)
        if mask is not None:
            found.append(_shape(label, to_geometry(mask), members[label], each))
    return tuple(found)


def _painted(
    drawing: Drawing, labels: Sequence[str], width_px: int, height_px: int
) -> NDArray[np.uint16]:
    """The number of the class of each pixel, (height, width); 0 for none."""
    classes = np.zeros((height_px, width_px), dtype=np.uint16)
    numbers = {label: number for number, label in enumerate(labels, start=1)}
    for shape in drawing.shapes:
        one = shape.geometry
        left, top, width, height = (int(one[key]) for key in ("x", "y", "width", "height"))
        inside = classes[top : top + height, left : left + width]
        inside[decode(one["counts"], width, height)] = numbers[shape.label]
    return classes


def _most(
    painted: Sequence[NDArray[np.uint16]], weights: Sequence[float], count: int
) -> NDArray[np.uint16]:
    """For each pixel the class with most of the weights, (height, width); 0 for none."""
    height_px, width_px = painted[0].shape
    winner = np.zeros((height_px, width_px), dtype=np.uint16)
    step = max(1, _CELLS_AT_A_TIME // (height_px * (count + 1)))
    for first in range(0, width_px, step):
        part = slice(first, min(first + step, width_px))
        votes = np.zeros((count + 1, height_px, part.stop - part.start))
        for classes, weight in zip(painted, weights, strict=True):
            here = classes[:, part].astype(np.int64)[None]
            np.put_along_axis(votes, here, np.take_along_axis(votes, here, axis=0) + weight, axis=0)
        winner[:, part] = votes.argmax(axis=0)
    return winner


def _members(drawings: Sequence[Drawing], labels: Sequence[str]) -> dict[str, list[_Member]]:
    members: dict[str, list[_Member]] = {label: [] for label in labels}
    for who, drawing in enumerate(drawings):
        for shape in drawing.shapes:
            source = Source(drawing.submission, drawing.annotator, shape.id)
            members[shape.label].append(_Member(who, source, shape.geometry))
    return members


def _shape(
    label: str, geometry: Geometry, members: Sequence[_Member], weights: Sequence[float]
) -> ConsensusShape:
    drew = {one.who for one in members}
    seen = [who in drew for who in range(len(weights))]
    fits = pairwise_run_iou([one.geometry for one in members], [geometry])[:, 0]
    return ConsensusShape(
        id="",
        kind="mask",
        geometry=geometry,
        exists=weighted_odds([True, False], seen, weights)[True],
        label=ClassVerdict((label,), {label: 1.0}, {label: len(members)}, "majority"),
        expected_iou=(float(fits.sum()) + _PRIOR_FIT) / (len(fits) + 1),
        sources=tuple(one.source for one in members),
        seen_by=len(weights),
    )
