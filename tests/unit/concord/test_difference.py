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
        attributes=(),
    )


def test_the_same_document_under_other_ids_does_not_differ() -> None:
    before = {"shapes": [shape("a", "cat", 0), shape("b", "cat", 3)], "answers": {}}
    after = {"shapes": [shape("b", "cat", 3), shape("c", "cat", 0)], "answers": {}}

    assert document_difference(before, after) == DocumentDifference((), (), (), (), (), ())


def polygon(*points: tuple[float, float], **attributes: str) -> dict[str, Any]:
    geometry = {"points": [list(point) for point in points], "holes": []}
    return {
        "id": "a",
        "kind": "polygon",
        "label": "cat",
        "geometry": geometry,
        "attributes": attributes,
    }


def test_how_far_an_outline_moved_is_said_by_its_area_and_not_by_its_box() -> None:
    square = polygon((0, 0), (10, 0), (10, 10), (0, 10))
    triangle = polygon((0, 0), (10, 0), (0, 10))

    found = document_difference(
        {"shapes": [square], "answers": {}}, {"shapes": [triangle], "answers": {}}
    )

    assert found.moved == (0.5,)


def test_attributes_that_differ_are_counted_of_shapes_that_are_the_same() -> None:
    corners = ((0.0, 0.0), (10.0, 0.0), (0.0, 10.0))
    before = {"shapes": [polygon(*corners, colour="red", size="big")], "answers": {}}
    after = {"shapes": [polygon(*corners, colour="blue", age="old")], "answers": {}}

    found = document_difference(before, after)

    assert found == DocumentDifference((), (), (), (), (), ("age", "colour", "size"))
