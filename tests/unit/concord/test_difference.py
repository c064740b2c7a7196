"""What became of shapes from one document to another."""

from __future__ import annotations

from typing import Any

from concord.difference import DocumentDifference, document_difference


def shape(key: str, label: str, x: float) -> dict[str, Any]:
    geometry = {"x": x, "y": 0, "width": 10, "height": 10}
    return {"id": key, "kind": "box", "label": label, "geometry": geometry, "attributes": {}}


def test_shapes_are_paired_by_place_and_everything_that_differs_is_said() -> None:
    before = {
        "shapes": [shape("a", "cat", 0), shape("b", "dog", 50), shape("c", "cat", 100)],
        "answers": {"light": "sun", "size": "big"},
    }
    after = {
        "shapes": [shape("x", "cat", 0), shape("a", "fox", 52.5), shape("z", "cow", 200)],
        "answers": {"light": "lamp", "size": "big"},
    }

    found = document_difference(before, after)

    assert found == DocumentDifference(
        added=("cow",),
        removed=("cat",),
        moved=(0.6,),
        relabelled=(("dog", "fox"),),
        answers=("light",),
    )


def test_the_same_document_under_other_ids_does_not_differ() -> None:
    before = {"shapes": [shape("a", "cat", 0), shape("b", "cat", 3)], "answers": {}}
    after = {"shapes": [shape("b", "cat", 3), shape("c", "cat", 0)], "answers": {}}

    assert document_difference(before, after) == DocumentDifference((), (), (), (), ())
