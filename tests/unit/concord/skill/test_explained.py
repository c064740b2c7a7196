"""Able people who meet against the majority are no pair; people who repeat each other are."""

from dataclasses import replace

import numpy as np
import pytest

from concord.classes import ClassAnswer, ClassModel, Method, fit_classes, voting_model
from concord.classes.choice import Candidate
from concord.skill.collusion import ALPHA, Chosen, Pair, compare_chosen, judge_pairs
from concord.skill.explained import without_explained

CLASSES = "abcd"
PEOPLE, THINGS, EACH = 24, 900, 6


def _crowd(*, able: int, repeating: bool) -> list[Chosen]:
    """Most are right two times in five; `able` of them nine times in ten. Two of the others may
    say one thing, wrong mostly."""
    rng = np.random.default_rng(5)
    right = np.where(np.arange(PEOPLE) < able, 0.9, 0.4)
    things = []
    for key in range(THINGS):
        truth = int(rng.integers(4))
        said = {}
        for person in sorted(rng.choice(PEOPLE, EACH, replace=False).tolist()):
            wrong = (truth + int(rng.integers(1, 4))) % 4
            said[person] = CLASSES[truth if rng.random() < right[person] else wrong]
        if repeating and {22, 23} <= said.keys():
            said[23] = said[22]
        things.append(Chosen(key, said))
    return things


def _model(things: list[Chosen], classes: str = CLASSES, method: Method = "auto") -> ClassModel:
    answers = [
        ClassAnswer(f"{one.key:04}", str(person), given)
        for one in things
        for person, given in one.by_person.items()
    ]
    return fit_classes(answers, classes=classes, method=method)


def _accused(pairs: list[Pair]) -> set[tuple[int, int]]:
    return {(one.first, one.second) for one in pairs if one.corrected < ALPHA}


def test_able_people_among_many_who_are_wrong_are_explained() -> None:
    things = _crowd(able=6, repeating=False)
    pairs = judge_pairs(compare_chosen(things))

    left = without_explained(pairs, things, _model(things))

    assert len(_accused(pairs)) >= 5
    assert all(first < 6 and second < 6 for first, second in _accused(pairs))
    assert _accused(left) == set()
    assert [(one.first, one.second) for one in left] == [(one.first, one.second) for one in pairs]


def test_who_repeats_another_is_not_explained() -> None:
    things = _crowd(able=6, repeating=True)
    pairs = judge_pairs(compare_chosen(things))

    left = without_explained(pairs, things, _model(things))

    assert _accused(left) == {(22, 23)} < _accused(pairs)


def _pair_on_half(classes: str, *, each: int = 4) -> list[Chosen]:
    """Two of twelve say one thing on half of 600 things with `each` answers; .65 of it right, of
    others .8."""
    rng = np.random.default_rng(3)
    things = []
    for key in range(600):
        truth = int(rng.integers(len(classes)))
        others = rng.choice(np.arange(2, 12), each, replace=False).tolist()
        said = {}
        for person in [0, 1, *others[2:]] if key % 2 == 0 else others:
            wrong = (truth + int(rng.integers(1, len(classes)))) % len(classes)
            said[person] = classes[truth if rng.random() < (0.65, 0.8)[person > 1] else wrong]
        if 1 in said:
            said[1] = said[0]
        things.append(Chosen(key, said))
    return things


@pytest.mark.parametrize(
    ("classes", "declared", "each", "method"),
    [
        ("ab", "ab", 4, "auto"),
        ("ab", "abc", 3, "auto"),
        ("abcd", "abcd", 3, "auto"),
        ("abcd", "abcd", 4, "dawid_skene"),
        ("abcd", "abcd", 4, "one_coin"),
        ("abcd", "abcd", 4, "auto"),
    ],
    ids=["two", "third_unused", "nobody_outside", "named", "named_coin", "counted_once"],
)
def test_who_repeats_another_is_let_off_by_no_model(
    classes: str, declared: str, each: int, method: Method
) -> None:
    """A model that could not find them has learnt from what they copied that they know."""
    things = _pair_on_half(classes, each=each)
    pairs = judge_pairs(compare_chosen(things))

    left = without_explained(pairs, things, _model(things, declared, method))

    assert (0, 1) in _accused(pairs)
    assert (0, 1) in _accused(left)


def test_what_is_known_counts_before_the_model() -> None:
    """Both are right, and it is known: nothing is left to explain."""
    things = [Chosen(key, {0: "a", 1: "a"}, known="a") for key in range(40)]
    things += [Chosen(key, {2: "b", 3: "c"}) for key in range(40, 50)]
    chosen = (Candidate("hierarchical", -1.0, 0.0, 90, 1.0, is_chosen=True),)
    rates = np.full((4, 4), 0.1 / 3) + np.eye(4) * (0.9 - 0.1 / 3)
    model = ClassModel(
        "hierarchical",
        None,
        tuple(CLASSES),
        np.full(4, 0.25),
        rates,
        {"0": rates, "1": rates},
        choice=chosen,
    )
    pair = Pair(0, 1, 40, 40, 0.1, 1e-9, 1e-9, ())
    sure = np.full((4, 4), 0.01 / 3) + np.eye(4) * (0.99 - 0.01 / 3)
    able = ClassModel(
        "hierarchical",
        None,
        tuple(CLASSES),
        np.full(4, 0.25),
        sure,
        {"0": sure, "1": sure},
        choice=chosen,
    )

    assert without_explained([pair], things, model)[0].corrected == 1e-9  # .82 ** 40 is rare
    assert without_explained([pair], things, able)[0].corrected == 1.0
    of_one_class = things[:40]  # and of two, who repeats and who knows look the same
    assert without_explained([pair], of_one_class, able) == [pair]
    named = replace(able, choice=())  # asked for by name: it looked for nobody who repeats another
    assert without_explained([pair], things, named) == [pair]


@pytest.mark.parametrize("things", [[], [Chosen(1, {0: "a", 1: "x"})]])
def test_a_model_that_knows_nobody_and_answers_of_before_change_nothing(
    things: list[Chosen],
) -> None:
    pair = Pair(0, 1, 40, 40, 0.1, 1e-9, 1e-9, ())

    assert without_explained([pair], things, voting_model("ab")) == [pair]
