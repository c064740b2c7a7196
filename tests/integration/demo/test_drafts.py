"""The demonstration of drafts: half of the answers begin with one, and the page compares both."""

from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from concord.documents import compile_schema, document_problems
from guildmark.accounts.models import User
from guildmark.consensus.actions.refreshing import refresh_task
from guildmark.consensus.models import Adjudication, ConsensusResult
from guildmark.core.clock import now
from guildmark.demo.people import crew
from guildmark.demo.seed import drafts, plans, projects, second_look
from guildmark.demo.seed.crowd import Worker, work_until_nothing_is_left
from guildmark.demo.seed.painting import let_in
from guildmark.demo.seed.scale import SMALL
from guildmark.demo.seed.staff import Staff, make_everybody
from guildmark.incoming.effects import effect_of
from guildmark.work.actions import suggesting
from guildmark.work.models import Assist, Submission, Suggestion, Task

pytestmark = pytest.mark.django_db
#: Who leaves a fair part of a draft as it is; careful people draw most of it anew.
PEOPLE = crew({"hasty": 2, "average": 4})


@pytest.fixture
def staff() -> Staff:
    return make_everybody(PEOPLE, now=now())


@pytest.fixture
def in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every picture has a draft, of which everybody sees every other one: a lot on a third of 90
    answers gives the slow people to one side at times, and then that side is the slower one."""
    turns: Counter[int] = Counter()
    draw, lot = suggesting.draw_suggestion, _Lot()

    def drawn(*, user_id: int, **rest: Any) -> Suggestion | None:  # as `draw_suggestion`
        turns[user_id] += 1
        lot.value = turns[user_id] % 2 * (1 - drafts.SHARE / 2)
        return draw(user_id=user_id, **rest)

    monkeypatch.setattr(drafts, "EVERY", 1)
    monkeypatch.setattr("guildmark.demo.seed.crowd.draw_suggestion", drawn)
    monkeypatch.setattr(suggesting, "SystemRandom", lambda: lot)


class _Lot:
    """In place of dice: says what it was told to say."""

    value = 0.0

    def random(self) -> float:
        return self.value


@pytest.fixture
def prepared(staff: Staff) -> projects.Prepared:
    scale = replace(SMALL, scenes_work=18, scenes_open=1, scenes_gold=1, scenes_quiz=1)
    plan = replace(plans.coins_plan(scale, seed=7), scored_decisions=1, lessons=())
    made = projects.prepare(plan, staff, now=now())
    return drafts.lay_out(made, staff, seed=7)


def _answered(prepared: projects.Prepared, staff: Staff) -> None:
    workers = [
        Worker(one, User.objects.get(email=one.email), np.random.default_rng(one.number))
        for one in PEOPLE
    ]
    let_in(prepared.seeded.project, [one.user for one in workers], staff, reason="They can.")
    work_until_nothing_is_left(workers, prepared.seeded, expected=90, on_answer=lambda _: None)


@pytest.mark.usefixtures("in_turn")
def test_answers_with_and_without_a_draft_are_compared(
    prepared: projects.Prepared, staff: Staff
) -> None:
    _answered(prepared, staff)

    effect = effect_of(prepared.seeded.project.pk)

    arms = Assist.objects.filter(assignment__task__is_gold=False)
    both = (effect["assisted"]["answers"], effect["blind"]["answers"])
    assert both == (arms.filter(is_assisted=True).count(), arms.filter(is_assisted=False).count())
    assert effect["share"] == drafts.SHARE
    assert min(both) >= 5
    assert effect["time_ratio"]["value"] < 0.95
    assert effect["assisted"]["follows"] > effect["blind"]["follows"]
    schema = compile_schema(prepared.seeded.definition)
    for one in Submission.objects.select_related("task__item"):
        item = one.task.item
        size = {"width_px": item.width_px, "height_px": item.height_px}
        assert document_problems(one.document, schema=schema, **size) == ()


@pytest.mark.slow
def test_laying_out_twice_gives_the_same_drafts(prepared: projects.Prepared, staff: Staff) -> None:
    again = drafts.lay_out(prepared, staff, seed=7)

    assert again.seeded.drafted == prepared.seeded.drafted
    assert Suggestion.objects.count() == len(prepared.seeded.drafted) > 0


def test_a_second_look_changes_labels_and_leaves_a_picture_out_once(
    prepared: projects.Prepared, staff: Staff
) -> None:
    _answered(prepared, staff)
    for task in Task.objects.filter(batch=prepared.seeded.work_batch):
        refresh_task(task_id=task.pk, now=now())
    before = dict(
        ConsensusResult.objects.filter(is_current=True).values_list("task_id", "document")
    )

    for _ in range(2):
        second_look.look_again(prepared.seeded, staff)

    after = dict(ConsensusResult.objects.filter(is_current=True).values_list("task_id", "document"))
    changed = [task_id for task_id in before if before[task_id] != after[task_id]]
    assert len(changed) == Adjudication.objects.count() == second_look.CORRECTED
    dataset = prepared.seeded.project.dataset
    assert dataset is not None
    assert dataset.items.exclude(excluded_at=None).count() == 1
