"""Labels merged, renamed and dropped."""

from __future__ import annotations

from typing import Any

import pytest

from concord.documents import compile_schema, document_problems, schema_problems
from concord.remapping import (
    LabelChange,
    change_problem,
    changed_definition,
    changed_document,
    decided_document,
)

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


def test_no_label_gets_the_name_of_another_that_is_left() -> None:
    to_cat = {"kitten": LabelChange(name=" CAT ")}
    twice = {key: LabelChange(name="Beast") for key in ("cat", "animal")}
    swapped = {"kitten": LabelChange(name="Cat"), "cat": LabelChange(name="Kitten")}
    freed = {**to_cat, "cat": LabelChange(is_dropped=True)}

    assert all(change_problem(DEFINITION, changes) for changes in (to_cat, twice))
    assert change_problem(DEFINITION, swapped) is change_problem(DEFINITION, freed) is None


def test_an_older_schema_with_one_name_twice_can_be_changed_elsewhere() -> None:
    labels = [{**label, "name": "Cat"} for label in DEFINITION["labels"][:3]]
    definition = {**DEFINITION, "labels": [*labels, DEFINITION["labels"][3]]}

    assert change_problem(definition, {"area": LabelChange(name="Ground")}) is None
    assert change_problem(definition, {"area": LabelChange(name="cat")}) is not None


def sure_of(label: str, posterior: dict[str, float], **more: Any) -> dict[str, Any]:
    return {
        "exists": 0.9,
        "class": posterior[label],
        "is_tie": False,
        "posterior": posterior,
    } | more


def one_shape(label: str) -> dict[str, Any]:
    return {"version": 1, "is_nothing_here": False, "shapes": [shape(1, label)], "answers": {}}


MERGED = {"kitten": LabelChange(into="cat")}


def test_merged_labels_are_as_likely_as_both_and_chosen_anew() -> None:
    posterior = {"animal": 0.4, "cat": 0.35, "kitten": 0.25}
    attributes = {"of_animal": {"probability": 0.8}}
    confidence = {"s1": sure_of("animal", posterior, attributes=attributes)}

    document, sure = decided_document(
        one_shape("animal"), confidence, MERGED, DEFINITION, is_settled=False
    )

    assert [(one["label"], one["attributes"]) for one in document["shapes"]] == [("cat", {})]
    assert sure["s1"]["posterior"] == pytest.approx({"animal": 0.4, "cat": 0.6})
    assert sure["s1"]["class"] == pytest.approx(0.6)
    assert (sure["s1"]["exists"], sure["s1"]["is_tie"], sure["s1"]["attributes"]) == (
        0.9,
        False,
        {},
    )
    assert document_problems(
        document, schema=compile_schema(changed_definition(DEFINITION, MERGED)), width_px=9,
        height_px=9,
    ) == ()  # fmt: skip


def test_what_people_settled_keeps_what_its_label_became() -> None:
    posterior = {"animal": 0.4, "cat": 0.35, "kitten": 0.25}
    confidence = {"s1": sure_of("animal", posterior)}

    document, sure = decided_document(
        one_shape("animal"), confidence, MERGED, DEFINITION, is_settled=True
    )

    assert document["shapes"][0]["label"] == "animal"
    assert sure["s1"]["class"] == 0.4
    assert not sure["s1"]["is_tie"]


@pytest.mark.parametrize(
    ("posterior", "label", "was_tied", "is_tied", "afterwards"),
    [
        ({"cat": 0.4, "kitten": 0.4, "animal": 0.2}, "kitten", True, False, "cat"),
        ({"animal": 0.5, "cat": 0.25, "kitten": 0.25}, "animal", False, True, "animal"),
        ({"animal": 0.4, "cat": 0.4, "kitten": 0.2}, "animal", True, False, "cat"),
    ],
)
def test_a_tie_is_one_of_the_labels_afterwards(
    posterior: dict[str, float], label: str, afterwards: str, *, was_tied: bool, is_tied: bool
) -> None:
    confidence = {"s1": sure_of(label, posterior, is_tie=was_tied)}

    document, sure = decided_document(
        one_shape(label), confidence, MERGED, DEFINITION, is_settled=False
    )

    assert (document["shapes"][0]["label"], sure["s1"]["is_tie"]) == (afterwards, is_tied)


