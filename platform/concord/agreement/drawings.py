"""How alike are the drawings that several people made of the same image?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from concord.agreement.bootstrap import NO_PAIRS, Figure, Quotient, Resampling, measure_figures
from concord.agreement.ratings import Floats, Integers
from concord.documents import Shape
from concord.geometry.similar import Pairs, TooManyAlike, similar_shapes
from concord.matching import match_columns
from concord.measure import Measure

if TYPE_CHECKING:
    from scipy import sparse

Person = Any  # anything hashable: a mapping's key type would have to be exactly Hashable

FEW_DRAWN = "Fewer than {least} items have an object that two people drew."
_NO_SHARED = "No two people drew the same object."


@dataclass(frozen=True, slots=True, eq=False)
class DrawnImage:
    """What several people drew on one image, and how alike it is.

    `people` are all who answered, also those who drew nothing. For each shape: `owner` (shapes,)
    the place of its author in `people`, never falling, and `labels`. `alike` are the pairs of two
    people's shapes that have anything in common; what can never be the same object is no pair.
    `name` is for refusals.
    """

    people: tuple[Hashable, ...]
    owner: Integers
    labels: tuple[Hashable, ...]
    alike: Pairs
    name: str = ""

    def __post_init__(self) -> None:
        """Refuse parts that do not fit together."""
        if len(self.owner) != len(self.labels) or (np.diff(self.owner) < 0).any():
            raise ValueError("There is an owner and a label for each shape, person by person.")


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike the drawings of one image are.

    `f1` is the mean of 2 TP / (all shapes) over pairs of people, 1 for two empty answers, and
    None when only one person answered; `iou` has the similarity of every pair of matched shapes.
    `pairs` is the same of each two of those it was `answered_by`, in the order of combinations.
    """

    f1: float | None
    iou: tuple[float, ...]
    answered_by: tuple[Hashable, ...] = ()
    pairs: tuple[float, ...] = ()

    @property
    def people(self) -> Mapping[Hashable, float]:
        """The mean over each person's pairs, empty when only one answered."""
        shares: dict[Hashable, list[float]] = defaultdict(list)
        for (one, other), f1 in zip(combinations(self.answered_by, 2), self.pairs, strict=True):
            shares[one].append(f1)
            shares[other].append(f1)
        return {person: float(np.mean(values)) for person, values in shares.items()}


@dataclass(frozen=True, slots=True)
class DrawingAgreement:
    """How far people draw the same objects, and how alike they draw them.

    `f1` over images that two people answered, each counting the same, in [0, 1]; `mean_iou` over
    pairs of matched shapes, each counting the same, between the threshold and 1. `n` is the
    number of images behind each.
    """

    f1: Measure
    mean_iou: Measure


def drawn_image(answers: Mapping[Person, Sequence[Shape]], name: str = "") -> DrawnImage:
    """Everybody's shapes of one image, by person, compared once for all measures.

    Raises TooManyTogether, as a fit of the same drawings does, where more than MOST_PAIRS of one
    kind have something in common.
    """
    from concord.shapes.floods import (  # noqa: PLC0415 -- spares the web process SciPy
        MOST_PAIRS,
        TooManyTogether,
    )

    shapes = [shape for drawn in answers.values() for shape in drawn]
    owner = np.repeat(np.arange(len(answers)), [len(drawn) for drawn in answers.values()])
    try:
        alike = similar_shapes(shapes, apart=owner, most=MOST_PAIRS)
    except TooManyAlike as refused:
        raise TooManyTogether(0, name) from refused
    labels = tuple(shape.label for shape in shapes)
    return DrawnImage(people=tuple(answers), owner=owner, labels=labels, alike=alike, name=name)


