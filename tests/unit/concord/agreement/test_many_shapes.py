"""Agreement on pictures of many shapes is what it is by the table of all shapes with all."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.agreement import compare, drawn_image, match_images
from concord.documents import Shape
from concord.matching import Pair, match, match_pairs
from tests.unit.concord.agreement import dense


def shape(x: float, kind: str = "box", label: str = "coin") -> Shape:
    if kind == "box":
        return Shape("s", kind, label, {"x": x, "y": 0.0, "width": 10.0, "height": 10.0}, {})
    about = {"center_x": x + 5, "center_y": 5.0, "radius_x": 5.0, "radius_y": 5.0, "angle_deg": 0.0}
    return Shape("s", kind, label, about, {})


#: No two pairs of places are equally far apart, so that no two similarities are equal.
PLACES = st.lists(st.floats(0, 60), max_size=5).map(
    lambda places: [place + 0.0137 * number**2 for number, place in enumerate(places)]
)
DRAWN = st.dictionaries(
    st.sampled_from("abcd"), st.tuples(PLACES, PLACES.map(lambda places: places[:2])), max_size=4
)


@given(images=st.lists(DRAWN, max_size=3), threshold=st.sampled_from([0.3, 0.5, 0.75]))
def test_agreement_is_that_of_the_table_of_all_with_all(
    images: list[dict[str, tuple[list[float], list[float]]]], threshold: float
) -> None:
    answers = [
        {
            person: [
                *(shape(x, label="key" if x > 30 else "coin") for x in boxes),
                *(shape(x, "ellipse") for x in ellipses),
            ]
            for person, (boxes, ellipses) in image.items()
        }
        for image in images
    ]

    drawn = [drawn_image(one) for one in answers]

    for one, other in zip(drawn, answers, strict=True):
        found, expected = compare(one, iou_threshold=threshold), dense.compare(other, threshold)
        assert found.f1 == pytest.approx(expected.f1)
        assert found.iou == pytest.approx(expected.iou)
        assert dict(found.people) == pytest.approx(dict(expected.people))
    assert match_images(drawn, iou_threshold=threshold) == tuple(
        dense.match_people(one, threshold) for one in answers
    )


@given(
    table=st.lists(st.lists(st.sampled_from([0.0, 0.3, 0.6, 0.9]), min_size=4, max_size=4)),
    threshold=st.sampled_from([0.2, 0.5, 0.9]),
)
def test_pairs_are_matched_as_their_table_is(table: list[list[float]], threshold: float) -> None:
    similarities = np.array(table).reshape(-1, 4)
    possible = [
        Pair(row, column, iou)
        for row, several in enumerate(table)
        for column, iou in enumerate(several)
        if iou >= threshold
    ]

    assert match_pairs(possible[::-1]) == match(similarities, threshold=threshold)


def test_a_threshold_that_says_nothing_is_refused() -> None:
    image = drawn_image({"a": [shape(0)], "b": [shape(1)]})

    with pytest.raises(ValueError, match="threshold"):
        compare(image, iou_threshold=0.0)
    with pytest.raises(ValueError, match="threshold"):
        match_images([image], iou_threshold=1.5)
