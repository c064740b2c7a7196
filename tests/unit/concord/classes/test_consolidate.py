"""The one entrance: keys in, a model and verdicts out, whatever comes in."""

from __future__ import annotations

import json
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.classes import (
    ClassAnswer,
    ClassModel,
    Method,
    UnknownClass,
    fit_classes,
    fit_hierarchical,
    numbered,
    resolve_all,
    resolve_class,
    voting_model,
)
from tests.unit.concord.classes.crowds import answers, crowd, renamed

METHODS: tuple[Method, ...] = get_args(Method)


def test_a_stored_model_judges_one_item_as_the_fit_did() -> None:
    votes, _ = crowd(4, accuracies=(0.9, 0.7, 0.6, 0.5))
    fit = fit_hierarchical(votes)
    listed = answers(votes)

    model = fit_classes(listed, classes="xyz", method="hierarchical")
    stored = ClassModel.from_json(json.loads(json.dumps(model.to_json())))

    assert model.method == "hierarchical"
    for item in (0, 17, 199):
        mine = {a.annotator: a.label for a in listed if a.item == f"i{item:03}"}
        verdict = resolve_class(stored, mine)
        assert list(verdict.probabilities.values()) == pytest.approx(
            fit.posteriors[item].tolist(), abs=1e-9
        )
        assert verdict == resolve_class(model, mine)


def test_a_stranger_is_taken_for_the_population() -> None:
    votes, _ = crowd(4, accuracies=(0.9, 0.8, 0.8))
    model = fit_classes(answers(votes), classes="xyz")

    verdict = resolve_class(model, {"stranger": "y"})

    assert verdict.winners == ("y",)
    assert 0.7 < verdict.confidence < 0.95


def test_too_few_answers_are_counted_and_the_reason_is_said() -> None:
    listed = [ClassAnswer("i1", "a1", "x"), ClassAnswer("i1", "a2", "y")]

    model = fit_classes(listed, classes="xyz")
    verdict = resolve_class(model, {"a1": "x", "a2": "y"})

    assert model.method == "majority"
    assert model.reason == "There are fewer than 30 answers to learn from."
    assert verdict.winners == ("x", "y")
    assert verdict.is_tied
    assert verdict.confidence == 0.5
    assert verdict.votes == {"x": 1, "y": 1, "z": 0}


@pytest.mark.parametrize(
    ("listed", "classes", "reason"),
    [
        ([ClassAnswer(f"i{n}", "a", "x") for n in range(40)], "x", "only one class"),
        ([ClassAnswer(f"i{n}", "a", "x") for n in range(40)], "xy", "answered twice"),
        ([], "xy", "no answers"),
    ],
)
def test_a_project_that_cannot_teach_is_voted_on(
    listed: list[ClassAnswer], classes: str, reason: str
) -> None:
    model = fit_classes(listed, classes=classes)

    assert model.method == "majority"
    assert model.reason is not None
    assert reason in model.reason


def test_answers_the_exact_rates_call_impossible_leave_all_classes_open() -> None:
    listed = [ClassAnswer(f"i{n}", f"a{m}", "xy"[n % 2]) for n in range(20) for m in range(2)]
    model = fit_classes(listed, classes="xyz", method="dawid_skene")

    verdict = resolve_class(model, {"a0": "z"})

    assert verdict.winners == ("x", "y", "z")


def test_an_item_that_nobody_answered_has_no_verdict() -> None:
    with pytest.raises(ValueError, match="nobody"):
        resolve_class(voting_model("xy"), {})


def test_a_stored_model_of_the_first_version_still_counts_votes() -> None:
    stored = {
        "version": 1,
        "method": "voting",
        "reason": None,
        "classes": ["x", "y"],
        "priors": [],
        "population": [],
        "confusions": {},
    }

    verdict = resolve_class(ClassModel.from_json(stored), {"a": "x", "b": "x", "c": "y"})

    assert verdict.method == "majority"
    assert verdict.winners == ("x",)


