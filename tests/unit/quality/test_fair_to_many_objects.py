"""The rule of checks keeps its promise in pictures of several objects too.

What `./guildmark bench rules` measures with more people, mistakes and pictures.
"""

from typing import Any

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
LABELS: list[dict[str, Any]] = [  # JSON
    {"key": key, "name": key.title(), "color": "#112233", "kind": "box", "attributes": []}
    for key in ("coin", "button")
]
SCHEMA = SchemaVersion(definition={"version": 1, "labels": LABELS, "questions": []})


def _judged(is_right: int, objects: int, project: Project) -> dict[str, Any]:
    """A check in which so many are found and called right, and all others called wrong."""
    known = document(*(box(place * 60.0, 20) for place in range(objects)))
    labels = ["coin"] * is_right + ["button"] * (objects - is_right)
    said = document(*(box(place * 60.0, 20, label=label) for place, label in enumerate(labels)))
    submission = Submission(document=said, project=project, schema_version=SCHEMA)
    return judge(submission, GoldItem(reference=known))


def _paused(objects: int, right: float) -> int:
    shares = np.array(
        [
            _judged(right_ones, objects, Project())["right_share"]
            for right_ones in range(objects + 1)
        ]
    )
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


@pytest.mark.parametrize(("mark", "is_right"), [(0.9, False), (0.75, True)])
def test_how_many_names_have_to_be_right_is_said_by_the_project(
    mark: float, is_right: bool
) -> None:
    judged = _judged(3, 4, Project(gold_label_accuracy=mark))

    assert judged["is_right"] is is_right