def only_label(image: DrawnImage, label: Hashable) -> DrawnImage:
    """The image as if nothing else had been drawn."""
    kept = np.array([one == label for one in image.labels], dtype=np.bool_)
    place, alike = np.cumsum(kept) - 1, image.alike
    both = kept[alike.first] & kept[alike.second]
    return DrawnImage(
        people=image.people,
        owner=image.owner[kept],
        labels=(label,) * int(kept.sum()),
        alike=Pairs(place[alike.first[both]], place[alike.second[both]], alike.similarity[both]),
        name=image.name,
    )


def compare(image: DrawnImage, *, iou_threshold: float = 0.5) -> Comparison:
    """Match everybody's shapes with everybody else's, without regard to labels."""
    iou: list[float] = []
    every: list[float] = []
    own = np.bincount(image.owner, minlength=len(image.people)).tolist()
    possible = _possible(image, iou_threshold)
    for first, second in combinations(range(len(image.people)), 2):
        pairs = match_columns(*possible.get((first, second), _NONE))
        drawn = own[first] + own[second]
        every.append(2 * len(pairs) / drawn if drawn else 1.0)
        iou += [pair.iou for pair in pairs]
    if not every:
        return Comparison(f1=None, iou=())
    return Comparison(float(np.mean(every)), tuple(iou), image.people, tuple(every))


_Columns = tuple[Integers, Integers, Floats]
_NONE: _Columns = (np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))


def _possible(image: DrawnImage, threshold: float) -> dict[tuple[int, int], _Columns]:
    """By two places in `people`, the pairs of their shapes that may be one object: first, second
    and similarity, (pairs,) each."""
    if not 0 < threshold <= 1:
        raise ValueError("The threshold of a matching lies above 0 and at most at 1.")
    alike, people = image.alike, len(image.people)
    near = np.flatnonzero(alike.similarity >= threshold)
    whose = image.owner[alike.first[near]] * people + image.owner[alike.second[near]]
    order = np.argsort(whose, kind="stable")
    near, whose = near[order], whose[order]
    first, second, similarity = alike.first[near], alike.second[near], alike.similarity[near]
    starts = np.flatnonzero(np.diff(whose, prepend=-1))
    edges = pairwise([*starts.tolist(), len(near)])
    return {
        divmod(both, people): (first[low:high], second[low:high], similarity[low:high])
        for both, (low, high) in zip(whose[starts].tolist(), edges, strict=True)
    }


def measure_drawings(compared: Sequence[Comparison], by: Resampling) -> DrawingAgreement:
    """Agreement on objects and outlines, with intervals over images that two people answered."""
    answered = [(one.f1, one.iou) for one in compared if one.f1 is not None]
    added = [(f1, 1.0, sum(iou), float(len(iou))) for f1, iou in answered]
    figures = [
        Figure(partial(_mean, part=0, count=1), NO_PAIRS, len(answered)),
        Figure(
            partial(_mean, part=2, count=3),
            _NO_SHARED,
            sum(bool(iou) for _, iou in answered),
            without=_NO_SHARED,
            few=FEW_DRAWN,
        ),
    ]
    return DrawingAgreement(*measure_figures(_rows(added, columns=4), figures, by))


def measure_drawers(compared: Sequence[Comparison], by: Resampling) -> Mapping[Hashable, Measure]:
    """F1 of each person against the others, with intervals over the images they share."""
    found: dict[Hashable, list[tuple[float, ...]]] = {}
    for one in compared:
        for person, f1 in one.people.items():
            found.setdefault(person, []).append((f1, 1.0))
    mean = partial(_mean, part=0, count=1)
    return {
        person: measure_figures(_rows(added, columns=2), [Figure(mean, NO_PAIRS, len(added))], by)[
            0
        ]
        for person, added in found.items()
    }


def _rows(added: Sequence[tuple[float, ...]], columns: int) -> sparse.csr_array:
    """What images add: (images, columns)."""
    from scipy import sparse  # noqa: PLC0415 -- spares the web process the import

    return sparse.csr_array(np.array(added, dtype=np.float64).reshape(-1, columns))


def _mean(totals: Floats, part: int, count: int) -> Quotient:
    return totals[:, part], totals[:, count]
