"""A reviewer decides about a disputed task: leased to one of them at a time.

Lock order: an author's assignment, adjudication, the reviewer's seat, task, batch.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from guildmark.consensus.actions.verdicts import Settlement, write_settlement
from guildmark.consensus.errors import AdjudicationTaken, NotDisputed
from guildmark.consensus.models import Adjudication, ConsensusResult
from guildmark.core.errors import NotFound
from guildmark.events.actions import record
from guildmark.work import actions as work
from guildmark.work.errors import TaskConflict
from guildmark.work.models import Submission, Task

Json = dict[str, Any]  # JSON: `Any` stands for its values
Outcome = Adjudication.Outcome
#: A reviewer who is not heard of for so long has gone away.
LEASE = timedelta(minutes=15)
SWEEP_CHUNK = 100


@transaction.atomic
def begin_adjudication(*, actor_id: int, task_id: int, now: datetime) -> Adjudication:
    """Take a disputed task, or keep it: `expires_at` moves. Whoever comes first has it.

    Records task.adjudicating by the first call. Raises NotFound, NotDisputed, AdjudicationTaken
    (another reviewer is at it) and TookPart (they drew or judged it). Safe to repeat: that is how
    a reviewer shows that they are still there.
    """
    live = _live(task_id)
    if live is not None and live.reviewer_id == actor_id:
        live.expires_at = now + LEASE
        live.save(update_fields=["expires_at"])
        return live
    if live is not None and live.expires_at > now:
        raise AdjudicationTaken(live.expires_at)
    if live is not None:
        # before the task: who gives a lease back holds their seat already
        work.locked_seat(user_id=actor_id, project_id=live.project_id)
        _end(live, Outcome.EXPIRED, now=now)
        work.release_adjudication(actor_id=None, task_id=task_id, now=now)
    return _begin(actor_id, task_id, now=now)


def _begin(actor_id: int, task_id: int, *, now: datetime) -> Adjudication:
    if not Task.objects.filter(pk=task_id, is_gold=False).exists():
        raise NotFound
    try:
        with transaction.atomic():
            task = work.begin_adjudication(actor_id=actor_id, task_id=task_id, now=now)
            return Adjudication.objects.create(
                task=task,
                project_id=task.project_id,
                reviewer_id=actor_id,
                started_at=now,
                expires_at=now + LEASE,
            )
    except (TaskConflict, IntegrityError) as error:
        state = Task.objects.values_list("state", flat=True).get(pk=task_id)
        if state == Task.State.ADJUDICATING:
            raise AdjudicationTaken(None) from error
        raise NotDisputed(state) from error


@transaction.atomic
def settle(
    *, actor_id: int, task_id: int, settlement: Settlement, now: datetime
) -> ConsensusResult:
    """Put a reviewer's label in force, which no fit replaces, and resolve the task.

    Takes the task where nobody has it. Records task.adjudicated, and task.resolved. Raises as
    `begin_adjudication`, and ResultMoved, InvalidDocument and WrongInput; a second call is
    NotDisputed.
    """
    held = begin_adjudication(actor_id=actor_id, task_id=task_id, now=now)
    result = write_settlement(held, settlement, now=now)
    task = work.settle_adjudication(actor_id=actor_id, task_id=task_id, now=now)
    held.way, held.reason_code = settlement.way, settlement.reason_code
    held.note, held.result = settlement.note, result
    _end(held, Outcome.SETTLED, now=now)
    record(
        name="task.adjudicated",
        payload={
            "task_id": task.pk,
            "project_id": task.project_id,
            "item_id": task.item_id,
            "result_id": result.pk,
            "way": settlement.way,
            "reason": settlement.reason_code,
        },
        actor_id=actor_id,
        organisation_id=task.organisation_id,
        now=now,
    )
    return result


@transaction.atomic
def release(*, actor_id: int, task_id: int, now: datetime) -> bool:
    """Leave a task to the next reviewer; False when it was not theirs. Safe to repeat.

    Records task.adjudication_released.
    """
    live = _live(task_id)
    if live is None or live.reviewer_id != actor_id:
        return False
    _end(live, Outcome.RELEASED, now=now)
    return work.release_adjudication(actor_id=actor_id, task_id=task_id, now=now)


@transaction.atomic
def ask_others(*, actor_id: int, task_id: int, people: int, note: str, now: datetime) -> Task:
    """Ask further people instead of deciding; the task comes back when they disagree too.

    Reserves the price. Records task.extended. Raises as `begin_adjudication`.
    """
    held = begin_adjudication(actor_id=actor_id, task_id=task_id, now=now)
    held.note = note
    _end(held, Outcome.ASKED, now=now)
    _let_fits_judge(task_id)
    return work.ask_others(
        actor_id=actor_id, task_id=task_id, slots=people, reason="adjudicator", now=now
    )


@transaction.atomic
def return_to_author(
    *,
    actor_id: int,
    task_id: int,
    submission_id: int,
    reason_code: str,
    note: str,
    marks: Sequence[Json],
    now: datetime,
) -> None:
    """Send one of the answers back to its author instead of deciding; the task waits for it.

    `marks`: [{x, y, text}], image pixels.

    Records assignment.returned. Raises as `begin_adjudication`, and as `work.return_assignment`.
    """
    answer = (
        Submission.objects.filter(pk=submission_id, task_id=task_id, counts=True)
        .select_for_update(no_key=True, of=("assignment",))
        .select_related("assignment")
        .first()
    )
    if answer is None:
        raise NotFound
    held = begin_adjudication(actor_id=actor_id, task_id=task_id, now=now)
    held.note = note
    _end(held, Outcome.RETURNED, now=now)
    _let_fits_judge(task_id)
    work.return_assignment(
        assignment_id=answer.assignment_id,
        reason_code=reason_code,
        note=note,
        marks=marks,
        actor_id=actor_id,
        now=now,
    )


@transaction.atomic
def cancel(*, actor_id: int, task_id: int, note: str, now: datetime) -> None:
    """Nobody is to label this picture, disputed or in triage. Records task.cancelled.

    One in triage is nobody's to decide about, so nobody takes it first. Raises as
    `begin_adjudication`, and TaskConflict; a second call is NotDisputed.
    """
    if Task.objects.filter(pk=task_id, state=Task.State.TRIAGE).exists():
        work.cancel_stuck_task(actor_id=actor_id, task_id=task_id, reason=note, now=now)
        return
    held = begin_adjudication(actor_id=actor_id, task_id=task_id, now=now)
    held.note = note
    _end(held, Outcome.CANCELLED, now=now)
    work.cancel_task(actor_id=actor_id, task_id=task_id, reason=note, now=now)


@transaction.atomic
def reopen(*, actor_id: int, task_id: int, people: int, reason: str, now: datetime) -> Task:
    """Open a resolved task again: for so many more people, or with 0 for a reviewer.

    What a reviewer settled may be replaced by a fit then, once the people have answered. Records
    task.reopened. Raises NotFound and TaskConflict; a second call is TaskConflict.
    """
    task = work.reopen_task(
        actor_id=actor_id, task_id=task_id, slots=people, reason=reason, now=now
    )
    current = ConsensusResult.objects.filter(task_id=task_id, is_current=True)
    current.update(is_final=people == 0)
    return task


def expire_adjudications(*, now: datetime) -> int:
    """Give what reviewers left lying to the next; how many. Part of the sweep, safe to repeat."""
    count = 0
    while True:
        with transaction.atomic():
            gone = list(
                Adjudication.objects.select_for_update(skip_locked=True)
                .filter(ended_at=None, expires_at__lte=now)
                .order_by("task_id")[:SWEEP_CHUNK]
            )
            for one in gone:
                _end(one, Outcome.EXPIRED, now=now)
                work.release_adjudication(actor_id=None, task_id=one.task_id, now=now)
        count += len(gone)
        if len(gone) < SWEEP_CHUNK:
            return count


def _live(task_id: int) -> Adjudication | None:
    found = Adjudication.objects.select_for_update(of=("self",)).select_related("reviewer")
    return found.filter(task_id=task_id, ended_at=None).first()


def _end(held: Adjudication, outcome: Outcome, *, now: datetime) -> None:
    held.outcome, held.ended_at = outcome, now
    held.save()


def _let_fits_judge(task_id: int) -> None:
    ConsensusResult.objects.filter(task_id=task_id, is_current=True).update(is_final=False)
