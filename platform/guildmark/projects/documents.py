"""Judging annotation documents by a project's label schema: for every app that takes one."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from concord.documents import (
    Problem,
    Schema,
    compile_schema,
    document_problems,
    draft_problems,
    schema_problems,
)
from guildmark.core.errors import FieldProblem
from guildmark.projects.errors import WrongDocument, WrongSchema
from guildmark.projects.models import SchemaVersion


@lru_cache(maxsize=256)
def _compiled(schema_version_id: int) -> Schema:
    """By id: a version never changes."""
    return compile_schema(SchemaVersion.objects.get(pk=schema_version_id).definition)


def compiled_schema(schema_version_id: int) -> Schema:
    """The schema of a version, ready to judge with; kept by the process."""
    return _compiled(schema_version_id)


@lru_cache(maxsize=256)
def compiled_version(version: SchemaVersion) -> Schema:
    """The same of a version that was loaded already: no query, and kept by its id."""
    return compile_schema(version.definition)


# JSON from outside, or of our own storing: `Any` is what is to be judged.
def require_schema(definition: Any) -> None:
    """Raises WrongSchema with every place at fault."""
    problems = schema_problems(definition)
    if problems:
        raise WrongSchema(errors=_places(problems))


def require_document(
    document: Any, *, schema_version_id: int, width_px: int, height_px: int
) -> None:
    """A complete answer, or WrongDocument with every place at fault."""
    schema = compiled_schema(schema_version_id)
    problems = document_problems(document, schema=schema, width_px=width_px, height_px=height_px)
    if problems:
        raise WrongDocument(errors=_places(problems))


def require_draft(document: Any, *, schema_version_id: int, width_px: int, height_px: int) -> None:
    """As `require_document`, but it need not be finished."""
    schema = compiled_schema(schema_version_id)
    problems = draft_problems(document, schema=schema, width_px=width_px, height_px=height_px)
    if problems:
        raise WrongDocument(errors=_places(problems))


def _places(problems: Sequence[Problem]) -> tuple[FieldProblem, ...]:
    return tuple(FieldProblem(one.path, one.code, one.message) for one in problems)
