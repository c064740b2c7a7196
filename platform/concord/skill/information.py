"""How much does one label of somebody tell?"""

from __future__ import annotations

from functools import partial

import numpy as np

from concord.measure import Measure, undefined
from concord.skill.confusion import Confusion, Floats, measure_confusion


def entropy_bits(shares: Floats) -> Floats:
    """-sum(p log2 p) over the last axis, 0 log 0 being 0; bits."""
    logs = np.zeros_like(shares)
    np.log2(shares, out=logs, where=shares > 0)
    bits: Floats = -(shares * logs).sum(axis=-1)
    return bits


def information_bits(matrices: Floats, prior: Floats) -> Floats:
    """Mutual information of true class and answer: (matrices,) bits.

    `matrices` (matrices, true class, given class) with `prior` (true class,), the probability of
    each class before anybody answers, or one each (matrices, true class). I = H(answer) - sum over
    c of prior[c] H(answer | c), in [0, H(prior)]: 0 for a spammer, H(prior) for who never errs, and
    for who errs always the same way, since such a label can be turned round. Source: Shannon 1948,
    section 12.
    """
    answer = entropy_bits((prior[..., None] * matrices).sum(axis=-2))
    bits: Floats = answer - (entropy_bits(matrices) * prior).sum(axis=-1)
    # Less than nothing is rounding: mutual information is not negative.
    return np.maximum(bits, 0.0)


def estimate_information(
    confusion: Confusion, prior: Floats, *, seed: int, probability: float = 0.9
) -> Measure:
    """Bits that one more label of somebody tells on average, with bounds.

    `n` is the number of their labels. Few labels make chance look like knowledge; that is taken
    off: see `measure_confusion`.
    Raises ValueError for a prior that is none.
    """
    if prior.shape != (len(confusion.concentrations),) or (prior < 0).any():
        raise ValueError("A prior has a share of 0 or more for each class.")
    if not np.isclose(prior.sum(), 1.0):
        raise ValueError("The shares of a prior have the sum 1.")
    figure = partial(information_bits, prior=prior)
    return measure_confusion(confusion, figure, seed=seed, probability=probability)


def per_cost(bits: Measure, cost: float) -> Measure:
    """Bits for one unit of money or time, where a label costs `cost` of it.

    Undefined where the bits are, and where labels cost nothing. Raises ValueError for a cost
    below 0.
    """
    if cost < 0:
        raise ValueError("A label costs nothing or more.")
    if bits.value is None:
        return bits
    if cost == 0:
        return undefined("Labels cost nothing.", n=bits.n)
    return Measure(
        bits.value / cost,
        lower=None if bits.lower is None else bits.lower / cost,
        upper=None if bits.upper is None else bits.upper / cost,
        n=bits.n,
    )
