"""Writing a version of a label, and whether a new one says the same."""

from datetime import datetime
from typing import Any

from guildmark.consensus.consolidation import Consolidated, Plan, TaskVotes
from guildmark.consensus.models import ConsensusResult, ConsensusRun
from guildmark.work.models import Task

#: A warm fit comes this near to a cold one.
WITHIN = 1e-3
#: What moves less is not touched: half of the way is left for how far a warm fit goes on itself.
NEAR = WITHIN / 2
NEAR_PX = 0.5


def write_result(
    *,
    task: Task,
    votes: TaskVotes,
    label: Consolidated,
    plan: Plan,
    current: ConsensusResult | None,
    run_id: int | None,
    is_provisional: bool,
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
        run_id=run_id,
        is_provisional=is_provisional,
        method=label.method,
        document=label.document,
        confidence=label.confidence,
        lowest_confidence=label.lowest_confidence,
        provenance=label.provenance,
        left_out=label.left_out,
        submission_count=len(votes.votes),
        inputs_sha256=votes.inputs_sha256,
        parameters=plan.to_json(),
        computed_at=now,
    )


def write_result_of_run(
    run: ConsensusRun,
    *,
    task: Task,
    votes: TaskVotes,
    label: Consolidated,
    plan: Plan,
    current: ConsensusResult | None,
    now: datetime,
) -> ConsensusResult:
    """As `write_result`, of a fit: provisional where that is."""
    return write_result(
        task=task,
        votes=votes,
        label=label,
        plan=plan,
        current=current,
        run_id=run.pk,
        is_provisional=run.is_provisional,
        now=now,
    )


def is_same(result: ConsensusResult, votes: TaskVotes, label: Consolidated) -> bool:
    """Whether a version is published, of these answers, and says exactly this."""
    return (
        not result.is_provisional
        and result.inputs_sha256 == votes.inputs_sha256
        and result.method == label.method
        and result.document == label.document
        and result.confidence == label.confidence
        and result.provenance == label.provenance
        and result.left_out == label.left_out
    )


def is_near(result: ConsensusResult, votes: TaskVotes, label: Consolidated) -> bool:
    """Whether a version, of these answers, says this as nearly as a warm fit can tell."""
    return (
        result.inputs_sha256 == votes.inputs_sha256
        and result.method == label.method
        and result.document["answers"] == label.document["answers"]
        and _are_near(result.document["shapes"], label.document["shapes"], NEAR_PX)
        and _are_near(result.confidence, label.confidence, NEAR)
        and _are_near(result.left_out, label.left_out, NEAR_PX)
    )


def _are_near(first: Any, second: Any, tolerance: float) -> bool:  # JSON
    """Whether two values have the same form, and numbers that lie so near to each other."""
    if isinstance(first, dict) and isinstance(second, dict):
        return first.keys() == second.keys() and all(
            _are_near(first[key], second[key], tolerance) for key in first
        )
    if isinstance(first, list) and isinstance(second, list):
        return len(first) == len(second) and all(
            _are_near(one, other, tolerance) for one, other in zip(first, second, strict=True)
        )
    if isinstance(first, float) and isinstance(second, float):
        return abs(first - second) <= tolerance
    return bool(first == second)
