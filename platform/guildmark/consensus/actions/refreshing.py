"""The label of one task, as soon as its answers are there."""

from datetime import datetime

from django.db import transaction

from guildmark.consensus.actions.results import write_result
from guildmark.consensus.actions.settling import check_audits, settle_task
from guildmark.consensus.consolidation import consolidate
from guildmark.consensus.models import ConsensusResult
from guildmark.consensus.queries import inputs
from guildmark.consensus.queries.tasks import complete_tasks, current_results, last_run
from guildmark.work import actions as work
from guildmark.work.models import Task
from guildmark.work.queries.verdicts import is_being_verified


@transaction.atomic
def refresh_task(*, task_id: int, now: datetime) -> ConsensusResult | None:
    """Judge a complete task under the model of the last fit; None when there is nothing to do.

    Makes a provisional version when the answers are others than those of the one in force, and
    moves the task (task.extended, task.resolved, task.disputed or what verifying records, by
    `work`). What a reviewer has
    settled stays. Calling twice, late, or beside itself makes one.
    """
    task = complete_tasks(pk=task_id).select_for_update(no_key=True).first()
    if task is None:
        return None
    votes = inputs.votes_of(task_id)
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
    schema = inputs.project_schema(task.project_id)
    model, run = inputs.model_for(schema, last_run(task.project_id))
    plan = inputs.project_plan(task.project_id)
    label = consolidate(votes, schema, model, plan)
    result = known or write_result(
        task=task,
        votes=votes,
        label=label,
        current=current,
        run=run,
        is_provisional=True,
        now=now,
    )
    settle_task(
        task=task,
        batch=inputs.batches_of([task]).get(task.pk),
        label=label,
        result=result,
        plan=plan,
        now=now,
    )
    check_audits({task_id: label.document}, schema=schema, plan=plan, now=now)
    return result
