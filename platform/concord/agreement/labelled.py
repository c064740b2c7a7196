"""All coefficients of labels at once, each with its interval."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from concord.agreement import nominal, ordered
from concord.agreement.bootstrap import Figure, Resampling, measure_figures
from concord.agreement.ratings import Floats, Integers, Ratings
from concord.agreement.statistics import Columns, Runs, nominal_rows, runs_of
from concord.measure import Measure, undefined
from concord.sentences import Sentence

_ONE_LABEL = "All answers are the same label."
_FEW_GIVEN = "Fewer than {least} items were given the label and answered by two people."
_NOBODY = "Nobody gave the label where two people answered."


@dataclass(frozen=True, slots=True)
class LabelAgreement:
    """How far people agree on labels; each `n` counts images with a unit rated twice or more.

    `labels` is alpha of each label against all others together; its `n` counts those of the
    images where somebody gave the label.
    """

    percent: Measure
    fleiss_kappa: Measure
    alpha: Measure
    ac1: Measure
    labels: Mapping[Hashable, Measure]


@dataclass(frozen=True, slots=True)
class OrderedAgreement:
    """Krippendorff's alpha by how much labels mean: their order, differences, or ratios."""

    ordinal: Measure
    interval: Measure
    ratio: Measure


def measure_labels(ratings: Ratings, by: Resampling) -> LabelAgreement:
    """Agreement on labels without regard to any order of theirs.

    Units of one image are drawn together. A unit that one person rated counts for the chance in
    Fleiss' kappa and AC1 (Gwet 2014), and for nothing else.
    """
    runs = runs_of(ratings)
    at = Columns(len(ratings.classes))
    found = measure_figures(nominal_rows(ratings, runs), _figures(ratings, runs, at), by)
    percent, fleiss_kappa, alpha, ac1, *labels = found
    by_label = dict(zip(ratings.classes, labels, strict=True))
    return LabelAgreement(percent, fleiss_kappa, alpha, ac1, by_label)


def measure_ordered(ratings: Ratings, values: Floats, by: Resampling) -> OrderedAgreement:
    """Agreement on labels that stand for the increasing `values` (labels,), as `measure_labels`.

    Where only the order of labels means something, any increasing values do, and only `ordinal`
    is to be read. `ratio` is undefined for negative values and for more than MOST_VALUES.
    """
    from scipy import sparse  # noqa: PLC0415 -- spares the web process the import

    runs = runs_of(ratings)
    scale, more = ordered.ordered_rows(ratings, runs, values)
    rows = sparse.csr_array(sparse.hstack([nominal_rows(ratings, runs), more]))
    n = _paired_images(ratings, runs)
    figures = [
        Figure(partial(alpha, scale=scale), _ONE_LABEL, n)
        for alpha in (ordered.ordinal_alpha, ordered.interval_alpha, ordered.ratio_alpha)
    ]
    refusal = _without_ratio(values)
    if refusal is None:
        return OrderedAgreement(*measure_figures(rows, figures, by))
    ordinal, interval = measure_figures(rows, figures[:2], by)
    return OrderedAgreement(ordinal, interval, undefined(refusal, n=n))


def measure_sets(ratings: Ratings, sets: Sequence[Collection[Hashable]], by: Resampling) -> Measure:
    """Krippendorff's alpha of labels that stand for `sets`, one for each, by MASI.

    Undefined for more than MOST_VALUES different sets.
    """
    from scipy import sparse  # noqa: PLC0415 -- spares the web process the import

    runs = runs_of(ratings)
    n = _paired_images(ratings, runs)
    if len(sets) > ordered.MOST_VALUES:
        return undefined(_too_many(), n=n)
    numbers = np.arange(len(sets), dtype=np.float64)
    scale, more = ordered.ordered_rows(ratings, runs, numbers)
    rows = sparse.csr_array(sparse.hstack([nominal_rows(ratings, runs), more]))
    quotient = partial(ordered.metric_alpha, scale=scale, distances=ordered.masi_distances(sets))
    return measure_figures(rows, [Figure(quotient, _ONE_LABEL, n)], by)[0]


def _without_ratio(values: Floats) -> str | None:
    if (values < 0).any():
        return "Ratios need values that are not negative."
    if len(values) > ordered.MOST_VALUES:
        return _too_many()
    return None


def _too_many() -> str:
    return Sentence(
        "There are more than {most} different values: round them first.", most=ordered.MOST_VALUES
    )


def _figures(ratings: Ratings, runs: Runs, at: Columns) -> list[Figure]:
    n = _paired_images(ratings, runs)
    too_few = "There are fewer than two labels."
    return [
        Figure(partial(nominal.percent, at=at), _ONE_LABEL, n),
        Figure(partial(nominal.fleiss_kappa, at=at), _ONE_LABEL, n),
        Figure(partial(nominal.alpha, at=at), _ONE_LABEL, n),
        Figure(partial(nominal.gwet_ac1, at=at), too_few, n),
        *(
            Figure(
                partial(nominal.alpha_of_label, at=at, label=label),
                _ONE_LABEL,
                images,
                without=_NOBODY,
                few=_FEW_GIVEN,
            )
            for label, images in enumerate(_images_by_label(ratings, runs).tolist())
        ),
    ]


def _paired_images(ratings: Ratings, runs: Runs) -> int:
    return len(np.unique(ratings.images[runs.unit[runs.size > 1]]))


def _images_by_label(ratings: Ratings, runs: Runs) -> Integers:
    """On how many images a unit with two ratings or more was given each label: (labels,)."""
    width = max(1, len(ratings.classes))
    paired = runs.size > 1
    given = np.unique(ratings.images[runs.unit[paired]] * width + runs.label[paired])
    return np.bincount(given % width, minlength=len(ratings.classes)).astype(np.int64)
