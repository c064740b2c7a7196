"""Tasks whose label is known from elsewhere: nobody is asked, and nothing is paid."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from guildmark.projects.actions.locks import locked_project
from guildmark.work.actions.making import insert_batch, versions_in_force
from guildmark.work.actions.moved import record_batch
from guildmark.work.errors import ItemsUnavailable
from guildmark.work.models import Batch, Task
from guildmark.work.queries.unseen import asked_about


@transaction.atomic
def make_known_batch(*, actor_id: int, project_id: int, name: str, now: datetime) -> Batch:
    """A complete batch for labels that came in, still without tasks. Records batch.created.

    Raises NotFound, ProjectNotReady and BatchNameTaken (also when called twice).
    """
    project, schema, guideline = versions_in_force(project_id)
    batch = Batch(
        organisation_id=project.organisation_id,
        project=project,
        name=name,
        state=Batch.State.COMPLETE,
        overlap=1,
        gold_share=0.0,
        price_minor=0,
        currency=project.currency,
        schema_version=schema,
        guideline_version=guideline,
        created_by_id=actor_id,
        created_at=now,
        opened_at=now,
    )
    insert_batch(batch)
    record_batch(batch, "created", actor_id=actor_id, now=now, task_count=0)
    return batch


@transaction.atomic
def add_known_task(*, batch_id: int, item_id: int, now: datetime) -> Task:
    """A resolved task without slots, for an item that has none in the project, or as good as none.

    Raises ItemsUnavailable, also when called twice.
    """
    batch = Batch.objects.get(pk=batch_id)
    # Locked, so that no batch made beside it takes the same item.
    locked_project(batch.project_id, keeps_work_going=True)
    if asked_about(project_id=batch.project_id, item_id=item_id).exists():
        raise ItemsUnavailable
    made = Task.objects.create(
        organisation_id=batch.organisation_id,
        project_id=batch.project_id,
        batch=batch,
        item_id=item_id,
        state=Task.State.RESOLVED,
        position=batch.task_count + 1,
        is_open=False,
        open_slots=0,
        target=0,
        changed_at=now,
    )
    Batch.objects.filter(pk=batch_id).update(task_count=F("task_count") + 1)
    return made
