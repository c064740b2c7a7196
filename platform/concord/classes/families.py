"""What people may have in common: ways to tie the numbers of their confusions.

Each family turns expected counts into everybody's rates of answering. Numbers of a person's own
are drawn from a population that is learnt from everybody (see `population`). Counts and rates
are float64 (annotators, true, given); rates sum to 1 along the last axis.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from concord.classes.population import MEAN_WEIGHT, Population, shares
from concord.classes.votes import Floats

#: What share of the answers is known rather than guessed, before anything is learnt.
_FIRST_KNOWN = 0.7
#: Rounds after which what single people know and guess hardly moves; a round is cheap.
_SETTLING_STEPS = 20


class Family:
    """One way to tie numbers; keeps what it has learnt, in `populations`."""

    def __init__(self, populations: Sequence[Population]) -> None:
        self.populations = populations

    def learn(self, counts: Floats) -> None:
        """One step towards what explains `counts` best."""
        raise NotImplementedError

    def settle(self, counts: Floats) -> None:
        """Bring what is kept of single people in line with a population learnt elsewhere."""

    def rates(self, counts: Floats) -> Floats:
        """Everybody's rates, under what was learnt."""
        raise NotImplementedError

    def stranger(self) -> Floats:
        """(true, given): what to expect of somebody never seen."""
        raise NotImplementedError

    @property
    def position(self) -> Floats:
        """What was learnt as one vector, which may be empty."""
        return np.concatenate([np.empty(0), *(one.position for one in self.populations)])

    @position.setter
    def position(self, vector: Floats) -> None:
        """Go there, or to the nearest place that is allowed."""
        begin = 0
        for one in self.populations:
            end = begin + len(one.position)
            one.position = vector[begin:end]
            begin = end


class Alike(Family):
    """Nobody differs: one confusion matrix for all, which the counts give at once."""

    def __init__(self, counts: Floats) -> None:
        super().__init__(())
        self._mean = _average_person(counts.sum(axis=0))

    def learn(self, counts: Floats) -> None:
        """See Family."""
        pooled = counts.sum(axis=0)
        self._mean = shares(pooled + MEAN_WEIGHT * _average_person(pooled))

    def rates(self, counts: Floats) -> Floats:
        """See Family."""
        return np.broadcast_to(self._mean, counts.shape)

    def stranger(self) -> Floats:
        """See Family."""
        return self._mean


class Coin(Family):
    """One number each: right with probability p, else wrong in all ways alike."""

    def __init__(self, counts: Floats) -> None:
        self._accuracy = Population(_pair(_average_accuracy(counts.sum(axis=0)))[None])
        self._classes = counts.shape[1]
        super().__init__([self._accuracy])

    def learn(self, counts: Floats) -> None:
        """See Family."""
        average = _pair(_average_accuracy(counts.sum(axis=0)))
        self._accuracy.learn(_right_or_wrong(counts), average[None])

    def rates(self, counts: Floats) -> Floats:
        """See Family."""
        return self._matrices(self._accuracy.rates(_right_or_wrong(counts))[:, 0, 0])

    def stranger(self) -> Floats:
        """See Family."""
        alone: Floats = self._matrices(self._accuracy.mean[:, 0])[0]
        return alone

    def _matrices(self, accuracy: Floats) -> Floats:
        wrong = (1.0 - accuracy) / (self._classes - 1)
        rates = np.repeat(wrong, self._classes**2).reshape(-1, self._classes, self._classes)
        rates[:, np.arange(self._classes), np.arange(self._classes)] = accuracy[:, None]
        return rates


class Guesses(Family):
    """Somebody knows the answer with a probability of their own, else guesses by a habit of
    their own (Hovy, Berg-Kirkpatrick, Vaswani and Hovy 2013, "Learning Whom to Trust with MACE").

    The rates are q * [true = given] + (1 - q) * habit[given]: as many numbers as classes.
    """

    def __init__(self, counts: Floats) -> None:
        people, classes, _ = counts.shape
        self._known = Population(_pair(_FIRST_KNOWN)[None])
        self._habit = Population(np.full((1, classes), 1.0 / classes))
        self._shares = np.full(people, _FIRST_KNOWN)
        self._habits = np.full((people, classes), 1.0 / classes)
        super().__init__([self._known, self._habit])

    def learn(self, counts: Floats) -> None:
        """See Family. How much of what is right was known takes the shares of the last step."""
        both, guessed = self._known_or_guessed(counts)
        pooled = both.sum(axis=(0, 1))
        self._known.learn(both, _pair(float(pooled[0] / pooled.sum()))[None])
        classes = counts.shape[1]
        self._habit.learn(guessed, np.full((1, classes), 1.0 / classes))
        self._shares = self._known.rates(both)[:, 0, 0]
        self._habits = self._habit.rates(guessed)[:, 0]

    def settle(self, counts: Floats) -> None:
        """See Family."""
        for _ in range(_SETTLING_STEPS):
            both, guessed = self._known_or_guessed(counts)
            self._shares = self._known.rates(both)[:, 0, 0]
            self._habits = self._habit.rates(guessed)[:, 0]

    def rates(self, counts: Floats) -> Floats:
        """See Family."""
        return self._matrices(self._shares, self._habits)

    def stranger(self) -> Floats:
        """See Family."""
        alone: Floats = self._matrices(self._known.mean[:, 0], self._habit.mean)[0]
        return alone

    def _known_or_guessed(self, counts: Floats) -> tuple[Floats, Floats]:
        """Expected answers known and guessed (annotators, 1, 2), guessed ones by class."""
        right = np.einsum("akk->ak", counts)
        known = self._shares[:, None]
        credit = right * known / (known + (1.0 - known) * self._habits)
        guessed = counts.sum(axis=1) - credit
        both = np.stack([credit.sum(axis=1), guessed.sum(axis=1)], axis=1)
        return both[:, None], guessed[:, None]

    def _matrices(self, known: Floats, habits: Floats) -> Floats:
        classes = habits.shape[1]
        guessed = ((1.0 - known)[:, None] * habits)[:, None, :]
        rates = np.repeat(guessed, classes, axis=1)
        rates[:, np.arange(classes), np.arange(classes)] += known[:, None]
        return rates


