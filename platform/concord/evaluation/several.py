"""Questions with several answers: option by option, and the set as a whole."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from concord.evaluation.classification import ClassCounts
from concord.evaluation.content import Booleans, Floats
from concord.evaluation.intervals import draw_count, quotients, weights
from concord.measure import Measure, ratio


@dataclass(frozen=True, slots=True)
class Chosen:
    """Figures of one question with several answers; `missing` images have no prediction.

    `exact` is the share of images whose set is the very one. `micro_f1` counts all options of all
    images together, `macro_f1` is the mean F1 of options that either side chose.
    """

    images: int
    missing: int
    counts: tuple[ClassCounts, ...]
    exact: Measure
    micro_f1: Measure
    macro_f1: Measure


def choose(truth: Booleans, predicted: Booleans, said: Booleans) -> Chosen:
    """`truth`, `predicted` (images, options) bool: whether the option is chosen; `said` (images,)
    bool: whether there is a prediction. Without one nothing is chosen, and the set is wrong, also
    where nothing is true: to say that nothing holds is an answer."""
    counts = tuple(
        ClassCounts(*row.tolist())
        for row in np.stack(
            [
                (truth & predicted).sum(axis=0),
                (~truth & predicted).sum(axis=0),
                (truth & ~predicted).sum(axis=0),
                (~truth & ~predicted).sum(axis=0),
            ],
            axis=1,
        )
    )
    hits = sum(one.true_positives for one in counts)
    whole = 2 * hits + sum(one.false_positives + one.false_negatives for one in counts)
    known = [one.f1.value for one in counts if one.f1.value is not None]
    return Chosen(
        images=len(truth),
        missing=int((~said).sum()),
        counts=counts,
        exact=ratio(
            int(_is_exact(truth, predicted, said).sum()),
            len(truth),
            otherwise="There are no images.",
        ),
        micro_f1=ratio(2 * hits, whole, otherwise="No option is or was chosen."),
        macro_f1=ratio(sum(known), len(known), otherwise="No option is or was chosen."),
    )


def draws(truth: Booleans, predicted: Booleans, said: Booleans) -> dict[str, Floats]:
    """The three figures of bootstrap draws, (draws,) each, NaN where undefined."""
    images = len(truth)
    exact = _is_exact(truth, predicted, said)[:, None]
    rows = np.hstack([exact, truth & predicted, truth, predicted]).astype(np.float64)
    totals = np.array([draw @ rows for draw in weights(images, draw_count(images))])
    hits, there, called = np.split(totals[:, 1:], 3, axis=1)
    whole = there + called
    f1 = np.divide(2 * hits, whole, out=np.full(hits.shape, np.nan), where=whole > 0)
    is_known = ~np.isnan(f1)
    return {
        "exact": totals[:, 0] / images,
        "micro_f1": quotients(2 * hits.sum(axis=1), whole.sum(axis=1)),
        "macro_f1": quotients(np.nansum(f1, axis=1), is_known.sum(axis=1).astype(np.float64)),
    }


def _is_exact(truth: Booleans, predicted: Booleans, said: Booleans) -> Booleans:
    found: Booleans = (truth == predicted).all(axis=1) & said
    return found
