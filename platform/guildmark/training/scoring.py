"""How an attempt is scored: every question by `concord.scoring`, then all of them together."""

from dataclasses import dataclass
from typing import Any

from concord.documents import Document, Schema, parse_document
from concord.scoring import (
    Marks,
    MatchedShape,
    Score,
    Terms,
    pool,
    score_document,
    score_silence,
    shortfalls,
    terms_of,
)
from guildmark.training.written import is_right

#: The key of a written question's only answer.
WRITTEN = "written"

# Any throughout: documents are JSON that was checked when it came, results JSON to be stored.
Json = dict[str, Any]


@dataclass(frozen=True)
class Answered:
    """A question with its known answer and what was answered, None where nothing was.

    A drawn one has `reference` and `document`; a written one `asked`, `known` and `said`.
    """

    question_id: int
    reference: Json | None = None
    document: Json | None = None
    asked: Json | None = None
    known: Any = None
    said: Any = None


def decision_count(reference: Json, schema: Schema) -> int:
    """How many things there are to get right in a known answer."""
    return _missed(parse_document(reference), schema).decisions


def score_attempt(answers: list[Answered], schema: Schema, marks: Marks) -> Json:
    """The result of an attempt, to be stored as it is.

    All that was said counts, also what came into the schema after the known answers: a right to
    work hangs on it, and is not to be had by saying what cannot be held. What was not answered
    counts as missed; shares and IoU are None where there was nothing to measure, and then no rule
    asks for them, but where shapes were to be found and none was.
    """
    scores = {one.question_id: _score(one, schema, marks) for one in answers}
    whole = pool(scores.values())
    missed_marks = {one.mark for one in shortfalls(whole, marks)} if whole.decisions else set()
    measures = {
        "f1": (whole.f1.value, marks.f1),
        "mean_iou": (whole.mean_iou.value, marks.mean_iou),
        "label_accuracy": (whole.label_accuracy.value, marks.label_accuracy),
        "question_accuracy": (whole.question_accuracy.value, marks.question_accuracy),
    }
    return {
        "is_passed": bool(whole.decisions) and not missed_marks,
        "f1": whole.f1.value,
        "mean_iou": whole.mean_iou.value,
        "label_accuracy": whole.label_accuracy.value,
        "answers_right": whole.questions_right,
        "answers_total": whole.questions_asked,
        "scored_decisions": whole.decisions,
        "rules": [
            {"name": name, "value": value, "wanted": wanted, "is_met": name not in missed_marks}
            for name, (value, wanted) in measures.items()
            if value is not None or name in missed_marks
        ],
        "questions": [_question_result(key, score) for key, score in scores.items()],
    }


def score_practice(
    reference: Json,
    document: Json,
    schema: Schema,
    marks: Marks,
    *,
    known_under: Schema | None = None,
) -> Json:
    """One try at a practice item, to be stored: as a question of an attempt, with outlines.

    Each pair has `boundary_px`, how far the outlines are apart, or None.
    """
    terms = terms_of(schema, known_under)
    score = _score(Answered(0, reference=reference, document=document), schema, marks, terms)
    result = _question_result(0, score)
    own = {shape["id"]: shape for shape in document["shapes"]}
    known = {shape["id"]: shape for shape in reference["shapes"]}
    for pair in result["matched"]:
        drawn = own[pair["answer_id"]]
        pair["boundary_px"] = _boundary_px(drawn, known[pair["reference_id"]])
    is_close = score.mean_iou.value is None or score.mean_iou.value >= marks.mean_iou
    return {**result, "is_passed": result["is_right"] and is_close}


def _boundary_px(own: Json, known: Json) -> float | None:
    from concord.geometry.boundary import (  # noqa: PLC0415 -- loads Shapely, when somebody practises
        boundary_error_px,
    )

    return boundary_error_px(own["kind"], own["geometry"], known["geometry"])


def _question_result(question_id: int, score: Score) -> Json:
    is_clean = not (score.missed_ids or score.spurious_ids or score.missed_empty)
    has_right_labels = all(pair.has_right_label for pair in score.matched)
    return {
        "question_id": question_id,
        "is_right": is_clean and has_right_labels and all(score.question_results.values()),
        "f1": score.f1.value,
        "mean_iou": score.mean_iou.value,
        "missed": list(score.missed_ids),
        "spurious": list(score.spurious_ids),
        "matched": [_pair(pair) for pair in score.matched],
        "answers": dict(score.question_results),
    }


def _pair(pair: MatchedShape) -> Json:
    return {
        "answer_id": pair.answer_id,
        "reference_id": pair.reference_id,
        "iou": pair.iou,
        "has_right_label": pair.has_right_label,
    }


def _score(one: Answered, schema: Schema, marks: Marks, terms: Terms | None = None) -> Score:
    if one.reference is None:
        return _written(one)
    reference = parse_document(one.reference)
    if one.document is None:
        return _missed(reference, schema, terms)
    return score_document(
        parse_document(one.document),
        reference,
        questions=schema.questions,
        has_labels=bool(schema.labels),
        iou_threshold=marks.iou_threshold,
        terms=terms,
    )


def _written(one: Answered) -> Score:
    """One question, right or wrong."""
    right = one.asked is not None and is_right(one.asked, one.known, one.said)
    return Score((), (), (), 0, 0, int(right), 1, {WRITTEN: right})


def _missed(reference: Document, schema: Schema, terms: Terms | None = None) -> Score:
    return score_silence(
        reference, questions=schema.questions, has_labels=bool(schema.labels), terms=terms
    )
