"""One value from several answers, each with a weight."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.classes import ClassModel, voting_model
from concord.fields import (
    Tally,
    knowing_of,
    weight_of,
    weighted_median,
    weighted_medians,
    weighted_shares,
    weighted_vote,
)


def test_the_heavier_side_wins_though_it_is_fewer() -> None:
    assert weighted_vote(["a", "b", "b"], [3.0, 1.0, 1.0]) == Tally(("a",), 0.6)


def test_a_tie_names_both() -> None:
    found = weighted_vote(["b", "a", "b"], [1.0, 2.0, 1.0])

    assert found.winners == ("b", "a")
    assert found.is_tied


def test_people_of_no_weight_at_all_count_alike() -> None:
    assert weighted_vote(["a", "a", "b"], [0.0, 0.0, 0.0]).winners == ("a",)


def test_several_choices_are_a_vote_each() -> None:
    shares = weighted_shares(["wet", "dark", "old"], [["wet", "old"], ["wet"], []], [2.0, 1.0, 1.0])

    assert shares == {"wet": 0.75, "dark": 0, "old": 0.5}


def test_the_median_is_a_number_that_somebody_gave() -> None:
    assert weighted_median([3.0, 100.0, 4.0], [1, 1, 1]) == Tally((4.0,), 1 / 3)
    assert weighted_median([3.0, 4.0], [1, 1]).winners == (3.0,)
    assert weighted_median([3.0, 100.0, 4.0], [1, 5, 1]).winners == (100.0,)


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(-9, 9), st.sampled_from([0.0, 0.5, 1.0, 3.0])),
        max_size=30,
    )
)
def test_the_medians_of_many_items_are_those_of_each(rows: list[tuple[int, int, float]]) -> None:
    items, numbers, weights = np.array(rows, dtype=np.float64).reshape(-1, 3).T

    found = weighted_medians(items.astype(np.int64), numbers, weights, count=6)

    for item, middle in enumerate(found.tolist()):
        mine = [(float(number), weight) for of, number, weight in rows if of == item]
        if not mine:
            assert np.isnan(middle)
        else:
            each, heavy = zip(*mine, strict=True)
            assert (middle,) == weighted_median(each, heavy).winners


@given(
    st.lists(st.tuples(st.integers(-9, 9), st.integers(1, 5)), min_size=1, max_size=9),
    st.randoms(use_true_random=False),
)
def test_a_weight_is_as_many_voters_and_the_order_changes_nothing(
    given_: list[tuple[int, int]], random: np.random.Generator
) -> None:
    numbers, weights = [float(n) for n, _ in given_], [float(w) for _, w in given_]
    repeated = [float(n) for n, weight in given_ for _ in range(weight)]
    random.shuffle(repeated)

    found = weighted_median(numbers, weights)

    again = weighted_median(repeated, [1.0] * len(repeated))
    assert again.winners == found.winners
    assert again.share == pytest.approx(found.share)


def model(**accuracy: float) -> ClassModel:
    confusions = {key: np.array([[a, 1 - a], [1 - a, a]]) for key, a in accuracy.items()}
    population = np.array([[0.75, 0.25], [0.25, 0.75]])
    classes, priors = ("yes", "no"), np.array([0.5, 0.5])
    return ClassModel("hierarchical", None, classes, priors, population, confusions)


def _weights(models: list[list[ClassModel]], *people: str, classes: int = 2) -> list[float]:
    return [weight_of(knowing_of(models, who), classes) for who in people]


def test_a_weight_is_the_log_odds_of_being_right_and_nobody_counts_against() -> None:
    found = _weights([[model(ann=0.9, bob=0.4)]], "ann", "bob", "stranger")

    assert found == pytest.approx([np.log(9), 0, np.log(3)])


def test_between_many_classes_a_guess_is_worth_nothing_and_knowing_more() -> None:
    """Who knows .8 of two classes and guesses the rest is right about .82 of ten."""
    found = _weights([[model(ann=0.9, bob=0.5)]], "ann", "bob", classes=10)

    assert found == pytest.approx([np.log(0.82 * 9 / 0.18), 0])


def test_without_a_model_that_knows_people_all_are_taken_for_fairly_good() -> None:
    for models in ([[voting_model(["yes", "no"])]], []):
        assert _weights(models, "ann", "bob") == pytest.approx([np.log(4)] * 2)
        assert _weights(models, "ann", classes=10) == pytest.approx([np.log(0.64 * 9 / 0.36)])


def test_a_question_of_many_options_weighs_no_more_than_one_of_two_classes() -> None:
    one, many = model(ann=0.9), [model(ann=0.5)] * 20

    assert _weights([[one], many], "ann") == pytest.approx([np.log(0.7 / 0.3)])


def test_a_perfect_record_stays_finite() -> None:
    assert _weights([[model(ann=1.0)]], "ann") == pytest.approx([np.log(999)])
