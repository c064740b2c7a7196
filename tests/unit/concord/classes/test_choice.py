"""Which model is chosen for a project, and that nothing but the project decides."""

from __future__ import annotations

import numpy as np
import pytest

from concord.classes import Votes, choice, consolidate, fit_classes
from concord.classes.choice import choose
from tests.unit.concord.classes.crowds import answers, as_votes, crowd


def chosen(votes: Votes) -> str:
    return next(one.method for one in choose(votes) if one.is_chosen)


def test_people_who_differ_are_told_apart() -> None:
    votes, _ = crowd(1, accuracies=(0.95, 0.9, 0.6, 0.5, 0.4))

    candidates = choose(votes)

    assert [one.method for one in candidates] == [
        "majority",
        "alike",
        "pooled_coin",
        "pooled_guesses",
        "hierarchical",
    ]
    by_name = {one.method: one for one in candidates}
    assert by_name["hierarchical"].log_likelihood > by_name["majority"].log_likelihood + 0.05
    assert not by_name["majority"].is_chosen
    assert sum(one.is_chosen for one in candidates) == 1
    assert [one.error == 0.0 for one in candidates] == [one.is_chosen for one in candidates]
    assert by_name["majority"].agreement == 1.0


def test_the_same_project_makes_the_same_choice_in_any_order() -> None:
    votes, _ = crowd(2, accuracies=(0.9, 0.7, 0.6, 0.5))
    order = np.random.default_rng(3).permutation(len(votes.items))

    first, second = choose(votes), choose(votes.only(order))

    assert [one.is_chosen for one in first] == [one.is_chosen for one in second]
    assert [one.log_likelihood for one in first] == pytest.approx(
        [one.log_likelihood for one in second]
    )


@pytest.mark.parametrize(
    ("coin", "guesses", "hierarchical", "expected"),
    [
        ((-1.0, 1.0), (-1.4, 1.0), (-0.99, 0.9985), "hierarchical"),  # about as little, and better
        ((-1.0, 1.0), (-1.4, 1.0), (-0.99, 0.9975), "pooled_coin"),  # contradicts clearly more
        ((-1.4, 1.0), (-1.4, 1.0), (-0.99, 0.99), "hierarchical"),  # foretells clearly better
    ],
)
def test_of_models_that_foretell_alike_the_one_that_contradicts_majorities_less_is_chosen(
    monkeypatch: pytest.MonkeyPatch,
    coin: tuple[float, float],
    guesses: tuple[float, float],
    hierarchical: tuple[float, float],
    expected: str,
) -> None:
    """Each pair: how well hidden labels are foretold on the whole, and the share of majorities."""
    found = {"pooled_coin": coin, "pooled_guesses": guesses, "hierarchical": hierarchical}
    lot = np.random.default_rng(1)

    def trial(name: str, *_: object) -> object:
        mean, agreement = found.get(name, (-2.0, 1.0))
        scatter = lot.normal(0.0, 1.0, 400)
        return choice._Trial(mean + scatter - scatter.mean(), agreement)

    monkeypatch.setattr(choice, "_trial", trial)
    votes, _ = crowd(1, accuracies=(0.9, 0.8, 0.7))

    assert chosen(votes) == expected


def test_without_overlap_there_is_nothing_to_choose_by() -> None:
    rows = [(item, item % 3, 0) for item in range(60)]

    assert choose(as_votes(rows, items=60, annotators=3, classes=2)) == ()


def test_the_choice_is_part_of_the_model_with_a_reason() -> None:
    votes, _ = crowd(1, accuracies=(0.95, 0.9, 0.6, 0.5, 0.4))

    model = fit_classes(answers(votes), classes="xyz")

    assert model.method == chosen(votes)
    assert [one.method for one in model.choice] == [one.method for one in choose(votes)]
    assert model.reason is not None
    assert model.reason.endswith(".")


@pytest.mark.parametrize("is_warm", [False, True])
def test_a_model_that_is_doubted_is_no_more_marked_as_the_chosen_one(
    monkeypatch: pytest.MonkeyPatch, *, is_warm: bool
) -> None:
    votes, _ = crowd(1, accuracies=(0.95, 0.9, 0.6, 0.5, 0.4))
    before = fit_classes(answers(votes), classes="xyz")
    monkeypatch.setattr(consolidate, "doubt", lambda *_: "It has lost hold of the classes.")

    doubted = fit_classes(answers(votes), classes="xyz", start=before if is_warm else None)

    assert [one.is_chosen for one in before.choice].count(True) == 1
    assert (doubted.method, doubted.reason) == ("majority", "It has lost hold of the classes.")
    assert [one.method for one in doubted.choice] == [one.method for one in before.choice]
    assert not any(one.is_chosen for one in doubted.choice)
