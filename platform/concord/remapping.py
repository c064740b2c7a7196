"""Labels of a schema renamed, merged or dropped, and documents said in the new ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from concord.sentences import Sentence

Json = dict[str, Any]  # a checked definition or document: `Any` stands for its values


@dataclass(frozen=True, slots=True)
class LabelChange:
    """What becomes of a label: another name, another label's objects, or nothing.

    `into` is the key of the label that takes its objects, None where there is none; `name` the
    name that people see, None for the old one.
    """

    into: str | None = None
    name: str | None = None
    is_dropped: bool = False


Changes = Mapping[str, LabelChange]


def change_problem(definition: Json, changes: Changes) -> str | None:
    """Why a definition cannot be changed so, in a sentence; None where it can."""
    labels = {label["key"]: label for label in definition["labels"]}
    for key, change in changes.items():
        if key not in labels:
            return Sentence('There is no label "{key}".', key=key)
        problem = _merge_problem(labels, key, change.into, changes) if change.into else None
        if problem is not None:
            return problem
    if not definition["questions"] and not (labels.keys() - _gone(changes)):
        return "At least one label or question must be left."
    return None


def _merge_problem(labels: dict[str, Json], key: str, into: str, changes: Changes) -> str | None:
    if into not in labels:
        return Sentence('There is no label "{key}".', key=into)
    if into == key or into in _gone(changes):
        return Sentence(
            '"{label}" is not there afterwards, so nothing can be merged into it.', label=into
        )
    target = labels[into]
    if target["kind"] != labels[key]["kind"]:
        return Sentence('"{one}" and "{other}" are labels of different kinds.', one=key, other=into)
    if target.get("is_semantic"):
        return Sentence(
            '"{label}" has one mask for all of its class, so nothing can be merged into it.',
            label=into,
        )
    if target.get("skeleton") != labels[key].get("skeleton"):
        return Sentence('"{one}" and "{other}" have different points.', one=key, other=into)
    return None


def changed_definition(definition: Json, changes: Changes) -> Json:
    """The schema afterwards: labels that are gone are no parents, merged ones have no limits."""
    unlimited = {"min_count": None, "max_count": None, "max_overlap": None}
    gone = _gone(changes)
    merged = {change.into for change in changes.values() if change.into is not None}
    labels = []
    for label in definition["labels"]:
        if label["key"] in gone:
            continue
        change = changes.get(label["key"], LabelChange())
        parent = label.get("parent")
        labels.append(
            {
                **label,
                **({"name": change.name} if change.name else {}),
                **({"parent": None} if parent in gone else {}),
                **(unlimited if label["key"] in merged else {}),
            }
        )
    return {**definition, "labels": labels}


def changed_document(document: Json, changes: Changes, definition: Json) -> Json:
    """A document in the labels afterwards; `definition` is the one before.

    Attributes that the new label does not have are left out. Where no shape is left there is
    nothing here, if the schema still has labels.
    """
    attributes = {
        label["key"]: {one["key"] for one in label.get("attributes", ())}
        for label in definition["labels"]
    }
    shapes = []
    for shape in document["shapes"]:
        change = changes.get(shape["label"], LabelChange())
        if change.is_dropped:
            continue
        label = change.into or shape["label"]
        known = attributes.get(label, set())
        kept = {key: value for key, value in shape["attributes"].items() if key in known}
        shapes.append(
            {**shape, "label": label, "attributes": kept if change.into else shape["attributes"]}
        )
    has_labels = bool(attributes.keys() - _gone(changes))
    is_empty = has_labels and not shapes
    return {**document, "shapes": shapes, "is_nothing_here": is_empty}


def _gone(changes: Changes) -> set[str]:
    return {key for key, one in changes.items() if one.is_dropped or one.into is not None}
