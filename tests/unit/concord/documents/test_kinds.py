"""What holds for every kind of shape."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.documents import KINDS

NUMBERS = st.integers() | st.floats() | st.sampled_from([0, 1, 2.5, 10**400, -(10**400)])
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
#: A legal geometry of each kind, in a picture of 100 x 80 pixels.
LEGAL: dict[str, dict[str, Any]] = {
    "box": {"x": 1, "y": 2, "width": 3, "height": 4},
    "rotated_box": {"center_x": 1, "center_y": 2, "width": 3, "height": 4, "angle_deg": 5},
    "ellipse": {"center_x": 1, "center_y": 2, "radius_x": 3, "radius_y": 4, "angle_deg": 5},
    "polyline": {"points": [[1, 2], [30, 4], [1, 2]]},
    "polygon": {"points": [[1, 2], [30, 4], [5, 60]], "holes": [[[5, 6], [9, 6], [6, 9]]]},
    "mask": {"x": 1, "y": 2, "width": 3, "height": 2, "counts": "141"},
    "keypoints": {"points": {"nose": {"x": 1, "y": 2, "is_visible": True}}},
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_legal_geometry_here(kind: str) -> None:
    assert KINDS[kind].geometry_problems(LEGAL[kind], "", 100, 80) == []


def paths_in(value: object) -> list[tuple[Any, ...]]:
    """The way to each value inside, itself first."""
    children: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        children = list(value.items())
    elif isinstance(value, list):
        children = list(enumerate(value))
    return [(), *((key, *rest) for key, child in children for rest in paths_in(child))]


def replaced(value: Any, path: tuple[Any, ...], new: object) -> Any:
    if not path:
        return new
    copy = value.copy()
    copy[path[0]] = replaced(copy[path[0]], path[1:], new)
    return copy


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_no_json_in_any_place_makes_a_check_fail(kind: str, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(paths_in(LEGAL[kind])))
    geometry = replaced(LEGAL[kind], path, data.draw(JSON_VALUES))

    problems = KINDS[kind].geometry_problems(geometry, "/g", 100, 80)

    assert all(problem.path.startswith("/g") for problem in problems)
    assert all(problem.message.endswith(".") for problem in problems)
    if not problems:
        assert KINDS[kind].area_px(geometry) >= 0
        assert min(KINDS[kind].bounding_box(geometry)[2:]) >= 0
