"""Answers held against gold, and the skill that follows. Called by workers."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from guildmark.events.actions import record
from guildmark.quality import queries
from guildmark.quality.actions.suspecting import suspend_if_suspicious
from guildmark.quality.judging import judge
from guildmark.quality.models import GoldItem, GoldScore, Skill
from guildmark.work.models import Submission


@transaction.atomic
def score_gold(*, submission_id: int, now: datetime) -> GoldScore | None:
    """Score an answer to a gold item, and what is known of its author; None for other answers.

    Suspends the item (gold_item.suspended) when people miss it far more than they miss others.
    Records gold.scored. Calling twice scores once. The item is locked, so that a correction, or
    other marks, come before or after.
    """
    gold = (
        GoldItem.objects.select_for_update(no_key=True, of=("self",))
        .filter(task__submissions=submission_id)
        .first()
    )
    if gold is None:
        return None
    known = GoldScore.objects.filter(submission_id=submission_id).first()
    if known is not None:
        return known
    # Read once the item is locked: with other marks, all its answers are held anew.
    answers = Submission.objects.select_related("project", "schema_version")
    submission = answers.get(pk=submission_id)
    judged = judge(submission, gold)
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
        suspend_if_suspicious(gold, now=now)
        refresh_skills(
            project_id=submission.project_id, annotator_ids=[submission.annotator_id], now=now
        )
        _record_scored(submission, now=now)
    return score


def _record_scored(submission: Submission, *, now: datetime) -> None:
    """For the trail. Right or wrong is not said: it is read by many."""
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


@transaction.atomic
def refresh_skills(
    *, project_id: int, annotator_ids: Collection[int] | None = None, now: datetime
) -> None:
    """Write the skill of these annotators, or of all, from the scores there are now.

    Calling twice writes the same. The rows are locked before the scores are read: of two calls
    beside each other, the second reads what the first one saw and more.
    """
    ids = sorted(_everybody(project_id) if annotator_ids is None else annotator_ids)
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


def _everybody(project_id: int) -> set[int]:
    """Who was checked; also those all of whose checks are in doubt now, who had a skill."""
    known = Skill.objects.filter(project_id=project_id).values_list("annotator_id", flat=True)
    return {*queries.tallies(project_id), *known}
