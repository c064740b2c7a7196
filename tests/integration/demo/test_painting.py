"""The project of masks is made, painted and left with work for a visitor."""

import numpy as np
import pytest

from guildmark.accounts.models import User
from guildmark.consensus.actions.refreshing import refresh_task
from guildmark.core.clock import now
from guildmark.demo.people import crowd
from guildmark.demo.seed import outcome, painting, plans, projects
from guildmark.demo.seed.crowd import Worker, work_until_nothing_is_left
from guildmark.demo.seed.scale import SMALL
from guildmark.demo.seed.staff import make_everybody
from guildmark.projects.models import Project
from guildmark.training.models import Qualification
from guildmark.work.actions import claim_next
from guildmark.work.models import Submission, Task
from guildmark.work.queries.leases import Lease

pytestmark = pytest.mark.django_db


def test_people_let_in_by_hand_paint_masks() -> None:
    staff = make_everybody(crowd()[:3], now=now())
    workers = [
        Worker(one, User.objects.get(email=one.email), np.random.default_rng(one.number))
        for one in crowd()[:3]
    ]
    prepared = projects.prepare(plans.masks_plan(SMALL, seed=7), staff, now=now())
    project = prepared.seeded.project

    for _ in range(2):
        painting.let_in(project, [worker.user for worker in workers], staff, reason=painting.WHY)
    work_until_nothing_is_left(workers, prepared.seeded, expected=12, on_answer=lambda _: None)

    granted = Qualification.objects.filter(project=project).values_list("reason", flat=True)
    answered = Submission.objects.filter(
        task__batch=prepared.seeded.work_batch, task__is_gold=False
    )
    shapes = [shape for one in answered for shape in one.document["shapes"]]
    assert [*granted] == [painting.WHY] * 3
    assert answered.count() == SMALL.masks_work * SMALL.masks_overlap
    assert {shape["kind"] for shape in shapes} == {"mask"}
    assert Task.objects.filter(batch=prepared.seeded.work_batch).count() >= SMALL.masks_work


def test_a_visitor_of_masks_finds_a_label_to_verify(monkeypatch: pytest.MonkeyPatch) -> None:
    staff = make_everybody(crowd()[:4], now=now())
    workers = [
        Worker(one, User.objects.get(email=one.email), np.random.default_rng(one.number))
        for one in crowd()[:4]
    ]
    prepared = projects.prepare(plans.masks_plan(SMALL, seed=7), staff, now=now())
    monkeypatch.setattr(outcome, "wait_for_consensus", lambda *_: _judged(prepared.seeded.project))

    painting.paint(prepared, staff, workers[:3], workers[3].user, lambda _: None)
    _judged(prepared.seeded.project)

    held = claim_next(user_id=workers[3].user.pk, project_id=prepared.seeded.project.pk, now=now())
    assert isinstance(held, Lease)
    assert held.step == Task.Step.VERIFY


def _judged(project: Project) -> None:
    """What the workers do with complete tasks."""
    for task in Task.objects.filter(project=project, is_gold=False):
        refresh_task(task_id=task.pk, now=now())
