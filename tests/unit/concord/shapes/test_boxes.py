"""One box from several: weights, looseness, slips."""

from __future__ import annotations

import numpy as np
import pytest

from concord.geometry.boxes import Boxes, from_corners, to_corners
from concord.shapes.fusion.boxes import BoxFusion
from concord.shapes.fusion.members import Floats, Members
from concord.shapes.fusion.quality import GeometryModel, common_bias

SIDES = ("x", "y", "width", "height")
FUSION = BoxFusion()


def boxes(*rows: tuple[float, float, float, float]) -> Boxes:
    return np.array(rows, dtype=np.float64).reshape(-1, 4)


def members(drawn: Boxes, cluster: list[int], annotator: list[int]) -> Members:
    order = np.argsort(cluster, kind="stable")
    return Members(
        "box",
        [dict(zip(SIDES, drawn[row].tolist(), strict=True)) for row in order],
        np.array(cluster, dtype=np.int64)[order],
        np.array(annotator, dtype=np.int64)[order],
        tuple("abcdefg"[: max(annotator) + 1]),
    )


def fused(model: GeometryModel, rows: Members) -> tuple[Boxes, Floats]:
    """Corners of each cluster's box in a picture without end, and the IoU expected."""
    frames = np.full((rows.cluster_count, 2), 1e6)
    found = FUSION.fuse(model, rows, frames)
    drawn = np.array([[one[side] for side in SIDES] for one in found.geometries])
    return to_corners(drawn), found.expected


def test_two_equal_strangers_are_averaged_and_one_box_stays_as_it_is() -> None:
    rows = members(boxes((0, 0, 10, 10), (2, 0, 10, 10), (50, 50, 5, 7)), [0, 0, 1], [0, 1, 0])

    corners, expected_iou = fused(FUSION.prior(), rows)

    assert corners.tolist() == pytest.approx(
        [pytest.approx([1, 0, 11, 10]), pytest.approx([50, 50, 55, 57])]
    )
    assert 0 < expected_iou[1] < expected_iou[0] < 1


def test_weights_are_the_inverse_of_the_variance() -> None:
    """With sides within the scatter the weighted mean has a closed form."""
    loose, tight = (0.04,) * 4, (0.01,) * 4
    model = GeometryModel(loose, {}, {"a": tight, "b": loose})
    offset = 1e-4
    rows = members(boxes((5, 5, 10, 10), (5 + offset, 5, 10, 10)), [0, 0], [0, 1])

    corners, _ = fused(model, rows)

    assert corners[0, 0] - 5 == pytest.approx(offset * 0.2, rel=1e-4)


def simulated_boxes(seed: int) -> tuple[Members, Boxes]:
    """Two careful people, one loose by a fifth of the size, one who scatters."""
    rng = np.random.default_rng(seed)
    true = to_corners(
        np.column_stack([rng.uniform(100, 500, (150, 2)), rng.uniform(20, 90, (150, 2))])
    )
    spans = np.tile(true[:, 2:] - true[:, :2], 2)
    corners, cluster, annotator = [], [], []
    for person, (bias, scatter) in enumerate(((0, 0.02), (0, 0.02), (0.2, 0.03), (0, 0.15))):
        outwards = np.array([-bias, -bias, bias, bias])
        corners.append(true + spans * (outwards + rng.normal(0, scatter, true.shape)))
        cluster += list(range(150))
        annotator += [person] * 150
    return members(from_corners(np.concatenate(corners)), cluster, annotator), true


@pytest.mark.parametrize("seed", range(3))
def test_looseness_is_learnt_and_removed(seed: int) -> None:
    rows, true = simulated_boxes(seed)
    careful, loose, scattered = "a", "c", "d"

    model = FUSION.fit(rows, np.ones(150), None)
    corners, _ = fused(model, rows)

    assert model.bias[loose] == pytest.approx((-0.2, -0.2, 0.2, 0.2), abs=0.07)
    assert model.bias[careful] == pytest.approx((0, 0, 0, 0), abs=0.07)
    assert min(model.variance[scattered]) > 5 * max(model.variance[careful])
    drawn = np.array([[one[side] for side in SIDES] for one in rows.geometries])
    medians = np.median(to_corners(drawn).reshape(150, 4, 4), axis=1)
    assert np.abs(corners - true).mean() < 0.5 * np.abs(medians - true).mean()


def test_a_slip_is_outvoted() -> None:
    model = GeometryModel((0.001,) * 4)
    drawn = boxes((0, 0, 10, 10), (0.1, 0, 10, 10), (6, 6, 10, 10))

    corners, _ = fused(model, members(drawn, [0, 0, 0], [0, 1, 2]))

    assert np.abs(corners[0] - [0, 0, 10, 10]).max() < 0.5


def test_boxes_that_nobody_shares_teach_nothing() -> None:
    rows = members(boxes((0, 0, 10, 10), (50, 0, 10, 10)), [0, 1], [0, 1])

    assert FUSION.fit(rows, np.ones(2), None) == FUSION.prior()


def test_what_is_tight_is_said_by_careful_people_and_not_by_busy_ones() -> None:
    bias = np.array([[0.0], [0.2], [0.2]])
    variance = np.array([[0.001], [0.01], [0.01]])

    found = common_bias(bias, np.array([[50.0], [5000.0], [5000.0]]), variance, (1.0,))

    assert found == pytest.approx([0.0], abs=0.01)


def test_where_the_careful_are_loose_everybody_says_what_is_tight() -> None:
    bias = np.array([[0.2, -0.2], [0.0, 0.0], [0.0, 0.0]])
    variance = np.array([[0.001] * 2, [0.01] * 2, [0.01] * 2])

    found = common_bias(bias, np.full((3, 2), 500.0), variance, (0.25, -0.25))

    assert found == pytest.approx([0.0, 0.0], abs=0.01)


def test_between_two_people_who_draw_alike_tight_is_in_the_middle() -> None:
    found = common_bias(np.array([[0.0], [0.2]]), np.ones((2, 1)), np.ones((2, 1)), (1.0,))

    assert found == pytest.approx([0.1])
