"""How far does each person agree with the rest?"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from concord.agreement.bootstrap import Figure, Quotient, Resampling, measure_figures
from concord.agreement.ratings import Floats, Integers, Ratings
from concord.agreement.statistics import add_up, runs_of
from concord.measure import Measure

if TYPE_CHECKING:
    from scipy import sparse

_UNITS, _AGREEING, _LABELS = 0, 1, 2


@dataclass(frozen=True, slots=True)
class AnnotatorAgreement:
    """One person against the others; `n` counts images where another one rated the same unit.

    `percent` is the mean share of the others who gave the same label; `kappa` is that above
    chance.
    """

    percent: Measure
    kappa: Measure


def measure_annotators(ratings: Ratings, by: Resampling) -> Mapping[Hashable, AnnotatorAgreement]:
    """Everybody against the rest, in the order of `ratings.people`.

    Kappa compares the observed with the agreement that this person's shares of labels and the
    others' give by chance, over the same units; every unit counts the same (the isolated rater
    of Schouten 1982, "Measuring pairwise interobserver agreement", with gaps). Undefined when
    this person and the others gave one and the same label to everything.
    """
    rows, owner, image = _rows(ratings)
    order = np.argsort(owner, kind="stable")
    ends = np.searchsorted(owner[order], np.arange(len(ratings.people) + 1))
    return {
        person: _measure(rows[order[start:end]], image[order[start:end]], len(ratings.classes), by)
        for person, start, end in zip(ratings.people, ends[:-1], ends[1:], strict=True)
    }


def _measure(
    rows: sparse.csr_array, image: Integers, labels: int, by: Resampling
) -> AnnotatorAgreement:
    """Of one person's ratings (ratings, columns) and their images (ratings,)."""
    images, place = np.unique(image, return_inverse=True)
    own = np.arange(len(image))
    which = add_up([(place, own, np.ones(len(own)))], shape=(len(images), len(own)))
    added = (which @ rows).tocsr()
    same = "This person and the others gave one label to everything."
    figures = [
        Figure(_percent, same, len(images)),
        Figure(partial(_kappa, labels=labels), same, len(images)),
    ]
    return AnnotatorAgreement(*measure_figures(added, figures, by))


def _percent(totals: Floats) -> Quotient:
    return totals[:, _AGREEING], totals[:, _UNITS]


def _kappa(totals: Floats, labels: int) -> Quotient:
    """(agreement - chance) / (units - chance), as sums over units."""
    units, agreeing = totals[:, _UNITS], totals[:, _AGREEING]
    own = totals[:, _LABELS : _LABELS + labels]
    others = totals[:, _LABELS + labels :]
    chance = np.zeros_like(units)
    np.divide((own * others).sum(axis=1), units, out=chance, where=units > 0)
    return agreeing - chance, units - chance


def _rows(ratings: Ratings) -> tuple[sparse.csr_array, Integers, Integers]:
    """What each rating that has another beside it adds, whose it is, and its image.

    Columns: 1; the share of the others that agree; the own label (labels,); the shares of the
    others' labels (labels,).
    """
    runs = runs_of(ratings)
    sizes = np.bincount(ratings.units, minlength=len(ratings.images))
    paired = np.flatnonzero(sizes[ratings.units] > 1)
    unit, label = ratings.units[paired], ratings.labels[paired]
    others = sizes[unit] - 1.0
    # All runs of the unit, for each rating; a rating is not among its own others.
    start = np.searchsorted(runs.unit, unit)
    length = np.searchsorted(runs.unit, unit, side="right") - start
    rating = np.repeat(np.arange(len(paired)), length)
    run = np.arange(len(rating)) - np.repeat(np.cumsum(length) - length - start, length)
    is_own = runs.label[run] == label[rating]
    share = (runs.count[run] - is_own) / others[rating]
    here, one = np.arange(len(paired)), np.ones(len(paired))
    width = len(ratings.classes)
    rows = add_up(
        [
            (here, np.full(len(paired), _UNITS), one),
            (rating[is_own], np.full(int(is_own.sum()), _AGREEING), share[is_own]),
            (here, _LABELS + label, one),
            (rating, _LABELS + width + runs.label[run], share),
        ],
        shape=(len(paired), _LABELS + 2 * width),
    )
    return rows, ratings.annotators[paired], ratings.images[unit]
