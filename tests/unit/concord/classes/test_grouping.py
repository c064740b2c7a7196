"""Who repeats another is counted once, and who knows what most do not is not."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from concord.classes import (
    ClassModel,
    Votes,
    fit_classes,
    numbered,
    resolve_all,
    resolve_class,
    vote,
)
from concord.classes.alike import compare, least_explained, side_by_side
from concord.classes.backing import unbacked
from concord.classes.fit import UNKNOWN
from concord.classes.grouping import find_groups
from concord.classes.groups import ALONE, once
from concord.classes.votes import vote_counts
from tests.load.consensus_bench.sets import RECIPES, CrowdSet, make
from tests.unit.concord.classes.crowds import as_votes, crowd, fair_accuracy

REPEATING = "a fifth repeat one, five classes"


def repeating(seed: int = 1) -> CrowdSet:
    place = list(RECIPES).index(REPEATING)
    return make(REPEATING, RECIPES[REPEATING], np.random.default_rng([seed, place]))


@cache
def fitted() -> ClassModel:
    found = repeating()
    return fit_classes(found.answers(), classes=found.classes())


def right(found: CrowdSet, model: ClassModel) -> float:
    together = numbered(found.answers(), found.classes())
    return fair_accuracy(resolve_all(model, together), found.truth)


def pair_on_half(seed: int) -> CrowdSet:
    """Two of twelve say one thing on half of 600 items with four answers each; .65 of it right."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, 3, 600)
    rows: list[tuple[int, int, int]] = []
    for item, true in enumerate(truth.tolist()):
        others = rng.choice(np.arange(2, 12), 4, replace=False).tolist()
        who = [0, 1, *others[:2]] if item % 2 == 0 else others
        copied = true
        for person in who:
            is_right = rng.random() < (0.65 if person < 2 else 0.8)
            said = true if is_right else (true + int(rng.integers(1, 3))) % 3
            copied = said if person == 0 else copied
            rows.append((item, person, copied if person == 1 else said))
    return CrowdSet("two on half", as_votes(rows, items=600, annotators=12, classes=3), truth)


def test_what_two_repeat_outvotes_no_third() -> None:
    """They foretell each other best by plain majorities, which is no reason to believe them."""
    found = pair_on_half(3)

    model = fit_classes(found.answers(), classes=found.classes())

    assert set(model.groups) == {"a000000", "a000001"}
    assert "majority" not in {one.method for one in model.choice}
    voted = fit_classes(found.answers(), classes=found.classes(), method="majority")
    assert right(found, model) > right(found, voted) + 0.05


def test_what_a_group_says_alike_weighs_as_one_answer() -> None:
    votes = as_votes(
        [(0, 0, 1), (0, 1, 1), (0, 2, 1), (0, 3, 1), (1, 0, 0), (1, 1, 2)],
        items=2,
        annotators=4,
        classes=3,
    )
    groups = np.array([0, 0, 0, ALONE])

    counted = once(votes, groups)

    assert counted.weights is not None
    assert counted.weights.tolist() == pytest.approx([1 / 3, 1 / 3, 1 / 3, 1, 1, 1])
    assert vote_counts(counted).tolist() == [[0.0, pytest.approx(2.0), 0.0], [1.0, 0.0, 1.0]]
    assert vote_counts(votes).tolist() == [[0.0, 4.0, 0.0], [1.0, 0.0, 1.0]]


def test_people_who_repeat_one_pass_no_longer_for_those_who_know() -> None:
    found = repeating()
    answers, classes = found.answers(), found.classes()

    model = fitted()
    alone = fit_classes(answers, classes=classes, method=model.method)

    voted = fair_accuracy(vote(found.votes).shares, found.truth)
    assert model.grouped is not None
    assert model.grouped.is_taken
    assert len(model.groups) == model.grouped.people >= 5
    assert right(found, alone) < voted < right(found, model) - 0.05
    assert model.why is not None
    assert model.why.startswith(model.reason or "-")
    assert "counts once" in model.why


def test_an_able_minority_counts_as_before() -> None:
    found = make("able", RECIPES["an able minority"], np.random.default_rng([1, 99]))

    groups, tried = find_groups(found.votes)

    assert groups is None
    assert tried is not None  # they are alike beyond what others explain
    assert not tried.is_taken
    assert "They count like everybody else here." in tried.sentence
    assert tried.gain > tried.error  # and hidden labels alone would have it otherwise


def test_a_warm_fit_keeps_the_groups_of_its_cold_fit() -> None:
    found = repeating()
    answers, classes = found.answers(), found.classes()
    cold = fitted()
    stored = ClassModel.from_json(json.loads(json.dumps(cold.to_json())))

    warm = fit_classes(answers, classes=classes, start=stored)

    assert (warm.groups, warm.grouped) == (cold.groups, cold.grouped)
    together = numbered(answers, classes)
    assert resolve_all(warm, together) == pytest.approx(resolve_all(cold, together), abs=1e-3)


def test_one_item_is_judged_as_all_are() -> None:
    found = repeating()
    model = fitted()
    together = numbered(found.answers(), found.classes())
    given: dict[str, dict[str, str]] = {}
    for answer in found.answers():
        given.setdefault(answer.item, {})[answer.annotator] = answer.label

    one_by_one = [
        list(resolve_class(model, given[item]).probabilities.values()) for item in together.items
    ]

    assert np.array(one_by_one) == pytest.approx(resolve_all(model, together), abs=1e-9)
    said = next(one for one in given.values() if len(set(one) & set(model.groups)) > 2)
    assert sum(resolve_class(model, said).votes.values()) == len(said)  # shown as they were given


