"""Labels merged, renamed and dropped."""

from __future__ import annotations

from typing import Any

from concord.documents import compile_schema, document_problems, schema_problems
from concord.remapping import LabelChange, change_problem, changed_definition, changed_document

DEFINITION: dict[str, Any] = {
    "version": 1,
    "labels": [
        {
            "key": key,
            "name": key.title(),
            "color": "#30C7D2",
            "kind": kind,
            "parent": "animal" if key in ("cat", "kitten") else None,
            "max_count": 1 if key == "cat" else None,
            "attributes": [{"key": f"of_{key}", "name": "X", "type": "text", "required": False}],
        }
        for key, kind in (("animal", "box"), ("cat", "box"), ("kitten", "box"), ("area", "mask"))
    ],
    "questions": [],
}
BOX = {"x": 1, "y": 2, "width": 3, "height": 4}


def shape(number: int, label: str) -> dict[str, Any]:
    attributes = {f"of_{label}": "said"}
    return {
        "id": f"s{number}",
        "kind": "box",
        "label": label,
        "geometry": BOX,
        "attributes": attributes,
    }


def test_a_changed_document_keeps_the_rules_of_the_changed_schema() -> None:
    document = {
        "version": 1,
        "is_nothing_here": False,
        "shapes": [shape(1, "cat"), shape(2, "kitten"), shape(3, "animal")],
        "answers": {},
    }
    changes = {
        "kitten": LabelChange(into="cat"),
        "cat": LabelChange(name="Any cat"),
        "animal": LabelChange(is_dropped=True),
    }

    definition = changed_definition(DEFINITION, changes)
    changed = changed_document(document, changes, DEFINITION)

    assert change_problem(DEFINITION, changes) is None
    assert schema_problems(definition) == ()
    schema = compile_schema(definition)
    assert document_problems(changed, schema=schema, width_px=9, height_px=9) == ()
    assert [(one["label"], one["attributes"]) for one in changed["shapes"]] == [
        ("cat", {"of_cat": "said"}),
        ("cat", {}),
    ]
    assert schema.labels["cat"].name == "Any cat"
    assert schema.labels["cat"].parent is None


def test_a_picture_whose_shapes_are_all_dropped_holds_nothing() -> None:
    document = {
        "version": 1,
        "is_nothing_here": False,
        "shapes": [shape(1, "cat")],
        "answers": {},
    }

    changed = changed_document(document, {"cat": LabelChange(is_dropped=True)}, DEFINITION)

    assert (changed["shapes"], changed["is_nothing_here"]) == ([], True)


def test_what_cannot_be_changed_is_said_in_a_sentence() -> None:
    dropped = LabelChange(is_dropped=True)
    wrong = [
        {"dog": dropped},
        {"cat": LabelChange(into="dog")},
        {"cat": LabelChange(into="area")},
        {"cat": LabelChange(into="kitten"), "kitten": dropped},
        dict.fromkeys(("animal", "cat", "kitten", "area"), dropped),
    ]

    assert all(change_problem(DEFINITION, changes) for changes in wrong)
    assert change_problem(DEFINITION, {}) is None
