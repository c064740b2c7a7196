"""How far does each person agree with each other one?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from functools import partial
from itertools import combinations
from typing import Any

import numpy as np

from concord.agreement.bootstrap import Figure, Quotient, Resampling, measure_figures
from concord.agreement.drawings import Comparison
from concord.agreement.ratings import Floats, Integers, Ratings
from concord.agreement.statistics import add_up, pairs_within
from concord.measure import Measure

Person = Any  # anything hashable that has an order among its kind
#: By two people, the lesser first.
Pairwise = Mapping[tuple[Person, Person], Measure]

_FEW = "They have fewer than {least} items in common."


def most_shared(images: Iterable[Collection[Person]], *, most: int) -> list[Person]:
    """Of who answered which image, the people who share most images with anybody, in their order.

    At most `most`; of those who share as many the lesser ones. Nobody who shares none.
    """
    shared: Counter[Hashable] = Counter()
    for people in images:
        if len(people) > 1:
            shared.update(people)
    chosen = sorted(shared, key=lambda person: (-shared[person], person))[:most]
    return sorted(chosen)


def measure_pairs(ratings: Ratings, people: Collection[Person], by: Resampling) -> Pairwise:
    """The share of units that two people call the same, of each two that have any in common.

    Intervals are over images, all from the same resamples; `n` is the number of images with a unit
    that both rated.
    """
    number = {person: place for place, person in enumerate(sorted(people))}
    place = np.array([number.get(person, -1) for person in ratings.people], dtype=np.int64)
    whose = place[ratings.annotators]
    order = np.lexsort((whose, ratings.units))
    order = order[whose[order] >= 0]
    unit, label, whose = ratings.units[order], ratings.labels[order], whose[order]
    first, second = pairs_within(unit)
    agreeing = (label[first] == label[second]).astype(np.float64)
    image = ratings.images[unit[first]]
    return _measure(image, whose[first], whose[second], agreeing, sorted(people), by)


def measure_pairs_of_drawers(
    compared: Sequence[Comparison], people: Collection[Person], by: Resampling
) -> Pairwise:
    """F1 of what two people drew, of each two that have an image in common, as `measure_pairs`.

    The mean over images, `Comparison.pairs` of each.
    """
    ordered = sorted(people)
    number = {person: place for place, person in enumerate(ordered)}
    rows = [
        (image, *sorted((number[one], number[other])), f1)
        for image, comparison in enumerate(compared)
        for (one, other), f1 in zip(
            combinations(comparison.answered_by, 2), comparison.pairs, strict=True
        )
        if one in number and other in number
    ]
    found = np.array(rows, dtype=np.float64).reshape(-1, 4)
    image, first, second = found[:, :3].astype(np.int64).T
    return _measure(image, first, second, found[:, 3], ordered, by)


def _measure(
    image: Integers,
    first: Integers,
    second: Integers,
    agreeing: Floats,
    people: Sequence[Person],
    by: Resampling,
) -> Pairwise:
    """Of two people each (entries,), first < second, on an image, how far they agree, 0 to 1."""
    keys, pair = np.unique(first * len(people) + second, return_inverse=True)
    images, place = np.unique(image, return_inverse=True)
    count, ones = len(keys), np.ones(len(image))
    rows = add_up(
        [(place, 2 * pair, agreeing), (place, 2 * pair + 1, ones)],
        shape=(len(images), 2 * count),
    )
    met = np.bincount(np.unique(pair * len(images) + place) // max(1, len(images)), minlength=count)
    figures = [
        Figure(partial(_share, column=2 * at), _FEW, int(n), few=_FEW) for at, n in enumerate(met)
    ]
    measured = measure_figures(rows, figures, by) if count else ()
    both = zip(*np.divmod(keys, len(people)), strict=True) if count else ()
    return {
        (people[one], people[other]): measure
        for (one, other), measure in zip(both, measured, strict=True)
    }


def _share(totals: Floats, column: int) -> Quotient:
    return totals[:, column], totals[:, column + 1]
