"""What becomes of a task whose label was computed: done, one more person, or a reviewer."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from concord.documents import Schema
from concord.stopping import Decision, StoppingRule, decide
from guildmark.consensus.actions.auditing import check_audits, keep_audit
from guildmark.consensus.actions.results import write_result_of_run
from guildmark.consensus.actions.verifying import conclude
from guildmark.consensus.consolidation import (
    Consolidated,
    Plan,
    ProjectModel,
    TaskVotes,
    consolidate_all,
)
from guildmark.consensus.models import ConsensusResult, ConsensusRun
from guildmark.consensus.queries import inputs
from guildmark.consensus.queries.tasks import current_results, waiting_tasks
from guildmark.work import actions as work
from guildmark.work.models import Batch, Task
from guildmark.work.queries.verdicts import is_being_verified

CHUNK = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """A task that was asked on, its label by now, and whether it is done with that."""

    votes: TaskVotes
    label: Consolidated
    is_settled: bool


def rule_for(batch: Batch, plan: Plan) -> StoppingRule:
    """A label costs one, and an error so much that both are equal at the plan's target."""
    return StoppingRule(
        label_cost=1.0 - plan.target_confidence,
        error_cost=1.0,
        fixed_labels=batch.overlap,
        most_labels=batch.overlap_max,
        least_labels=batch.overlap_min,
        audit_share=batch.audit_share,
    )


def settle_task(
    *,
    task: Task,
    batch: Batch | None,
    label: Consolidated,
    result: ConsensusResult,
    plan: Plan,
    now: datetime,
) -> None:
    """Resolved or verified, asked on, or disputed. The task is locked by the caller, and complete.

    An adaptive batch asks on by the rule, one person at a time where the label is calibrated. It
    is disputed where it is still unsure at the limit; anywhere, where people are tied or something
    is less sure than the plan asks. A disputed task waits for a reviewer, or for a later fit that
    knows its people better; one that a reviewer is at is theirs, and what other people are asked
    about waits for them. A label that somebody else is asked after is provisional, whoever made it:
    no release holds what the first people asked have said.
    """
    if task.state == Task.State.ADJUDICATING or is_being_verified(task, result.inputs_sha256):
        return
    decision = _decided(task, batch, label, plan)
    if (
        decision is not None
        and decision.outcome == "ask"
        and _asked(task, batch, label, decision, now)
    ):
        if decision.reason == "audited":
            keep_audit(task, label, result, now=now)
        _make_provisional(result)
        return
    if not label.is_disputed and (decision is None or decision.outcome != "adjudicate"):
        conclude(task=task, result=result, now=now)
    elif task.state != Task.State.DISPUTED:
        work.dispute_task(task_id=task.pk, extra_slots=0, now=now)


def _decided(task: Task, batch: Batch | None, label: Consolidated, plan: Plan) -> Decision | None:
    """What the rule says; None where the overlap is fixed."""
    if batch is None or not batch.is_adaptive:
        return None
    rule = rule_for(batch, plan)
    return decide(str(task.item_id), label.stopping_confidence, task.counted, rule)


def _asked(
    task: Task, batch: Batch | None, label: Consolidated, decision: Decision, now: datetime
) -> bool:
    """Whether further people are asked: nobody is where the batch is draining."""
    assert batch is not None  # noqa: S101 -- for the type checker: there is a decision
    least = batch.overlap if label.stopping_confidence is None else batch.overlap_min
    slots = max(1, least - task.counted)
    return work.ask_more(task_id=task.pk, slots=slots, reason=decision.reason, now=now)


def _make_provisional(result: ConsensusResult) -> None:
    if not result.is_provisional:
        result.is_provisional = True
        result.save(update_fields=["is_provisional"])


def settle_waiting(
    *,
    run: ConsensusRun,
    schema: Schema,
    model: ProjectModel,
    plan: Plan,
    on_chunk: Callable[[], None],
    clock: Callable[[], datetime],
    task_ids: Sequence[int] | None = None,
) -> Iterator[Waiting]:
    """Tasks that were asked on, and that are sure enough now that their people are known better.

    Their open slots go, and the price is given back: of each in a transaction of its own, done when
    it is given; one that somebody has taken meanwhile is left to them. All of the project, or these
    tasks alone. Safe to repeat.
    """
    waiting = waiting_tasks(project_id=run.project_id)
    if task_ids is not None:
        waiting = waiting.filter(pk__in=task_ids)
    ids = list(waiting.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        looked_at = _looked_at(ids[start : start + CHUNK], schema, model, plan)
        on_chunk()
        for one in looked_at:
            if not one.is_settled:
                yield one
                continue
            with transaction.atomic():  # of each, for people wait for its batch
                on_chunk()
                is_settled = _settle(run, one, schema, plan, now=clock())
            yield replace(one, is_settled=is_settled)


def _looked_at(
    ids: Sequence[int], schema: Schema, model: ProjectModel, plan: Plan
) -> list[Waiting]:
    """Those that wait still, with their labels; to be settled are those that are sure.

    Without a lock, for that takes a while. Not those whose answers are not the counted ones.
    """
    tasks = {task.pk: task for task in waiting_tasks(pk__in=ids)}
    batches, current = inputs.batches_of(tasks.values()), current_results(tasks)
    votes = [
        one
        for pk, one in inputs.votes_of_tasks(tasks).items()
        if tasks[pk].counted == len(one.votes)
    ]
    found = []
    for one, label in zip(votes, consolidate_all(votes, schema, model, plan), strict=True):
        before = current.get(one.task_id)
        is_final = before is not None and before.stands_for(one.inputs_sha256)
        decision = _decided(tasks[one.task_id], batches.get(one.task_id), label, plan)
        is_sure = decision is not None and decision.outcome == "stop" and not label.is_disputed
        found.append(Waiting(one, label, is_settled=is_sure and not is_final))
    return found


def _settle(run: ConsensusRun, sure: Waiting, schema: Schema, plan: Plan, *, now: datetime) -> bool:
    """Settle one, unless somebody is at it, or has settled it, by now."""
    votes, label = sure.votes, sure.label
    work.lock_with_verifying([votes.task_id])
    task = waiting_tasks(pk=votes.task_id).first()
    before = current_results([votes.task_id]).get(votes.task_id)
    is_final = before is not None and before.stands_for(votes.inputs_sha256)
    if task is None or is_final or not inputs.still_answered([votes]):
        return False
    result = write_result_of_run(
        run, task=task, votes=votes, label=label, plan=plan, current=before, now=now
    )
    conclude(task=task, result=result, now=now)
    check_audits({task.pk: label.document}, schema=schema, plan=plan, now=now)
    return True
