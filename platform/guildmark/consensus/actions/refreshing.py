"""The label of one task, as soon as its answers are there."""

from datetime import datetime

from django.db import transaction

from guildmark.consensus.actions.auditing import check_audits
from guildmark.consensus.actions.results import write_result
from guildmark.consensus.actions.settling import settle_task
from guildmark.consensus.consolidation import TaskVotes, consolidate
from guildmark.consensus.models import ConsensusResult
from guildmark.consensus.queries import inputs
from guildmark.consensus.queries.tasks import JudgedTask, current_results, locked_complete_task
from guildmark.work import actions as work
from guildmark.work.models import Task
from guildmark.work.queries.verdicts import is_being_verified


@transaction.atomic(savepoint=False)
def refresh_task(*, task_id: int, now: datetime) -> ConsensusResult | None:
    """Judge a complete task under the model of the last fit; None when there is nothing to do.

    Makes a provisional version when the answers are others than those of the one in force, and
    moves the task (task.extended, task.resolved, task.disputed or what verifying records, by
    `work`). What a reviewer has settled stays. Calling twice, late, or beside itself makes one.
    """
    found = locked_complete_task(task_id)
    if found is None:
        return None
    task = found.task
    work.note_judged(task)
    votes = inputs.votes_of(task)
    current = current_results([task_id]).get(task_id)
    if current is not None and current.stands_for(votes.inputs_sha256):
        if task.state == Task.State.SATURATED:
            work.resolve_task(task_id=task_id, now=now)
        return None
    known = current if current and current.inputs_sha256 == votes.inputs_sha256 else None
    if known and (
        task.state != Task.State.SATURATED or is_being_verified(task, votes.inputs_sha256)
    ):
        return None
    return _judge(found, votes, current, known, now=now)


def _judge(
    found: JudgedTask,
    votes: TaskVotes,
    current: ConsensusResult | None,
    known: ConsensusResult | None,
    *,
    now: datetime,
) -> ConsensusResult:
    """A label by the last fit's model, and what follows for the task; `known` is it already."""
    task = found.task
    schema = inputs.schema_up_to(found.schema_version_id)
    model, run_id = inputs.model_for(schema, found.last_run_id)
    plan = inputs.plan_of(task.project)
    label = consolidate(votes, schema, model, plan)
    result = known or write_result(
        task=task,
        votes=votes,
        label=label,
        plan=plan,
        current=current,
        run_id=run_id,
        is_provisional=True,
        now=now,
    )
    settle_task(
        task=task,
        batch=task.batch,
        label=label,
        result=result,
        plan=plan,
        now=now,
    )
    if task.batch is not None and task.batch.is_adaptive:  # nothing else is ever audited
        check_audits({task.pk: label.document}, schema=schema, plan=plan, now=now)
    return result
