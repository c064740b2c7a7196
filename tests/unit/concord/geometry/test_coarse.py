"""What would take too long is held against each other on a grid."""

import math
import time
from typing import Any

import numpy as np
import pytest

from concord.documents import Document, Shape
from concord.evaluation.comparison import ImagePair, Predicted, compare
from concord.geometry.masks import Mask, to_geometry
from concord.geometry.similarity import pairwise_similarity
from concord.geometry.work import LEAST_TABLE_US, MOST_TABLE_US, MOST_TABLES_US, Tables, Work
from concord.scoring import score_document

#: Exact, 20 upright combs beside 20 level ones of 400 corners take 109 s, and share .3378.
MOST_SECONDS = 20.0


def comb(corners: int, *, is_level: bool, shift_px: float) -> dict[str, Any]:  # JSON
    """Teeth of 1,000 px, half as wide as they lie apart."""
    apart = 4_000.0 / corners
    points = [
        [tooth * apart + x + shift_px, y]
        for tooth in range(corners // 4)
        for x, y in ((0.0, 10.0), (0.0, 1_000.0), (apart / 2, 1_000.0), (apart / 2, 10.0))
    ]
    points += [[1_000.0 + shift_px, 10.0], [1_000.0 + shift_px, 0.0], [shift_px, 0.0]]
    return {"points": [[y, x] if is_level else [x, y] for x, y in points], "holes": []}


def combs(name: str, *, is_level: bool) -> tuple[Shape, ...]:
    """Twenty, a tenth of a pixel apart."""
    return tuple(
        Shape(f"{name}{at}", "polygon", "comb", comb(400, is_level=is_level, shift_px=at / 10), {})
        for at in range(20)
    )


def document(*shapes: Shape) -> Document:
    """What an answer says."""
    return Document(shapes=shapes, answers={}, is_nothing_here=False)


def test_an_answer_of_tangled_outlines_is_scored_in_time() -> None:
    known = document(*combs("u", is_level=False), *combs("l", is_level=True))
    began = time.process_time()

    score = score_document(known, known, questions={}, has_labels=True)

    assert (len(score.matched), score.missed_ids, score.spurious_ids) == (40, (), ())
    assert [pair.iou for pair in score.matched] == pytest.approx([1.0] * 40)
    assert time.process_time() - began < MOST_SECONDS


def test_predictions_of_tangled_outlines_are_evaluated_in_time() -> None:
    drawn = [Predicted(shape, 0.9) for shape in combs("u", is_level=False)]
    began = time.process_time()

    comparison = compare([ImagePair(combs("l", is_level=True), drawn)], ["comb"])

    assert comparison.pairs.iou == pytest.approx([0.3378] * 400, abs=0.005)
    assert time.process_time() - began < MOST_SECONDS


def blob(radius: float, x: float, y: float) -> list[list[float]]:
    """A round outline with bays."""
    turns = [2 * math.pi * at / 60 for at in range(60)]
    return [
        [
            x + radius * (1 + 0.2 * math.sin(5 * turn)) * math.cos(turn),
            y + radius * (1 + 0.2 * math.sin(5 * turn)) * math.sin(turn),
        ]
        for turn in turns
    ]


def geometries(kind: str) -> list[dict[str, Any]]:  # JSON
    """Six of each kind that partly cover each other."""
    rings = [blob(60 + 8 * at, 200 + 9 * at, 180 + 5 * (at % 3)) for at in range(6)]
    if kind == "polygon":
        return [
            {"points": ring, "holes": [blob(20, 200 + at, 180)]} for at, ring in enumerate(rings)
        ]
    if kind == "polyline":
        return [{"points": ring[at:]} for at, ring in enumerate(rings)]
    across, down = np.meshgrid(np.arange(700), np.arange(800))
    return [
        to_geometry(Mask(40 + 9 * at, 30, np.hypot(across - 350, down - 400) < 250 + 8 * at))
        for at in range(6)
    ]


@pytest.mark.parametrize("kind", ["polygon", "polyline", "mask"])
def test_a_grid_says_nearly_the_same(kind: str) -> None:
    shapes = geometries(kind)
    exact = pairwise_similarity(kind, shapes, list(shapes))

    coarse = pairwise_similarity(kind, shapes, list(shapes), Work(0.0))

    assert coarse != pytest.approx(exact, abs=1e-9)
    assert coarse == pytest.approx(exact, abs=0.01)
    assert np.diag(coarse).tolist() == [1.0] * 6


def test_what_is_simple_stays_exact_beside_a_tangle() -> None:
    square = {"points": [[0, 0], [30, 0], [30, 30], [0, 30]], "holes": []}
    half = {"points": [[0, 0], [15, 0], [15, 30], [0, 30]], "holes": []}
    tangles = [comb(400, is_level=level, shift_px=0.0) for level in (False, True)]

    iou = pairwise_similarity("polygon", [square, tangles[0]], [half, tangles[1]], Work(100_000.0))

    assert iou[0, 0] == 0.5
    assert iou[1, 1] == pytest.approx(0.3378, abs=0.01)


def test_shapes_without_an_area_share_nothing_on_a_grid_either() -> None:
    flat = {"points": [[0, 5], [10, 5], [20, 5]], "holes": []}

    assert pairwise_similarity("polygon", [flat], [dict(flat)], Work(0.0)).tolist() == [[0.0]]


def test_images_share_what_their_tables_may_cost() -> None:
    tables = Tables()

    assert tables.work().most_us == MOST_TABLE_US

    tables.spend(Work(spent_us=MOST_TABLES_US))

    assert tables.work().most_us == LEAST_TABLE_US
