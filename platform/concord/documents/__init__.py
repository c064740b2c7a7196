"""The annotation document and the label schema: one format for everything anybody annotates.

Specified in `docs/annotation-document.md`; `tests/cases/documents.json` is the table of cases
that the Python and the TypeScript implementation both pass. Imports neither NumPy nor SciPy.
"""

from concord.documents.check import (
    COMPLETENESS_CODES,
    CONTENT_CODES,
    MAX_SHAPES,
    document_problems,
    draft_problems,
    kept_problems,
)
from concord.documents.content import (
    DOCUMENT_VERSION,
    Answer,
    Document,
    Shape,
    parse_document,
    render_document,
)
from concord.documents.definition import older_schema_problems, schema_problems
from concord.documents.kinds import KINDS, Kind
from concord.documents.problem import MAX_PROBLEMS, Problem
from concord.documents.schema import (
    NO,
    SUBJECT,
    YES,
    YES_OR_NO,
    Condition,
    Field,
    Label,
    Option,
    Schema,
    Skeleton,
    class_key,
    compile_schema,
    subject_of,
)
from concord.documents.tolerance import Tolerance, is_within
from concord.documents.values import MAX_TEXT_CHARACTERS

__all__ = [
    "COMPLETENESS_CODES",
    "CONTENT_CODES",
    "DOCUMENT_VERSION",
    "KINDS",
    "MAX_PROBLEMS",
    "MAX_SHAPES",
    "MAX_TEXT_CHARACTERS",
    "NO",
    "SUBJECT",
    "YES",
    "YES_OR_NO",
    "Answer",
    "Condition",
    "Document",
    "Field",
    "Kind",
    "Label",
    "Option",
    "Problem",
    "Schema",
    "Shape",
    "Skeleton",
    "Tolerance",
    "class_key",
    "compile_schema",
    "document_problems",
    "draft_problems",
    "is_within",
    "kept_problems",
    "older_schema_problems",
    "parse_document",
    "render_document",
    "schema_problems",
    "subject_of",
]