@pytest.mark.parametrize("method", METHODS)
def test_every_method_learns_stores_and_judges(method: Method) -> None:
    votes, truth = crowd(4, accuracies=(0.9, 0.8, 0.7, 0.6, 0.5))
    listed = answers(votes)

    model = fit_classes(listed, classes="xyz", method=method)
    stored = ClassModel.from_json(json.loads(json.dumps(model.to_json())))

    assert method in (model.method, "auto")
    right = 0
    for item in range(60):
        mine = {a.annotator: a.label for a in listed if a.item == f"i{item:03}"}
        verdict = resolve_class(stored, {**mine, "stranger": "x"})
        assert verdict == resolve_class(model, {**mine, "stranger": "x"})
        assert sum(verdict.probabilities.values()) == pytest.approx(1.0)
        right += verdict.winners == ("xyz"[truth[item]],)
    assert right > 40


def test_of_few_answers_the_plain_votes_have_a_say_beside_the_chosen_model() -> None:
    """300 answers: the model is believed to .575. Named, it speaks alone."""
    listed = answers(crowd(4, items=60, accuracies=(0.9, 0.8, 0.7, 0.6, 0.5))[0])
    chosen = fit_classes(listed, classes="xyz")
    named = fit_classes(listed, classes="xyz", method=chosen.method)
    given = {"a00": "x", "a01": "x", "a02": "y"}

    believed = resolve_class(chosen, given).probabilities
    stated = resolve_class(named, given).probabilities

    assert chosen.trust == pytest.approx(0.575)
    assert named.trust == 1.0
    # Two against one, were everybody as often right: odds to the difference, and z got none.
    odds = 2 * chosen.accuracy / (1 - chosen.accuracy)
    plain = {"x": odds**2, "y": odds, "z": 1.0}
    votes = {key: weight / sum(plain.values()) for key, weight in plain.items()}
    assert 0.6 < chosen.accuracy < 0.8
    assert believed == pytest.approx(
        {key: 0.575 * stated[key] + 0.425 * votes[key] for key in "xyz"}
    )


@pytest.mark.parametrize("method", METHODS)
def test_all_items_at_once_are_judged_as_one_by_one(method: Method) -> None:
    listed = answers(crowd(4, items=60, accuracies=(0.9, 0.8, 0.7, 0.6, 0.5))[0])
    found = numbered(listed, "xyz")
    model = fit_classes(listed[:250], classes="xyz", method=method)

    together = resolve_all(model, found)

    for item, row in zip(found.items, together.tolist(), strict=True):
        mine = {a.annotator: a.label for a in listed if a.item == item}
        alone = resolve_class(model, mine)
        assert row == pytest.approx(list(alone.probabilities.values()), abs=1e-12)


@pytest.mark.parametrize("method", METHODS)
def test_a_second_time_changes_nothing_and_neither_does_a_duplicate(method: Method) -> None:
    listed = answers(crowd(4, items=60, accuracies=(0.9, 0.8, 0.5))[0])

    model = fit_classes(listed, classes="xyz", method=method)
    again = fit_classes([*reversed(listed), *listed], classes="xyz", method=method)

    assert again.to_json() == model.to_json()


def test_the_last_answer_of_a_person_counts() -> None:
    listed = answers(crowd(4, items=60, accuracies=(0.9, 0.8, 0.5))[0])
    first = [ClassAnswer(row.item, row.annotator, "x") for row in listed]

    model = fit_classes([*first, *listed], classes="xyz")

    assert model.to_json() == fit_classes(listed, classes="xyz").to_json()


def test_names_of_items_and_people_do_not_matter() -> None:
    listed = answers(crowd(4, accuracies=(0.9, 0.8, 0.6, 0.5))[0])

    model = fit_classes(listed, classes="xyz", method="hierarchical")
    other = fit_classes(renamed(listed, "n", "m"), classes="xyz", method="hierarchical")

    for who, rates in model.confusions.items():
        np.testing.assert_allclose(other.confusions["m" + who[::-1]], rates, atol=1e-6)


