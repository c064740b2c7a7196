"""Which shapes of several people are one object, and from which similarity on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from concord.documents import Shape
from concord.geometry.boxes import Boxes
from concord.shapes import Drawing
from concord.shapes.clustering import cluster_rows
from concord.shapes.limits import LIMITS
from concord.shapes.pairs import find_pairs
from concord.shapes.table import Rows, read_table
from concord.shapes.threshold import Threshold, fit_threshold

SIDES = ("x", "y", "width", "height")


def boxes(*rows: tuple[float, float, float, float]) -> Boxes:
    return np.array(rows, dtype=np.float64).reshape(-1, 4)


def people(*numbers: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(numbers, dtype=np.int64)


def clustered(
    drawn: Boxes,
    by: np.ndarray[tuple[int], np.dtype[np.int64]],
    *,
    threshold: float,
    labels: Sequence[int] = (),
) -> tuple[tuple[int, ...], ...]:
    """Clusters of the boxes of one image, as indices; of one label unless others are named."""
    bounds = np.array(drawn, dtype=np.float64).reshape(-1, 4)
    rows = Rows("box", (), (), np.zeros(len(bounds), np.int64), by, bounds)
    called = np.array(labels or [0] * len(bounds), dtype=np.int64)
    found = cluster_rows(by, called, find_pairs(rows), threshold=threshold)
    return tuple(
        tuple(np.flatnonzero(found == number).tolist())
        for number in range(found.max(initial=-1) + 1)
    )


def learnt(images: Sequence[Sequence[Boxes]]) -> Threshold:
    """The threshold of boxes by image and person."""
    table = read_table(
        {
            f"i{number:03}": [
                Drawing(f"{number}/{person}", f"p{person}", shapes(drawn))
                for person, drawn in enumerate(drawings)
            ]
            for number, drawings in enumerate(images)
        }
    )
    rows = table.kinds["box"]
    return fit_threshold(rows, find_pairs(rows))


def shapes(drawn: Boxes) -> tuple[Shape, ...]:
    return tuple(
        Shape(f"s{number}", "box", "coin", dict(zip(SIDES, row, strict=True)), {})
        for number, row in enumerate(drawn.tolist())
    )


def test_somebodys_second_shape_does_not_part_the_others() -> None:
    drawn = boxes((0, 0, 100, 100), (6, 0, 100, 100), (0, 1, 100, 100), (6, 1, 100, 100),
                  (7, 0, 100, 100))  # fmt: skip

    found = clustered(drawn, people(0, 0, 1, 2, 3), threshold=0.4)

    assert sorted(map(len, found)) == [1, 4]
    assert (1,) not in found  # of the two the one nearer to all others' stays


def test_two_objects_that_most_draw_stay_two_however_alike() -> None:
    one, other = (0, 0, 100, 100), (25, 0, 100, 100)
    drawn = boxes(one, other, one, other, one, other, one, other)

    found = clustered(drawn, people(0, 0, 1, 1, 2, 2, 3, 4), threshold=0.3)

    assert found == ((0, 2, 4, 6), (1, 3, 5, 7))


def test_two_objects_of_which_each_is_drawn_by_others_stay_two() -> None:
    one, other = (0, 0, 100, 100), (40, 0, 100, 100)
    drawn = boxes(one, one, one, other, other, other)

    found = clustered(drawn, people(0, 1, 2, 0, 3, 4), threshold=0.3)

    assert found == ((0, 1, 2), (3, 4, 5))


@pytest.mark.parametrize(
    ("labels", "is_one"),
    [
        # Of two shapes of person 0: a monitor and its screen, as they say themselves.
        ((0, 1, 0, 1, 1), False),
        # What the others of one cluster call otherwise than those of the other.
        ((0, 0, 0, 1, 1), False),
        # A slip of a third is none of it.
        ((0, 0, 0, 0, 1), True),
    ],
)
def test_labels_tell_two_objects_apart_that_few_draw_both_of(
    labels: tuple[int, ...], is_one: bool
) -> None:
    outer, inner = (0, 0, 400, 300), (15, 15, 370, 270)
    drawn = boxes(outer, inner, outer, inner, inner)

    found = clustered(drawn, people(0, 0, 1, 2, 3), threshold=0.5, labels=labels)

    assert (max(map(len, found)) == 4) is is_one
    assert is_one or found == ((0, 2), (1, 3, 4))


def test_one_object_of_three_people_is_one_cluster_and_two_objects_are_two() -> None:
    drawn = boxes((0, 0, 10, 10), (100, 0, 10, 10), (1, 0, 10, 10), (0, 1, 10, 10))

    clusters = clustered(drawn, people(0, 0, 1, 2), threshold=0.5)

    assert clusters == ((0, 2, 3), (1,))


def test_two_boxes_of_one_person_are_never_one_object() -> None:
    drawn = boxes((0, 0, 10, 10), (0, 0, 10, 10), (0, 0, 10, 10))

    clusters = clustered(drawn, people(0, 0, 1), threshold=0.5)

    assert sorted(map(len, clusters)) == [1, 2]


def test_the_repair_undoes_a_greedy_choice() -> None:
    # The closest pair is joined first, and leaves person 1's box at 3 without a partner.
    drawn = boxes((0, 0, 10, 10), (4, 0, 10, 10), (3, 0, 10, 10), (7.2, 0, 10, 10))

    clusters = clustered(drawn, people(0, 0, 1, 1), threshold=0.3)

    assert clusters == ((0, 2), (1, 3))


def test_an_average_below_the_threshold_keeps_a_chain_apart() -> None:
    drawn = boxes((0, 0, 10, 10), (4, 0, 10, 10), (8, 0, 10, 10))

    clusters = clustered(drawn, people(0, 1, 2), threshold=0.4)

    assert len(clusters) == 2


@settings(deadline=None)
@given(
    drawn=arrays(np.float64, (9, 4), elements=st.integers(1, 12).map(float)),
    by=arrays(np.int64, 9, elements=st.integers(0, 3)),
    threshold=st.sampled_from([0.2, 0.5, 0.8]),
)
def test_clusters_are_a_partition_with_one_box_a_person(
    drawn: Boxes, by: np.ndarray[tuple[int], np.dtype[np.int64]], threshold: float
) -> None:
    clusters = clustered(drawn, by, threshold=threshold)

    assert sorted(index for cluster in clusters for index in cluster) == list(range(9))
    for cluster in clusters:
        names = by[list(cluster)].tolist()
        assert len(set(names)) == len(names)


def test_no_boxes_give_no_clusters_and_a_threshold_of_nothing_is_refused() -> None:
    assert clustered(boxes(), people(), threshold=0.5) == ()
    with pytest.raises(ValueError, match="threshold"):
        clustered(boxes(), people(), threshold=0.0)


def test_a_threshold_is_learnt_between_the_two_sorts_of_pairs() -> None:
    rng = np.random.default_rng(1)
    images = []
    for _ in range(40):
        # Two people overlapping each other by half: different objects that share a third.
        true = boxes((50, 50, 40, 40), (70, 50, 40, 40))
        images.append([true + rng.normal(0, 1, (2, 4)) for _ in range(3)])

    found = learnt(images)

    assert found.is_learnt
    assert 0.36 <= found.similarity <= 0.6


def test_a_project_with_too_few_pairs_gets_the_fallback() -> None:
    found = learnt([[boxes((0, 0, 9, 9)), boxes((0, 0, 9, 9))]])

    assert (found.similarity, found.is_learnt, found.same_pairs) == (
        LIMITS["box"].fallback,
        False,
        1,
    )
