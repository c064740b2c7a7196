"""What one image gives to an evaluation: labels, what is known of their doubt, predictions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from concord.documents import Document, Shape
from concord.evaluation.comparison import Predicted


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An object that some drew and the consensus left out, and the chance that it is there."""

    shape: Shape
    exists: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a release says of its own labels.

    `confidence` is the chance that a shape is there and is what it is called, in [0, 1], by id;
    `answers` the chance that an answer is right, by question.
    """

    confidence: Mapping[str, float] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    answers: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PredictedAnswer:
    """What a model answers to a question: an option, several of them, yes or no, or a number.

    `confidence` is how sure it is of one option, or of its yes or no; None where it does not say.
    """

    value: str | bool | float | tuple[str, ...]
    confidence: float | None

    @property
    def document_value(self) -> str | bool | float | list[str]:
        """As a document has the answer."""
        return list(self.value) if isinstance(self.value, tuple) else self.value


@dataclass(frozen=True, slots=True)
class EvaluatedImage:
    """One image; `answers` are by key of question."""

    width_px: int
    height_px: int
    truth: Document
    predicted: tuple[Predicted, ...] = ()
    answers: Mapping[str, PredictedAnswer] = field(default_factory=dict)
    doubt: Doubt = field(default_factory=Doubt)
