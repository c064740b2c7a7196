"""Whatever people draw, there is an answer: finite, and with everybody's shapes in it once."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.geometry.masks import Mask, to_geometry
from concord.shapes import fit, resolve
from tests.unit.concord.shapes.kinds import Json, drawing

# Few numbers, so that shapes meet, coincide, cross themselves and have no extent.
NUMBERS = st.integers(0, 12).map(float)
ANGLES = st.sampled_from([0.0, 30.0, 90.0, 180.0, -90.0])
POINTS = st.lists(st.tuples(NUMBERS, NUMBERS).map(list), min_size=3, max_size=6)
ROW = st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
ORIENTED = st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS, ANGLES)


def named(keys: str, rows: st.SearchStrategy[tuple[float, ...]]) -> st.SearchStrategy[Json]:
    return rows.map(lambda row: dict(zip(keys.split(), row, strict=True)))


ANYTHING: dict[str, st.SearchStrategy[Json]] = {
    "box": named("x y width height", ROW),
    "rotated_box": named("center_x center_y width height angle_deg", ORIENTED),
    "ellipse": named("center_x center_y radius_x radius_y angle_deg", ORIENTED),
    "polygon": st.fixed_dictionaries({"points": POINTS, "holes": st.lists(POINTS, max_size=1)}),
    "polyline": st.fixed_dictionaries({"points": POINTS}),
    "keypoints": st.dictionaries(
        st.sampled_from(["nose", "tail", "tip"]),
        st.fixed_dictionaries({"x": NUMBERS, "y": NUMBERS, "is_visible": st.booleans()}),
        min_size=1,
    ).map(lambda points: {"points": points}),
    "mask": st.tuples(
        st.integers(0, 12),
        st.integers(0, 12),
        st.lists(st.booleans(), min_size=12, max_size=12).filter(any),
    ).map(lambda row: mask_at(*row)),
}
#: What keeps its numbers when it is made twice as large; outlines are voted on in pixels, and the
#: corners of lines are kept by pixels.
SCALABLE = sorted(set(ANYTHING) - {"polygon", "polyline", "mask"})


def mask_at(left: int, top: int, pixels: list[bool]) -> Json:
    """A mask of at most 4 x 3 pixels."""
    mask = Mask(left, top, np.array(pixels).reshape(3, 4)).cropped(20, 20)
    assert mask is not None
    return to_geometry(mask)


def moved(geometry: Json, by: float, scale: float = 1.0) -> Json:
    """The same shape so many pixels to the right and down, and so many times as large."""
    found: Json = {}
    for key, value in geometry.items():
        if isinstance(value, dict):
            found[key] = {name: moved(point, by, scale) for name, point in value.items()}
        elif isinstance(value, list):
            found[key] = [_moved_ring(one, by, scale) for one in value]
        elif key in ("x", "y", "center_x", "center_y"):
            found[key] = value * scale + by
        else:
            found[key] = value * scale if key in SIZES else value
    return found


SIZES = ("width", "height", "radius_x", "radius_y")


def _moved_ring(one: Any, by: float, scale: float) -> Any:
    """A point, or a hole of points."""
    if isinstance(one[0], list):
        return [_moved_ring(point, by, scale) for point in one]
    return [number * scale + by for number in one]


def numbers_in(value: object) -> list[float]:
    if isinstance(value, dict):
        return [number for one in value.values() for number in numbers_in(one)]
    if isinstance(value, list):
        return [number for one in value for number in numbers_in(one)]
    assert isinstance(value, int | float)
    return [float(value)]


@pytest.mark.parametrize("kind", ANYTHING)
@given(data=st.data())
def test_every_shape_is_in_one_object_and_every_number_is_one(
    kind: str, data: st.DataObject
) -> None:
    drawn = {name: data.draw(st.lists(ANYTHING[kind], max_size=3)) for name in "abc"}
    drawings = [drawing(name, kind, *shapes) for name, shapes in drawn.items()]

    model = fit({"i1": drawings, "i2": drawings}, labels=["thing"])
    found = resolve(drawings, model, width_px=20, height_px=20)

    sources = [(one.annotator, one.shape_id) for shape in found for one in shape.sources]
    assert sorted(sources) == [
        (name, f"s{number}") for name, shapes in drawn.items() for number in range(len(shapes))
    ]
    for shape in found:
        people = [one.annotator for one in shape.sources]
        assert len(set(people)) == len(people)
        placed = {key: one for key, one in shape.geometry.items() if key != "counts"}
        assert all(map(math.isfinite, numbers_in(placed)))
        assert 0 < shape.exists < 1
        assert 0 <= shape.expected_iou <= 1


def _shapes_of(kind: str, drawn: dict[str, list[Json]], side: float) -> list[tuple[Any, ...]]:
    drawings = [drawing(name, kind, *shapes) for name, shapes in drawn.items()]
    model = fit({"i1": drawings, "i2": drawings}, labels=["thing"])
    return [
        (one.sources, one.exists, one.expected_iou, one.geometry)
        for one in resolve(drawings, model, width_px=side, height_px=side)
    ]


#: A corner of a line that is only just kept is not, where the last digit of its place is another.
MOVABLE = sorted(set(ANYTHING) - {"polyline"})


@pytest.mark.parametrize(
    ("kind", "scale"), [*((kind, 1.0) for kind in MOVABLE), *((kind, 2.0) for kind in SCALABLE)]
)
@settings(deadline=None, max_examples=8, derandomize=True)  # shapes of no size are on every edge
@given(data=st.data())
def test_where_a_picture_is_and_how_large_changes_only_the_numbers(
    kind: str, scale: float, data: st.DataObject
) -> None:
    drawn = {name: data.draw(st.lists(ANYTHING[kind], max_size=2)) for name in "abc"}
    elsewhere = {
        name: [moved(one, 16.0, scale) for one in shapes] for name, shapes in drawn.items()
    }

    # Shapes that are alike come in the order of numbers that rounding may turn round.
    found = sorted(_shapes_of(kind, drawn, 64), key=repr)
    there = sorted(_shapes_of(kind, elsewhere, 64 * scale + 16), key=repr)

    assert [one[0] for one in there] == [one[0] for one in found]
    for (_, exists, iou, geometry), again in zip(found, there, strict=True):
        assert again[1:3] == pytest.approx((exists, iou), abs=1e-6)
        if kind == "mask":
            assert again[3] == moved(geometry, 16)
        else:
            assert numbers_in(again[3]) == pytest.approx(
                numbers_in(moved(dict(geometry), 16.0, scale)), abs=1e-6
            )
