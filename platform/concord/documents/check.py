"""Is this annotation document a legal answer for this schema and this picture?

The submit door runs it on every answer: plain Python, about 10 microseconds for five boxes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain, islice
from typing import Any

from concord.documents.content import DOCUMENT_VERSION
from concord.documents.kinds import KINDS
from concord.documents.kinds.keypoints import unknown_keypoint_problems
from concord.documents.overlap import OVERLAP_CODES, overlap_problems
from concord.documents.points import count_points
from concord.documents.problem import MAX_PROBLEMS, Problem, key_problems, wrong_type
from concord.documents.schema import Label, Schema
from concord.documents.semantic import semantic_problems
from concord.documents.values import value_problems
from concord.sentences import Sentence

MAX_SHAPES = 5_000
#: Of all shapes together: two thousand polygons of fifty corners.
MAX_DOCUMENT_POINTS = 100_000
ID_PATTERN = re.compile(r"[A-Za-z0-9_-]{1,64}")

_DOCUMENT_KEYS = frozenset({"version", "is_nothing_here", "shapes", "answers"})
_SHAPE_KEYS = frozenset({"id", "kind", "label", "geometry", "attributes"})
_SHAPE_OPTIONAL_KEYS = frozenset({"track_id", "group_id", "frame_index"})
#: Ids that shapes share: the same object through a video, parts that belong together.
_SHARED_IDS = {"track_id": "track id", "group_id": "group id"}

#: What a draft may still lack. Everything else is wrong in a draft too.
COMPLETENESS_CODES = frozenset(
    {
        "empty_document",
        "missing_attribute",
        "missing_answer",
        "too_few_shapes",
        *OVERLAP_CODES,
    }
)
#: What may be wrong besides in work that is only kept: it can be stored, read and shown again,
#: because the form and the numbers of the same value were found right before.
CONTENT_CODES = frozenset(
    {
        "nothing_here_with_shapes",
        "nothing_here_without_labels",
        "zero_area",
        "zero_length",
        "repeated_point",
        "self_crossing",
        "crossing_rings",
        "hole_outside",
    }
)
_NOTHING_FORGIVEN: frozenset[str] = frozenset()

_id_matches = ID_PATTERN.fullmatch


def document_problems(
    document: object, *, schema: Schema, width_px: float, height_px: float
) -> tuple[Problem, ...]:
    """Everything that keeps `document` from being a complete answer; empty when it is one.

    `width_px` and `height_px` are those of the picture as it is shown. At most `MAX_PROBLEMS`
    problems are returned, in the order of the document.
    """
    return _answer_problems(document, schema, width_px, height_px, _NOTHING_FORGIVEN)


def _between_shapes(
    shapes: list[Any],  # JSON in which nothing else was found wrong
    schema: Schema,
    forgiven: frozenset[str],
) -> list[Problem]:
    """How shapes lie to one another; where overlap is forgiven, it is not measured."""
    problems = semantic_problems(shapes, schema) if schema.semantic_labels else []
    if schema.limits_overlap and not forgiven >= OVERLAP_CODES:
        problems += overlap_problems(shapes, schema)
    return problems


def draft_problems(
    document: object, *, schema: Schema, width_px: float, height_px: float
) -> tuple[Problem, ...]:
    """Problems that even an unfinished document must not have."""
    return _answer_problems(document, schema, width_px, height_px, COMPLETENESS_CODES)


def kept_problems(
    document: object, *, schema: Schema, width_px: float, height_px: float
) -> tuple[Problem, ...]:
    """Why `document` could not be stored and shown again: its frame, kinds, ids and sizes.

    Whether what was drawn is right (how often, whether it crosses or overlaps) waits until it is
    submitted: while a person draws, it is wrong again and again for a moment.
    """
    outer = _outer_problems(document)
    if outer:
        return tuple(outer[:MAX_PROBLEMS])
    assert isinstance(document, dict)  # noqa: S101 -- tells mypy what _outer_problems has found
    forgiven = COMPLETENESS_CODES | CONTENT_CODES
    return tuple(_part_problems(document, schema, width_px, height_px, forgiven)[:MAX_PROBLEMS])


def _answer_problems(
    document: object,
    schema: Schema,
    width_px: float,
    height_px: float,
    forgiven: frozenset[str],
) -> tuple[Problem, ...]:
    """All but those of the `forgiven` codes, which leave no room in the report to others."""
    outer = _outer_problems(document)
    if outer:
        return tuple(outer[:MAX_PROBLEMS])
    assert isinstance(document, dict)  # noqa: S101 -- tells mypy what _outer_problems has found
    shapes = document["shapes"]
    problems = _part_problems(document, schema, width_px, height_px, forgiven)
    if schema.limits_counts and shapes:
        counted = _count_problems(shapes, schema)
        problems += [problem for problem in counted if problem.code not in forgiven]
    if not problems:
        problems = _between_shapes(shapes, schema, forgiven)
    return tuple(problems[:MAX_PROBLEMS])


def _part_problems(
    document: Mapping[str, Any],  # JSON whose frame was found right
    schema: Schema,
    width_px: float,
    height_px: float,
    forgiven: frozenset[str],
) -> list[Problem]:
    """Those of shapes and answers one by one."""
    shapes, answers = document["shapes"], document["answers"]
    problems = _presence_problems(document["is_nothing_here"], shapes, schema)
    if shapes:
        problems += _shapes_problems(shapes, schema, width_px, height_px, forgiven)
    if answers or schema.has_required_questions:
        problems += value_problems(answers, schema.questions, "/answers", "answer")
    return [problem for problem in problems if problem.code not in forgiven]


def _outer_problems(document: object) -> list[Problem]:
    """Problems of the frame, without which looking further has no meaning."""
    if not isinstance(document, dict):
        return [wrong_type("", "an annotation document, a JSON object")]
    problems = key_problems(document, "", _DOCUMENT_KEYS)
    if problems:
        return problems
    if type(document["version"]) is not int or document["version"] != DOCUMENT_VERSION:
        message = Sentence(
            "Only version {version} of the annotation document is known.",
            version=DOCUMENT_VERSION,
        )
        return [Problem("unsupported_version", "/version", message)]
    if not isinstance(document["is_nothing_here"], bool):
        problems.append(wrong_type("/is_nothing_here", "true or false"))
    if not isinstance(document["shapes"], list):
        problems.append(wrong_type("/shapes", "a list of shapes"))
    elif len(document["shapes"]) > MAX_SHAPES:
        message = Sentence("One image may hold at most {most} shapes.", most=MAX_SHAPES)
        problems.append(Problem("too_many_shapes", "/shapes", message))
    if not isinstance(document["answers"], dict):
        problems.append(wrong_type("/answers", "an object of answers by question"))
    return problems


def _presence_problems(
    is_nothing_here: bool, shapes: list[object], schema: Schema
) -> list[Problem]:
    """Either shapes or "nothing here", where the schema asks for shapes at all."""
    if not schema.labels:
        if is_nothing_here:
            message = "This project asks for no shapes: answer the questions instead."
            return [Problem("nothing_here_without_labels", "/is_nothing_here", message)]
        return []
    if shapes and is_nothing_here:
        message = 'An image with shapes cannot be "nothing here".'
        return [Problem("nothing_here_with_shapes", "/is_nothing_here", message)]
    if not shapes and not is_nothing_here:
        message = 'Draw at least one shape, or say "nothing here".'
        return [Problem("empty_document", "/shapes", message)]
    return []


def _shapes_problems(
    shapes: list[object],
    schema: Schema,
    width_px: float,
    height_px: float,
    forgiven: frozenset[str],
) -> list[Problem]:
    if sum(map(_count_points, shapes)) > MAX_DOCUMENT_POINTS:
        message = Sentence("One image may hold at most {most} points.", most=MAX_DOCUMENT_POINTS)
        return [Problem("too_many_points", "/shapes", message)]
    seen: set[str] = set()
    found = (
        _shape_problems(
            shape, f"/shapes/{index}", seen, schema=schema, width_px=width_px, height_px=height_px
        )
        for index, shape in enumerate(shapes)
    )
    wanted = (problem for problem in chain.from_iterable(found) if problem.code not in forgiven)
    return list(islice(wanted, MAX_PROBLEMS))


def _count_points(shape: object) -> int:
    return count_points(shape.get("geometry")) if isinstance(shape, dict) else 0


def _shape_problems(
    shape: object,
    path: str,
    seen: set[str],
    *,
    schema: Schema,
    width_px: float,
    height_px: float,
) -> list[Problem]:
    if not isinstance(shape, dict):
        return [wrong_type(path, "a shape, a JSON object")]
    problems: list[Problem] = []
    if shape.keys() != _SHAPE_KEYS:
        problems = key_problems(shape, path, _SHAPE_KEYS, _SHAPE_OPTIONAL_KEYS)
        if any(problem.code == "missing_key" for problem in problems):
            return problems
        problems += tie_problems(shape, path)
    problems += _id_problems(shape["id"], path, seen)
    kind = KINDS.get(shape["kind"]) if isinstance(shape["kind"], str) else None
    if kind is None:
        return [*problems, Problem("unknown_kind", f"{path}/kind", "This kind is not known.")]
    problems += kind.geometry_problems(shape["geometry"], f"{path}/geometry", width_px, height_px)
    return problems + _label_problems(shape, path, schema)


def _id_problems(value: object, path: str, seen: set[str]) -> list[Problem]:
    if not isinstance(value, str) or _id_matches(value) is None:
        message = "The id must be 1 to 64 letters, digits, hyphens or underscores."
        return [Problem("invalid_id", f"{path}/id", message)]
    if value in seen:
        return [
            Problem(
                "duplicate_id",
                f"{path}/id",
                Sentence('Another shape has the id "{value}".', value=value),
            )
        ]
    seen.add(value)
    return []


def _label_problems(shape: Mapping[str, object], path: str, schema: Schema) -> list[Problem]:
    key = shape["label"]
    label = schema.labels.get(key) if isinstance(key, str) else None
    if label is None:
        return [Problem("unknown_label", f"{path}/label", "The schema has no such label.")]
    problems: list[Problem] = []
    if shape["kind"] != label.kind:
        message = Sentence('"{label}" is drawn as a {kind}.', label=label.name, kind=label.kind)
        problems.append(Problem("wrong_kind", f"{path}/kind", message))
    elif label.skeleton is not None:
        problems += unknown_keypoint_problems(shape["geometry"], label.skeleton, f"{path}/geometry")
    attributes = shape["attributes"]
    if not isinstance(attributes, dict):
        return [*problems, wrong_type(f"{path}/attributes", "an object of values by attribute")]
    if attributes or label.has_required_attributes:
        problems += value_problems(attributes, label.attributes, f"{path}/attributes", "attribute")
    return problems


def tie_problems(shape: Mapping[str, object], path: str) -> list[Problem]:
    """What is wrong with what ties a shape to others: its track, its group, its frame."""
    problems: list[Problem] = []
    for key, name in _SHARED_IDS.items():
        shared = shape.get(key, "")
        if key in shape and (not isinstance(shared, str) or _id_matches(shared) is None):
            message = Sentence(
                "The {name} must be 1 to 64 letters, digits, hyphens or underscores.", name=name
            )
            problems.append(Problem("invalid_id", f"{path}/{key}", message))
    if "frame_index" in shape:
        frame_index = shape["frame_index"]
        if type(frame_index) is not int or not 0 <= frame_index <= 2**31 - 1:
            problems.append(wrong_type(f"{path}/frame_index", "a whole number from 0"))
    return problems


def _count_problems(shapes: list[object], schema: Schema) -> list[Problem]:
    """Too few or too many of a label. Not asked of an image with nothing in it."""
    counts = dict.fromkeys(schema.labels, 0)
    for shape in shapes:
        key = shape.get("label") if isinstance(shape, dict) else None
        if isinstance(key, str) and key in counts:
            counts[key] += 1
    problems: list[Problem] = []
    for key, label in schema.labels.items():
        if label.min_count is not None and counts[key] < label.min_count:
            problems.append(Problem("too_few_shapes", "/shapes", _too_few(label)))
        if label.max_count is not None and counts[key] > label.max_count:
            problems.append(Problem("too_many_shapes", "/shapes", _too_many(label)))
    return problems


def _too_few(label: Label) -> Sentence:
    if label.min_count == 1:
        return Sentence('"{label}" is expected at least once.', label=label.name)
    return Sentence(
        '"{label}" is expected at least {count:,} times.', label=label.name, count=label.min_count
    )


def _too_many(label: Label) -> Sentence:
    if label.max_count == 1:
        return Sentence('"{label}" is expected at most once.', label=label.name)
    return Sentence(
        '"{label}" is expected at most {count:,} times.', label=label.name, count=label.max_count
    )
