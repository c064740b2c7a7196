"""What goes into an estimate of classes, and what comes out: answers, a model, verdicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, cast

import numpy as np

from concord.classes.choice import Candidate
from concord.classes.grouping import Grouped
from concord.classes.methods import Method
from concord.classes.votes import Floats
from concord.sentences import from_json, joined, to_json

MODEL_VERSION = 2


class UnknownClass(ValueError):  # noqa: N818 -- named for what it says, like its siblings
    """An answer or a gold label is none of the classes."""


@dataclass(frozen=True, slots=True, order=True)
class ClassAnswer:
    """One person called one item so."""

    item: str
    annotator: str
    label: str


@dataclass(frozen=True, slots=True, eq=False)
class ClassModel:
    """What was learnt about a project's people; JSON by `to_json`, back by `from_json`.

    `method` is what is used, never "auto"; `reason` is one sentence on why, None where the
    method was asked for by name and could be had. `choice` lists what was tried, and is empty
    where nothing was. `priors` (classes,), `population` (true, given) and each of `confusions`
    (true, given) are empty for majority, wawa and glad; `weights` and `stranger_weight`, the
    weight of somebody never seen, mean something for the latter two alone. `learnt` is where the
    population's numbers stand, for a later fit to go on from. `trust` in (0, 1] is how far the
    model is believed beside the votes of people who are all alike, right with the probability
    `accuracy` that the model gives the answers it saw (see `guards.trust_in`). `groups` has, by
    annotator who is in one, the group whose answers count once together (see `grouping`), and
    `grouped` what was tried, None where nobody answers alike beyond what is explained.
    """

    method: Method
    reason: str | None
    classes: tuple[str, ...]
    priors: Floats
    population: Floats
    confusions: Mapping[str, Floats]
    weights: Mapping[str, float] = field(default_factory=dict)
    stranger_weight: float = 0.0
    choice: tuple[Candidate, ...] = ()
    learnt: Floats = field(default_factory=lambda: np.empty(0))
    trust: float = 1.0
    accuracy: float = 1.0
    groups: Mapping[str, int] = field(default_factory=dict)
    grouped: Grouped | None = None

    @property
    def why(self) -> str | None:
        """`reason`, and what was tried of people who answer alike; None without either."""
        grouped = "" if self.grouped is None else self.grouped.sentence
        return joined(self.reason or "", grouped) or None

    def to_json(self) -> dict[str, Any]:  # JSON
        """Plain values that `from_json` turns back into the same model."""
        return {
            "version": MODEL_VERSION,
            "method": self.method,
            "reason": to_json(self.reason),
            "classes": list(self.classes),
            "priors": self.priors.tolist(),
            "population": self.population.tolist(),
            "confusions": {key: rows.tolist() for key, rows in self.confusions.items()},
            "weights": dict(self.weights),
            "stranger_weight": self.stranger_weight,
            "choice": [asdict(one) for one in self.choice],
            "learnt": self.learnt.tolist(),
            "trust": self.trust,
            "accuracy": self.accuracy,
            "groups": dict(self.groups),
            "grouped": None if self.grouped is None else asdict(self.grouped),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> ClassModel:  # JSON
        """The model that was rendered. Version 1 said "voting" and knew no choice."""
        grouped = value.get("grouped")
        method = "majority" if value["method"] == "voting" else value["method"]
        return cls(
            method=cast(Method, method),  # rendered from a method
            reason=from_json(value["reason"]),
            classes=tuple(value["classes"]),
            priors=np.array(value["priors"], dtype=np.float64),
            population=np.array(value["population"], dtype=np.float64),
            confusions={
                key: np.array(rows, dtype=np.float64) for key, rows in value["confusions"].items()
            },
            weights=dict(value.get("weights", {})),
            stranger_weight=value.get("stranger_weight", 0.0),
            choice=tuple(Candidate(**one) for one in value.get("choice", [])),
            learnt=np.array(value.get("learnt", []), dtype=np.float64),
            trust=value.get("trust", 1.0),
            accuracy=value.get("accuracy", 1.0),
            groups=dict(value.get("groups", {})),
            grouped=None if grouped is None else Grouped(**grouped),
        )


@dataclass(frozen=True, slots=True)
class ClassVerdict:
    """What an item is, and how sure that is.

    `winners` holds more than one class when there is a tie, in the order of the classes;
    `probabilities` are uncalibrated, sum to 1, and are shares of votes when the method is
    majority, of weighted votes when it is wawa. `votes` counts the answers.
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


def voting_model(
    classes: Sequence[str], reason: str | None = None, choice: tuple[Candidate, ...] = ()
) -> ClassModel:
    """The model that knows nothing about anybody."""
    empty = np.empty(0)
    return ClassModel("majority", reason, tuple(classes), empty, empty, {}, choice=choice)
