"""A demonstration that was cut off goes on where it ended."""

from dataclasses import replace
from io import StringIO

import numpy as np
import pytest

from guildmark.accounts.models import User
from guildmark.communities.models import Application, Membership
from guildmark.consensus.actions.refreshing import refresh_task
from guildmark.core.clock import now
from guildmark.demo.management.commands.seed_demo import Command
from guildmark.demo.people import crew, crowd
from guildmark.demo.seed import batches, incidents, lessons, plans, projects
from guildmark.demo.seed.crowd import Worker, qualify, take, work_until_nothing_is_left
from guildmark.demo.seed.scale import Scale
from guildmark.demo.seed.staff import (
    COMMUNITY,
    Staff,
    found_staff,
    make_everybody,
    simulated_annotator,
)
from guildmark.projects.models import GuidelineExample, Project
from guildmark.quality.models import Appeal, QualityRule, RuleFiring
from guildmark.training.models import Attempt
from guildmark.training.queries import funnel
from guildmark.work.models import Assignment, Batch, Task

pytestmark = pytest.mark.django_db

#: Questions of the quiz: as many as it takes to see that somebody sat it.
QUIZ = 6
TINY = Scale(
    scenes_work=0,
    scenes_open=0,
    scenes_gold=0,
    scenes_quiz=0,
    crops_work=2,
    crops_open=1,
    crops_gold=1,
    crops_quiz=QUIZ,
)


class CutOff(Exception):  # noqa: N818  what a killed process is to the code
    """The power goes."""


def _fail(*_: object, **__: object) -> None:
    raise CutOff


@pytest.fixture
def staff() -> Staff:
    return make_everybody(crowd()[:1], now=now())


def _prepare(staff: Staff, *, seed: int = 7) -> projects.Prepared:
    return _made(TINY, staff, seed=seed)


def _made(scale: Scale, staff: Staff, *, seed: int = 7) -> projects.Prepared:
    plan = replace(plans.materials_plan(scale, seed=seed), scored_decisions=scale.crops_quiz)
    return projects.prepare(plan, staff, now=now())


def test_people_are_made_all_or_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("guildmark.demo.seed.staff.simulated_annotator", _fail)
        with pytest.raises(CutOff):
            make_everybody(crowd(), now=now())

    assert found_staff() is None
    assert not User.objects.exists()
    assert make_everybody(crowd()[:1], now=now()) == found_staff()


