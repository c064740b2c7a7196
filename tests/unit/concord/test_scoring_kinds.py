"""An answer against the known answer, for every kind of shape."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.documents import KINDS, Document, Shape
from concord.geometry.masks import Mask, to_geometry
from concord.scoring import Marks, Score, has_passed, score_document, shortfalls

Json = dict[str, Any]


def box(x: float) -> Json:
    return {"x": x, "y": 0.0, "width": 10.0, "height": 10.0}


def rotated_box(center_x: float) -> Json:
    sides = {"width": 20.0, "height": 10.0}
    return {"center_x": center_x, "center_y": 10.0, **sides, "angle_deg": 90.0}


def ellipse(radius_x: float, *, center_x: float = 20.0) -> Json:
    rest = {"center_y": 20.0, "radius_y": 10.0, "angle_deg": 30.0}
    return {"center_x": center_x, "radius_x": radius_x, **rest}


def square(x: float, side: float) -> list[list[float]]:
    return [[x, x], [x + side, x], [x + side, x + side], [x, x + side]]


def mask(left: int) -> Json:
    return to_geometry(Mask(left, 0, np.ones((10, 10), dtype=bool)))


def keypoints(y: float) -> Json:
    places = {"head": 0.0, "tail": 100.0}
    return {"points": {key: {"x": x, "y": y, "is_visible": True} for key, x in places.items()}}


def line(y: float) -> Json:
    return {"points": [[0.0, y], [100.0, y]]}


@dataclass(frozen=True)
class Case:
    """What is there, what is near it (half or more alike, under three quarters), what is not it."""

    right: Json
    near: Json
    near_iou: float
    wrong: Json


CASES = {
    "box": Case(box(0), box(3), 7 / 13, box(8)),
    "rotated_box": Case(rotated_box(50), rotated_box(53), 7 / 13, rotated_box(58)),
    "ellipse": Case(ellipse(10), ellipse(6), 0.6, ellipse(10, center_x=40)),
    "polygon": Case(
        {"points": square(0, 10), "holes": [square(2, 6)]},
        {"points": square(0, 10), "holes": []},
        0.64,
        {"points": square(2, 6), "holes": []},
    ),
    "mask": Case(mask(0), mask(3), 7 / 13, mask(8)),
    # Two points 100 px apart: s^2 = 100^2 / 2, k = 2 * 0.067.
    "keypoints": Case(
        keypoints(20), keypoints(30), float(np.exp(-100 / (100**2 * 0.134**2))), keypoints(60)
    ),
    # A strip of half width 5; its round ends, of an area of 79 in 1079, are not counted here.
    "polyline": Case(line(20), line(23), 7 / 13, line(40)),
}


def drawn(*shapes: Shape) -> Document:
    return Document(is_nothing_here=not shapes, shapes=shapes, answers={})


def shape(key: str, kind: str, geometry: Json, label: str = "coin") -> Shape:
    return Shape(key, kind, label, geometry, {})


def score(answer: Document, reference: Document) -> Score:
    return score_document(answer, reference, questions={}, has_labels=True)


def scored(kind: str, geometry: Json, label: str = "coin") -> Score:
    known = shape("r1", kind, CASES[kind].right)
    return score(drawn(shape("a1", kind, geometry, label)), drawn(known))


def test_every_kind_is_in_the_table() -> None:
    assert CASES.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", CASES)
def test_the_right_shape_is_right(kind: str) -> None:
    result = scored(kind, CASES[kind].right)

    assert result.f1.value == 1.0
    assert result.mean_iou.value == pytest.approx(1.0)
    assert has_passed(result, Marks())


@pytest.mark.parametrize("kind", CASES)
def test_a_shape_near_it_is_found_and_loose(kind: str) -> None:
    result = scored(kind, CASES[kind].near)

    assert [(pair.answer_id, pair.reference_id) for pair in result.matched] == [("a1", "r1")]
    assert result.mean_iou.value == pytest.approx(CASES[kind].near_iou, abs=0.02)
    assert [one.mark for one in shortfalls(result, Marks())] == ["mean_iou"]
    assert has_passed(result, Marks(mean_iou=0.5))


@pytest.mark.parametrize("kind", CASES)
def test_a_shape_elsewhere_is_missed_and_spurious(kind: str) -> None:
    result = scored(kind, CASES[kind].wrong)

    assert (result.missed_ids, result.spurious_ids) == (("r1",), ("a1",))
    assert result.f1.value == 0.0


@pytest.mark.parametrize("kind", CASES)
def test_a_wrong_label_is_told_of_every_kind(kind: str) -> None:
    result = scored(kind, CASES[kind].right, label="button")

    assert [pair.has_right_label for pair in result.matched] == [False]
    assert result.label_accuracy.value == 0.0


def test_shapes_of_two_kinds_never_stand_for_each_other() -> None:
    outline = shape("a1", "polygon", {"points": square(0, 10), "holes": []})

    result = score(drawn(outline), drawn(shape("r1", "box", box(0))))

    assert (result.missed_ids, result.spurious_ids) == (("r1",), ("a1",))


@given(order=st.permutations(sorted(CASES)))
def test_the_same_shapes_in_any_order_are_all_right(order: list[str]) -> None:
    known = drawn(*(shape(kind, kind, case.right) for kind, case in CASES.items()))

    result = score(drawn(*(shape(kind, kind, CASES[kind].right) for kind in order)), known)

    assert [(pair.answer_id, pair.reference_id) for pair in result.matched] == [
        (kind, kind) for kind in order
    ]
    assert result.mean_iou.value == pytest.approx(1.0)


#: What a web process does when a quiz of boxes is handed in.
QUIZ_OF_BOXES = """
import sys
from concord.documents import Document, Shape
from concord.scoring import score_document
assert 'numpy' not in sys.modules
shape = Shape('a', 'box', 'coin', {'x': 0, 'y': 0, 'width': 10, 'height': 10}, {})
known = Document(is_nothing_here=False, shapes=(shape,), answers={})
score = score_document(known, known, questions={}, has_labels=True)
print(score.f1.value, *{'scipy', 'shapely'} & sys.modules.keys())
"""


def test_boxes_are_scored_without_the_libraries_of_other_kinds() -> None:
    done = subprocess.run(
        [sys.executable, "-c", QUIZ_OF_BOXES],
        env={"PYTHONPATH": str(Path(__file__).parents[3] / "platform")},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.split() == ["1.0"]
