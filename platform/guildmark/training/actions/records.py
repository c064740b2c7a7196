"""Events of training: all belong to a project."""

from datetime import datetime

from guildmark.events.actions import record
from guildmark.projects.models import Project


def record_of(
    project: Project, name: str, *, actor_id: int | None, now: datetime, **payload: object
) -> None:
    """Record an event of the project's organisation."""
    record(
        name=name,
        payload={"project_id": project.pk, **payload},
        actor_id=actor_id,
        organisation_id=project.organisation_id,
        now=now,
    )
