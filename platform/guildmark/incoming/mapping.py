"""Names of a file led to labels of the schema: the guess, and the check of what was chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from concord.documents import Schema
from concord.formats.coco import category_ids
from concord.formats.reading import ReadImage
from guildmark.core.errors import FieldProblem
from guildmark.incoming.errors import WrongMapping

Json = dict[str, Any]  # JSON of the row


def guess(name: str, schema: Schema) -> str | None:
    """The label that a name probably means: by key, by name, or by number (COCO, from 1)."""
    for key, label in schema.labels.items():
        if _plain(name) in {_plain(key), _plain(label.name)}:
            return key
    numbered = {str(number): key for key, number in category_ids(schema).items()}
    return numbered.get(name)


def _plain(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())


def found_names(images: Iterable[ReadImage], names: Iterable[str], schema: Schema) -> list[Json]:
    """Each name of the file with its kinds, how many objects there are, and the guess."""
    kinds: dict[str, set[str]] = {name: set() for name in names}
    counts = dict.fromkeys(kinds, 0)
    for image in images:
        for shape in image.shapes:
            kinds.setdefault(shape.label, set()).add(shape.kind)
            counts[shape.label] = counts.get(shape.label, 0) + 1
    return [
        {"name": name, "kinds": sorted(kinds[name]), "count": count, "guess": guess(name, schema)}
        for name, count in counts.items()
    ]


def require_mapping(mapping: Mapping[str, str | None], schema: Schema) -> None:
    """Raises WrongMapping for labels that the schema does not have."""
    wrong = tuple(
        FieldProblem(
            f"/mapping/{name}",
            "unknown_label",
            _("The schema has no label “{key}”.").format(key=key),
        )
        for name, key in mapping.items()
        if key is not None and key not in schema.labels
    )
    if wrong:
        raise WrongMapping(errors=wrong)
