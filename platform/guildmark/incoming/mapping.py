"""Names of a file led to labels of the schema: the guess, and the check of what was chosen.

Names of shapes become labels, those of classes of whole pictures answers to one question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from concord.documents import Field, Label, Option, Schema
from concord.formats.coco import category_ids
from concord.formats.reading import ReadImage
from guildmark.core.errors import FieldProblem
from guildmark.incoming.errors import WrongMapping

Json = dict[str, Any]  # JSON of the row
#: Beside the kinds of shapes: the name is that of a class of whole pictures.
CLASS = "class"


def questions_of_classes(schema: Schema) -> tuple[str, ...]:
    """The keys of the questions that a class of a whole picture may answer."""
    return tuple(key for key, one in schema.questions.items() if one.offered)


def guess_class(name: str, question: Field | None) -> str | None:
    """The answer that the name of a class probably means: by key or by name."""
    return _meant(name, question.offered) if question else None


def guess(name: str, schema: Schema) -> str | None:
    """The label that a name probably means: by key, by name, or by number (COCO, from 1)."""
    numbered = {str(number): key for key, number in category_ids(schema).items()}
    return _meant(name, schema.labels) or numbered.get(name)


def _meant(name: str, among: Mapping[str, Label | Option]) -> str | None:
    """The key of the first that is called so."""
    for key, one in among.items():
        if _plain(name) in {_plain(key), _plain(one.name)}:
            return key
    return None


def _plain(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())


def found_names(
    images: Iterable[ReadImage], names: Iterable[str], schema: Schema, question: str
) -> list[Json]:
    """Each name of the file with its kinds, how many objects there are, and the guess.

    `question` is the key of the one that classes answer, empty where there is none.
    """
    kinds: dict[str, set[str]] = {name: set() for name in names}
    counts = dict.fromkeys(kinds, 0)
    for image in images:
        said = [(shape.label, shape.kind) for shape in image.shapes]
        for name, kind in (*said, *((one, CLASS) for one in image.classes)):
            kinds.setdefault(name, set()).add(kind)
            counts[name] = counts.get(name, 0) + 1
    asked = schema.questions.get(question)
    return [
        {
            "name": name,
            "kinds": sorted(kinds[name]),
            "count": count,
            "guess": guess_class(name, asked) if CLASS in kinds[name] else guess(name, schema),
        }
        for name, count in counts.items()
    ]


def require_mapping(mapping: Mapping[str, str | None], schema: Schema, question: str) -> None:
    """Raises WrongMapping for labels, and answers to the question of classes, that the schema does
    not have."""
    asked = schema.questions.get(question)
    known = {*schema.labels, *(asked.offered if asked else ())}
    wrong = tuple(
        FieldProblem(
            f"/mapping/{name}",
            "unknown_label",
            _("The schema has no label “{key}”.").format(key=key),
        )
        for name, key in mapping.items()
        if key is not None and key not in known
    )
    if wrong:
        raise WrongMapping(errors=wrong)


def require_question(question: str, schema: Schema) -> None:
    """Raises WrongMapping for one that no class answers."""
    if question not in questions_of_classes(schema):
        sentence = _("The schema has no question “{key}” with options, or yes and no.")
        problem = FieldProblem("/question", "unknown_question", sentence.format(key=question))
        raise WrongMapping(errors=(problem,))
