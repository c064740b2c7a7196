"""Numbers of several people: how near is near enough, and how sure the middle one is."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.fields import NumberAnswer, NumberModel, fit_numbers, resolve_numbers

PEOPLE = [f"p{number}" for number in range(8)]


def _crowd(
    items: int, *, error: float, wild: dict[str, float], seed: int = 1
) -> tuple[list[NumberAnswer], dict[str, float]]:
    """Three of eight people say a number of a normal error, and some of them say anything."""
    rng = np.random.default_rng(seed)
    truth = {f"i{number}": float(rng.uniform(0, 500)) for number in range(items)}
    answers = [
        NumberAnswer(
            item,
            who,
            float(rng.uniform(0, 500))
            if rng.random() < wild.get(who, 0.05)
            else float(rng.normal(number, error)),
        )
        for item, number in truth.items()
        for who in rng.permutation(PEOPLE)[:3].tolist()
    ]
    return answers, truth


def _by_item(answers: list[NumberAnswer]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for one in answers:
        found.setdefault(one.item, {})[one.annotator] = one.number
    return found


def test_the_error_is_that_of_careful_answers_whatever_the_others_say() -> None:
    answers, _ = _crowd(300, error=4.0, wild={"p0": 0.6, "p1": 0.3})

    found = fit_numbers(answers)

    assert found.error == pytest.approx(4.0, rel=0.25)
    assert found.careful["p0"] < found.careful["p1"] < min(found.careful[who] for who in PEOPLE[2:])


def test_gold_tells_of_an_error_that_all_share() -> None:
    answers, truth = _crowd(100, error=1.0, wild={})
    high = {item: number - 6.0 for item, number in truth.items()}

    found = fit_numbers(answers, gold=high)

    assert found.is_from_gold
    assert found.error == pytest.approx(6.0 / 0.6745, rel=0.1)


def test_a_stated_probability_comes_true_as_often_as_it_says() -> None:
    answers, truth = _crowd(600, error=4.0, wild=dict.fromkeys(PEOPLE, 0.25))
    model = fit_numbers(answers)

    said = {item: resolve_numbers(model, of) for item, of in _by_item(answers).items()}

    right = [abs(one.number - truth[item]) <= one.tolerance for item, one in said.items()]
    assert np.mean(right) == pytest.approx(
        np.mean([one.probability for one in said.values()]), abs=0.04
    )
    doubtful = [
        is_right
        for one, is_right in zip(said.values(), right, strict=True)
        if one.probability < 0.7
    ]
    assert len(doubtful) > 10
    assert np.mean(doubtful) < 0.7


def test_counts_that_all_agree_on_leave_no_room() -> None:
    """Most say exactly the same: a neighbour is another number."""
    answers = [NumberAnswer(f"i{item}", who, 3.0) for item in range(9) for who in PEOPLE[:3]]
    answers += [NumberAnswer("j", "p0", 4.0), NumberAnswer("j", "p1", 3.0)]
    model = fit_numbers(answers)

    same = resolve_numbers(model, {"p0": 3.0, "p1": 3.0, "p2": 3.0})
    other = resolve_numbers(model, {"p0": 3.0, "p1": 4.0})

    assert same.probability > 0.99
    assert (other.number, other.tolerance) == (3.0, 0.5)
    assert other.probability < 0.6


def test_somebody_careless_is_outweighed_by_one_who_is_not() -> None:
    model = NumberModel(error=1.0, width=500.0, careful={"p0": 0.4, "p1": 0.45, "p2": 0.95})

    found = resolve_numbers(model, {"p0": 10.0, "p1": 300.0, "p2": 400.0})

    assert found.number == 400.0
    assert found.probability > 0.8


def test_before_anything_is_learnt_the_middle_number_is_given_and_called_a_guess() -> None:
    model = fit_numbers([NumberAnswer("i", "p0", 10.0), NumberAnswer("i", "p1", 12.0)])

    found = resolve_numbers(model, {"p0": 10.0, "p1": 11.0, "p2": 12.0})

    assert not model.is_learnt
    assert found.number == 11.0
    assert 0 <= found.probability <= 1


def test_numbers_without_any_difference_and_very_many_answers_are_no_trouble() -> None:
    model = NumberModel(error=1e-9, width=1e-6, population=0.9)
    crowd = {str(who): float(who % 2) for who in range(400)}

    assert 0 <= resolve_numbers(model, crowd).probability <= 1
    assert resolve_numbers(NumberModel(), {"p0": 0.0}).number == 0.0


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.sampled_from(PEOPLE), st.integers(-50, 50)), min_size=1
    ),
    st.randoms(use_true_random=False),
)
def test_names_and_order_change_nothing_and_it_survives_json(
    rows: list[tuple[int, str, int]], random: np.random.Generator
) -> None:
    unique = {(item, who): float(number) for item, who, number in rows}
    answers = [NumberAnswer(f"i{item}", who, number) for (item, who), number in unique.items()]
    renamed = dict(zip(PEOPLE, reversed(PEOPLE), strict=True))
    other = [NumberAnswer(f"j{one.item}", renamed[one.annotator], one.number) for one in answers]
    random.shuffle(other)

    first, second = fit_numbers(answers), fit_numbers(other)

    assert NumberModel.from_json(json.loads(json.dumps(first.to_json()))).to_json() == (
        first.to_json()
    )
    given_ = _by_item(answers)[answers[0].item]
    said = resolve_numbers(first, given_)
    again = resolve_numbers(second, {renamed[who]: number for who, number in given_.items()})
    assert again.number == said.number
    assert again.probability == pytest.approx(said.probability, abs=1e-9)
