"""Simulated people: the shape of their mistakes, and what a consensus makes of them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from concord.documents import compile_schema, document_problems, parse_document
from guildmark.consensus.consolidation import (
    Plan,
    TaskVotes,
    Vote,
    calibrate,
    consolidate,
    fit_project,
    starting_model,
)
from guildmark.consensus.doubt import ATTRIBUTES, EXISTS, EXPECTED_IOU, LABELS, question_part
from guildmark.consensus.findings import parts_of, report_of
from guildmark.consensus.queries.fitted import all_calibrated
from guildmark.demo import mistakes, people, report, schemas
from guildmark.demo.pictures.materials import SIZE_PX, materials
from guildmark.demo.pictures.scenes import HEIGHT_PX, WIDTH_PX, Picture, mask_scenes, scenes
from guildmark.demo.seed.scale import FULL
from tests.load.mistakes import simulated

SEEDS = [7, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2, 3, 4, 5))]
"""The demonstration's own, and five others in a long run: other people and other pictures."""


@cache
def coin_pictures(seed: int) -> list[Picture]:
    """As `./guildmark demo --seed` makes them."""
    return list(scenes(np.random.default_rng([seed, 1]), FULL.scenes_work, prefix="coins"))


@cache
def material_pictures(seed: int) -> list[Picture]:
    return list(materials(np.random.default_rng([seed, 2]), FULL.crops_work, prefix="material"))


def _answered(
    pictures: Sequence[Picture],
    crew: Sequence[people.Person],
    definition: dict[str, Any],
    size: tuple[int, int],
    seed: int,
    overlap: int,
) -> list[TaskVotes]:
    """Everybody's answers, as the demonstration has them; what is true is not told."""
    rng = np.random.default_rng(seed)
    done = dict.fromkeys((person.number for person in crew), 0)
    tasks = []
    for item, picture in enumerate(pictures):
        votes: list[Vote] = []
        for person in sorted(crew, key=lambda one: done[one.number] + 3 * rng.random())[:overlap]:
            done[person.number] += 1
            drawn = mistakes.answer(
                picture.truth,
                mistakes.drifted(person.manner, elapsed=item / len(pictures)),
                rng,
                definition=definition,
                width_px=size[0],
                height_px=size[1],
            )
            votes.append(Vote(item * 100 + len(votes), person.number, parse_document(drawn)))
        tasks.append(TaskVotes(item, *size, tuple(votes)))
    return tasks


def _judged(
    pictures: Sequence[Picture],
    crew: Sequence[people.Person],
    definition: dict[str, Any],
    size: tuple[int, int],
    seed: int,
    overlap: int,
) -> list[report.Line]:
    """The demonstration's arithmetic without its database, then the table."""
    schema = compile_schema(definition)
    tasks = _answered(pictures, crew, definition, size, seed, overlap)
    by_number = {person.number: person for person in crew}
    answers = [
        report.Answered(task.task_id, who.display_name, who.manner.name, vote.document)
        for task in tasks
        for vote in task.votes
        for who in (by_number[vote.annotator_id],)
    ]
    learnt, plain = fit_project(tasks, schema), starting_model(schema)
    return report.table(
        answers,
        {item: parse_document(picture.truth) for item, picture in enumerate(pictures)},
        schema,
        voting={
            task.task_id: parse_document(consolidate(task, schema, plain).document)
            for task in tasks
        },
        consensus={
            task.task_id: parse_document(consolidate(task, schema, learnt).document)
            for task in tasks
        },
    )


#: Of the other pictures so many, to learn people from.
BESIDE_GOLD = 40


