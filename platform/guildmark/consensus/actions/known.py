"""Labels that were made elsewhere and are held to be true: in force, final, asked of nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from guildmark.consensus.actions.verdicts import certain_answer, certain_shape
from guildmark.consensus.errors import TaskInWork
from guildmark.consensus.models import ConsensusResult
from guildmark.consensus.queries.known import known_task
from guildmark.events.actions import record
from guildmark.work import actions as work
from guildmark.work.models import Task

Json = dict[str, Any]  # JSON: `Any` stands for its values


@transaction.atomic
def put_known_label(
    *,
    actor_id: int,
    project_id: int,
    batch_id: Callable[[], int],
    item_id: int,
    document: Json,
    source: str,
    now: datetime,
) -> bool:
    """Put a label in force that came from `source`; False where just this one is in force.

    `batch_id` is asked for where a task is added. A label that came in before is followed by a new
    version; the old one stays. The document has been checked against the schema by the caller.
    Records label.imported. Raises TaskInWork where people are, or were, asked about the picture.
    """
    task, current = known_task(project_id=project_id, item_id=item_id)
    if task is None:
        task = work.add_known_task(batch_id=batch_id(), item_id=item_id, now=now)
    elif current is None or current.method != ConsensusResult.IMPORTED:
        raise TaskInWork
    elif current.document == document:
        return False
    else:
        current.is_current = False
        current.save(update_fields=["is_current"])
    result = _put(task, current, document, source, now=now)
    record(
        name="label.imported",
        payload={
            "task_id": task.pk,
            "project_id": task.project_id,
            "item_id": item_id,
            "result_id": result.pk,
        },
        actor_id=actor_id,
        organisation_id=task.organisation_id,
        now=now,
    )
    return True


def _put(
    task: Task, current: ConsensusResult | None, document: Json, source: str, *, now: datetime
) -> ConsensusResult:
    """Its word is not measured: it stands as certain, with where it came from."""
    return ConsensusResult.objects.create(
        task=task,
        project_id=task.project_id,
        version=current.version + 1 if current else 1,
        is_provisional=False,
        is_final=True,
        method=ConsensusResult.IMPORTED,
        document=document,
        confidence={
            "shapes": {
                shape["id"]: certain_shape(shape["label"], drawn_by=0, of=0)
                for shape in document["shapes"]
            },
            "answers": {key: certain_answer(said) for key, said in document["answers"].items()},
            "nothing_else": 1.0,
            "is_calibrated": False,
            "source": source,
        },
        lowest_confidence=1.0,
        provenance={shape["id"]: [] for shape in document["shapes"]},
        submission_count=0,
        inputs_sha256="",
        computed_at=now,
    )
