"""The label of each item from what several people called it, and a model to do it again.

The one entrance for classes: keys in, verdicts out. A project is fitted as a whole now and then;
between fits, `resolve_class` judges one item under the stored model.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from concord.classes.dawid_skene import fit_dawid_skene
from concord.classes.fit import UNKNOWN, Fit
from concord.classes.hierarchical import fit_hierarchical
from concord.classes.votes import Floats, Integers, Votes
from concord.classes.voting import vote

Method = Literal["hierarchical", "dawid_skene", "voting"]

#: Fewer answers than this, and nobody's confusions can be told from chance.
LEAST_VOTES = 30
#: Confusion matrices of more numbers than this are not worth their memory.
MOST_CONFUSIONS = 5_000_000
#: A model that overturns most of the plain majorities has lost hold of what the classes mean.
LEAST_AGREEMENT_WITH_VOTES = 0.5


@dataclass(frozen=True, slots=True, order=True)
class ClassAnswer:
    """One person called one item so."""

    item: str
    annotator: str
    label: str


@dataclass(frozen=True, slots=True, eq=False)
class ClassModel:
    """What was learnt about a project's people; JSON by `to_json`, back by `from_json`.

    `method` is what is used, `reason` says why it is voting where something else was asked for.
    `priors` (classes,), `population` (true, given) and each of `confusions` (true, given) are
    empty for voting.
    """

    method: Method
    reason: str | None
    classes: tuple[str, ...]
    priors: Floats
    population: Floats
    confusions: Mapping[str, Floats]

    def to_json(self) -> dict[str, Any]:  # JSON
        """Plain values that `from_json` turns back into the same model."""
        return {
            "version": 1,
            "method": self.method,
            "reason": self.reason,
            "classes": list(self.classes),
            "priors": self.priors.tolist(),
            "population": self.population.tolist(),
            "confusions": {key: rows.tolist() for key, rows in self.confusions.items()},
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> ClassModel:  # JSON
        """The model that was rendered."""
        return cls(
            method=value["method"],
            reason=value["reason"],
            classes=tuple(value["classes"]),
            priors=np.array(value["priors"], dtype=np.float64),
            population=np.array(value["population"], dtype=np.float64),
            confusions={
                key: np.array(rows, dtype=np.float64) for key, rows in value["confusions"].items()
            },
        )


@dataclass(frozen=True, slots=True)
class ClassVerdict:
    """What an item is, and how sure that is.

    `winners` holds more than one class when there is a tie, in the order of the classes;
    `probabilities` are uncalibrated, sum to 1, and are shares of votes when the method is
    voting. `votes` counts the answers.
    """

    winners: tuple[str, ...]
    probabilities: Mapping[str, float]
    votes: Mapping[str, int]
    method: Method

    @property
    def is_tied(self) -> bool:
        """True when a person has to decide."""
        return len(self.winners) > 1

    @property
    def confidence(self) -> float:
        """The probability of the winner, or of each of those that are tied."""
        return self.probabilities[self.winners[0]]


def voting_model(classes: Sequence[str], reason: str | None = None) -> ClassModel:
    """The model that knows nothing about anybody."""
    empty = np.empty(0)
    return ClassModel("voting", reason, tuple(classes), empty, empty, {})


def fit_classes(
    answers: Iterable[ClassAnswer],
    *,
    classes: Sequence[str],
    gold: Mapping[str, str] | None = None,
    method: Method = "hierarchical",
) -> ClassModel:
    """Learn how a project's people confuse classes. The order of the answers changes nothing.

    Falls back to voting, and says why, when there are too few answers or overlaps to learn from,
    too many classes, or when the model contradicts most of the majorities. `gold` gives the true
    label of items where it is known.
    """
    listed = sorted(answers)
    votes, items, annotators = _as_votes(listed, classes)
    reason = _reason_to_vote(votes)
    if method == "voting" or reason is not None:
        return voting_model(classes, reason)
    known = _gold_array(gold or {}, items, classes)
    if method == "dawid_skene":
        fit = fit_dawid_skene(votes, gold=known)
    else:
        fit = fit_hierarchical(votes, gold=known)
    if _agreement_with_votes(fit, votes) < LEAST_AGREEMENT_WITH_VOTES:
        return voting_model(classes, "The model contradicted most of the majorities.")
    return ClassModel(
        method=method,
        reason=None,
        classes=tuple(classes),
        priors=fit.priors,
        population=_population(fit, len(annotators)),
        confusions=dict(zip(annotators, fit.confusions, strict=False)),
    )


def resolve_class(model: ClassModel, answers: Mapping[str, str]) -> ClassVerdict:
    """The verdict on one item from {annotator: label}; at least one answer is needed.

    People whom the model has not met are taken for the population. Two classes are tied when
    their probabilities differ by less than 1e-9.
    """
    if not answers:
        raise ValueError("An item that nobody answered has no verdict.")
    counts = dict.fromkeys(model.classes, 0)
    for label in answers.values():
        counts[label] += 1
    if model.method == "voting":
        probabilities = {key: count / len(answers) for key, count in counts.items()}
    else:
        probabilities = _posterior(model, answers)
    most = max(probabilities.values())
    return ClassVerdict(
        winners=tuple(key for key, value in probabilities.items() if value >= most - 1e-9),
        probabilities=probabilities,
        votes=counts,
        method=model.method,
    )


def _posterior(model: ClassModel, answers: Mapping[str, str]) -> dict[str, float]:
    number = {key: index for index, key in enumerate(model.classes)}
    with np.errstate(divide="ignore"):  # exact rates may be 0, and an answer impossible
        log_joint = np.log(model.priors)
        for annotator, label in sorted(answers.items()):
            rows = model.confusions.get(annotator, model.population)
            log_joint = log_joint + np.log(rows[:, number[label]])
    if np.isneginf(log_joint).all():
        # Exact rates rule out every class: new answers that the old ones never showed.
        return {key: 1.0 / len(model.classes) for key in model.classes}
    weights = np.exp(log_joint - log_joint.max())
    return dict(zip(model.classes, (weights / weights.sum()).tolist(), strict=True))


def _as_votes(
    answers: Sequence[ClassAnswer], classes: Sequence[str]
) -> tuple[Votes, list[str], list[str]]:
    items = sorted({answer.item for answer in answers})
    annotators = sorted({answer.annotator for answer in answers})
    item_number = {key: index for index, key in enumerate(items)}
    annotator_number = {key: index for index, key in enumerate(annotators)}
    class_number = {key: index for index, key in enumerate(classes)}
    votes = Votes(
        items=np.array([item_number[answer.item] for answer in answers], dtype=np.int64),
        annotators=np.array(
            [annotator_number[answer.annotator] for answer in answers], dtype=np.int64
        ),
        labels=np.array([class_number[answer.label] for answer in answers], dtype=np.int64),
        item_count=len(items),
        annotator_count=len(annotators),
        class_count=len(classes),
    )
    return votes, items, annotators


def _reason_to_vote(votes: Votes) -> str | None:
    if votes.class_count < 2:
        return "There is only one class."
    if len(votes.items) < LEAST_VOTES:
        return f"There are fewer than {LEAST_VOTES} answers to learn from."
    if np.bincount(votes.items).max() < 2:
        return "No item was answered twice."
    if (votes.annotator_count + 1) * votes.class_count**2 > MOST_CONFUSIONS:
        return "There are too many classes to learn everybody's confusions."
    return None


def _gold_array(gold: Mapping[str, str], items: list[str], classes: Sequence[str]) -> Integers:
    """(items,) int64, UNKNOWN where no true class is known."""
    number = {key: index for index, key in enumerate(classes)}
    known = [number[gold[item]] if item in gold else UNKNOWN for item in items]
    return np.array(known, dtype=np.int64)


def _agreement_with_votes(fit: Fit, votes: Votes) -> float:
    """The share of items with a single plain winner for which the model says the same."""
    result = vote(votes)
    clear = result.is_best.sum(axis=1) == 1
    if not clear.any():
        return 1.0
    chosen = fit.posteriors[clear].argmax(axis=1)
    return float(result.is_best[clear][np.arange(len(chosen)), chosen].mean())


def _population(fit: Fit, annotators: int) -> Floats:
    """What to expect of somebody never seen: learnt, or the mean of those who were seen."""
    if len(fit.confusions) > annotators:
        learnt: Floats = fit.confusions[annotators]
        return learnt
    mean: Floats = fit.confusions.mean(axis=0)
    return mean
