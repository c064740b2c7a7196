"""The pairs of shapes that are alike, without the table of all with all."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.documents import Shape
from concord.geometry import similar
from concord.geometry.similar import Pairs, similar_pairs, similar_shapes
from concord.geometry.similarity import UnknownKind, pairwise_similarity, shape_similarity
from tests.unit.concord.shapes.kinds import DRAW

Json = dict[str, Any]


def as_table(pairs: Pairs, count: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    table = np.zeros((count, count))
    table[pairs.first, pairs.second] = pairs.similarity
    return table


@pytest.mark.parametrize("kind", sorted(DRAW))
def test_pairs_are_those_of_the_table_of_all_with_all(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(similar, "_PAIRS_AT_A_TIME", 20)
    rng = np.random.default_rng(1)
    drawn = [DRAW[kind](rng, 0.08, bias) for bias in (0.0, 0.3, -0.3) for _ in range(4)]

    found = similar_pairs(kind, drawn)

    assert (as_table(found, 12) == np.triu(pairwise_similarity(kind, drawn, drawn), k=1)).all()
    assert len(found.first) > 20
    assert list(zip(found.first, found.second, strict=True)) == sorted(
        zip(found.first, found.second, strict=True)
    )
    assert (found.similarity > 0).all()


#: Left, top, width and height on whole pixels, so that many touch, are equal or have no area.
SIDES = st.tuples(*[st.integers(0, 12)] * 2, *[st.integers(0, 6)] * 2)


@given(drawn=st.lists(SIDES, max_size=12))
def test_boxes_that_touch_are_equal_or_have_no_area_are_paired_as_in_the_table(
    drawn: list[tuple[int, int, int, int]],
) -> None:
    keys = ("x", "y", "width", "height")
    boxes = [dict(zip(keys, map(float, sides), strict=True)) for sides in drawn]

    found = similar_pairs("box", boxes)

    table = np.triu(pairwise_similarity("box", boxes, boxes), k=1)
    assert (as_table(found, len(boxes)) == table).all()


def test_shapes_of_two_kinds_are_no_pair() -> None:
    rng = np.random.default_rng(2)
    kinds = ["box", "polygon", "box", "ellipse", "polygon", "ellipse", "box"]
    shapes = [Shape("s", kind, "thing", DRAW[kind](rng, 0.05, 0.0), {}) for kind in kinds]

    found = similar_shapes(shapes)

    assert (as_table(found, 7) == np.triu(shape_similarity(shapes, shapes), k=1)).all()
    assert len(found.first) == 3 + 1 + 1


def test_a_kind_that_cannot_be_compared_is_refused() -> None:
    with pytest.raises(UnknownKind):
        similar_pairs("cloud", [])
