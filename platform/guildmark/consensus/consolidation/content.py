"""What a label is made of, and the plan it is made by: plain values, no arithmetic."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from concord.documents import Document, Field, Schema
from guildmark.consensus.doubt import Lines

Json = dict[str, Any]  # JSON: `Any` stands for its values


@dataclass(frozen=True, slots=True)
class Plan:
    """What the manager decided: methods by name or "auto", probabilities in [0, 1].

    A shape is in the label from P(exists) `shape_kept_from` on. A label is disputed when a
    calibrated answer in it is less sure than `target_confidence`, or anything else than
    `disputed_below` (see `doubt`). A shape is a known one from `gold_iou` on.
    """

    method: str = "auto"
    calibration_method: str = "auto"
    target_confidence: float = 0.95
    shape_kept_from: float = 0.5
    disputed_below: float = 0.5
    gold_iou: float = 0.5

    @property
    def lines(self) -> Lines:
        """Below what something is in doubt."""
        return Lines(self.target_confidence, self.disputed_below)

    def to_json(self) -> Json:
        """The parameters a fit keeps."""
        return asdict(self)


DEFAULT_PLAN = Plan()


@dataclass(frozen=True, slots=True)
class Vote:
    """One counting submission of a task, under the version of the schema it answers.

    Without one they were offered all that was ever to be chosen.
    """

    submission_id: int
    annotator_id: int
    document: Document
    schema: Schema | None = None

    def was_asked(self, question: Field, option: str | None = None) -> bool:
        """As the `asks` of a schema."""
        return self.schema is None or self.schema.asks(question, option)


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A shape of gold, of this label, that a submission has not; or, where it `is_drawn`, one that
    it has and gold has not."""

    submission_id: int
    label: str
    is_drawn: bool


@dataclass(frozen=True, slots=True)
class TaskVotes:
    """Everything the label of one task is made of; `votes` in the order of ids.

    `known` is the true answer where the task is gold: such tasks teach, and get no result. It was
    written under `known_schema`, as a vote under its own. `known_labels` are the true ones of drawn
    shapes that it has; those that either side alone has are `unmatched`.
    """

    task_id: int
    width_px: int
    height_px: int
    votes: tuple[Vote, ...]
    known: Document | None = None
    known_schema: Schema | None = None
    known_labels: Mapping[tuple[str, str], str] | None = None
    unmatched: tuple[Unmatched, ...] = ()

    @property
    def key(self) -> str:
        """Sorts as the ids do."""
        return f"{self.task_id:019d}"

    @property
    def inputs_sha256(self) -> str:
        """Submissions never change, so their ids stand for them."""
        return hash_of_lines(vote.submission_id for vote in self.votes)


def hash_of_lines(lines: Iterable[object]) -> str:
    """SHA-256 of the lines, in the order given."""
    return hashlib.sha256("\n".join(map(str, lines)).encode()).hexdigest()
