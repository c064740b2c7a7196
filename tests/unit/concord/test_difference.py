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


def line(*points: tuple[float, float], label: str = "wire") -> dict[str, Any]:
    geometry = {"points": [list(point) for point in points]}
    return {
        "id": "l", "kind": "polyline", "label": label, "geometry": geometry, "attributes": {},
    }  # fmt: skip


def skeleton(**points: tuple[float, float]) -> dict[str, Any]:
    geometry = {
        "points": {
            key: {"x": point[0], "y": point[1], "is_visible": True} for key, point in points.items()
        }
    }
    return {"id": "k", "kind": "keypoints", "label": "hand", "geometry": geometry, "attributes": {}}


def _between(before: dict[str, Any], after: dict[str, Any]) -> DocumentDifference:
    return document_difference(
        {"shapes": [before], "answers": {}}, {"shapes": [after], "answers": {}}
    )


def test_level_and_plumb_lines_that_moved_are_the_same_lines() -> None:
    for (ax, ay), (bx, by) in (((0, 40), (200, 40)), ((30, 0), (30, 200))):
        same = _between(line((ax, ay), (bx, by)), line((ax, ay), (bx, by)))
        off = (2.0, 0.0) if ax == bx else (0.0, 2.0)
        moved = _between(
            line((ax, ay), (bx, by)),
            line((ax + off[0], ay + off[1]), (bx + off[0], by + off[1]), label="rope"),
        )

        assert same == DocumentDifference((), (), (), (), (), ())
        assert (moved.added, moved.removed) == ((), ())
        assert moved.relabelled == (("wire", "rope"),)
        assert 0 < moved.moved[0] < 1


def test_lines_far_from_each_other_are_two() -> None:
    found = _between(line((0, 40), (200, 40)), line((0, 140), (200, 140)))

    assert (found.added, found.removed, found.moved) == (("wire",), ("wire",), ())


def test_points_that_moved_are_counted_also_of_a_skeleton_without_an_area() -> None:
    alone = _between(skeleton(tip=(10, 10)), skeleton(tip=(12, 10)))
    level = _between(skeleton(root=(10, 50), tip=(90, 50)), skeleton(root=(10, 50), tip=(90, 53)))
    far = _between(skeleton(tip=(10, 10)), skeleton(tip=(80, 10)))

    assert [len(one.moved) for one in (alone, level, far)] == [1, 1, 0]
    assert (alone.added, level.added, far.added) == ((), (), ("hand",))
    assert 0 <= level.moved[0] < 1


def test_many_shapes_of_every_kind_find_their_own_partner() -> None:
    before = [line((0, y), (100, y)) for y in range(0, 200, 20)]
    before += [skeleton(tip=(300.0, float(y))) for y in range(0, 200, 20)]
    before += [shape(str(x), "cat", float(x)) for x in range(400, 500, 20)]
    after = list(reversed(before))

    found = document_difference({"shapes": before, "answers": {}}, {"shapes": after, "answers": {}})

    assert found == DocumentDifference((), (), (), (), (), ())
