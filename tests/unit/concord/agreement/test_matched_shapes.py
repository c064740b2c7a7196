"""Alpha over matched shapes, and agreement on drawings of any kind."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.agreement import (
    Comparison,
    DrawnImage,
    MatchedImage,
    Resampling,
    compare,
    drawn_image,
    match_people,
    measure_drawers,
    measure_drawings,
    measure_shapes,
    only_label,
)
from concord.documents import Shape
from concord.geometry.similar import Pairs
from concord.measure import Measure
from tests.unit.concord.agreement.examples import FEW


def box(x: float, label: str = "coin") -> Shape:
    return Shape("s", "box", label, {"x": x, "y": 0.0, "width": 10.0, "height": 10.0}, {})


def ellipse(x: float) -> Shape:
    about = {"center_x": x, "center_y": 5.0, "radius_x": 5.0, "radius_y": 5.0, "angle_deg": 0.0}
    return Shape("s", "ellipse", "coin", about, {})


def test_drawings_are_compared_by_pairs_of_people() -> None:
    found = compare(drawn_image({"a": [box(0), box(50)], "b": [box(1)], "c": []}))

    # Of three pairs one shares an object among three shapes, the others share nothing.
    assert found.f1 == pytest.approx((2 / 3 + 0 + 0) / 3)
    assert list(found.iou) == pytest.approx([9 / 11])


def test_two_who_saw_nothing_agree_and_one_alone_agrees_with_nobody() -> None:
    assert compare(drawn_image({"a": [], "b": []})) == Comparison(1.0, (), ("a", "b"), (1.0,))
    assert compare(drawn_image({"a": [box(0)]})) == Comparison(None, ())


def test_images_are_pooled_and_undefined_ones_left_out() -> None:
    images = [Comparison(1.0, (0.9, 0.7)), Comparison(0.5, (0.8,)), Comparison(None, ())]

    found = measure_drawings(images, FEW)

    assert (found.f1.value, found.f1.n) == (0.75, 2)
    assert found.mean_iou.value == pytest.approx(0.8)
    assert found.mean_iou.n == 2


def test_shapes_of_several_people_are_matched_and_gaps_are_seen() -> None:
    image = drawn_image({"a": [box(0), box(50)], "b": [box(1, "key")], "c": [box(51)], "d": []})

    found = match_people(image)

    assert found == MatchedImage(
        ("a", "b", "c", "d"), ({"a": "coin", "b": "key"}, {"a": "coin", "c": "coin"})
    )


def test_nobody_draws_one_object_twice() -> None:
    image = drawn_image({"a": [box(0), box(1)], "b": [box(0.4)]})

    found = match_people(image)

    assert found.objects == ({"a": "coin", "b": "coin"}, {"a": "coin"})


def test_shapes_of_different_kinds_are_never_the_same() -> None:
    image = drawn_image({"a": [box(0)], "b": [ellipse(5)], "c": [ellipse(5.5)]})

    assert match_people(image).objects == ({"a": "coin"}, {"b": "coin", "c": "coin"})
    assert compare(image).f1 == pytest.approx(1 / 3)


def test_a_label_alone_is_compared_alone() -> None:
    image = drawn_image({"a": [box(0), box(50, "key")], "b": [box(0, "key")]})

    found = only_label(image, "key")

    assert found.labels == ("key", "key")
    assert compare(found).f1 == 0.0


def test_alpha_takes_not_drawn_for_a_label() -> None:
    # Two people, three objects on every image: agreed, called differently, seen by one alone.
    # Coincidences of an image: coin-coin 2, coin-key 1 + 1, coin-none 1 + 1; so the ratings are
    # 4 coin, 1 key, 1 none in 40 images, 160, 40 and 40 of 240, and
    # D_o = 4 * 40, D_e = (240^2 - 160^2 - 40^2 - 40^2) / 239.
    objects = ({"a": "coin", "b": "coin"}, {"a": "coin", "b": "key"}, {"b": "coin"})
    images = [MatchedImage(("a", "b"), objects)] * 40

    found = measure_shapes(images, ["coin", "key"], Resampling(seed=1))

    assert found.alpha.value == pytest.approx(1 - 160 / (28_800 / 239))
    # Of those drawn by both: 120 coin, 40 key; D_o = 80, D_e = 2 * 120 * 40 / 159.
    assert found.label.value == pytest.approx(1 - 80 / (9_600 / 159))
    assert found.existence.value is not None
    assert found.existence.value < 0
    assert found.alpha.n == 40


def test_with_one_label_there_is_only_existence_left() -> None:
    objects = ({"a": "coin", "b": "coin"}, {"a": "coin"})

    found = measure_shapes([MatchedImage(("a", "b"), objects)] * 40, ["coin"], Resampling(seed=1))

    assert found.alpha == Measure(None, "Fewer than two labels were drawn: see F1.", n=40)
    assert found.label.reason == "All answers are the same label."


def test_nothing_drawn_is_nothing_to_rate_but_agreement_on_objects() -> None:
    empty = drawn_image({"a": [], "b": []})

    shapes = measure_shapes([match_people(empty)] * 40, ["coin"], Resampling(seed=1))
    drawings = measure_drawings([compare(empty)] * 40, Resampling(seed=1))

    assert shapes.existence.reason == "No item was answered by two people."
    assert drawings.f1 == Measure(1.0, lower=1.0, upper=1.0, n=40)
    assert drawings.mean_iou == Measure(None, "No two people drew the same object.", n=0)


def test_a_thousand_shapes_on_one_image_are_matched() -> None:
    image = drawn_image({person: [box(12.0 * n) for n in range(250)] for person in "abcd"})

    found = match_people(image)

    assert len(found.objects) == 250
    assert all(len(drawn) == 4 for drawn in found.objects)


#: Where each of up to five people drew boxes, on whole pixels.
DRAWN = st.lists(st.lists(st.integers(0, 60), max_size=4), min_size=1, max_size=5)


@given(drawn=DRAWN)
def test_an_object_has_everybody_once_and_every_shape_is_in_one(drawn: list[list[int]]) -> None:
    answers = {person: [box(x) for x in places] for person, places in enumerate(drawn)}

    found = match_people(drawn_image(answers))

    drawers = [person for one in found.objects for person in one]
    assert sorted(drawers) == [p for p, places in enumerate(drawn) for _ in places]


@given(drawn=DRAWN, shift=st.integers(-1000, 1000), scale=st.sampled_from([0.5, 2.0]))
def test_moving_and_scaling_the_picture_changes_no_agreement(
    drawn: list[list[int]], shift: int, scale: float
) -> None:
    def moved(x: int) -> Shape:
        place = {"x": x * scale + shift, "y": 0.0, "width": 10.0 * scale, "height": 10.0 * scale}
        return Shape("s", "box", "coin", place, {})

    here = drawn_image({p: [box(x) for x in places] for p, places in enumerate(drawn)})
    there = drawn_image({p: [moved(x) for x in places] for p, places in enumerate(drawn)})

    assert compare(there) == compare(here)
    assert match_people(there) == match_people(here)


def test_each_person_has_the_mean_of_their_own_pairs() -> None:
    image = drawn_image({"a": [box(0)], "b": [box(0)], "c": []})

    found = measure_drawers([compare(image)] * 40, Resampling(seed=1))

    assert {person: one.value for person, one in found.items()} == {"a": 0.5, "b": 0.5, "c": 0.0}


def test_intervals_of_drawings_hold_their_value() -> None:
    rng = np.random.default_rng(2)
    compared = [Comparison(float(f1), (float(f1 / 2 + 0.5),)) for f1 in rng.random(300)]

    found = measure_drawings(compared, Resampling(seed=1))

    assert found.f1.lower is not None
    assert found.f1.upper is not None
    assert found.f1.upper - found.f1.lower == pytest.approx(2 * 1.96 / np.sqrt(12 * 300), rel=0.1)
    assert measure_drawings(compared[::-1], Resampling(seed=1)) == found
    assert measure_drawings(compared[:5], FEW).f1.n == 5


def test_an_image_that_does_not_fit_together_is_refused() -> None:
    nothing = np.empty(0, dtype=np.int64)
    alike = Pairs(nothing, nothing, np.empty(0))
    with pytest.raises(ValueError, match="for each shape"):
        DrawnImage(("a",), np.zeros(2, dtype=np.int64), ("coin",), alike)
    with pytest.raises(ValueError, match="person by person"):
        DrawnImage(("a", "b"), np.array([1, 0]), ("coin", "coin"), alike)
    with pytest.raises(ValueError, match="threshold"):
        match_people(drawn_image({"a": [box(0)]}), iou_threshold=0.0)
