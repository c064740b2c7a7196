"""The lock of a project, which everything inside it that must not race takes first."""

from collections.abc import Mapping
from datetime import datetime

from guildmark.core.errors import NotFound
from guildmark.events.actions import record
from guildmark.projects.errors import ProjectGoing
from guildmark.projects.models import Project


def locked_project(project_id: int, *, keeps_work_going: bool = False) -> Project:
    """The project, locked until the transaction ends. Raises NotFound, and ProjectGoing for one
    that is being deleted.

    With `keeps_work_going` rows that name it may be written meanwhile: claims, answers.
    """
    found = Project.objects.select_for_update(no_key=keeps_work_going)
    project = found.filter(pk=project_id).first()
    if project is None:
        raise NotFound
    require_staying(project)
    return project


def require_staying(project: Project) -> None:
    """Raises ProjectGoing for one that is being deleted."""
    if project.state == Project.State.DELETING:
        raise ProjectGoing


def lock_projects_of(dataset_id: int) -> None:
    """The projects of a dataset, by id, locked until the transaction ends: nothing is made of its
    items beside it. Rows that name them may be written meanwhile: claims, answers."""
    found = Project.objects.filter(dataset_id=dataset_id).select_for_update(no_key=True)
    list(found.order_by("pk").values_list("pk"))


def record_of(
    project: Project, name: str, *, actor_id: int, payload: Mapping[str, object], now: datetime
) -> None:
    """Record an event of the project's organisation."""
    record(
        name=name,
        payload={"project_id": project.pk, **payload},
        actor_id=actor_id,
        organisation_id=project.organisation_id,
        now=now,
    )