def test_the_order_of_answers_changes_nothing() -> None:
    votes = repeating().votes
    order = np.random.default_rng(3).permutation(len(votes.items))

    first, second = find_groups(votes), find_groups(votes.only(order))

    assert first[0] is not None
    assert second[0] is not None
    assert first[0].tolist() == second[0].tolist()
    assert first[1] is not None
    assert second[1] is not None
    assert first[1].gain == pytest.approx(second[1].gain)


def test_honest_people_are_no_groups() -> None:
    votes, _ = crowd(5, accuracies=(0.9, 0.8, 0.8, 0.7, 0.7, 0.6, 0.6, 0.5))

    assert find_groups(votes) == (None, None)


def test_pairs_that_many_people_have_by_chance_are_named_to_nobody() -> None:
    """Of 11,175 pairs of people who look for themselves some are alike at 1 in 1,000."""
    rng = np.random.default_rng(3)
    truth = rng.integers(0, 4, 15_000)
    items = np.repeat(np.arange(15_000), 6)
    people = np.concatenate([rng.choice(150, 6, replace=False) for _ in range(15_000)])
    is_right = rng.random(len(items)) < 0.75
    said = np.where(is_right, truth[items], rng.integers(0, 4, len(items)))
    votes = Votes(items, people, said, 15_000, 150, 4)

    groups, tried = find_groups(votes)

    assert groups is None
    assert tried is not None
    assert (tried.people > 4, tried.is_beyond_chance, tried.sentence) == (True, False, "")


def test_a_model_that_was_asked_for_by_name_counts_everybody() -> None:
    found = repeating()

    model = fit_classes(found.answers(), classes=found.classes(), method="dawid_skene")

    assert (dict(model.groups), model.grouped) == ({}, None)


def test_what_is_known_says_who_is_right() -> None:
    """Two able people among many who are wrong alike: told the truth, nobody wonders at them."""
    rng = np.random.default_rng(4)
    truth = rng.integers(0, 3, 200)
    said = np.stack([np.where(rng.random(200) < 0.9, (truth + 1) % 3, truth) for _ in range(6)])
    said[:2] = truth
    items = np.tile(np.arange(200), 6)
    votes = Votes(items, np.repeat(np.arange(6), 200), said.ravel(), 200, 6, 3)

    without, told = compare(votes), compare(votes, truth)

    assert (without.first[0], without.second[0], without.alike[0]) == (0, 1, 200)
    assert without.expected[0] < 195.0 < told.expected[0]


def test_two_classes_and_few_comparisons_tell_nothing_of_agreement() -> None:
    few, _ = crowd(1, items=20, accuracies=(0.9, 0.8, 0.7), classes=3)
    two, _ = crowd(1, accuracies=(0.9, 0.8, 0.7), classes=2)
    unused = replace(two, class_count=4)

    for votes in (few, two, unused):
        assert said_of_two(votes) == (0.0, np.inf)


def said_of_two(votes: Votes) -> tuple[float, float]:
    groups = np.full(votes.annotator_count, ALONE)
    groups[:2] = 0
    return unbacked(votes, groups, side_by_side(votes))


@pytest.mark.parametrize(("differing", "is_known"), [(0, True), (10, True), (10, False)])
def test_what_two_agree_on_and_nobody_else_says_means_little(
    differing: int, *, is_known: bool
) -> None:
    """Both say 2 of everything, what others never say, but for some where the second says what
    others do (or what they do not, either): where others say nothing for any of it, nothing is
    known."""
    rows = [(item, 0, 2) for item in range(60)]
    rows += [(i, 1, 2 if i >= differing else 0 if is_known else 1) for i in range(60)]
    rows += [(item, who, 0) for item in range(60) for who in (2, 3)]
    rows += [(item, who, 0 if who else item % 2) for item in range(60, 120) for who in (0, 2, 3)]
    votes = as_votes(rows, items=120, annotators=4, classes=3)

    less, error = said_of_two(votes)

    assert less == (0.5 if is_known else 0.0)  # half of what others say of what they agree on
    assert np.isfinite(error) == is_known


def test_where_too_few_others_answer_groups_are_named_and_unjudged() -> None:
    rows = [(item, who, item % 3) for item in range(40) for who in (0, 1)]
    rows += [(item, 2, (item + int(item % 4 == 0)) % 3) for item in range(40)]
    rows = [(i, who, (said + i // 3 % 2) % 3 if who < 2 else said) for i, who, said in rows]
    votes = as_votes(rows, items=40, annotators=3, classes=3)

    groups, tried = find_groups(votes)

    assert groups is None
    assert tried is not None
    assert (tried.people, tried.groups, tried.hidden) == (2, 1, 0)
    assert (tried.unbacked_error, tried.is_taken) == (None, False)


def test_nobody_meets_nobody() -> None:
    rows = [(item, item % 3, 0) for item in range(60)]
    votes = as_votes(rows, items=60, annotators=3, classes=2)

    couples = compare(votes)

    assert len(couples.first) == 0
    assert least_explained(couples, 0.05, is_corrected=True).tolist() == []
    assert find_groups(votes) == (None, None)
    everybody_known = compare(votes, np.full(60, UNKNOWN, dtype=np.int64))
    assert len(everybody_known.first) == 0


def test_where_everybody_is_in_a_group_there_is_nobody_to_ask() -> None:
    rng = np.random.default_rng(2)
    labels = rng.integers(0, 3, 100)
    one = Votes(
        np.tile(np.arange(100), 3), np.repeat(np.arange(3), 100), np.tile(labels, 3), 100, 3, 3
    )
    noisy = replace(one, labels=np.where(rng.random(300) < 0.05, (one.labels + 1) % 3, one.labels))

    groups, _ = find_groups(noisy)

    assert groups is None
