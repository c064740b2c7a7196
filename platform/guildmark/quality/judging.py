"""An answer held against a known one: the same for checks, for feedback and for corrections."""

from collections import defaultdict
from typing import Any

from concord.documents import Document, compile_schema, parse_document
from concord.right_share import right_share
from concord.scoring import Marks, Score, has_passed, score_document, terms_of
from guildmark.projects.documents import compiled_schema
from guildmark.quality.models import GoldItem
from guildmark.work.models import Submission


def judge(submission: Submission, gold: GoldItem) -> dict[str, Any]:  # fields of a GoldScore
    """Right means: the objects are found (F1), called and answered right; IoU only gates.

    `gold_iou` is the least IoU of shapes with an area, OKS of keypoints, buffered IoU of lines.
    How closely shapes are drawn beyond it is measured, and not held against anybody, nor is what
    was not there to be said under the schema of either. Where nothing is left, it `is_held` against
    nothing, and stands as right. `right_share` is how much was right, object by object. The
    submission comes with its project and schema version.
    """
    schema = compile_schema(submission.schema_version.definition)
    known = compiled_schema(gold.schema_version_id) if gold.schema_version_id else None
    project = submission.project
    answer, reference = parse_document(submission.document), parse_document(gold.reference)
    score = score_document(
        answer,
        reference,
        questions=schema.questions,
        has_labels=bool(schema.labels),
        iou_threshold=project.gold_iou,
        terms=terms_of(schema, known),
    )
    marks = Marks(
        iou_threshold=project.gold_iou,
        f1=project.gold_f1,
        mean_iou=project.gold_iou,
        label_accuracy=project.gold_label_accuracy,
        question_accuracy=project.gold_question_accuracy,
    )
    return {
        "is_right": not score.decisions or has_passed(score, marks),
        "is_held": bool(score.decisions),
        "right_share": _share(score),
        "f1": score.f1.value,
        "mean_iou": score.mean_iou.value,
        "details": _details(score),
        "by_label": _by_label(score, answer, reference),
        "reference_version": gold.reference_version,
    }


def _share(score: Score) -> float:
    share = right_share(score).value
    return 1.0 if share is None else share


def _details(score: Score) -> dict[str, Any]:  # JSON
    return {
        "matched": [
            {
                "answer_id": pair.answer_id,
                "reference_id": pair.reference_id,
                "iou": pair.iou,
                "has_right_label": pair.has_right_label,
            }
            for pair in score.matched
        ],
        "missed": list(score.missed_ids),
        "spurious": list(score.spurious_ids),
        "questions": dict(score.question_results),
    }


def _by_label(score: Score, answer: Document, reference: Document) -> dict[str, list[int]]:
    """By label [right, seen, spurious], as `GoldScore` keeps it; seen is what could be held."""
    tallies: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    right = {pair.reference_id for pair in score.matched if pair.has_right_label}
    held = {pair.reference_id for pair in score.matched} | set(score.missed_ids)
    spurious = set(score.spurious_ids)
    for shape in reference.shapes:
        if shape.id not in held:
            continue
        tallies[shape.label][0] += shape.id in right
        tallies[shape.label][1] += 1
    for shape in answer.shapes:
        if shape.id in spurious:
            tallies[shape.label][2] += 1
    return {label: tallies[label] for label in sorted(tallies)}
