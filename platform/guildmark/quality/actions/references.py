"""What a known answer must be."""

from typing import Any

from concord.documents import compile_schema, document_problems, parse_document
from concord.scoring import score_silence
from guildmark.core.errors import FieldProblem
from guildmark.datasets.models import Item
from guildmark.projects.models import Project, SchemaVersion
from guildmark.quality.errors import ProjectWithoutSchema, WrongReference


def require_reference(
    project: Project,
    item: Item,
    reference: dict[str, Any],  # the JSON of an annotation document
) -> SchemaVersion:
    """A complete answer under the schema in force, about which one can be right or wrong.

    Returns that version. Raises ProjectWithoutSchema and WrongReference, with the places.
    """
    version = project.schema_versions.order_by("-number").first()
    if version is None:
        raise ProjectWithoutSchema
    schema = compile_schema(version.definition)
    problems = document_problems(
        reference, schema=schema, width_px=item.width_px, height_px=item.height_px
    )
    if problems:
        raise WrongReference(
            errors=tuple(
                FieldProblem(path=f"/reference{one.path}", code=one.code, message=one.message)
                for one in problems
            )
        )
    missed = score_silence(
        parse_document(reference), questions=schema.questions, has_labels=bool(schema.labels)
    )
    if not missed.decisions:
        raise WrongReference("The known answer says nothing that could be got right or wrong.")
    return version