@pytest.mark.parametrize(
    ("pictures", "gold_count", "crew", "definition", "size", "overlap", "parts"),
    [
        (
            coin_pictures,
            FULL.scenes_gold,
            people.COINS_CREW,
            schemas.COINS,
            (WIDTH_PX, HEIGHT_PX),
            FULL.scenes_overlap,
            (EXISTS, EXPECTED_IOU, LABELS, ATTRIBUTES),
        ),
        (
            material_pictures,
            FULL.crops_gold,
            people.MATERIALS_CREW,
            schemas.MATERIALS,
            (SIZE_PX, SIZE_PX),
            FULL.crops_overlap,
            (question_part(schemas.MATERIALS["questions"][0]["key"]),),
        ),
    ],
    ids=["coins", "materials"],
)
def test_the_gold_of_the_demonstration_calibrates_every_confidence(
    pictures: Callable[[int], list[Picture]],
    gold_count: int,
    crew: dict[str, int],
    definition: dict[str, Any],
    size: tuple[int, int],
    overlap: int,
    parts: tuple[str, ...],
) -> None:
    """A curve to draw for each, and nothing that the page would call "not calibrated"."""
    schema, shown = compile_schema(definition), pictures(7)[: gold_count + BESIDE_GOLD]
    asked = _answered(shown, people.crew(crew), definition, size, 7, overlap)
    gold = [
        replace(task, known=parse_document(picture.truth))
        for task, picture in zip(asked[:gold_count], shown, strict=False)
    ]
    tasks = asked[gold_count:]
    model = fit_project([*tasks, *gold], schema)

    trust = calibrate(tasks, gold, schema, Plan(), model, on_step=lambda: None)

    assert set(trust.figures) == set(parts)
    for part in parts:
        assert trust.is_calibrated(part), trust.figures[part]["reason"]
        assert trust.figures[part]["curve"]
        assert trust.figures[part]["error_after"]["value"] < 0.2
    assert all_calibrated(
        report_of(parts_of([], gold, schema, model), schema, replace(model, trust=trust))
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_the_consensus_of_boxes_beats_the_best_single_annotator_and_voting(seed: int) -> None:
    lines = _judged(
        coin_pictures(seed),
        people.crew(people.COINS_CREW),
        schemas.COINS,
        (WIDTH_PX, HEIGHT_PX),
        seed,
        FULL.scenes_overlap,
    )

    *_, best, voting, consensus = lines
    assert best.name.startswith("best single annotator")
    assert consensus.right > max(best.right, voting.right)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_consensus_of_classes_beats_the_best_single_annotator_and_voting(seed: int) -> None:
    lines = _judged(
        material_pictures(seed),
        people.crew(people.MATERIALS_CREW),
        schemas.MATERIALS,
        (SIZE_PX, SIZE_PX),
        seed,
        FULL.crops_overlap,
    )

    *_, best, voting, consensus = lines
    assert consensus.right > max(best.right, voting.right)


def test_everybody_answers_in_the_form_the_schema_asks_for() -> None:
    schema = compile_schema(schemas.COINS)
    rng = np.random.default_rng(3)

    for person in people.crowd():
        for picture in coin_pictures(7)[:20]:
            drawn = mistakes.answer(
                picture.truth,
                person.manner,
                rng,
                definition=schemas.COINS,
                width_px=WIDTH_PX,
                height_px=HEIGHT_PX,
            )
            assert not document_problems(
                drawn, schema=schema, width_px=WIDTH_PX, height_px=HEIGHT_PX
            )


@pytest.mark.parametrize(
    ("manner", "scatter", "looseness"),
    [(people.CAREFUL, 0.075, 0.013), (people.AVERAGE, 0.102, 0.035), (people.HASTY, 0.185, 0.115)],
    ids=lambda one: getattr(one, "name", ""),
)
def test_a_kind_draws_as_the_people_did_whose_place_it_takes(
    manner: people.Manner, scatter: float, looseness: float
) -> None:
    """Measured as they were, on objects of their shape: the table of decision 0005."""
    heights = np.random.default_rng(4).uniform(100, 300, size=1500)
    truth = {str(n): np.array([[500, 500, h / 2.5, h]]) for n, h in enumerate(heights.tolist())}

    drawn = simulated(truth, manner)

    assert drawn.scatter == pytest.approx(scatter, rel=0.08)
    assert drawn.looseness == pytest.approx(looseness, abs=0.008)


def test_small_and_hidden_objects_are_missed_more_often() -> None:
    def chance(size_px: float, *, is_hidden: bool = False) -> float:
        return mistakes.miss_chance(people.AVERAGE, size_px=size_px, is_hidden=is_hidden)

    assert chance(30) > 5 * chance(150)
    assert chance(60, is_hidden=True) > chance(60)


def test_the_crowd_is_large_and_mixed() -> None:
    crowd = people.crowd()

    assert len(crowd) >= 20
    assert len({person.manner.name for person in crowd}) == 7
    assert len({person.email for person in crowd}) == len(crowd)


def test_the_truth_of_a_scene_is_what_is_seen() -> None:
    pictures = coin_pictures(7)
    schema = compile_schema(schemas.COINS)

    for picture in pictures:
        assert not document_problems(
            picture.truth, schema=schema, width_px=WIDTH_PX, height_px=HEIGHT_PX
        )
    assert any(picture.truth["is_nothing_here"] for picture in pictures)
    assert any(
        shape["attributes"]["hidden"] == "in_part"
        for picture in pictures
        for shape in picture.truth["shapes"]
    )


@pytest.mark.parametrize("seed", [SEEDS[0], SEEDS[3]])
def test_the_consensus_of_masks_is_as_right_as_the_careful(seed: int) -> None:
    count = FULL.masks_work
    lines = _judged(
        list(mask_scenes(np.random.default_rng([seed, 8]), count, prefix="pixels")),
        people.crew(people.MASKS_CREW),
        schemas.MASKS,
        (WIDTH_PX, HEIGHT_PX),
        seed,
        FULL.masks_overlap,
    )

    *kinds, voting, consensus = lines
    best, *others = kinds
    assert best.name == "careful"
    assert consensus.right >= max(best.right, voting.right)
    assert consensus.right > 0.9 > min(other.right for other in others)


def test_people_come_on_days_of_their_own_and_who_guesses_comes_late() -> None:
    days = range(1, 11)
    there = {one.number: [day for day in days if one.is_there(day)] for one in people.crowd()}
    guessers = [one.number for one in people.crowd() if one.manner.is_guessing]
    diligent = [one.number for one in people.crowd() if one.is_diligent]
    others = {*there} - {*guessers, *diligent}

    assert {len(there[number]) for number in others} == {6}
    assert len({tuple(there[number]) for number in others}) == 5
    assert {min(there[number]) for number in guessers} == {people.FIRST_OF_GUESSERS}
    assert {len(there[number]) for number in diligent} == {10}


def test_one_person_takes_longer_in_the_end_and_errs_as_before() -> None:
    begins, ends = (mistakes.drifted(people.TIRING, elapsed=elapsed) for elapsed in (0.0, 1.0))

    assert ends.seconds_per_shape == 2 * begins.seconds_per_shape
    assert replace(ends, seconds_per_shape=begins.seconds_per_shape) == begins
