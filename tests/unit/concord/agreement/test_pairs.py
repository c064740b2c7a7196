"""Each two people against one another."""

from itertools import combinations

import numpy as np
import pytest

from concord.agreement import (
    Comparison,
    Rating,
    Resampling,
    collect_ratings,
    measure_pairs,
    measure_pairs_of_drawers,
    most_shared,
)
from tests.unit.concord.agreement.examples import FEW, by_coder

MANY = Resampling(seed=3, resamples=200)


def test_each_two_are_held_against_one_another_over_what_both_rated() -> None:
    found = measure_pairs(by_coder("aabb", "aab.", "b..b"), range(3), FEW)

    assert {pair: (one.value, one.n) for pair, one in found.items()} == {
        (0, 1): (1, 3),
        (0, 2): (0.5, 2),
        (1, 2): (0, 1),
    }


def test_two_who_share_nothing_are_no_pair_and_who_was_not_chosen_is_in_none() -> None:
    found = measure_pairs(by_coder("aa..", "..bb", "abab"), [0, 1], FEW)

    assert found == {}
    assert measure_pairs(by_coder("aa", "aa"), [], FEW) == {}


def test_two_who_share_too_few_images_have_their_number_and_no_value() -> None:
    (one,) = measure_pairs(by_coder("a" * 29, "a" * 29), [0, 1], MANY).values()
    (other,) = measure_pairs(by_coder("ab" * 15, "ab" * 15), [0, 1], MANY).values()

    assert (one.value, one.n, one.reason) == (None, 29, "They have fewer than 30 items in common.")
    assert (other.value, other.lower, other.upper, other.n) == (1, 1, 1, 30)


def test_several_units_of_an_image_are_drawn_together_and_count_one_image() -> None:
    ratings = collect_ratings(
        [
            Rating(image, unit, who, "a" if who == 0 or image % 2 else "b")
            for image in range(40)
            for unit in range(10)
            for who in (0, 1)
        ],
        classes="ab",
    )

    (one,) = measure_pairs(ratings, [0, 1], MANY).values()

    assert (one.value, one.n) == (0.5, 40)
    assert one.lower is not None
    assert one.upper is not None
    # By images it is some 0.15 to each side; by units it would be 0.05.
    assert one.upper - one.lower > 0.2


def test_the_order_of_people_changes_nothing() -> None:
    rng = np.random.default_rng(5)
    said = [
        Rating(image, None, who, "abc"[rng.integers(3)])
        for image in range(50)
        for who in rng.permutation(6)[:3].tolist()
    ]

    found = measure_pairs(collect_ratings(said, classes="abc"), range(6), FEW)
    turned = measure_pairs(collect_ratings(said[::-1], classes="abc"), range(6), FEW)

    assert list(found) == list(combinations(range(6), 2))
    assert {pair: one.value for pair, one in turned.items()} == {
        pair: pytest.approx(one.value) for pair, one in found.items()
    }


def test_drawers_are_compared_by_the_mean_of_their_images() -> None:
    compared = [
        Comparison(0.5, (), ("b", "a", "c"), (0.2, 0.4, 0.9)),
        Comparison(0.8, (), ("a", "b"), (0.8,)),
        Comparison(None, ()),
    ]

    found = measure_pairs_of_drawers(compared, ["a", "b"], FEW)

    assert {pair: (one.value, one.n) for pair, one in found.items()} == {("a", "b"): (0.5, 2)}


def test_those_who_share_most_are_chosen() -> None:
    images = [{1, 2}, {2, 3}, {2, 3}, {4}, {4}, {4}]

    assert most_shared(images, most=2) == [2, 3]
    assert most_shared(images, most=9) == [1, 2, 3]
