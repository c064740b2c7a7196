"""What somebody answers to each true class, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concord.measure import Measure, undefined
from concord.sentences import Sentence

Floats = NDArray[np.float64]

#: Fewer labels than this, in all or for each class, and a figure would say more than is known.
LEAST_LABELS = 20
LEAST_LABELS_PER_CLASS = 10
#: How many labels of each true class the population is worth: more, and it would speak for
#: people who are not like it, spammers above all.
POPULATION_STRENGTH = 1.0
_DRAWS = 400
_ONE_CLASS = "There is only one class."


@dataclass(frozen=True, slots=True, eq=False)
class Confusion:
    """The Dirichlet posterior of a confusion matrix, one row a true class.

    `concentrations` (true class, given class) float64, 0 or more, each row with a sum above 0.
    `labels` is how many labels of this person are behind it.
    """

    concentrations: Floats
    labels: float

    @property
    def mean(self) -> Floats:
        """P(given class | true class): (true class, given class), rows with the sum 1."""
        shares: Floats = self.concentrations / self.concentrations.sum(axis=1, keepdims=True)
        return shares

    def draws(self, seed: int) -> Floats:
        """Matrices drawn from the posterior: (draws, true class, given class)."""
        shape = (_DRAWS, *self.concentrations.shape)
        weights = np.random.default_rng(seed).standard_gamma(self.concentrations, size=shape)
        matrices: Floats = weights / weights.sum(axis=2, keepdims=True)
        return matrices


def estimate_confusion(
    counts: Floats, *, population: Floats, strength: float = POPULATION_STRENGTH
) -> Confusion:
    """The posterior under a population's matrix worth `strength` labels of each true class.

    `counts` (true class, given class) float64, 0 or more: labels of this person by the truth,
    whole where it is known from gold, expected counts where it is a posterior. `population`
    (true class, given class), rows with the sum 1. Raises ValueError for anything else, and for
    a strength below 1. Source: Gelman et al. 2013, Bayesian Data Analysis, section 3.4.
    """
    size = len(counts)
    if size == 0 or counts.shape != (size, size) or counts.shape != population.shape:
        raise ValueError("Counts and population are square and of one size.")
    if (counts < 0).any() or (population < 0).any() or strength < 1:
        raise ValueError("Counts and shares are 0 or more, and a strength is 1 or more.")
    if not np.allclose(population.sum(axis=1), 1.0):
        raise ValueError("Each row of a population has the sum 1.")
    return Confusion(counts + strength * population, float(counts.sum()))


def with_background(
    rates: Floats, counts: Floats, background: Floats, *, population: Floats | None = None
) -> tuple[Floats, Floats]:
    """The same matrices with a column more for what was not drawn, a row more for what is nothing.

    `rates` and `counts` are (true class, given class), of what was drawn. `background` (2, classes)
    float64, 0 or more: objects of each true class that were not drawn, and shapes called each class
    that are nothing. Returns (classes + 1, classes + 1) each; nothing that is not drawn is 0. A
    class of which nothing is known has the share not drawn that `population` (classes,) says, in
    [0, 1] and worth POPULATION_STRENGTH objects, else 0; the last row has the sum 1, or 0.
    """
    size = len(counts)
    missed, spurious = background
    strength = 0.0 if population is None else POPULATION_STRENGTH
    usual = np.zeros(size) if population is None else population
    seen = counts.sum(axis=1) + missed + strength
    share = np.divide(missed + strength * usual, seen, out=np.zeros(size), where=seen > 0)
    all_counts, all_rates = np.zeros((size + 1, size + 1)), np.zeros((size + 1, size + 1))
    all_counts[:size, :size], all_counts[:size, size] = counts, missed
    all_counts[size, :size] = spurious
    all_rates[:size, :size], all_rates[:size, size] = rates * (1.0 - share)[:, None], share
    all_rates[size, :size] = spurious / (spurious.sum() or 1.0)
    return all_rates, all_counts


def measure_confusion(
    confusion: Confusion, figure: Callable[[Floats], Floats], *, seed: int, probability: float
) -> Measure:
    """A figure at the posterior mean, corrected for few labels; `n` is the number of labels.

    `figure` takes matrices (draws, true class, given class) to values (draws,), 0 or more, that
    grow with any difference between rows. Chance makes rows differ: what it adds is what draws
    from the posterior add to the figure of its mean, and is taken off (Efron and Tibshirani
    1993, An Introduction to the Bootstrap, chapter 10), off the bounds once more for being draws
    themselves. None goes below 0. Undefined with one class, and below LEAST_LABELS labels or
    LEAST_LABELS_PER_CLASS times the classes.
    """
    if not 0 < probability < 1:
        raise ValueError("The probability of an interval lies between 0 and 1.")
    n, classes = round(confusion.labels), len(confusion.concentrations)
    if classes < 2:
        return undefined(_ONE_CLASS, n=n)
    least = max(LEAST_LABELS, LEAST_LABELS_PER_CLASS * classes)
    if n < least:
        return undefined(Sentence("Fewer than {least} labels.", least=least), n=n)
    value = float(figure(confusion.mean[None])[0])
    drawn = figure(confusion.draws(seed))
    tail = (1.0 - probability) / 2.0
    noise = float(drawn.mean()) - value
    corrected = max(0.0, value - noise)
    lower, upper = (np.quantile(drawn, [tail, 1.0 - tail]) - 2.0 * noise).tolist()
    return Measure(
        corrected, lower=max(0.0, min(corrected, lower)), upper=max(corrected, upper), n=n
    )
