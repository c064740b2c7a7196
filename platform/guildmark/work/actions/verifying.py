"""Labels that other people judge before they are final.

Lock order: draw tasks, verify tasks, then batch.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from guildmark.projects.models import Project
from guildmark.work.actions.slots import (
    add_slots,
    close_task,
    locked_task,
    note_judged,
    record_task,
    reopen_batch,
)
from guildmark.work.actions.tasks import dispute_task, resolve_locked, resolve_task
from guildmark.work.actions.verify_tasks import ENDED, locked_verify_task
from guildmark.work.errors import TaskConflict
from guildmark.work.judgement import Label, decided
from guildmark.work.models import Batch, Subject, Task, Verdict
from guildmark.work.queries.audits import verdicts_to_ask

State = Task.State
Step = Task.Step


@dataclass(frozen=True, slots=True)
class Round:
    """A round of verdicts that is over: what was judged, and what they come to."""

    draw_task: Task
    subject: Subject
    verdicts: list[Verdict]

    @property
    def decision(self) -> str:
        """accepted, fixed, rejected or split."""
        return decided([verdict.outcome for verdict in self.verdicts])


@transaction.atomic
def conclude_task(*, task_id: int, label: Label, now: datetime) -> bool:
    """A draw task has a label that is sure: it is resolved, or others are asked if it is right.

    The project's flow says which; verifying that has begun is brought to its end whatever the
    flow says by then. False when nothing changes: the task has ended, waits for a reviewer after
    verdicts, or a label of just these answers is being judged. So calling twice is safe. Records
    task.resolved, or what `open_verify_task` records. Raises NotFound.
    """
    return conclude_locked(locked_task(task_id), label=label, now=now)


def conclude_locked(task: Task, *, label: Label, now: datetime) -> bool:
    """As `conclude_task`, for whoever holds the task as it is now, in a transaction of theirs."""
    verify = locked_verify_task(task)
    if verify is not None and task.state in {State.DISPUTED, State.ADJUDICATING}:
        return False
    is_live = verify is not None and verify.state not in ENDED
    if task.state in ENDED or not (is_live or _is_to_be_verified(task, verify)):
        return resolve_locked(task, now=now)
    if task.leased > 0:
        return False
    if task.open_slots > 0:  # nobody more is asked to draw
        close_task(task, State.SATURATED, now=now)
    wanted = verdicts_to_ask(task, now=now)
    opened = open_verify_task(draw_task_id=task.pk, verdicts=wanted, label=label, now=now)
    return opened is not None


def _is_to_be_verified(task: Task, verify: Task | None) -> bool:
    """Whether the flow asks for it, people are still asked, and nobody has called it off."""
    called_off = verify is not None and verify.state == State.CANCELLED
    if task.step != Step.DRAW or called_off:
        return False
    return task.project.flow == Project.Flow.DRAW_VERIFY and _is_asking(task)


@transaction.atomic
def open_verify_task(
    *, draw_task_id: int, verdicts: int, label: Label, now: datetime
) -> Task | None:
    """Ask `verdicts` other people whether the label of a complete draw task is right.

    The first time it makes the verify task of the item, later a new round of it: of people who
    have not judged this picture. It comes before anything new in its batch, and its price is
    reserved. None when a label of just these answers is being judged, which then stays as it is:
    so calling twice is safe. Records
    task.opened_for_verdicts. Raises NotFound, and TaskConflict for a task that is not complete.
    """
    draw = locked_task(draw_task_id)
    if draw.step != Step.DRAW or draw.is_gold or draw.batch_id is None:
        raise TaskConflict("Only a label of a batch is verified.")
    if draw.state in ENDED or draw.counted != draw.target or draw.counted == 0:
        raise TaskConflict("Only a complete task is verified.")
    if draw.state == State.DISPUTED:  # a later fit is sure: no reviewer is needed
        draw.state = State.SATURATED
        draw.save(update_fields=["state"])
    note_judged(draw)
    verify = locked_verify_task(draw) or _make_verify_task(draw, now=now)
    last = verify.subjects.order_by("-number").first()
    is_live = last is not None and verify.state not in ENDED
    if last is not None and is_live and last.inputs_sha256 == label.inputs_sha256:
        return None
    Subject.objects.create(
        task=verify,
        number=last.number + 1 if last else 1,
        document=label.document,
        result_version=label.result_version,
        inputs_sha256=label.inputs_sha256,
        verdicts_wanted=verdicts,
        opened_at=now,
    )
    if verify.state != State.TRIAGE:
        _ask(verify, max(0, verdicts - verify.open_slots), now=now)
    record_task(verify, "opened_for_verdicts", actor_id=None, now=now, verdicts=verdicts)
    return verify


def _make_verify_task(draw: Task, *, now: datetime) -> Task:
    return Task.objects.create(
        organisation_id=draw.organisation_id,
        project_id=draw.project_id,
        batch_id=draw.batch_id,
        item_id=draw.item_id,
        step=Step.VERIFY,
        state=State.SATURATED,
        position=0,  # `add_slots` puts it where nobody's cursor has been
        is_open=False,
        open_slots=0,
        target=0,
        changed_at=now,
    )


def _ask(verify: Task, slots: int, *, now: datetime) -> None:
    if slots == 0:
        return
    if verify.state in ENDED:
        verify.skip_count = verify.lapse_count = 0
    verify.state = State.OPEN
    add_slots(verify, slots, now=now)


@transaction.atomic
def close_round(*, verify_task_id: int, now: datetime) -> Round | None:
    """End a round of verdicts that has all it wants: the verify task is resolved.

    None when there is nothing to decide: verdicts are missing (then they are asked for), nobody
    gave one, or the label it was about stands no more. Calling twice answers a second None.
    Records task.resolved. Raises NotFound.
    """
    item = Task.objects.filter(pk=verify_task_id, step=Step.VERIFY).values("batch_id", "item_id")
    draw_id = Task.objects.filter(step=Step.DRAW, **item.get()).values_list("pk", flat=True).get()
    draw = locked_task(draw_id)
    verify = locked_task(verify_task_id)
    note_judged(verify)  # also of a round that was halted while somebody still judged
    subject = verify.subjects.order_by("-number").first()
    is_complete = verify.leased == 0 and verify.open_slots == 0
    if subject is None or verify.state not in {State.SATURATED, State.DISPUTED} or not is_complete:
        return None
    verdicts = list(subject.verdicts.filter(submission__counts=True).order_by("pk"))
    if len(verdicts) < subject.verdicts_wanted and _is_asking(verify):
        _ask(verify, subject.verdicts_wanted - len(verdicts), now=now)
        return None
    resolve_task(task_id=verify.pk, now=now)
    is_there = draw.open_slots == 0 and draw.leased == 0 and draw.counted > 0
    is_there = is_there and draw.state in {State.SATURATED, State.RESOLVED}
    return Round(draw, subject, verdicts) if is_there and verdicts else None


def _is_asking(task: Task) -> bool:
    asking = [Batch.State.OPEN, Batch.State.PAUSED]
    return Batch.objects.filter(tasks=task.pk, state__in=asking).exists()


@transaction.atomic
def dispute_label(*, task_id: int, now: datetime) -> bool:
    """Verdicts do not agree with a label, and nobody can mend it: a reviewer decides.

    saturated | resolved -> disputed. False in any other state: safe to repeat. Records
    task.disputed. Raises NotFound.
    """
    task = locked_task(task_id)
    if task.state != State.RESOLVED:
        return dispute_task(task_id=task_id, extra_slots=0, now=now)
    task.state = State.DISPUTED
    task.changed_at = now
    task.save(update_fields=["state", "changed_at"])
    reopen_batch(task, actor_id=None, now=now)
    record_task(task, "disputed", actor_id=None, now=now, extra_slots=0)
    return True
