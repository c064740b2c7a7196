"""Writing a version, and saying to `work` what becomes of the task."""

from datetime import datetime

from guildmark.consensus.consolidation import Consolidated, TaskVotes
from guildmark.consensus.models import ConsensusResult, ConsensusRun
from guildmark.work import actions as work
from guildmark.work.models import Task

#: Under this, the label is more probably wrong somewhere than right.
DISPUTED_UNDER = 0.5


def write_result(
    *,
    task: Task,
    votes: TaskVotes,
    label: Consolidated,
    current: ConsensusResult | None,
    run: ConsensusRun | None,
    now: datetime,
) -> ConsensusResult:
    """Put a new version in force. The task is locked by the caller, so versions take turns."""
    if current is not None:
        current.is_current = False
        current.save(update_fields=["is_current"])
    return ConsensusResult.objects.create(
        task=task,
        project_id=task.project_id,
        version=current.version + 1 if current else 1,
        run=run,
        method=label.method,
        document=label.document,
        confidence=label.confidence,
        lowest_confidence=label.lowest_confidence,
        provenance=label.provenance,
        left_out=label.left_out,
        submission_count=len(votes.votes),
        inputs_sha256=votes.inputs_sha256,
        computed_at=now,
    )


def settle_task(*, task: Task, label: Consolidated, now: datetime) -> None:
    """Resolved; disputed where people are tied, or something is more probably wrong than right.

    A disputed task waits for a reviewer, or for a later fit that knows its people better; nobody
    more is asked, for the manager did not say so. The project's target confidence does not judge
    yet: confidences are not calibrated.
    """
    is_disputed = label.is_tied or label.lowest_confidence < DISPUTED_UNDER
    if not is_disputed:
        work.resolve_task(task_id=task.pk, now=now)
    elif task.state != Task.State.DISPUTED:
        work.dispute_task(task_id=task.pk, extra_slots=0, now=now)


def is_same(result: ConsensusResult, label: Consolidated) -> bool:
    """Whether a version says exactly this."""
    return (
        result.method == label.method
        and result.document == label.document
        and result.confidence == label.confidence
        and result.provenance == label.provenance
        and result.left_out == label.left_out
    )
