"""Schema and guideline versions never change, so each process keeps those it has met."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from concord.documents import Schema, compile_schema
from guildmark.projects.models import GuidelineVersion, SchemaVersion


@dataclass(frozen=True, slots=True)
class KnownSchema:
    """A schema version: as JSON for the browser, compiled for checking."""

    id: int
    number: int
    definition: dict[str, Any]  # the JSON of docs/annotation-document.md
    schema: Schema


@lru_cache(maxsize=512)
def known_schema(schema_version_id: int) -> KnownSchema:
    """The schema version of this id, which must exist."""
    version = SchemaVersion.objects.get(pk=schema_version_id)
    return KnownSchema(
        id=version.pk,
        number=version.number,
        definition=version.definition,
        schema=compile_schema(version.definition),
    )


@lru_cache(maxsize=512)
def guideline_number(guideline_version_id: int) -> str:
    """`major.minor` of a guideline version that must exist."""
    return GuidelineVersion.objects.get(pk=guideline_version_id).number
