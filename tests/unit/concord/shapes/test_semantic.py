"""Masks of classes that share a picture out: one a class, and no pixel in two."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.documents import Document, Schema, Shape, compile_schema
from concord.documents.semantic import semantic_problems
from concord.geometry.masks import Mask, to_geometry
from concord.geometry.rle import decode
from concord.shapes import Drawing, share_out
from guildmark.consensus.consolidation import TaskVotes, Vote, consolidate, starting_model

SIDE = 24
LABELS = ["sky", "road", "tree"]


@pytest.fixture(scope="module")
def schema() -> Schema:
    """Three classes of masks, and boxes beside them."""
    masks = [
        {"key": key, "name": key, "color": "#AA0000", "kind": "mask", "is_semantic": True}
        for key in LABELS
    ]
    box = {"key": "car", "name": "Car", "color": "#00AA00", "kind": "box"}
    return compile_schema({"labels": [*masks, box], "questions": []})


def _shapes(classes: np.ndarray) -> tuple[Shape, ...]:
    """The masks of a map of classes (height, width); 0 for none."""
    found = []
    for number, label in enumerate(LABELS, start=1):
        mask = Mask(0, 0, classes == number).cropped(SIDE, SIDE)
        if mask is not None:
            found.append(Shape(f"s{number}", "mask", label, to_geometry(mask), {}))
    return tuple(found)


def _map(**rows: tuple[int, int]) -> np.ndarray:
    classes = np.zeros((SIDE, SIDE), dtype=np.int64)
    for label, (first, last) in rows.items():
        classes[first:last] = LABELS.index(label) + 1
    return classes


def _said(*maps: np.ndarray, weights: tuple[float, ...] = ()) -> dict[str, np.ndarray]:
    drawings = [Drawing(str(who), f"p{who}", _shapes(one)) for who, one in enumerate(maps)]
    found = share_out(drawings, weights or [1.0] * len(maps), LABELS, width_px=SIDE, height_px=SIDE)
    return {one.label.winners[0]: _pixels(one.geometry) for one in found}


def _pixels(geometry: Mapping[str, Any]) -> np.ndarray:
    pixels = np.zeros((SIDE, SIDE), dtype=bool)
    x, y, width, height = (geometry[key] for key in ("x", "y", "width", "height"))
    pixels[y : y + height, x : x + width] = decode(str(geometry["counts"]), width, height)
    return pixels


def test_each_pixel_goes_to_the_class_that_most_give_it() -> None:
    found = _said(
        _map(sky=(0, 10), road=(10, 24)),
        _map(sky=(0, 12), road=(12, 24)),
        _map(sky=(0, 14), road=(14, 20)),
    )

    assert found["sky"].sum(axis=1).tolist() == [SIDE] * 12 + [0] * 12
    assert found["road"].sum(axis=1).tolist() == [0] * 12 + [SIDE] * 12


def test_what_half_leave_empty_stays_empty_and_skill_decides() -> None:
    sky, nothing = _map(sky=(0, 10)), _map()

    assert _said(sky, nothing) == {}
    assert _said(sky, nothing, weights=(2.0, 1.0))["sky"].sum() == 10 * SIDE


def test_a_label_has_one_mask_of_a_class_beside_its_boxes(schema: Schema) -> None:
    geometry = {"x": 2.0, "y": 2.0, "width": 8.0, "height": 8.0}
    box = Shape("b", "box", "car", geometry, {})
    maps = (_map(sky=(0, 12), road=(12, 24)), _map(sky=(0, 11), tree=(11, 24)), _map(sky=(2, 12)))
    votes = tuple(
        Vote(who, who, Document(False, (*_shapes(one), box), {})) for who, one in enumerate(maps)
    )

    label = consolidate(TaskVotes(1, SIDE, SIDE, votes), schema, starting_model(schema))

    shapes = label.document["shapes"]
    assert sorted(shape["label"] for shape in shapes) == ["car", "sky"]
    assert semantic_problems(shapes, schema) == []
    (sky,) = (shape["id"] for shape in shapes if shape["label"] == "sky")
    assert label.confidence["shapes"][sky]["drawn_by"] == 3
    assert len(label.provenance[sky]) == 3


@given(
    st.lists(st.lists(st.integers(0, 3), min_size=9, max_size=9), min_size=1, max_size=5),
    st.randoms(use_true_random=False),
)
def test_classes_never_share_a_pixel_and_the_order_of_people_changes_nothing(
    blocks: list[list[int]], random: np.random.Generator
) -> None:
    maps = [np.kron(np.array(one).reshape(3, 3), np.ones((8, 8), dtype=int)) for one in blocks]

    found = _said(*maps)

    random.shuffle(maps)
    again = _said(*maps)
    assert found.keys() == again.keys()
    assert all((found[key] == again[key]).all() for key in found)
    assert sum(found.values(), np.zeros((SIDE, SIDE), dtype=int)).max(initial=0) <= 1
    if len(maps) == 1:
        assert sum(one.sum() for one in found.values()) == (maps[0] > 0).sum()
