"""Reading our own JSONL from somewhere else: every line is checked, as nobody vouches for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson

from concord.documents import (
    Shape,
    compile_schema,
    document_problems,
    older_schema_problems,
    parse_document,
)
from concord.formats.jsonl import NotGuildmarkJsonl, read_head
from concord.formats.reading.content import (
    FoundLabel,
    LabelRefusal,
    ReadImage,
    ReadLabels,
    ReadShape,
    Refusals,
    found_labels,
    unmarked,
)
from concord.sentences import Sentence

Json = Any  # from somebody else's file: asked for its type before use


def read_lossless(lines: Iterable[bytes]) -> ReadLabels:
    """The consensus of every item; people, agreement and ids of shapes are not read here.

    Labels are called by their keys, which are those of the file's own schema. Raises nothing: a
    file that is not ours is one refusal.
    """
    remaining = iter(lines)
    try:
        head = read_head(unmarked(next(remaining, b"")))
    except NotGuildmarkJsonl as error:
        return ReadLabels((), (), (LabelRefusal("not_readable", error.args[0], "", 1),))
    if older_schema_problems(head.definition):
        message = "The schema in the first line breaks the rules of a schema."
        return ReadLabels((), (), (LabelRefusal("not_readable", message, "", 1),))
    schema, refusals = compile_schema(head.definition), Refusals()
    images = []
    for number, line in enumerate(remaining, start=2):
        read = _read_line(line, number, schema) if line.strip() else None
        if isinstance(read, ReadImage):
            images.append(read)
        elif read is not None:
            refusals.add(read)
    named = {
        key: FoundLabel(
            key,
            points=tuple(label.skeleton.points) if label.skeleton else (),
            edges=label.skeleton.edges if label.skeleton else (),
        )
        for key, label in schema.labels.items()
    }
    return refusals.with_read(found_labels(named, images), images)


def _read_line(line: bytes, number: int, schema: Any) -> ReadImage | LabelRefusal:
    try:
        row: Json = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return LabelRefusal(
            "not_readable", Sentence("This is not JSON: {reason}.", reason=error.msg), "", number
        )
    name, width, height = (
        (row.get("file_name"), row.get("width_px"), row.get("height_px"))
        if isinstance(row, dict)
        else (None, None, None)
    )
    if not isinstance(name, str) or type(width) is not int or type(height) is not int:
        message = "A line has a file_name, a width_px and a height_px."
        return LabelRefusal("not_readable", message, "", number)
    problems = document_problems(
        row.get("document"), schema=schema, width_px=width, height_px=height
    )
    if problems:
        first = problems[0]
        return LabelRefusal(first.code, first.message, "", number, f"/document{first.path}")
    document = parse_document(row["document"])
    shapes = tuple(_shape(shape, number) for shape in document.shapes)
    split, sha256 = row.get("split"), row.get("sha256")
    return ReadImage(
        name,
        width,
        height,
        shapes,
        split=split if isinstance(split, str) else None,
        answers=document.answers,
        sha256=sha256 if isinstance(sha256, str) else "",
    )


def _shape(shape: Shape, line: int) -> ReadShape:
    return ReadShape(
        shape.kind,
        shape.label,
        shape.geometry,
        shape.attributes,
        line=line,
        track_id=shape.track_id,
        group_id=shape.group_id,
        frame_index=shape.frame_index,
    )
