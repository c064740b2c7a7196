"""How far shapes of a label lie over one another, held against GEOS and pycocotools."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pycocotools import mask as coco

from concord.documents import compile_schema, document_problems, draft_problems
from concord.documents.shared_area import outline_of, shared_px
from concord.documents.spans import spans_of
from concord.geometry.areas import areas_of
from concord.geometry.rle import encode

Geometry = dict[str, Any]
SIDE_PX = 100.0
PLACES = st.floats(0.0, SIDE_PX, allow_subnormal=False)
LENGTHS = st.floats(0.5, 80.0)


@st.composite
def stars(draw: st.DrawFn) -> Geometry:
    """A polygon seen whole from its middle, often with a hole of the same form in it."""
    x, y = draw(PLACES), draw(PLACES)
    count = draw(st.integers(3, 9))
    turn = draw(st.floats(0.0, 6.0))
    radii = draw(st.lists(st.floats(1.0, 50.0), min_size=count, max_size=count))
    angles = [turn + 2 * math.pi * place / count for place in range(count)]
    ring = [
        [x + r * math.cos(angle), y + r * math.sin(angle)]
        for r, angle in zip(radii, angles, strict=True)
    ]
    hole = [[x + (px - x) * 0.5, y + (py - y) * 0.5] for px, py in ring]
    if draw(st.booleans()):
        hole.reverse()
    if draw(st.booleans()):
        ring.reverse()
    return {"points": ring, "holes": [hole] if draw(st.booleans()) else []}


BOXES = st.fixed_dictionaries({"x": PLACES, "y": PLACES, "width": LENGTHS, "height": LENGTHS})
TURN = {"center_x": PLACES, "center_y": PLACES, "angle_deg": st.floats(-179.0, 180.0)}
ROTATED = st.fixed_dictionaries({**TURN, "width": LENGTHS, "height": LENGTHS})
ELLIPSES = st.fixed_dictionaries({**TURN, "radius_x": LENGTHS, "radius_y": LENGTHS})
SHAPES = st.one_of(
    st.tuples(st.just("polygon"), stars()),
    st.tuples(st.just("box"), BOXES),
    st.tuples(st.just("rotated_box"), ROTATED),
    st.tuples(st.just("ellipse"), ELLIPSES),
)


@given(first=SHAPES, second=SHAPES)
def test_two_areas_share_what_geos_says(
    first: tuple[str, Geometry], second: tuple[str, Geometry]
) -> None:
    (one,), (other,) = areas_of(first[0], [first[1]]), areas_of(second[0], [second[1]])

    shared = shared_px(outline_of(*first), outline_of(*second), lambda _: None)

    assert shared == pytest.approx(shapely.area(shapely.intersection(one, other)), abs=1e-6)


@given(shape=SHAPES)
def test_an_area_shares_all_of_itself_with_itself(shape: tuple[str, Geometry]) -> None:
    outline = outline_of(*shape)

    shared = shared_px(outline, outline, lambda _: None)

    assert shared == pytest.approx(outline.area_px, rel=1e-9, abs=1e-9)


def schema_of(kind: str, most: float) -> Any:
    label = {"key": "coin", "name": "Coin", "color": "#000000", "kind": kind, "max_overlap": most}
    return compile_schema({"version": 1, "labels": [label], "questions": []})


def document_of(kind: str, geometries: list[Geometry]) -> dict[str, Any]:
    shapes = [
        {"id": f"s{n}", "kind": kind, "label": "coin", "geometry": geometry, "attributes": {}}
        for n, geometry in enumerate(geometries)
    ]
    return {"version": 1, "is_nothing_here": False, "shapes": shapes, "answers": {}}


def window(pixels: np.ndarray[Any, Any], x: int, y: int) -> Geometry:
    height, width = pixels.shape
    return {"x": x, "y": y, "width": width, "height": height, "counts": encode(pixels)}


def test_masks_are_compared_pixel_by_pixel() -> None:
    random = np.random.default_rng(4)
    pixels = random.random((2, 30, 40)) < 0.6
    pixels[:, 0, 0] = True
    first, second = window(pixels[0], 0, 0), window(pixels[1], 0, 0)
    texts = [coco.encode(np.asfortranarray(one.astype(np.uint8))) for one in pixels]
    iou = float(coco.iou([texts[0]], [texts[1]], [0])[0, 0])
    document = document_of("mask", [first, second])
    size = {"width_px": 40.0, "height_px": 30.0}

    below = document_problems(document, schema=schema_of("mask", iou - 1e-3), **size)
    above = document_problems(document, schema=schema_of("mask", iou + 1e-3), **size)

    assert sum(end - start for start, end in spans_of(first, 30)) == pixels[0].sum()
    assert [problem.code for problem in below] == ["too_much_overlap"]
    assert above == ()


def test_a_draft_may_still_overlap() -> None:
    box = {"x": 1.0, "y": 1.0, "width": 5.0, "height": 5.0}
    document = document_of("box", [box, box])
    size = {"width_px": 10.0, "height_px": 10.0}

    whole = document_problems(document, schema=schema_of("box", 0.5), **size)
    draft = draft_problems(document, schema=schema_of("box", 0.5), **size)

    assert [str(problem.message) for problem in whole] == [
        'Two of "Coin" may overlap by at most 50%.'
    ]
    assert draft == ()


def comb(x: float) -> Geometry:
    """A polygon of 1,202 points, every one of whose edges but one goes through the picture."""
    points = [[0.0, 0.0]]
    for tooth in range(600):
        across = (tooth + 0.25) / 6.0
        points += [[99.0, across], [x, across + 0.08]]
    points.append([0.0, 100.0])
    return {"points": points, "holes": []}


def test_what_would_take_too_long_to_compare_is_refused() -> None:
    document = document_of("polygon", [comb(1.0), comb(2.0)])
    size = {"width_px": 100.0, "height_px": 100.0}

    problems = document_problems(document, schema=schema_of("polygon", 0.99), **size)

    assert [problem.code for problem in problems] == ["too_many_overlaps"]
