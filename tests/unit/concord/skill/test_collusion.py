"""Pairs whose answers are more alike than honest work explains."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.documents import parse_document
from concord.skill.collusion import (
    ALPHA,
    LEAST_SHARED,
    Chosen,
    Drawn,
    Likeness,
    compare_chosen,
    compare_drawn,
    judge_pairs,
)
from concord.skill.likeness import Outline, are_alike, outlines


def _box(*numbers: float, label: str = "cat") -> Outline:
    return Outline("box", label, numbers)


def test_shapes_within_a_pixel_are_alike_and_others_are_not() -> None:
    drawn = [_box(10, 10, 50, 40), _box(100, 80, 20, 20)]

    assert are_alike(drawn, [_box(100.9, 80, 20, 20), _box(10, 9.2, 50, 40)])
    assert not are_alike(drawn, [_box(10, 10, 50, 40), _box(102, 80, 20, 20)])
    assert not are_alike(drawn, [_box(10, 10, 50, 40, label="dog"), _box(100, 80, 20, 20)])
    assert not are_alike(drawn, [_box(10, 10, 50, 40)])


def test_two_empty_answers_say_nothing_of_copying() -> None:
    assert are_alike([], []) is None
    assert are_alike([_box(1, 1, 2, 2)], []) is None


def test_the_numbers_of_every_kind_of_geometry_are_compared() -> None:
    polygon = {
        "id": "s1",
        "kind": "polygon",
        "label": "roof",
        "geometry": {"points": [[0, 0], [10, 0], [10, 10.5]], "holes": []},
        "attributes": {},
    }
    document = parse_document({"is_nothing_here": False, "shapes": [polygon], "answers": {}})

    assert outlines(document) == (Outline("polygon", "roof", (0, 0, 10, 0, 10, 10.5)),)


def _crowd(copied: float, *, pictures: int = 240, seed: int = 1) -> list[Drawn]:
    """Twelve people with a noise of 2 px, three a picture; 0 and 1 share a third of them."""
    rng = random.Random(seed)
    made = []
    for key in range(pictures):
        people = [0, 1, rng.randrange(2, 12)] if key % 3 == 0 else rng.sample(range(12), 3)
        corners = [rng.uniform(20, 500) for _ in range(4)]
        answers = {one: [_box(*(corner + rng.gauss(0, 2) for corner in corners))] for one in people}
        if 0 in answers and 1 in answers and rng.random() < copied:
            answers[1] = answers[0]
        made.append(Drawn(key, answers))
    return made


@pytest.mark.parametrize("copied", [0.5, 1.0])
def test_who_copies_half_of_the_pictures_or_all_is_found_alone(copied: float) -> None:
    pairs = judge_pairs(compare_drawn(_crowd(copied)))

    assert [(one.first, one.second) for one in pairs if one.corrected < ALPHA] == [(0, 1)]
    assert pairs[0].alike / pairs[0].shared > copied - 0.15
    assert len(pairs[0].keys) == pairs[0].alike


def test_nobody_is_accused_in_an_honest_crowd() -> None:
    for seed in range(5):
        pairs = judge_pairs(compare_drawn(_crowd(0.0, seed=seed)))

        assert pairs
        assert all(one.corrected > ALPHA for one in pairs)


def _things(shared_wrong: float, *, seed: int = 1) -> list[Chosen]:
    """Sixty known things, answered by ten people who err one time in four, 0 and 1 together."""
    rng = random.Random(seed)
    made = []
    for key in range(60):
        said = {
            one: "right" if rng.random() < 0.75 else rng.choice(["a", "b", "c"])
            for one in range(10)
        }
        if rng.random() < shared_wrong:
            said[1] = said[0]
        made.append(Chosen(key, said, known="right"))
    return made


def test_the_same_wrong_answers_beyond_chance_are_found() -> None:
    copying = judge_pairs(compare_chosen(_things(1.0)))
    honest = judge_pairs(compare_chosen(_things(0.0)))

    assert [(one.first, one.second) for one in copying if one.corrected < ALPHA] == [(0, 1)]
    assert all(one.corrected > ALPHA for one in honest)


def test_the_same_right_answers_are_no_likeness() -> None:
    things = [Chosen(key, dict.fromkeys(range(6), "right"), known="right") for key in range(40)]

    found = compare_chosen(things)

    assert {one.alike for one in found.values()} == {0}


def test_two_cannot_outvote_a_third_into_being_wrong() -> None:
    things = [Chosen(key, {0: "x", 1: "x", 2: "y"}) for key in range(3)]

    found = compare_chosen(things)

    assert found[0, 1].alike == 3
    assert found.keys() == {(0, 1), (0, 2), (1, 2)}


def test_people_who_misread_a_rule_alike_are_not_accused_of_copying() -> None:
    rng = random.Random(3)
    things = []
    for key in range(200):
        known = rng.choice(["a", "b", "c"])
        said = {
            one: "b" if one < 3 and known == "a" else known if rng.random() < 0.9 else "c"
            for one in range(10)
        }
        things.append(Chosen(key, said, known=known))

    assert all(one.corrected > ALPHA for one in judge_pairs(compare_chosen(things)))


def test_a_pair_is_judged_only_with_enough_of_its_own_and_of_others() -> None:
    keys = tuple(range(LEAST_SHARED))
    few = Likeness(LEAST_SHARED - 1, keys[:-1])
    others = {(2, number): Likeness(20, ()) for number in range(3, 8)}

    assert judge_pairs({(0, 1): Likeness(LEAST_SHARED, keys)}) == []
    assert (0, 1) not in {(one.first, one.second) for one in judge_pairs({(0, 1): few, **others})}
    (accused,) = [
        one for one in judge_pairs({(0, 1): Likeness(10, keys), **others}) if one.corrected < ALPHA
    ]
    assert (accused.first, accused.second, accused.alike) == (0, 1, 10)


def test_nothing_to_compare_is_no_pair() -> None:
    assert compare_drawn([]) == {}
    assert compare_chosen([]) == {}
    assert judge_pairs({}) == []


def test_the_correction_grows_with_the_number_of_pairs() -> None:
    others = {(2, number): Likeness(20, ()) for number in range(3, 8)}
    more = {(9, number): Likeness(20, ()) for number in range(10, 40)}
    pair = {(0, 1): Likeness(12, tuple(range(4)))}

    few = next(one for one in judge_pairs({**pair, **others}) if one.first == 0)
    many = next(one for one in judge_pairs({**pair, **others, **more}) if one.first == 0)

    assert few.corrected == pytest.approx(6 * few.p_value)
    assert many.corrected == pytest.approx(36 * many.p_value)


@given(seed=st.integers(0, 100))
def test_the_order_of_pictures_and_people_changes_nothing(seed: int) -> None:
    pictures = _crowd(1.0, pictures=60)
    rng = random.Random(seed)
    mixed = [
        replace(one, by_person=dict(rng.sample(list(one.by_person.items()), 3)))
        for one in rng.sample(pictures, len(pictures))
    ]

    judged, again = (judge_pairs(compare_drawn(one)) for one in (pictures, mixed))

    assert [replace(one, keys=()) for one in judged] == [replace(one, keys=()) for one in again]
