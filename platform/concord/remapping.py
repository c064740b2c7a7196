"""Labels of a schema renamed, merged or dropped, and documents said in the new ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from concord.documents.entries import same_name
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

#: Probabilities so near to the highest one are tied with it.
SAME = 1e-9


def best_of(posterior: Mapping[str, float], value: str) -> tuple[str, bool]:
    """The likeliest of some classes, `value` where it is one of several, and whether it is tied."""
    most = max(posterior.values())
    best = [key for key, probability in posterior.items() if probability >= most - SAME]
    return value if value in best else best[0], len(best) > 1


def best_afterwards(
    before: Mapping[str, float], after: Mapping[str, float], was: str, value: str
) -> tuple[str, bool] | None:
    """As `best_of` the classes `after` some went into others or away, or None: as it was decided.

    What was decided, `was` before and `value` now, is judged again only where probability went to
    or from it or what was as likely, or made another one as likely. Calibrated probabilities decide
    nothing else: what was tied by them alone was no tie.
    """
    moved = {key for key, one in before.items() if one > 0 and key not in after}
    moved |= {key for key, one in after.items() if one != before.get(key, 0.0)}
    most = max(before.values(), default=0.0)
    rivals = {was, *(key for key, one in before.items() if one >= most - SAME)}
    overtaken = any(after[key] >= after[value] - SAME for key in moved & after.keys())
    return best_of(after, value) if overtaken or rivals & moved else None


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
    left = [one for one in definition["labels"] if one["key"] not in _gone(changes)]
    return name_problem(left, {key: one.name for key, one in changes.items()})


def name_problem(entries: Iterable[Json], renamed: Mapping[str, str | None]) -> str | None:
    """Why names cannot be given so, in a sentence: another entry that is left is called the same.

    Entries of older schemas that had one name already keep it.
    """
    called: dict[str, bool] = {}
    for entry in entries:
        name = renamed.get(entry["key"])
        one, is_new = same_name(name or entry["name"]), bool(name)
        if one in called and (is_new or called[one]):
            return Sentence(
                'Two would be called "{name}". Merge them, or choose another name.',
                name=name or entry["name"],
            )
        called[one] = is_new or called.get(one, False)
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
    if _points_of(target) != _points_of(labels[key]):
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
    attributes = _attributes(definition)
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


def decided_document(
    document: Json, confidence: Json, changes: Changes, definition: Json, *, is_settled: bool
) -> tuple[Json, Json]:
    """The same of a consensus, with how sure it is: (document, confidence by shape).

    The probabilities of merged labels add up. A shape that this touches (see `best_afterwards`) has
    the likeliest label afterwards, of those that a shape of its kind may have, and is tied where
    several are, unless people settled the label (`is_settled`): then it is what the label became.
    All others stay as they were decided. A shape whose label is dropped is gone, however likely
    others were.
    """
    changed = changed_document(document, changes, definition)
    known = _attributes(definition)
    called = {shape["id"]: shape["label"] for shape in document["shapes"]}
    shapes, sure = [], {}
    for shape in changed["shapes"]:
        one = confidence.get(shape["id"])
        before = (one or {}).get("posterior") or {}
        posterior = _summed(before, changes)
        label, found = shape["label"], one
        if one is not None and _gone(changes) and label in posterior:
            was = called[shape["id"]]
            rivals = _of_its_kind(definition, was, before)
            alike = _of_its_kind(definition, label, posterior)
            if (anew := best_afterwards(rivals, alike, was, label)) is None:
                is_tie = one["is_tie"]
            else:
                label, is_tie = (label, False) if is_settled else anew
            found = {**one, "posterior": posterior, "class": posterior[label], "is_tie": is_tie}
        if label != shape["label"]:
            kept = {key: said for key, said in shape["attributes"].items() if key in known[label]}
            shape = {**shape, "label": label, "attributes": kept}  # noqa: PLW2901 -- said anew
        shapes.append(shape)
        if found is not None:
            sure[shape["id"]] = _without_attributes(found, shape)
    return {**changed, "shapes": shapes}, sure


def _attributes(definition: Json) -> dict[str, set[str]]:
    return {
        label["key"]: {one["key"] for one in label.get("attributes", ())}
        for label in definition["labels"]
    }


def _summed(posterior: Mapping[str, float], changes: Changes) -> dict[str, float]:
    found: dict[str, float] = {}
    for label, probability in posterior.items():
        change = changes.get(label, LabelChange())
        if not change.is_dropped:
            key = change.into or label
            found[key] = min(1.0, found.get(key, 0.0) + probability)
    return found


def _of_its_kind(definition: Json, label: str, posterior: Mapping[str, float]) -> dict[str, float]:
    """Of the labels that what is called `label` could have as well."""
    kinds = {
        one["key"]: (one["kind"], bool(one.get("is_semantic")), _points_of(one))
        for one in definition["labels"]
    }
    return {key: value for key, value in posterior.items() if kinds.get(key) == kinds[label]}


def _points_of(label: Json) -> Json | None:
    """The skeleton of a label, if it has one, wherever its figure shows the points."""
    skeleton = label.get("skeleton")
    if skeleton is None:
        return None
    points = [
        {key: value for key, value in point.items() if key != "at"} for point in skeleton["points"]
    ]
    return {**skeleton, "points": points}


def _without_attributes(sure: Json, shape: Json) -> Json:
    """How sure the attributes are that the shape still has."""
    if "attributes" not in sure:
        return sure
    said = {key: one for key, one in sure["attributes"].items() if key in shape["attributes"]}
    return {**sure, "attributes": said}


def _gone(changes: Changes) -> set[str]:
    return {key for key, one in changes.items() if one.is_dropped or one.into is not None}
