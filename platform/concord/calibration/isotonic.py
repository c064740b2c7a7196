"""A rising curve from stated probability to measured frequency.

Source: Zadrozny and Elkan 2002, "Transforming Classifier Scores into Accurate Multiclass
Probability Estimates", by pool-adjacent-violators (Ayer et al. 1955). Each class is one question
"is it this one?", all classes share one curve.
"""

from __future__ import annotations

import numpy as np

from concord.calibration.temperature import Floats

#: weight, weight * x, weight * y
_Step = tuple[float, float, float]


def pool_adjacent_violators(x: Floats, y: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """The rising steps nearest to `y` in weighted squares, as (middle of x, level) of each step.

    All (n,) float64, `weight` above 0, n at least 1, any order; equal `x` get one level. Both
    answers are (steps,), strictly rising. Cost: sorting, then linear.
    """
    at, where = np.unique(x, return_inverse=True)
    weights = np.bincount(where, weight)
    heights = np.bincount(where, weight * y)
    steps: list[_Step] = []
    for mass, place, height in zip(weights, weights * at, heights, strict=True):
        step = (float(mass), float(place), float(height))
        while steps and not _rises(steps[-1], step):
            before = steps.pop()
            step = (step[0] + before[0], step[1] + before[1], step[2] + before[2])
        steps.append(step)
    rows = np.array(steps)
    return rows[:, 1] / rows[:, 0], rows[:, 2] / rows[:, 0]


def _rises(before: _Step, after: _Step) -> bool:
    """Whether middle and level do, as they are given out: rounding must not leave two equal."""
    return (
        before[1] / before[0] < after[1] / after[0] and before[2] / before[0] < after[2] / after[0]
    )


def on_curve(values: Floats, x: Floats, y: Floats) -> Floats:
    """The curve at `values`: straight between the middles of steps, level beyond the ends."""
    found: Floats = np.interp(values, x, y)
    return found
