"""Whatever people draw, there is an answer: finite, and with everybody's shapes in it once."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
}


def numbers_in(value: object) -> list[float]:
    if isinstance(value, dict):
        return [number for one in value.values() for number in numbers_in(one)]
    if isinstance(value, list):
        return [number for one in value for number in numbers_in(one)]
    assert isinstance(value, int | float)
    return [float(value)]


@pytest.mark.parametrize("kind", ANYTHING)
@settings(deadline=None, max_examples=25)
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
        assert all(map(math.isfinite, numbers_in(dict(shape.geometry))))
        assert 0 < shape.exists < 1
        assert 0 <= shape.expected_iou <= 1
