"""Label schema versions: written once, never changed."""

from datetime import datetime
from typing import Any

from django.db import transaction

from guildmark.projects import queries
from guildmark.projects.actions.locks import locked_project, record_of
from guildmark.projects.documents import require_schema
from guildmark.projects.models import SchemaVersion


@transaction.atomic
def create_schema_version(
    *,
    actor_id: int,
    project_id: int,
    definition: Any,  # JSON from outside: judged below
    now: datetime,
) -> SchemaVersion:
    """Put a new schema in force. Records schema_version.created. Raises WrongSchema.

    A definition equal to the one in force gives that version and records nothing.
    """
    require_schema(definition)
    project = locked_project(project_id)
    current = queries.current_schema(project_id)
    if current is not None and current.definition == definition:
        return current
    version = SchemaVersion.objects.create(
        project=project,
        number=current.number + 1 if current else 1,
        definition=definition,
        created_by_id=actor_id,
        created_at=now,
    )
    payload = {"schema_version_id": version.pk, "number": version.number}
    record_of(project, "schema_version.created", actor_id=actor_id, payload=payload, now=now)
    return version