class Diagonal(Family):
    """One accuracy each for every true class; what is wrong is wrong as everybody is.

    With two classes: sensitivity and specificity, the whole matrix.
    """

    def __init__(self, counts: Floats) -> None:
        pooled = counts.sum(axis=0)
        self._accuracy = Population(self._average(pooled))
        self._errors = self._everybodys_errors(pooled)
        super().__init__([self._accuracy])

    def learn(self, counts: Floats) -> None:
        """See Family."""
        pooled = counts.sum(axis=0)
        self._accuracy.learn(_right_or_wrong_by_class(counts), self._average(pooled))
        self._errors = self._everybodys_errors(pooled)

    def rates(self, counts: Floats) -> Floats:
        """See Family."""
        return self._matrices(self._accuracy.rates(_right_or_wrong_by_class(counts)))

    def stranger(self) -> Floats:
        """See Family."""
        alone: Floats = self._matrices(self._accuracy.mean[None])[0]
        return alone

    @staticmethod
    def _average(pooled: Floats) -> Floats:
        return np.tile(_pair(_average_accuracy(pooled)), (len(pooled), 1))

    @staticmethod
    def _everybodys_errors(pooled: Floats) -> Floats:
        errors = pooled + MEAN_WEIGHT * _average_person(pooled)
        np.fill_diagonal(errors, 0.0)
        return shares(errors)

    def _matrices(self, both: Floats) -> Floats:
        rates = both[:, :, 1:] * self._errors
        classes = np.arange(len(self._errors))
        rates[:, classes, classes] = both[:, :, 0]
        return rates


class Confusions(Family):
    """A confusion matrix each, every row drawn from the population's row."""

    def __init__(self, counts: Floats) -> None:
        self._rows = Population(_average_person(counts.sum(axis=0)))
        super().__init__([self._rows])

    def learn(self, counts: Floats) -> None:
        """See Family."""
        self._rows.learn(counts, _average_person(counts.sum(axis=0)))

    def rates(self, counts: Floats) -> Floats:
        """See Family."""
        return self._rows.rates(counts)

    def stranger(self) -> Floats:
        """See Family."""
        return self._rows.mean


class Together(Family):
    """The mean of what Guesses, Diagonal and Confusions say of each person.

    A person with few labels is described better by few numbers and a person with many by many;
    nobody knows in advance which holds, and the mean loses less than any choice between them.
    """

    def __init__(self, counts: Floats) -> None:
        self._members: tuple[Family, ...] = (Guesses(counts), Diagonal(counts), Confusions(counts))
        super().__init__([one for member in self._members for one in member.populations])

    def learn(self, counts: Floats) -> None:
        """See Family."""
        for member in self._members:
            member.learn(counts)

    def settle(self, counts: Floats) -> None:
        """See Family."""
        for member in self._members:
            member.settle(counts)

    def rates(self, counts: Floats) -> Floats:
        """See Family."""
        total = np.zeros_like(counts)
        for member in self._members:
            total += member.rates(counts)
        total /= len(self._members)
        return total

    def stranger(self) -> Floats:
        """See Family."""
        mean: Floats = np.mean([member.stranger() for member in self._members], axis=0)
        return mean


def _right_or_wrong(counts: Floats) -> Floats:
    """(annotators, 1, 2)."""
    right = np.einsum("akk->a", counts)
    return np.stack([right, counts.sum(axis=(1, 2)) - right], axis=1)[:, None]


def _right_or_wrong_by_class(counts: Floats) -> Floats:
    """(annotators, true, 2)."""
    right = np.einsum("akk->ak", counts)
    return np.stack([right, counts.sum(axis=2) - right], axis=2)


def _pair(share: float) -> Floats:
    """(2,): a share and the rest, neither under 1 %: a prior has to leave room for both."""
    kept = min(0.99, max(0.01, share))
    return np.array([kept, 1.0 - kept])


def _average_accuracy(pooled: Floats) -> float:
    return float(_pair(float(np.trace(pooled) / pooled.sum()))[0])


def _average_person(pooled: Floats) -> Floats:
    """(true, given): right as often as everybody together, wrong in all ways alike."""
    classes = len(pooled)
    accuracy = _average_accuracy(pooled)
    average = np.full((classes, classes), (1.0 - accuracy) / (classes - 1))
    np.fill_diagonal(average, accuracy)
    return average
