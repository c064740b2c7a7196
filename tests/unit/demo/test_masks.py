"""How simulated people paint: inside the picture, closer when they are careful."""

from itertools import islice
from typing import Any

import numpy as np
import pytest

from concord.documents import Problem, compile_schema, document_problems, parse_document
from concord.scoring import score_document
from guildmark.demo import schemas
from guildmark.demo.mistakes import answer
from guildmark.demo.people import CAREFUL, HASTY, SPAMMER, Manner
from guildmark.demo.pictures.scenes import HEIGHT_PX, WIDTH_PX, Picture, mask_scenes

SCHEMA = compile_schema(schemas.MASKS)


@pytest.fixture(scope="module")
def pictures() -> list[Picture]:
    return list(islice(mask_scenes(np.random.default_rng(1), 4, prefix="p"), 4))


def painted(picture: Picture, manner: Manner, seed: int) -> dict[str, Any]:
    return answer(
        picture.truth,
        manner,
        np.random.default_rng(seed),
        definition=schemas.MASKS,
        width_px=WIDTH_PX,
        height_px=HEIGHT_PX,
    )


def problems(document: dict[str, Any]) -> tuple[Problem, ...]:
    return document_problems(document, schema=SCHEMA, width_px=WIDTH_PX, height_px=HEIGHT_PX)


def overlap(pictures: list[Picture], manner: Manner) -> float:
    """The mean overlap of what was found with the truth."""
    scores = [
        score_document(
            parse_document(painted(one, manner, seed)),
            parse_document(one.truth),
            questions=SCHEMA.questions,
            has_labels=True,
            iou_threshold=0.3,
        )
        for one in pictures
        for seed in range(3)
    ]
    return float(np.mean([match.iou for score in scores for match in score.matched]))


def test_the_truth_of_a_scene_is_a_mask_of_each_coin(pictures: list[Picture]) -> None:
    for picture in pictures:
        document = parse_document(picture.truth)

        assert 1 <= len(document.shapes) <= 5
        assert problems(picture.truth) == ()


@pytest.mark.parametrize("manner", [CAREFUL, HASTY, SPAMMER], ids=lambda one: one.name)
def test_what_people_paint_passes_the_schema(pictures: list[Picture], manner: Manner) -> None:
    for seed, picture in enumerate(pictures):
        assert problems(painted(picture, manner, seed)) == ()


def test_careful_people_paint_closer_than_hasty_ones(pictures: list[Picture]) -> None:
    careful, hasty = overlap(pictures, CAREFUL), overlap(pictures, HASTY)

    assert careful > 0.85
    assert 0.5 < hasty < careful - 0.05