def test_a_warm_fit_keeps_the_choice_and_comes_to_the_same() -> None:
    listed = answers(crowd(11, accuracies=(0.9, 0.8, 0.6, 0.5, 0.7))[0])
    earlier = fit_classes(listed[:-10], classes="xyz")

    warm = fit_classes(listed, classes="xyz", start=earlier)
    cold = fit_classes(listed, classes="xyz")

    assert (warm.method, warm.choice) == (earlier.method, earlier.choice)
    assert (cold.method, cold.trust) == (warm.method, warm.trust)
    for item in range(200):
        mine = {a.annotator: a.label for a in listed if a.item == f"i{item:03}"}
        assert list(resolve_class(warm, mine).probabilities.values()) == pytest.approx(
            list(resolve_class(cold, mine).probabilities.values()), abs=1e-3
        )


@pytest.mark.parametrize("method", [one for one in METHODS if one != "auto"])
def test_every_method_goes_on_from_itself(method: Method) -> None:
    listed = answers(crowd(11, items=80, accuracies=(0.9, 0.8, 0.6, 0.5))[0])
    earlier = fit_classes(listed[:-4], classes="xyz", method=method)

    warm = fit_classes(listed, classes="xyz", method=method, start=earlier)
    cold = fit_classes(listed, classes="xyz", method=method)

    mine = {row.annotator: row.label for row in listed[:4]}
    assert list(resolve_class(warm, mine).probabilities.values()) == pytest.approx(
        list(resolve_class(cold, mine).probabilities.values()), abs=1e-3
    )


def test_majorities_that_had_to_do_are_no_start() -> None:
    listed = answers(crowd(11, accuracies=(0.9, 0.8, 0.6, 0.5, 0.7))[0])
    too_few = fit_classes(listed[:10], classes="xyz")

    model = fit_classes(listed, classes="xyz", start=too_few)

    assert too_few.method == "majority"
    assert model.to_json() == fit_classes(listed, classes="xyz").to_json()


ODD = {
    "nothing": [],
    "one item": [ClassAnswer("i", f"a{n}", "xy"[n % 2]) for n in range(40)],
    "one annotator": [ClassAnswer(f"i{n}", "a", "xy"[n % 2]) for n in range(40)],
    "unanimous": [ClassAnswer(f"i{n}", f"a{m}", "x") for n in range(20) for m in range(3)],
    "everybody constant": [
        ClassAnswer(f"i{n}", f"a{m}", "xy"[m % 2]) for n in range(20) for m in range(4)
    ],
    "no overlap": [ClassAnswer(f"i{n}", f"a{n % 4}", "xy"[n % 2]) for n in range(40)],
}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("listed", ODD.values(), ids=ODD)
@pytest.mark.parametrize("classes", ["xy", "xyz"])
def test_odd_input_gives_values(method: Method, listed: list[ClassAnswer], classes: str) -> None:
    model = fit_classes(listed, classes=classes, method=method)

    verdict = resolve_class(model, {"a0": "x", "a1": "y", "stranger": "x"})

    assert np.isfinite(list(verdict.probabilities.values())).all()
    assert sum(verdict.probabilities.values()) == pytest.approx(1.0)
    json.dumps(model.to_json(), allow_nan=False)


ANSWERS = st.lists(
    st.builds(
        ClassAnswer,
        st.sampled_from([f"i{n}" for n in range(12)]),
        st.sampled_from("abcd"),
        st.sampled_from("xyz"),
    ),
    max_size=60,
)


@given(listed=ANSWERS, method=st.sampled_from(METHODS))
def test_any_answers_give_probabilities(listed: list[ClassAnswer], method: Method) -> None:
    model = fit_classes(listed, classes="xyz", method=method)

    verdict = resolve_class(model, {"a": "x", "b": "z"})

    assert sum(verdict.probabilities.values()) == pytest.approx(1.0)


def test_labels_that_are_no_class_are_refused() -> None:
    listed = answers(crowd(4, items=20, accuracies=(0.9, 0.8))[0])

    with pytest.raises(UnknownClass, match='"z"'):
        fit_classes(listed, classes="xy")
    with pytest.raises(UnknownClass, match='"w"'):
        fit_classes(listed, classes="xyz", gold={"i000": "w"})