@pytest.mark.slow
def test_a_project_that_was_cut_off_is_made_once(
    staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("guildmark.demo.seed.projects.open_batch", _fail)
        with pytest.raises(CutOff):
            _prepare(staff)
    first, second = _prepare(staff), _prepare(staff)

    assert second.seeded == first.seeded
    assert second.waiting == first.waiting
    assert Project.objects.count() == Batch.objects.count() == 1
    assert Task.objects.filter(batch=first.seeded.work_batch).count() == TINY.crops_work


def test_a_project_is_finished_with_its_second_batch(staff: Staff) -> None:
    prepared = _prepare(staff)
    before = projects.is_finished(plans.MATERIALS, staff)

    projects.open_second_batch(prepared, staff, now=now())

    assert (before, projects.is_finished(plans.MATERIALS, staff)) == (False, True)


@pytest.mark.slow
def test_what_other_dice_began_is_not_gone_on_with(staff: Staff) -> None:
    _prepare(staff)

    with pytest.raises(projects.AnotherSeedError, match="another --seed"):
        _prepare(staff, seed=8)


def test_who_is_qualified_sits_no_second_quiz(staff: Staff) -> None:
    seeded = _prepare(staff).seeded
    user = User.objects.get(email=crowd()[0].email)

    qualify(user, seeded, np.random.default_rng(1))
    qualify(user, seeded, np.random.default_rng(1))

    assert Attempt.objects.filter(user=user, state=Attempt.State.PASSED).count() == 1
    assert Attempt.objects.count() == 1


def test_who_works_is_counted_among_those_who_came_that_far(staff: Staff) -> None:
    seeded = _prepare(staff).seeded
    user = User.objects.get(email=crowd()[0].email)
    dice = np.random.default_rng(1)
    qualify(user, seeded, dice)
    before = funnel(seeded.project, now=now()).worked

    take(Worker(crowd()[0], user, dice), seeded)

    assert (before, funnel(seeded.project, now=now()).worked) == (0, 1)


def test_the_second_batch_begins_with_something_to_look_at(staff: Staff) -> None:
    people = crowd()[1:6]
    for person in people:
        simulated_annotator(person, now=now())
    scale = replace(TINY, crops_work=4, crops_open=8, crops_overlap=5)
    prepared = _made(scale, staff)
    workers = [
        Worker(one, User.objects.get(email=one.email), np.random.default_rng(one.number))
        for one in people
    ]
    for worker in workers:
        qualify(worker.user, prepared.seeded, worker.rng)
    work_until_nothing_is_left(workers, prepared.seeded, expected=20, on_answer=lambda _: None)
    for task in Task.objects.filter(batch=prepared.seeded.work_batch):
        refresh_task(task_id=task.pk, now=now())

    incidents.begin_second_batch(prepared, staff, workers, workers[0], workers[0])

    second = Batch.objects.get(name=projects.SECOND_BATCH)
    live = Assignment.objects.filter(project=second.project, state=Assignment.State.LEASED)
    assert second.is_adaptive
    assert Task.objects.filter(project=second.project, state=Task.State.TRIAGE).count() == 1
    assert live.count() == incidents.HOLDERS
    assert Task.objects.filter(project=second.project, state=Task.State.DISPUTED).exists()
    open_appeals = Appeal.objects.filter(project=second.project, state=Appeal.State.OPEN)
    assert open_appeals.filter(restriction__isnull=False).count() == 1
    (rejected,) = open_appeals.filter(restriction__isnull=True)
    assert rejected.assignment is not None
    assert rejected.assignment.state == Assignment.State.REJECTED
    told = RuleFiring.objects.filter(project=second.project, action="notice")
    assert told.values("annotator").distinct().count() == told.count() > 0
    waits = QualityRule.objects.get(project=second.project, name="Stricter on checks")
    assert (waits.is_on, waits.action) == (False, "pause")


def test_other_batches_wait_for_a_day_for_some_people_or_for_an_answer(staff: Staff) -> None:
    scale = replace(TINY, crops_open=12)
    prepared = _made(scale, staff)
    user = User.objects.get(email=crowd()[0].email)
    qualify(user, prepared.seeded, np.random.default_rng(1))
    others, waiting = batches.set_aside(prepared.waiting)

    batches.open_others(prepared, staff, others)

    assert (len(others), len(waiting)) == (6, 6)
    assert batches.set_aside(prepared.waiting[:11]) == ([], prepared.waiting[:11])
    made = {one.name: one for one in Batch.objects.exclude(name=projects.FIRST_BATCH)}
    tomorrow, phones, paused = (
        made[name] for name in (batches.TOMORROW, batches.PHONES, batches.PAUSED)
    )
    assert [one.tasks.count() for one in made.values()] == [batches.EACH] * 3
    assert tomorrow.opens_at is not None
    assert tomorrow.opens_at > now()
    assert phones.audience is not None
    assert (paused.state, paused.pause_reason) == (Batch.State.PAUSED, batches.WHY)
    assert paused.resumes_at is not None
    assert take(Worker(crowd()[0], user, np.random.default_rng(1)), prepared.seeded) is not None


@pytest.mark.slow
def test_the_demonstration_teaches_by_examples_practice_and_words(staff: Staff) -> None:
    people = crowd()[1:9]
    for person in people:
        simulated_annotator(person, now=now())
    scale = replace(TINY, scenes_quiz=14, scenes_work=1, scenes_open=1, scenes_gold=1)
    plan = plans.coins_plan(scale, seed=7)
    prepared = projects.prepare(plan, staff, now=now())
    project = prepared.seeded.project
    users = [User.objects.get(email=person.email) for person in people]
    for user in users:
        qualify(user, prepared.seeded, np.random.default_rng(user.pk))

    for _ in range(2):
        lessons.teach(project, prepared.lessons, plan.asked, users, staff, now=now())

    examples = GuidelineExample.objects.filter(guideline_version__project=project)
    shown = set(examples.values_list("label_key", "verdict"))
    assert {key for key, _ in shown} == {"silver", "gold", "copper", "oxidised"}
    assert {verdict for _, verdict in shown} == {"right", "wrong", "borderline"}
    assert project.practice_items.count() == 3
    assert project.quiz_questions.filter(item=None).count() == 4
    assert sorted(Application.objects.values_list("state", flat=True)) == ["accepted", "submitted"]
    assert Membership.objects.get(is_steward=True).community.name == "Dog people"


def test_who_works_on_any_project_is_in_before_the_first_is_told_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scale = replace(TINY, coins_crew={"careful": 1}, materials_crew={"confuser": 2, "spammer": 1})
    monkeypatch.setattr("guildmark.demo.seed.projects.prepare", _fail)

    for _ in range(2):
        with pytest.raises(CutOff):
            Command(stdout=StringIO()).seed(7, scale)

    inside = Membership.objects.filter(community__name=COMMUNITY)
    assert sorted(inside.values_list("user__email", flat=True)) == sorted(
        person.email for person in crew(scale.materials_crew)
    )
