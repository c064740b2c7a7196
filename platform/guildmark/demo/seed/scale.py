"""How large a demonstration is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from guildmark.demo.people import COINS_CREW, MATERIALS_CREW


@dataclass(frozen=True)
class Scale:
    """Numbers of items. `work` is answered by the simulated crowd, `open` waits for a visitor,
    `sure` is asked until it is sure.

    A crew says how many of each kind of people work on a project.
    """

    scenes_work: int
    scenes_open: int
    scenes_gold: int
    scenes_quiz: int
    crops_work: int
    crops_open: int
    crops_gold: int
    crops_quiz: int
    scenes_overlap: int = 5
    crops_overlap: int = 7
    crops_sure: int = 0
    masks_work: int = 8
    masks_open: int = 4
    masks_gold: int = 2
    masks_overlap: int = 5
    tools_open: int = 5
    coins_crew: Mapping[str, int] = field(default_factory=lambda: COINS_CREW)
    materials_crew: Mapping[str, int] = field(default_factory=lambda: MATERIALS_CREW)


FULL = Scale(
    scenes_work=116,
    scenes_open=24,
    scenes_gold=20,
    scenes_quiz=14,
    crops_work=160,
    crops_open=30,
    crops_gold=32,
    crops_quiz=46,
    crops_sure=30,
)
SMALL = Scale(
    scenes_work=12,
    scenes_open=8,
    scenes_gold=4,
    scenes_quiz=14,
    crops_work=12,
    crops_open=8,
    crops_gold=4,
    crops_quiz=46,
    crops_overlap=3,
    crops_sure=4,
    masks_work=4,
    masks_open=3,
    masks_overlap=3,
    tools_open=1,
    # Of every kind that there is, with those who paint masks and two who come from Portugal.
    coins_crew={
        "careful": 2,
        "average": 2,
        "hasty": 1,
        "confuser": 1,
        "drifting": 1,
        "spammer": 1,
        "colluding": 2,
    },
    materials_crew={"careful": 2, "average": 2, "hasty": 1, "confuser": 1, "spammer": 1},
)