@pytest.mark.parametrize(
    ("posterior", "label", "was_tied", "is_settled"),
    [
        # Calibration says how sure a label is and decides nothing: that it makes two alike, or
        # another the likeliest, is no tie and no other label.
        ({"animal": 0.5, "cat": 0.5, "kitten": 0.0}, "animal", False, False),
        ({"animal": 0.4, "cat": 0.1, "kitten": 0.05, "dog": 0.45}, "animal", False, False),
        ({"animal": 0.4, "cat": 0.1, "kitten": 0.1, "dog": 0.4}, "animal", False, False),
        ({"animal": 0.4, "cat": 0.15, "kitten": 0.1, "dog": 0.35}, "animal", True, False),
        ({"animal": 0.4, "cat": 0.1, "kitten": 0.1, "dog": 0.4}, "dog", True, True),
    ],
)
def test_a_shape_that_a_merge_does_not_touch_is_as_it_was_decided(
    posterior: dict[str, float], label: str, *, was_tied: bool, is_settled: bool
) -> None:
    dog = {**DEFINITION["labels"][0], "key": "dog", "attributes": []}
    definition = {**DEFINITION, "labels": [*DEFINITION["labels"], dog]}
    confidence = {"s1": sure_of(label, posterior, is_tie=was_tied)}

    document, sure = decided_document(
        one_shape(label), confidence, MERGED, definition, is_settled=is_settled
    )

    assert document == one_shape(label)
    assert (sure["s1"]["class"], sure["s1"]["is_tie"]) == (posterior[label], was_tied)


def test_a_tie_with_what_is_dropped_is_none() -> None:
    posterior = {"animal": 0.4, "cat": 0.4, "kitten": 0.2}
    confidence = {"s1": sure_of("animal", posterior, is_tie=True)}
    dropped = {"cat": LabelChange(is_dropped=True)}

    _, sure = decided_document(
        one_shape("animal"), confidence, dropped, DEFINITION, is_settled=False
    )

    assert not sure["s1"]["is_tie"]


def test_a_shape_is_called_nothing_of_another_kind_and_a_dropped_one_is_gone() -> None:
    posterior = {"area": 0.5, "cat": 0.3, "kitten": 0.1, "animal": 0.1}
    confidence = {"s1": sure_of("cat", posterior)}
    dropped = {"cat": LabelChange(is_dropped=True), "kitten": LabelChange(into="animal")}

    document, sure = decided_document(
        one_shape("cat"), confidence, MERGED, DEFINITION, is_settled=False
    )
    nothing, of_nothing = decided_document(
        one_shape("cat"), confidence, dropped, DEFINITION, is_settled=False
    )

    assert document["shapes"][0]["label"] == "cat"
    assert (sure["s1"]["class"], sure["s1"]["is_tie"]) == (0.4, False)
    assert (nothing["shapes"], nothing["is_nothing_here"], of_nothing) == ([], True, {})


def test_what_has_no_probabilities_and_names_alone_stay() -> None:
    brought = {"s1": {"exists": 1.0, "class": 1.0, "posterior": None, "is_tie": False}}
    judged = {"s1": sure_of("cat", {"cat": 0.6, "animal": 0.4})}
    renamed = {"cat": LabelChange(name="Feline")}

    said = decided_document(one_shape("kitten"), brought, MERGED, DEFINITION, is_settled=False)
    same = decided_document(one_shape("cat"), judged, renamed, DEFINITION, is_settled=False)

    assert (said[0]["shapes"][0]["label"], said[1]) == ("cat", brought)
    assert same == (one_shape("cat"), judged)


def skeletons(*, points: str = "ab") -> dict[str, Any]:
    """Two labels of skeletons that differ in their figure alone; `points` are those of the one."""
    labels = [
        {
            "key": key,
            "name": key,
            "color": "#30C7D2",
            "kind": "keypoints",
            "skeleton": {
                "points": [
                    {"key": one, "name": one, "at": [place, 0.1 * number]}
                    for number, one in enumerate(of)
                ],
                "edges": [],
            },
        }
        for key, of, place in (("cat", "ab", 0.2), ("kitten", points, 0.7))
    ]
    return {"version": 1, "labels": labels, "questions": []}


def test_skeletons_of_another_figure_are_merged_and_of_other_points_are_not() -> None:
    assert change_problem(skeletons(), MERGED) is None
    assert change_problem(skeletons(points="ac"), MERGED) is not None


@pytest.mark.parametrize(("points", "label"), [("ab", "cat"), ("ac", "other")])
def test_a_skeleton_may_be_called_what_has_its_points_wherever_they_are_drawn(
    points: str, label: str
) -> None:
    definition = skeletons(points=points)
    other = {**definition["labels"][1], "key": "other"}
    changed = {**definition, "labels": [*definition["labels"], other]}
    confidence = {"s1": sure_of("other", {"cat": 0.35, "kitten": 0.25, "other": 0.4})}
    keypoints = {
        "id": "s1",
        "kind": "keypoints",
        "label": "other",
        "geometry": {},
        "attributes": {},
    }
    document = {"version": 1, "is_nothing_here": False, "shapes": [keypoints], "answers": {}}

    said, sure = decided_document(
        document, confidence, {"kitten": LabelChange(into="cat")}, changed, is_settled=False
    )

    assert said["shapes"][0]["label"] == label
    assert not sure["s1"]["is_tie"]
