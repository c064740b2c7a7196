"""Label schema versions: written once, never changed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from concord.sentences import Sentence
from guildmark.core.errors import FieldProblem
from guildmark.projects import queries
from guildmark.projects.actions.locks import locked_project, record_of
from guildmark.projects.documents import require_schema
from guildmark.projects.errors import SchemaChanged, SchemaNamesMoved
from guildmark.projects.models import SchemaVersion
from guildmark.projects.names import NameChange, NamesEver, name_changes, names_ever, names_in


@transaction.atomic
def create_schema_version(
    *,
    actor_id: int,
    project_id: int,
    definition: Any,  # JSON from outside: judged below
    after_number: int | None = None,
    are_names_confirmed: bool = False,
    now: datetime,
) -> SchemaVersion:
    """Put a new schema in force. Records schema_version.created, with the names that change.

    `after_number` is the version it was written over, 0 for none, None for whatever is there.
    Raises WrongSchema, SchemaChanged where another one is in force, and SchemaNamesMoved where a
    name would pass to another key, unless it is confirmed. A definition equal to the one in force
    gives that version and records nothing.
    """
    seen = queries.current_schema(project_id)
    is_other = seen is None or seen.definition != definition
    if is_other:  # what is in force may be older than a rule
        require_schema(definition)
    known = _names_known(project_id) if is_other else _Known(0, {})
    project = locked_project(project_id)
    current = queries.current_schema(project_id)
    if current is not None and current.definition == definition:
        return current
    if not is_other:  # another one came into force while this waited
        require_schema(definition)
    number = current.number if current else 0
    if after_number not in {None, number}:
        raise SchemaChanged
    renamed = _renamed(current, known, definition)
    if not are_names_confirmed:
        _require_names_to_stay(renamed)
    version = SchemaVersion.objects.create(
        project=project,
        number=number + 1,
        definition=definition,
        created_by_id=actor_id,
        created_at=now,
    )
    payload: dict[str, Any] = {"schema_version_id": version.pk, "number": version.number}
    if renamed:
        payload["renamed"] = [asdict(change) for change in renamed]
    record_of(project, "schema_version.created", actor_id=actor_id, payload=payload, now=now)
    return version


@dataclass(frozen=True, slots=True)
class _Known:
    """What keys were called up to a version; 0 before the first, or where nobody looked."""

    number: int
    names: NamesEver


def _names_known(project_id: int) -> _Known:
    """Of all versions so far. Versions never change, so that nobody waits while they are read."""
    versions = list(queries.schema_versions(project_id).values_list("number", "definition"))
    names = names_ever(definition for _, definition in versions)
    return _Known(max((number for number, _ in versions), default=0), names)


def _renamed(current: SchemaVersion | None, known: _Known, definition: Any) -> list[NameChange]:
    """What would be called otherwise than in any version so far; Any: JSON that was judged."""
    if current is None:
        return []
    # Those that came while this one waited for the lock.
    newer = queries.schema_versions(current.project_id).filter(number__gt=known.number)
    return name_changes(
        ever=names_ever(newer.values_list("definition", flat=True), known.names),
        in_force=names_in(current.definition),
        after=names_in(definition),
    )


def _require_names_to_stay(changes: Sequence[NameChange]) -> None:
    moved = [change for change in changes if change.is_moved]
    if moved:
        raise SchemaNamesMoved(errors=tuple(map(_told, moved)))


def _told(change: NameChange) -> FieldProblem:
    values = {"name": change.name, "key": change.key}
    words = (
        Sentence("“{name}” was the name of another key than “{key}”", **values)
        if change.was is None
        else Sentence("“{was}” ({key}) would be called “{name}”", was=change.was, **values)
    )
    return FieldProblem(f"{change.path}/{change.key}", SchemaNamesMoved.code, words)
