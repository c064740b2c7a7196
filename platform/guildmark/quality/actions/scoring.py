"""Answers held against gold, and the skill that follows. Called by workers."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from concord.documents import compile_schema, parse_document
from concord.scoring import Marks, Score, has_passed, score_document
from guildmark.events.actions import record
from guildmark.quality import queries
from guildmark.quality.actions.gold import suspend_gold_item
from guildmark.quality.models import GoldItem, GoldScore, Skill
from guildmark.work.models import Submission

#: An item that so many people get wrong is more likely wrong itself.
CONTESTED_CHECKS = 10
CONTESTED_SHARE = 0.40


@transaction.atomic
def score_gold(*, submission_id: int, now: datetime) -> GoldScore | None:
    """Score an answer to a gold item, and what is known of its author; None for other answers.

    Suspends the item (gold_item.suspended) when over 40 % of at least 10 people miss it. Records
    gold.scored. Calling twice scores once.
    """
    submission = (
        Submission.objects.select_related("project", "schema_version")
        .filter(pk=submission_id)
        .first()
    )
    if submission is None:
        return None
    gold = GoldItem.objects.filter(task_id=submission.task_id).first()
    if gold is None:
        return None
    known = GoldScore.objects.filter(submission_id=submission_id).first()
    if known is not None:
        return known
    judged = _judge(submission, gold)
    score, is_new = GoldScore.objects.get_or_create(
        submission=submission,
        defaults={
            "gold_item": gold,
            "annotator_id": submission.annotator_id,
            "project_id": submission.project_id,
            "scored_at": now,
            **judged,
        },
    )
    if is_new:
        _suspend_if_contested(gold, now=now)
        refresh_skills(
            project_id=submission.project_id, annotator_ids=[submission.annotator_id], now=now
        )
        _record_scored(submission, now=now)
    return score


def _record_scored(submission: Submission, *, now: datetime) -> None:
    """Quality rules listen. Right or wrong is not said: the trail is read by many."""
    record(
        name="gold.scored",
        payload={
            "submission_id": submission.pk,
            "project_id": submission.project_id,
            "annotator_id": submission.annotator_id,
        },
        actor_id=None,
        organisation_id=submission.organisation_id,
        now=now,
    )


def _judge(submission: Submission, gold: GoldItem) -> dict[str, Any]:  # fields of a GoldScore
    """Right means: the objects are found (F1), called and answered right; IoU only gates.

    `gold_iou` is the least IoU of shapes with an area, OKS of keypoints, buffered IoU of lines.
    How closely shapes are drawn beyond it is measured, and not held against anybody.
    """
    schema = compile_schema(submission.schema_version.definition)
    iou = submission.project.gold_iou
    score = score_document(
        parse_document(submission.document),
        parse_document(gold.reference),
        questions=schema.questions,
        has_labels=bool(schema.labels),
        iou_threshold=iou,
    )
    return {
        "is_right": has_passed(score, Marks(iou_threshold=iou, mean_iou=iou)),
        "f1": score.f1.value,
        "mean_iou": score.mean_iou.value,
        "details": _details(score),
    }


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


def _suspend_if_contested(gold: GoldItem, *, now: datetime) -> None:
    if gold.state != GoldItem.State.ACTIVE:
        return
    figures = queries.gold_items().get(pk=gold.pk)
    checks: int = figures.check_count  # type: ignore[attr-defined]  # annotated by the query
    right: int = figures.right_count  # type: ignore[attr-defined]  # as above
    if checks >= CONTESTED_CHECKS and checks - right > CONTESTED_SHARE * checks:
        suspend_gold_item(actor_id=None, gold_item_id=gold.pk, now=now)


@transaction.atomic
def refresh_skills(
    *, project_id: int, annotator_ids: Collection[int] | None = None, now: datetime
) -> None:
    """Write the skill of these annotators, or of all, from the scores there are now.

    Calling twice writes the same. The rows are locked before the scores are read: of two calls
    beside each other, the second reads what the first one saw and more.
    """
    ids = sorted(queries.tallies(project_id) if annotator_ids is None else annotator_ids)
    blank = {"alpha": 1.0, "beta": 1.0, "check_count": 0, "mean": 0.5, "lower": 0.0, "upper": 1.0}
    Skill.objects.bulk_create(
        [Skill(project_id=project_id, annotator_id=one, updated_at=now, **blank) for one in ids],
        ignore_conflicts=True,
    )
    rows = Skill.objects.select_for_update().filter(project_id=project_id, annotator_id__in=ids)
    locked = {row.annotator_id: row for row in rows.order_by("pk")}
    counted = queries.tallies(project_id)
    for annotator_id, known in queries.posteriors(counted, ids).items():
        row = locked[annotator_id]
        row.alpha, row.beta = known.alpha, known.beta
        row.mean, row.lower, row.upper = known.mean, known.lower, known.upper
        row.check_count = known.check_count
        row.updated_at = now
    Skill.objects.bulk_update(
        locked.values(),
        ["alpha", "beta", "mean", "lower", "upper", "check_count", "updated_at"],
        batch_size=500,
    )
