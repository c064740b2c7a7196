"""Options that have an order: how many steps off, and how often within those tolerated."""

from __future__ import annotations

import numpy as np

from concord.documents import Field
from concord.evaluation import numbers
from concord.evaluation.classification import ABSENT
from concord.evaluation.content import Integers
from concord.evaluation.report.values import Draws, Json, measured


def ordered_part(
    truth: Integers, predicted: Integers, question: Field, *, with_intervals: bool
) -> tuple[Json, Draws]:
    """What a question whose options have an order has beside the others, and its draws.

    `truth`, `predicted` (images,) int64 are places of options, `predicted` may be ABSENT. `within`
    is the share of images no more steps off than is tolerated (without a tolerance the accuracy),
    `mean_steps` the mean number of steps over images with a prediction. Empty without an order.
    """
    if not question.is_ordered:
        return {}, {}
    steps = int(question.tolerance.value) if question.tolerance else 0
    true = truth.astype(np.float64)
    said = np.where(predicted == ABSENT, np.nan, predicted.astype(np.float64))
    is_right = np.abs(said - true) <= steps  # nothing is near NaN
    found = numbers.measure(true, said, is_right)
    drawn = numbers.draws(true, said, is_right) if with_intervals else {}
    kept = {
        name: drawn[key]
        for name, key in (("within", "within"), ("mean_steps", "mean_absolute_error"))
        if key in drawn
    }
    return {
        "tolerated_steps": steps,
        "within": measured(found.within, kept.get("within"), images=found.images),
        "mean_steps": measured(
            found.mean_absolute_error, kept.get("mean_steps"), images=found.images
        ),
    }, kept
