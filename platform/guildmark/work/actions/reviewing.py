"""Accepting and rejecting work, and taking a rejection back."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from guildmark.core.errors import FieldProblem, NotFound
from guildmark.events.actions import ring_after_commit
from guildmark.projects.actions.locks import locked_project
from guildmark.projects.models import Project
from guildmark.work.actions.voiding import take_out
from guildmark.work.errors import CannotJudge, RejectionBudgetSpent, ReviewOwnWork, UnknownReason
from guildmark.work.models import Assignment
from guildmark.work.queries.judging import budget_of_person, budget_of_project, overdue_for_verdict
from guildmark.work.reasons import ANSWER_REASONS

State = Assignment.State
CHUNK = 500


@transaction.atomic
def accept_assignments(
    *, actor_id: int | None, assignment_ids: Collection[int], now: datetime
) -> int:
    """Accept answers that wait for it; how many. submitted -> accepted.

    Records assignment.accepted each. Those in another state are left alone, so calling twice is
    safe. Raises ReviewOwnWork.
    """
    _require_others_work(actor_id, assignment_ids)
    return _accept(list(assignment_ids), actor_id=actor_id, now=now)


@transaction.atomic
def reject_assignment(
    *, actor_id: int, assignment_id: int, reason_code: str, note: str, now: datetime
) -> None:
    """Reject one answer. submitted -> rejected: not paid, counts no more, its task is asked again.

    Records assignment.rejected, and what `void_submissions` records of the task. Raises NotFound,
    UnknownReason, ReviewOwnWork, CannotJudge (also when called twice) and RejectionBudgetSpent.
    """
    reject_assignments(
        actor_id=actor_id,
        assignment_ids=[assignment_id],
        reason_code=reason_code,
        note=note,
        now=now,
    )


@transaction.atomic
def reject_assignments(
    *,
    actor_id: int,
    assignment_ids: Collection[int],
    reason_code: str,
    note: str,
    now: datetime,
) -> int:
    """Reject several answers of one project, all or none; how many. As `reject_assignment`."""
    if reason_code not in ANSWER_REASONS:
        raise UnknownReason
    if reason_code == "other" and not note.strip():
        raise UnknownReason(
            "Say in the note what is wrong: the person is shown it.",
            errors=(FieldProblem("/note", "required", "Say what is wrong."),),
        )
    _require_others_work(actor_id, assignment_ids)
    found = list(
        Assignment.objects.filter(pk__in=assignment_ids)
        .order_by("pk")
        .values_list("pk", "project_id", "annotator_id")
    )
    if len(found) != len(set(assignment_ids)) or len({one[1] for one in found}) != 1:
        raise NotFound
    # One judges at a time where rejections are counted: two could take the last.
    project = locked_project(found[0][1], keeps_work_going=True)
    _require_budget(project, [annotator_id for _, _, annotator_id in found], now=now)
    count = take_out(
        [pk for pk, _, _ in found],
        State.REJECTED,
        reason=reason_code,
        note=note,
        actor_id=actor_id,
        now=now,
    )
    if count != len(found):
        raise CannotJudge
    return count


def _require_budget(project: Project, annotator_ids: list[int], *, now: datetime) -> None:
    share = round(100 * project.rejection_budget)
    for annotator_id in sorted(set(annotator_ids)):
        left = budget_of_person(project=project, annotator_id=annotator_id, now=now).left
        if annotator_ids.count(annotator_id) > left:
            raise RejectionBudgetSpent(
                _(
                    "At most {share} % of a person's work of 30 days can be rejected; {left} more "
                    "can be now. Accept the rest, or pause the person and void the work: that "
                    "pays it."
                ).format(share=share, left=left)
            )
    left = budget_of_project(project=project, now=now).left
    if len(annotator_ids) > left:
        raise RejectionBudgetSpent(
            _(
                "At most {share} % of the project's work of 30 days can be rejected; {left} more "
                "can be now. When so much is wrong, look at the guideline and the quiz first."
            ).format(share=share, left=left)
        )


@transaction.atomic
def reinstate_assignment(*, actor_id: int | None, assignment_id: int, now: datetime) -> bool:
    """Take a judgement back. rejected | voided -> accepted, and paid; whether it counts again.

    It does where its slot is still free. Records assignment.reinstated, and task.completed where
    it was the last answer wanted. Raises CannotJudge, also when called twice.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT work_reinstate(%s, %s, %s)", [assignment_id, actor_id, now])
        counts: bool | None = cursor.fetchone()[0]
    if counts is None:
        raise CannotJudge("This work is neither rejected nor voided.")
    ring_after_commit()
    return counts


def reinstate_voided(
    *, actor_id: int | None, annotator_id: int, project_id: int, voided_at: datetime, now: datetime
) -> int:
    """Take back what was voided of a person's work at that moment; how many answers.

    As `reinstate_assignment`, each a transaction of its own, for each may hold a batch. Safe to
    repeat: called again after it was cut off, it goes on where it ended.
    """
    voided = Assignment.objects.filter(
        annotator_id=annotator_id, project_id=project_id, state=State.VOIDED, reviewed_at=voided_at
    ).order_by("pk")
    ids = list(voided.values_list("pk", flat=True))
    for assignment_id in ids:
        reinstate_assignment(actor_id=actor_id, assignment_id=assignment_id, now=now)
    return len(ids)


def accept_unjudged(*, now: datetime) -> int:
    """Accept what nobody has judged within the project's `auto_accept_days`; how many.

    Part of a sweep, in chunks that are transactions of their own. Records assignment.accepted
    each, without an actor. Safe to repeat and beside itself.
    """
    total = 0
    for project_id, until in overdue_for_verdict(now=now):
        waiting = Assignment.objects.filter(
            project_id=project_id, state=State.SUBMITTED, ended_at__lte=until
        ).order_by("ended_at", "pk")
        while ids := list(waiting.values_list("pk", flat=True)[:CHUNK]):
            with transaction.atomic():
                total += _accept(ids, actor_id=None, now=now)
    return total


def _accept(assignment_ids: list[int], *, actor_id: int | None, now: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT work_accept(%s::bigint[], %s, %s)", [assignment_ids, actor_id, now])
        count: int = cursor.fetchone()[0]
    ring_after_commit()
    return count


def _require_others_work(actor_id: int | None, assignment_ids: Collection[int]) -> None:
    own = Assignment.objects.filter(pk__in=assignment_ids, annotator_id=actor_id)
    if actor_id is not None and own.exists():
        raise ReviewOwnWork
