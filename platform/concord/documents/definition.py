"""Is this JSON a legal label schema?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from concord.documents.entries import (
    MAX_NAME_CHARACTERS,
    Json,
    color_problems,
    entry_key_problems,
    list_problems,
    name_problems,
    repeated_name_problems,
)
from concord.documents.kinds import KINDS
from concord.documents.overlap import OVERLAP_KINDS
from concord.documents.problem import (
    MAX_PROBLEMS,
    Problem,
    is_number,
    key_problems,
    wrong_type,
)
from concord.documents.skeleton import skeleton_problems
from concord.documents.tolerance import order_problems
from concord.documents.values import CHOICE_TYPES, FIELD_TYPES
from concord.sentences import Sentence

SCHEMA_VERSION = 1

MAX_LABELS = 500
MAX_QUESTIONS = 100
MAX_ATTRIBUTES = 50
MAX_OPTIONS = 500
MAX_COUNT = 5_000
MAX_QUESTION_CHARACTERS = 500

_SCHEMA_KEYS = frozenset({"version", "labels", "questions"})
_LABEL_KEYS = frozenset({"key", "name", "color", "kind"})
_LABEL_OPTIONAL_KEYS = frozenset(
    {"parent", "min_count", "max_count", "max_overlap", "attributes", "skeleton", "is_semantic"}
    | {"shortcut"}
)
#: A letter that picks a label in the workspace, beside the digit of its place.
_SHORTCUT = re.compile(r"(shift\+)?[a-z]")
_ATTRIBUTE_KEYS = frozenset({"key", "name", "type", "required"})
_ATTRIBUTE_OPTIONAL_KEYS = frozenset({"options", "when", "is_ordered", "tolerance"})
_QUESTION_KEYS = frozenset({"key", "text", "type", "required"})
_QUESTION_OPTIONAL_KEYS = frozenset({"options", "is_ordered", "tolerance"})
_OPTION_KEYS = frozenset({"key", "name"})
_OPTION_OPTIONAL_KEYS = frozenset({"color"})
_WHEN_KEYS = frozenset({"attribute", "equals"})


def schema_problems(definition: object) -> tuple[Problem, ...]:
    """Everything that keeps `definition` from being a label schema; empty when it is one."""
    problems = older_schema_problems(definition)
    if problems or not isinstance(definition, dict):
        return problems
    return tuple(_repeated_names(definition)[:MAX_PROBLEMS])


def older_schema_problems(definition: object) -> tuple[Problem, ...]:
    """The same of one that was made when two entries of a list could have one name."""
    if not isinstance(definition, dict):
        return (wrong_type("", "a label schema, a JSON object"),)
    problems = key_problems(definition, "", _SCHEMA_KEYS)
    if problems:
        return tuple(problems[:MAX_PROBLEMS])
    if type(definition["version"]) is not int or definition["version"] != SCHEMA_VERSION:
        message: str = Sentence(
            "Only version {version} of the label schema is known.",
            version=SCHEMA_VERSION,
        )
        return (Problem("unsupported_version", "/version", message),)
    labels, questions = definition["labels"], definition["questions"]
    if labels == [] and questions == []:
        message = "A schema needs at least one label or one question."
        return (Problem("empty_schema", "", message),)
    problems = list_problems(labels, "/labels", MAX_LABELS, _label_problems)
    problems += list_problems(questions, "/questions", MAX_QUESTIONS, _question_problems)
    if not problems:
        problems = _parent_problems(labels) + _repeated_shortcuts(labels)
    return tuple(problems[:MAX_PROBLEMS])


def _repeated_names(definition: Json) -> list[Problem]:
    """No two labels, attributes of a label, points of a skeleton or options have one name."""
    return [
        problem
        for path, entries in _named_lists(definition)
        for problem in repeated_name_problems(entries, path)
    ]


def _named_lists(
    definition: Any,  # JSON that was found in order
) -> Iterator[tuple[str, Sequence[Json]]]:
    labels = definition["labels"]
    yield "/labels", labels
    for number, label in enumerate(labels):
        below, attributes = f"/labels/{number}", label.get("attributes", ())
        yield f"{below}/attributes", attributes
        yield f"{below}/skeleton/points", (label.get("skeleton") or {"points": ()})["points"]
        for index, attribute in enumerate(attributes):
            yield f"{below}/attributes/{index}/options", attribute.get("options", ())
    for index, question in enumerate(definition["questions"]):
        yield f"/questions/{index}/options", question.get("options", ())


def _label_problems(label: Json, path: str) -> list[Problem]:
    problems = key_problems(label, path, _LABEL_KEYS, _LABEL_OPTIONAL_KEYS)
    problems += entry_key_problems(label, path)
    problems += name_problems(label, "name", path, MAX_NAME_CHARACTERS)
    problems += color_problems(label, path)
    if "kind" in label and (not isinstance(label["kind"], str) or label["kind"] not in KINDS):
        message = Sentence("The kinds of shape are: {names}.", names=", ".join(KINDS))
        problems.append(Problem("unknown_kind", f"{path}/kind", message))
    problems += _count_problems(label, path)
    problems += skeleton_problems(label, path)
    problems += _semantic_problems(label, path)
    problems += _overlap_problems(label, path)
    problems += _shortcut_problems(label, path)
    if "attributes" in label:
        attributes = label["attributes"]
        found = list_problems(attributes, f"{path}/attributes", MAX_ATTRIBUTES, _attribute_problems)
        if not found and isinstance(attributes, list):
            found = _when_problems(attributes, f"{path}/attributes")
        problems += found
    return problems


def _attribute_problems(attribute: Json, path: str) -> list[Problem]:
    problems = key_problems(attribute, path, _ATTRIBUTE_KEYS, _ATTRIBUTE_OPTIONAL_KEYS)
    problems += name_problems(attribute, "name", path, MAX_NAME_CHARACTERS)
    return problems + _field_problems(attribute, path)


def _question_problems(question: Json, path: str) -> list[Problem]:
    problems = key_problems(question, path, _QUESTION_KEYS, _QUESTION_OPTIONAL_KEYS)
    problems += name_problems(question, "text", path, MAX_QUESTION_CHARACTERS)
    return problems + _field_problems(question, path)


def _field_problems(field: Json, path: str) -> list[Problem]:
    """What attributes and questions have in common."""
    problems = entry_key_problems(field, path)
    if "required" in field and not isinstance(field["required"], bool):
        problems.append(wrong_type(f"{path}/required", "true or false"))
    kind = field.get("type")
    if "type" in field and (not isinstance(kind, str) or kind not in FIELD_TYPES):
        message: str = Sentence("The types are: {names}.", names=", ".join(sorted(FIELD_TYPES)))
        problems.append(Problem("unknown_type", f"{path}/type", message))
        return problems
    if kind in CHOICE_TYPES:
        if "options" not in field:
            message = "A choice needs its options."
            return [*problems, Problem("missing_key", path, message)]
        problems += _options_problems(field["options"], f"{path}/options")
    elif "options" in field:
        message = "Only a choice has options."
        problems.append(Problem("unexpected_options", f"{path}/options", message))
    return problems + (order_problems(field, path) if "type" in field else [])


def _options_problems(options: object, path: str) -> list[Problem]:
    if isinstance(options, list) and len(options) < 2:
        return [Problem("too_few_options", path, "A choice needs at least two options.")]
    return list_problems(options, path, MAX_OPTIONS, _option_problems)


def _option_problems(option: Json, path: str) -> list[Problem]:
    problems = key_problems(option, path, _OPTION_KEYS, _OPTION_OPTIONAL_KEYS)
    problems += entry_key_problems(option, path)
    problems += name_problems(option, "name", path, MAX_NAME_CHARACTERS)
    return problems + color_problems(option, path)


def _count_problems(label: Json, path: str) -> list[Problem]:
    problems: list[Problem] = []
    for key in ("min_count", "max_count"):
        count = label.get(key)
        if count is not None and (type(count) is not int or not 0 <= count <= MAX_COUNT):
            message: str = Sentence(
                "This must be a whole number from 0 to {most}, or null.", most=MAX_COUNT
            )
            problems.append(Problem("invalid_count", f"{path}/{key}", message))
    least, most = label.get("min_count"), label.get("max_count")
    if not problems and isinstance(least, int) and isinstance(most, int) and least > most:
        message = "The smallest number is above the largest."
        problems.append(Problem("invalid_count", f"{path}/min_count", message))
    return problems


def _semantic_problems(label: Json, path: str) -> list[Problem]:
    is_semantic = label.get("is_semantic", False)
    if not isinstance(is_semantic, bool):
        return [wrong_type(f"{path}/is_semantic", "true or false")]
    if not is_semantic or label.get("kind") == "mask":
        return []
    message = "Only masks can be one for all of their class."
    return [Problem("unexpected_semantic", f"{path}/is_semantic", message)]


def _overlap_problems(label: Json, path: str) -> list[Problem]:
    most = label.get("max_overlap")
    if most is None:
        return []
    if not is_number(most) or not 0 <= most <= 1:  # type: ignore[operator]  # a number, as found
        message = "This must be a number from 0 to 1, or null."
        return [Problem("invalid_overlap", f"{path}/max_overlap", message)]
    if label.get("kind") in OVERLAP_KINDS:
        return []
    message = "Only shapes with an area can overlap."
    return [Problem("unexpected_overlap", f"{path}/max_overlap", message)]


def _shortcut_problems(label: Json, path: str) -> list[Problem]:
    shortcut = label.get("shortcut")
    if shortcut is None or (isinstance(shortcut, str) and _SHORTCUT.fullmatch(shortcut)):
        return []
    message = "A key is a letter from a to z, or shift+ and a letter, or null."
    return [Problem("invalid_shortcut", f"{path}/shortcut", message)]


def _repeated_shortcuts(labels: list[Json]) -> list[Problem]:
    """No two labels have one key; what else needs a key in the workspace is not known here."""
    taken: set[object] = set()
    problems: list[Problem] = []
    for index, label in enumerate(labels):
        shortcut = label.get("shortcut")
        if shortcut is not None and shortcut in taken:
            message = "Another label has this key."
            problems.append(Problem("repeated_shortcut", f"/labels/{index}/shortcut", message))
        taken.add(shortcut)
    return problems


def _when_problems(attributes: list[dict[str, object]], path: str) -> list[Problem]:
    """A condition names a choice or a yes/no question further up, so no circle is possible."""
    problems: list[Problem] = []
    earlier: dict[object, dict[str, object]] = {}
    for index, attribute in enumerate(attributes):
        when = attribute.get("when")
        if when is not None:
            problems += _condition_problems(when, f"{path}/{index}/when", earlier)
        earlier[attribute["key"]] = attribute
    return problems


def _condition_problems(
    when: object, path: str, earlier: Mapping[object, dict[str, object]]
) -> list[Problem]:
    if not isinstance(when, dict):
        return [wrong_type(path, "a condition or null")]
    problems = key_problems(when, path, _WHEN_KEYS)
    if problems:
        return problems
    name = when["attribute"]
    other = earlier.get(name) if isinstance(name, str) else None
    if other is None:
        message = "A condition names an attribute of the same label, further up in the list."
        return [Problem("unknown_attribute", f"{path}/attribute", message)]
    if not _is_possible_value(when["equals"], other):
        message = "The attribute named in the condition can never have this value."
        return [Problem("invalid_condition", f"{path}/equals", message)]
    return []


def _is_possible_value(value: object, attribute: Json) -> bool:
    """Conditions rest on choices and yes/no alone: text and numbers are not compared."""
    if attribute["type"] == "boolean":
        return isinstance(value, bool)
    options = attribute.get("options")
    if not isinstance(options, list):
        return False
    return any(option["key"] == value for option in options)


def _parent_problems(labels: list[Json]) -> list[Problem]:
    """Parents exist, and nobody is their own ancestor."""
    parents = {label["key"]: label.get("parent") for label in labels}
    problems: list[Problem] = []
    for index, label in enumerate(labels):
        parent = parents[label["key"]]
        if parent is None:
            continue
        path = f"/labels/{index}/parent"
        if not isinstance(parent, str) or parent not in parents:
            problems.append(Problem("unknown_parent", path, "There is no such label."))
        elif _is_own_ancestor(label["key"], parents):
            message = "Following the parents leads back to this label."
            problems.append(Problem("parent_cycle", path, message))
    return problems


def _is_own_ancestor(key: object, parents: Mapping[object, object]) -> bool:
    at = parents.get(key)
    for _ in parents:
        if at == key:
            return True
        # A parent of another type than text is reported by itself.
        at = parents.get(at) if isinstance(at, str) else None
    return False
