"""A batch that asks until it is sure is worked through to its end, before a visitor comes."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from guildmark.accounts.models import User
from guildmark.consensus.actions.refreshing import refresh_task
from guildmark.core.clock import now
from guildmark.demo.people import crowd
from guildmark.demo.seed import outcome, plans, projects, until_sure
from guildmark.demo.seed.crowd import Worker, qualify, work_until_nothing_is_left
from guildmark.demo.seed.diary import Diary
from guildmark.demo.seed.scale import SMALL
from guildmark.demo.seed.staff import make_everybody
from guildmark.work.models import Batch, Task

pytestmark = pytest.mark.django_db

PEOPLE = 5


def _judge(what: str, how_many: Callable[[], int]) -> None:
    """In place of the workers."""
    for pk in Task.objects.filter(is_unjudged=True).values_list("pk", flat=True):
        refresh_task(task_id=pk, now=now())
    assert how_many() == 0


def test_it_is_asked_to_its_end_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    staff = make_everybody(crowd()[:PEOPLE], now=now())
    workers = [
        Worker(one, User.objects.get(email=one.email), np.random.default_rng(one.number))
        for one in crowd()[:PEOPLE]
    ]
    scale = replace(SMALL, crops_work=1, crops_sure=2)
    prepared = projects.prepare(plans.materials_plan(scale, seed=7), staff, now=now())
    for worker in workers:
        qualify(worker.user, prepared.seeded, worker.rng)
    monkeypatch.setattr(outcome, "wait_for", _judge)
    work_until_nothing_is_left(workers, prepared.seeded, expected=3, on_answer=lambda _: None)

    made, again = (
        until_sure.ask_until_sure(
            prepared, staff, workers, Diary(prepared.seeded.project, days=2), days=range(1, 3)
        )
        for _ in range(2)
    )

    batch = Batch.objects.get(name=until_sure.NAME)
    ended = {Task.State.RESOLVED, Task.State.DISPUTED}
    assert batch.is_adaptive
    assert set(batch.tasks.values_list("state", flat=True)) <= ended
    assert made is not None
    # Nothing is calibrated in so small a project: the usual number is asked.
    assert made.came >= scale.crops_overlap
    assert sum(made.stopped.values()) + made.disputed == scale.crops_sure
    assert again is None
