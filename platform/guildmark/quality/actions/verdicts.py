"""What people said of labels, held against what others decided. Called by `consensus`."""

from django.db import transaction

from guildmark.core.errors import NotFound
from guildmark.quality.held_verdicts import Held, Reviewed, held
from guildmark.quality.models import VerdictScore
from guildmark.work.models import Task, Verdict


@transaction.atomic
def score_verdicts(*, verify_task_id: int, reviewed: Reviewed | None) -> list[int]:
    """Hold all verdicts of a task against what others decided of its labels; whose were decided.

    A verdict that counts no more loses its score. Calling twice, late or beside itself writes the
    same: the task is locked, alone. Raises NotFound.
    """
    task = Task.objects.select_for_update(no_key=True).filter(pk=verify_task_id)
    if task.first() is None:
        raise NotFound
    verdicts = Verdict.objects.filter(task=verify_task_id, submission__counts=True)
    found = held(list(verdicts.select_related("subject", "submission").order_by("pk")), reviewed)
    known = {
        one.submission_id: one
        for one in VerdictScore.objects.filter(submission__task=verify_task_id)
    }
    kept = {one.verdict.submission_id for one in found}
    gone = [one.pk for key, one in known.items() if key not in kept]
    VerdictScore.objects.filter(pk__in=gone).delete()
    changed = [one for one in found if not _is_as(known.get(one.verdict.submission_id), one)]
    VerdictScore.objects.bulk_create(
        [_score(one) for one in changed],
        update_conflicts=True,
        unique_fields=["submission"],
        update_fields=["is_right", "is_by_reviewer"],
    )
    # Not only where something changed: whoever was lost between this and the next step comes again.
    return sorted(
        {one.verdict.submission.annotator_id for one in found if one.is_right is not None}
    )


def _is_as(known: VerdictScore | None, found: Held) -> bool:
    return (
        known is not None
        and known.is_right == found.is_right
        and known.is_by_reviewer == found.is_by_reviewer
    )


def _score(one: Held) -> VerdictScore:
    return VerdictScore(
        submission=one.verdict.submission,
        annotator_id=one.verdict.submission.annotator_id,
        project_id=one.verdict.submission.project_id,
        is_accept=one.is_accept,
        is_right=one.is_right,
        is_by_reviewer=one.is_by_reviewer,
        given_at=one.verdict.given_at,
    )
