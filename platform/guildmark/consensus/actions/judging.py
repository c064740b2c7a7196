"""Every task of a project under the model of a fit, written a few at a time."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from concord.documents import Schema
from guildmark.consensus.actions.auditing import check_audits
from guildmark.consensus.actions.results import is_near, is_same, write_result_of_run
from guildmark.consensus.actions.settling import settle_task
from guildmark.consensus.consolidation import (
    Json,
    Judged,
    Plan,
    ProjectModel,
    TaskVotes,
    consolidate_all,
    measurable,
)
from guildmark.consensus.models import ConsensusRun
from guildmark.consensus.queries import inputs
from guildmark.consensus.queries.tasks import complete_tasks, current_results
from guildmark.work import actions as work
from guildmark.work.models import Task

CHUNK = 50


def judge_tasks(
    run: ConsensusRun,
    tasks: Sequence[TaskVotes],
    model: ProjectModel,
    *,
    schema: Schema,
    plan: Plan,
    on_step: Callable[[int], None],
    clock: Callable[[], datetime],
    is_kept: bool,
    leans: dict[int, Mapping[str, float]] | None = None,
) -> list[Judged]:
    """Judge and write all tasks; what is measurable of them where that `is_kept`.

    `on_step` is told how many more are done, inside the transaction that writes them. `leans` gets
    how far each label leans on weights, by task.
    """
    judged: list[Judged] = []
    for start in range(0, len(tasks), CHUNK):
        few = tasks[start : start + CHUNK]
        labels = consolidate_all(few, schema, model, plan)
        chunk = [Judged(task, label) for task, label in zip(few, labels, strict=True)]
        resolved = _resolved(chunk)
        said = _untouched(run, chunk, resolved)
        with transaction.atomic():
            check_audits(said, schema=schema, plan=plan, now=clock())
            on_step(len(said))
        for some in _written_at_once(chunk, resolved, but=said):
            with transaction.atomic():
                on_step(len(some))  # first, for nobody waits for that
                written = _written(run, some, plan, now=clock())
                check_audits(written, schema=schema, plan=plan, now=clock())
        if leans is not None:
            leans |= {one.task.task_id: one.label.leans for one in chunk}
        if is_kept:
            judged += [Judged(one.task, measurable(one.label)) for one in chunk]
    return judged


def _resolved(chunk: Sequence[Judged]) -> dict[int, int]:
    """How many answers count, of those that are resolved."""
    ids = [one.task.task_id for one in chunk]
    found = Task.objects.filter(pk__in=ids, state=Task.State.RESOLVED)
    return dict(found.values_list("pk", "counted"))


def _written_at_once(
    chunk: Sequence[Judged], resolved: Collection[int], *, but: Collection[int]
) -> Iterator[Sequence[Judged]]:
    """What is written in one transaction: of all others than these, those that are resolved.

    The rest one after the other. Where one is concluded, or asked on, its batch is held to the end
    of the transaction, and with it whoever hands a task of the batch back.
    """
    moving = [one for one in chunk if one.task.task_id not in but]
    resting = [one for one in moving if one.task.task_id in resolved]
    if resting:
        yield resting
    yield from ([one] for one in moving if one.task.task_id not in resolved)


def _untouched(
    run: ConsensusRun, chunk: Sequence[Judged], resolved: Mapping[int, int]
) -> dict[int, Json]:
    """By task, the label of those that this fit changes nothing about: most, where it is warm.

    Final ones, and resolved ones whose label stays. They are not even locked: who changes one of
    them meanwhile knows better.
    """
    current = current_results([one.task.task_id for one in chunk])
    stays = is_near if run.is_provisional else is_same
    said: dict[int, Json] = {}
    for votes, label in ((one.task, one.label) for one in chunk):
        before = current.get(votes.task_id)
        if before is None:
            continue
        is_complete = resolved.get(votes.task_id) == len(votes.votes)
        if is_complete and before.stands_for(votes.inputs_sha256):
            said[votes.task_id] = before.document
        elif is_complete and stays(before, votes, label):
            said[votes.task_id] = label.document
    return said


def _written(
    run: ConsensusRun, chunk: Sequence[Judged], plan: Plan, *, now: datetime
) -> dict[int, Json]:
    """By task, the label that is in force now. Tasks are locked in the order of ids.

    One that got another answer meanwhile, also in place of one it had, is left to it, and one that
    a reviewer settled to them.
    """
    ids = [one.task.task_id for one in chunk]
    work.lock_with_verifying(ids)
    complete = complete_tasks(pk__in=ids).select_for_update(no_key=True)
    locked = {task.pk: task for task in complete.order_by("pk")}
    current, answered = current_results(ids), inputs.still_answered(one.task for one in chunk)
    batches = inputs.batches_of(locked.values())
    stays = is_near if run.is_provisional else is_same
    said: dict[int, Json] = {}
    for votes, label in ((one.task, one.label) for one in chunk):
        task, before = locked.get(votes.task_id), current.get(votes.task_id)
        if task is None or task.pk not in answered or task.counted != len(votes.votes):
            continue
        if before is not None and before.stands_for(votes.inputs_sha256):
            said[task.pk] = before.document
            continue
        result = before
        if result is None or not stays(result, votes, label):
            result = write_result_of_run(
                run, task=task, votes=votes, label=label, plan=plan, current=before, now=now
            )
        batch = batches.get(task.pk)
        settle_task(task=task, batch=batch, label=label, result=result, plan=plan, now=now)
        said[task.pk] = label.document
    return said
