"""How right everybody was against the truth: each kind of person, the best one, voting, consensus.

Arithmetic on documents only; the same figures serve the demonstration's table and the test that
holds it to its promise.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from concord.documents import Document, Schema
from concord.scoring import Score, score_document

STRICT_IOU = 0.75
FEWEST_ITEMS = 20


@dataclass(frozen=True)
class Answered:
    """One person's answer to one item; `person` and `kind` name who gave it."""

    item: int
    person: str
    kind: str
    document: Document


@dataclass(frozen=True)
class Line:
    """A row of the table. `right`: F1 of boxes with their labels, or the share answered right."""

    name: str
    right: float
    item_count: int


def _tally(scores: Iterable[Score]) -> tuple[float, float, float]:
    """Right, drawn and wanted: boxes at the strict IoU with their label, and answers."""
    right = drawn = wanted = 0.0
    for score in scores:
        hits = sum(match.has_right_label for match in score.matched) + score.confirmed_empty
        right += hits + score.questions_right
        matched = len(score.matched) + score.confirmed_empty
        drawn += matched + len(score.spurious_ids) + score.questions_asked
        wanted += matched + len(score.missed_ids) + score.missed_empty + score.questions_asked
    return right, drawn, wanted


def rightness(
    answers: Mapping[int, Document] | Sequence[tuple[int, Document]],
    truth: Mapping[int, Document],
    schema: Schema,
) -> float:
    """F1 at IoU 0.75 with the right label, an empty image being one object; for questions the
    share answered right. 0.0 when there is nothing to judge."""
    pairs = answers.items() if isinstance(answers, Mapping) else answers
    right, drawn, wanted = _tally(
        score_document(
            document,
            truth[item],
            questions=schema.questions,
            has_labels=bool(schema.labels),
            iou_threshold=STRICT_IOU,
        )
        for item, document in pairs
    )
    return 2 * right / (drawn + wanted) if drawn + wanted else 0.0


def table(
    answers: Sequence[Answered],
    truth: Mapping[int, Document],
    schema: Schema,
    *,
    voting: Mapping[int, Document],
    consensus: Mapping[int, Document],
) -> list[Line]:
    """Kinds of people, the best single person of at least 20 items, voting, consensus."""
    by_kind: dict[str, list[tuple[int, Document]]] = {}
    by_person: dict[str, list[tuple[int, Document]]] = {}
    for answer in answers:
        by_kind.setdefault(answer.kind, []).append((answer.item, answer.document))
        by_person.setdefault(answer.person, []).append((answer.item, answer.document))
    kinds = [
        Line(kind, rightness(rows, truth, schema), len(rows)) for kind, rows in by_kind.items()
    ]
    people = [
        Line(f"best single annotator ({person})", rightness(rows, truth, schema), len(rows))
        for person, rows in by_person.items()
        if len(rows) >= FEWEST_ITEMS
    ]
    best = sorted(people, key=lambda line: (-line.right, line.name))[:1]
    return [
        *sorted(kinds, key=lambda line: (-line.right, line.name)),
        *best,
        Line("voting", rightness(voting, truth, schema), len(voting)),
        Line("consensus", rightness(consensus, truth, schema), len(consensus)),
    ]
