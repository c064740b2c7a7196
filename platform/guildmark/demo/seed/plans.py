"""The projects of the demonstration."""

import numpy as np

from guildmark.demo import schemas
from guildmark.demo.pictures import photographs
from guildmark.demo.pictures.materials import materials
from guildmark.demo.pictures.scenes import mask_scenes, scenes
from guildmark.demo.seed import guidelines
from guildmark.demo.seed.projects import Plan
from guildmark.demo.seed.scale import Scale

COINS = "Coins on surfaces"
MATERIALS = "Materials close up"
MASKS = "Coins pixel by pixel"
TOOLS = "Photographs, every tool"
NAMES = (COINS, MATERIALS, MASKS, TOOLS)
LESSONS = 9
#: Each of these pictures has two coins or more.
MASKS_QUIZ = 3


def coins_plan(scale: Scale, *, seed: int) -> Plan:
    """Detection: boxes round coins of four kinds."""
    count = scale.scenes_quiz + scale.scenes_gold + scale.scenes_work + scale.scenes_open
    return Plan(
        name=COINS,
        summary="Draw a tight box round every coin and say what it is made of.",
        definition=schemas.COINS,
        guideline=guidelines.COINS,
        questions=guidelines.COINS_QUESTIONS,
        asked=guidelines.COINS_ASKED,
        lessons=tuple(scenes(np.random.default_rng([seed, 5]), LESSONS, prefix="lesson")),
        pictures=scenes(np.random.default_rng([seed, 1]), count, prefix="coins"),
        quiz_count=scale.scenes_quiz,
        gold_count=scale.scenes_gold,
        work_count=scale.scenes_work,
        open_count=scale.scenes_open,
        price_minor=6,
        overlap=scale.scenes_overlap,
    )


def materials_plan(scale: Scale, *, seed: int) -> Plan:
    """Classification: one question on the whole picture."""
    waiting = scale.crops_open + scale.crops_sure
    count = scale.crops_quiz + scale.crops_gold + scale.crops_work + waiting
    return Plan(
        name=MATERIALS,
        summary="Say which material fills the picture.",
        definition=schemas.MATERIALS,
        guideline=guidelines.MATERIALS,
        questions=guidelines.MATERIALS_QUESTIONS,
        pictures=materials(np.random.default_rng([seed, 2]), count, prefix="material"),
        quiz_count=scale.crops_quiz,
        gold_count=scale.crops_gold,
        work_count=scale.crops_work,
        open_count=waiting,
        price_minor=2,
        overlap=scale.crops_overlap,
        is_adaptive=True,
        sure_count=scale.crops_sure,
    )


def masks_plan(scale: Scale, *, seed: int) -> Plan:
    """Segmentation: a mask of each coin, after a short quiz."""
    count = MASKS_QUIZ + scale.masks_gold + scale.masks_work + scale.masks_open
    return Plan(
        name=MASKS,
        summary="Paint every coin, pixel by pixel, and say what it is made of.",
        definition=schemas.MASKS,
        guideline=guidelines.MASKS,
        questions=(),
        pictures=mask_scenes(np.random.default_rng([seed, 8]), count, prefix="pixels"),
        quiz_count=MASKS_QUIZ,
        scored_decisions=2 * MASKS_QUIZ,
        gold_count=scale.masks_gold,
        work_count=scale.masks_work,
        open_count=scale.masks_open,
        price_minor=12,
        overlap=scale.masks_overlap,
    )


def tools_plan(scale: Scale, *, seed: int) -> Plan:
    """A label of each kind, for the hand: nobody is asked twice, and nothing is checked."""
    return Plan(
        name=TOOLS,
        summary="Try every tool: boxes, outlines, areas, lines and points, some seen by a model.",
        definition=schemas.TOOLS,
        guideline=guidelines.TOOLS,
        questions=(),
        pictures=photographs.photographs(np.random.default_rng([seed, 9]), scale.tools_open),
        quiz_count=1,
        scored_decisions=1,
        gold_count=0,
        work_count=photographs.COUNT,
        open_count=scale.tools_open,
        price_minor=10,
        overlap=1,
    )
