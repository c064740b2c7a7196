"""Voting, Dawid-Skene against a slow referee and the published table, and the default engine."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.classes import (
    UNKNOWN,
    ClassAnswer,
    ClassModel,
    Fit,
    Votes,
    fit_classes,
    fit_dawid_skene,
    fit_hierarchical,
    resolve_class,
    vote,
    voting_model,
)

# Dawid and Skene 1979, table 1: 45 patients; observer 1 answered three times, the others once.
TABLE = (
    "1111111 3334334 1122122 2223121 2223222 2223322 1222111 3333433 2222223 2322223 4444444 "
    "2223343 1111111 2223212 1211111 1112111 1111111 1111111 2222221 2221322 2222222 2222221 "
    "2223222 2212222 1111111 1111111 2322222 1111111 1111111 1121121 1111111 3333233 1111111 "
    "2222222 2223232 4334343 2212232 2323233 3333432 1111111 1111111 1212111 2322222 1211111 "
    "2222222"
)
PATIENTS = TABLE.split(" ")
OBSERVERS = (0, 0, 0, 1, 2, 3, 4)


def anaesthetists() -> Votes:
    rows = [
        (patient, observer, int(label) - 1)
        for patient, labels in enumerate(PATIENTS)
        for observer, label in zip(OBSERVERS, labels, strict=True)
    ]
    return as_votes(rows, items=45, annotators=5, classes=4)


def as_votes(
    rows: list[tuple[int, int, int]], *, items: int, annotators: int, classes: int
) -> Votes:
    columns = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    return Votes(columns[0], columns[1], columns[2], items, annotators, classes)


def crowd(
    seed: int, *, items: int = 200, accuracies: tuple[float, ...], classes: int = 3
) -> tuple[Votes, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """People who are right with a given probability, and else wrong in all ways alike."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, classes, items)
    rows = []
    for annotator, accuracy in enumerate(accuracies):
        for item in range(items):
            wrong = (truth[item] + rng.integers(1, classes)) % classes
            rows.append((item, annotator, int(truth[item] if rng.random() < accuracy else wrong)))
    votes = as_votes(rows, items=items, annotators=len(accuracies), classes=classes)
    return votes, truth


def fair_accuracy(
    values: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    truth: np.ndarray[tuple[int], np.dtype[np.int64]],
) -> float:
    """The share of right items, a tie between k classes counting 1 / k."""
    best = values >= values.max(axis=1, keepdims=True) - 1e-9
    return float((best[np.arange(len(truth)), truth] / best.sum(axis=1)).mean())


def slow_dawid_skene(votes: Votes, iterations: int) -> list[list[float]]:
    """The equations of the paper, word by word: 2.3 and 2.4 (M step), then 2.5 (E step)."""
    people, classes, items = votes.annotator_count, votes.class_count, votes.item_count
    count = [[[0] * classes for _ in range(people)] for _ in range(items)]
    for item, person, label in zip(votes.items, votes.annotators, votes.labels, strict=True):
        count[item][person][label] += 1
    given_labels = [[sum(row[c] for row in count[i]) for c in range(classes)] for i in range(items)]
    true = [[n / sum(row) if sum(row) else 1 / classes for n in row] for row in given_labels]
    for _ in range(iterations):
        rate = [[[0.0] * classes for _ in range(classes)] for _ in range(people)]
        for k in range(people):
            for j in range(classes):
                seen = [
                    math.fsum(true[i][j] * count[i][k][c] for i in range(items))
                    for c in range(classes)
                ]
                total = math.fsum(seen)
                rate[k][j] = [n / total if total else 1 / classes for n in seen]
        prior = [math.fsum(true[i][j] for i in range(items)) / items for j in range(classes)]
        for i in range(items):
            joint = [
                prior[j]
                * math.prod(
                    rate[k][j][c] ** count[i][k][c] for k in range(people) for c in range(classes)
                )
                for j in range(classes)
            ]
            true[i] = [value / math.fsum(joint) for value in joint]
    return true


def test_the_published_table_gives_the_published_class_frequencies() -> None:
    fit = fit_dawid_skene(anaesthetists(), max_iterations=500, tolerance=1e-12)

    assert fit.has_converged
    assert fit.priors.round(2).tolist() == [0.40, 0.42, 0.11, 0.07]
    # Table 2 of the paper: observer 1, true class 1 and 2.
    assert fit.confusions[0, 0].round(2).tolist() == [0.89, 0.11, 0.0, 0.0]
    assert fit.confusions[0, 1].round(2).tolist() == [0.07, 0.88, 0.05, 0.0]


def test_the_likelihood_never_falls() -> None:
    values = [
        fit_dawid_skene(anaesthetists(), max_iterations=n, tolerance=0).log_likelihood
        for n in range(1, 30)
    ]

    assert all(later >= earlier - 1e-9 for earlier, later in pairwise(values))


VOTES = st.tuples(st.integers(1, 6), st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda size: st.lists(
        st.tuples(
            st.integers(0, size[0] - 1), st.integers(0, size[1] - 1), st.integers(0, size[2] - 1)
        ),
        min_size=1,
        max_size=24,
    ).map(lambda rows: as_votes(rows, items=size[0], annotators=size[1], classes=size[2]))
)


