"""The rule of checks keeps its promise in pictures of several objects too.

What `./guildmark bench rules` measures with more people, mistakes and pictures.
"""

import numpy as np
import pytest

from concord.rules import replay
from guildmark.projects.models import Project, SchemaVersion
from guildmark.quality.default_rules import CHECKS
from guildmark.quality.judging import judge
from guildmark.quality.models import GoldItem
from guildmark.work.models import Submission
from tests.factories.consensus import box, document
from tests.load.rules_bench.people import CHECKS_EACH, PASS_MARK, answers

PEOPLE = 100
LABELS = [
    {"key": key, "name": key.title(), "color": "#112233", "kind": "box", "attributes": []}
    for key in ("coin", "button")
]
SCHEMA = SchemaVersion(definition={"version": 1, "labels": LABELS, "questions": []})


def _named(is_right: int, objects: int) -> float:
    """How much of a check counts in which so many are called right, by the judge of all."""
    known = document(*(box(place * 60.0, 20) for place in range(objects)))
    said = document(
        *(
            box(place * 60.0, 20, label="coin" if place < is_right else "button")
            for place in range(objects)
        )
    )
    submission = Submission(
        document=said, project=Project(gold_iou=0.5, gold_f1=0.8), schema_version=SCHEMA
    )
    share: float = judge(submission, GoldItem(reference=known))["right_share"]
    return share


def _paused(objects: int, right: float) -> int:
    shares = np.array([_named(count, objects) for count in range(objects + 1)])
    drawn = np.random.default_rng(7).binomial(objects, right, size=(PEOPLE, CHECKS_EACH))
    rule = CHECKS.rule(pass_mark=PASS_MARK)
    return sum(bool(replay(rule, answers(shares[one]), crowd=None).crossings) for one in drawn)


@pytest.mark.parametrize("objects", [3, 8])
def test_who_names_four_of_five_right_is_hardly_ever_paused_and_a_coin_flipper_is(
    objects: int,
) -> None:
    wronged, caught = _paused(objects, 0.8), _paused(objects, 0.5)

    assert wronged <= 0.05 * PEOPLE
    assert caught >= 0.96 * PEOPLE
