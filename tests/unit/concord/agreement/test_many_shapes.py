"""Agreement on pictures of many shapes is what it is by the table of all shapes with all."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord import matching
from concord.agreement import compare, drawn_image, match_images
from concord.agreement.ratings import Floats, Integers
from concord.documents import Shape
from concord.matching import Pair, match, match_columns, match_pairs
from concord.shapes import TooManyTogether
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

    expected = match(similarities, threshold=threshold)
    assert match_pairs(possible[::-1]) == expected
    for most in (0, 10_000):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(matching, "_MANY", most)
            assert match_columns(*columns_of(possible)) == expected


def columns_of(possible: list[Pair]) -> tuple[Integers, Integers, Floats]:
    rows = [(pair.first, pair.second, pair.iou) for pair in possible]
    first, second, iou = np.array(rows, dtype=np.float64).reshape(-1, 3).T
    return first.astype(np.int64), second.astype(np.int64), iou


def test_thousands_of_one_persons_shapes_on_one_spot_are_compared_in_bounds() -> None:
    flood = [shape(0.001 * number) for number in range(5_000)]
    answers = {"z": flood, **{person: [shape(0.5)] for person in "abcd"}}

    tracemalloc.start()
    image = drawn_image(answers)
    found = compare(image)
    (matched,) = match_images([image])
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    # With each of the others the flood has one object in common.
    assert found.pairs == (*[2 / 5_001] * 4, *[1.0] * 6)
    assert len(matched.objects) == 5_000
    assert most < 400e6


def test_two_peoples_floods_on_one_spot_are_compared_without_a_value_for_each_pair() -> None:
    answers = {person: [shape(0.001 * number) for number in range(600)] for person in "ab"}

    tracemalloc.start()
    image = drawn_image(answers)
    found = compare(image)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert found.f1 == 1.0
    assert most < 90e6


def test_more_alike_pairs_than_a_fit_keeps_are_refused_with_their_image(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = {person: [shape(0.01 * number) for number in range(5)] for person in "ab"}
    drawn_image(answers, "one")

    monkeypatch.setattr("concord.shapes.floods.MOST_PAIRS", 24)

    with pytest.raises(TooManyTogether, match=r"^Image one: more shapes lie"):
        drawn_image(answers, "one")


def test_a_chain_that_no_table_holds_is_refused_with_its_image(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("concord.shapes.clustering.MOST_TOGETHER", 8)
    images = [
        drawn_image({person: [shape(0.1)] for person in "abcdefghi"[:count]}, f"of {count}")
        for count in (8, 9)
    ]
    match_images(images[:1])

    with pytest.raises(TooManyTogether, match=r"^Image of 9: more shapes lie"):
        match_images(images)


def test_a_threshold_that_says_nothing_is_refused() -> None:
    image = drawn_image({"a": [shape(0)], "b": [shape(1)]})

    with pytest.raises(ValueError, match="threshold"):
        compare(image, iou_threshold=0.0)
    with pytest.raises(ValueError, match="threshold"):
        match_images([image], iou_threshold=1.5)