@settings(deadline=None)
@given(votes=VOTES, iterations=st.integers(1, 8))
def test_posteriors_are_those_of_a_slow_referee(votes: Votes, iterations: int) -> None:
    fit = fit_dawid_skene(votes, max_iterations=iterations, tolerance=0)

    np.testing.assert_allclose(
        fit.posteriors, slow_dawid_skene(votes, fit.iterations), atol=1e-10, rtol=0
    )


def test_posteriors_are_those_of_a_slow_referee_on_the_published_table() -> None:
    fit = fit_dawid_skene(anaesthetists(), max_iterations=25, tolerance=0)

    np.testing.assert_allclose(
        fit.posteriors, slow_dawid_skene(anaesthetists(), 25), atol=1e-10, rtol=0
    )


@pytest.mark.parametrize("engine", [fit_dawid_skene, fit_hierarchical])
def test_the_order_of_the_votes_changes_no_bit(engine: Callable[..., Fit]) -> None:
    votes, _ = crowd(1, accuracies=(0.9, 0.7, 0.6, 0.5))
    order = np.random.default_rng(2).permutation(len(votes.items))
    shuffled = Votes(votes.items[order], votes.annotators[order], votes.labels[order], 200, 4, 3)

    first, second = engine(votes), engine(shuffled)

    assert (first.posteriors == second.posteriors).all()
    assert (first.confusions == second.confusions).all()


@pytest.mark.parametrize("engine", [fit_dawid_skene, fit_hierarchical])
def test_gold_stays_as_it_is_and_teaches(engine: Callable[..., Fit]) -> None:
    votes, truth = crowd(3, accuracies=(0.9, 0.4, 0.4, 0.4))
    gold = np.full(200, UNKNOWN, dtype=np.int64)
    gold[:100] = truth[:100]

    free = engine(votes)
    taught = engine(votes, gold=gold)

    assert (taught.posteriors[:100].argmax(axis=1) == truth[:100]).all()
    assert taught.posteriors[:100].max(axis=1).tolist() == [1.0] * 100

    def accuracy(fit: Fit) -> float:
        return float((fit.posteriors[100:].argmax(axis=1) == truth[100:]).mean())

    assert accuracy(taught) >= accuracy(free)


@pytest.mark.parametrize("seed", range(5))
def test_the_default_engine_beats_voting_where_people_differ(seed: int) -> None:
    votes, truth = crowd(seed, accuracies=(0.95, 0.9, 0.5, 0.5, 0.45, 0.4, 0.4))

    posteriors = fit_hierarchical(votes).posteriors
    shares = vote(votes).shares

    assert fair_accuracy(posteriors, truth) > fair_accuracy(shares, truth) + 0.05


def small_project(seed: int) -> tuple[Votes, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """80 items of four classes, each seen by three of 20 people, four of whom guess."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, 4, 80)
    accuracy = np.repeat([0.95, 0.85, 0.65, 0.25], [5, 7, 4, 4])
    rows = []
    for item in range(80):
        for person in rng.choice(20, 3, replace=False):
            wrong = (truth[item] + rng.integers(1, 4)) % 4
            is_right = rng.random() < accuracy[person]
            rows.append((item, int(person), int(truth[item] if is_right else wrong)))
    return as_votes(rows, items=80, annotators=20, classes=4), truth


def test_twelve_answers_a_person_already_do_not_harm() -> None:
    gains = []
    for seed in range(30):
        votes, truth = small_project(seed)
        posteriors, shares = fit_hierarchical(votes).posteriors, vote(votes).shares
        gains.append(fair_accuracy(posteriors, truth) - fair_accuracy(shares, truth))

    assert np.mean(gains) > 0.005


def test_somebody_with_few_answers_is_taken_for_the_population() -> None:
    votes, truth = crowd(7, accuracies=(0.9, 0.85, 0.8))
    one_answer = Votes(
        np.append(votes.items, 0),
        np.append(votes.annotators, 3),
        np.append(votes.labels, (truth[0] + 1) % 3),
        200,
        4,
        3,
    )

    confusions = fit_hierarchical(one_answer).confusions

    assert np.abs(confusions[3] - confusions[4]).max() < 0.2


def test_a_tie_is_reported_as_a_tie_and_silence_as_silence() -> None:
    votes = as_votes([(0, 0, 0), (0, 1, 1), (1, 0, 2)], items=3, annotators=2, classes=3)

    result = vote(votes)

    assert result.is_best.tolist() == [[True, True, False], [False, False, True], [False] * 3]
    assert result.is_tied.tolist() == [True, False, False]
    assert result.shares[0].tolist() == [0.5, 0.5, 0.0]


@pytest.mark.parametrize(
    ("rows", "message"), [([(5, 0, 0)], "range"), ([(0, 0, -1)], "range"), ([(0, 9, 0)], "range")]
)
def test_votes_outside_their_range_are_refused(
    rows: list[tuple[int, int, int]], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        as_votes(rows, items=2, annotators=2, classes=2)


def answers(votes: Votes) -> list[ClassAnswer]:
    return [
        ClassAnswer(f"i{item:03}", f"a{annotator}", "xyz"[label])
        for item, annotator, label in zip(votes.items, votes.annotators, votes.labels, strict=True)
    ]


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
