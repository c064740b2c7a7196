"""The staff hears of what waits for it: appeals, contests, gold that runs low, disputes."""

import pytest

from guildmark.accounts.models import User
from guildmark.events.models import Event
from guildmark.notifications import queries
from guildmark.quality import actions
from guildmark.work import actions as work_actions
from tests.factories import accounts, quality, work
from tests.factories.verdicts import MARK
from tests.factories.work import NOW, Workplace
from workers.routes import tasks_for
from workers.tasks.notices import tell_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Workplace:
    """A project with an open batch and gold in it."""
    made = work.workplace(items=2)
    work.open_batch(made, gold_share=0.5, overlap=1)
    return made


@pytest.fixture
def reviewer(place: Workplace) -> User:
    """Somebody who decides about work, and not about gold."""
    return accounts.staff(place.organisation, "reviewer")


def _deliver(name: str) -> None:
    """Twice each, as a broker may."""
    events = list(Event.objects.filter(name=name).order_by("pk"))
    assert events
    for event in events + events:
        if "notices.tell_staff" in tasks_for(name, event.payload):
            tell_staff(event_id=event.pk, **event.payload)


def _told(user: User) -> list[tuple[str, str]]:
    return list(queries.notices(user.pk).values_list("title", "href"))


def test_an_appeal_is_told_to_those_who_answer_it(place: Workplace, reviewer: User) -> None:
    user = work.annotator(place)
    work_actions.require_seat(user_id=user.pk, project_id=place.project.pk, now=NOW)
    quality.appeal(quality.pause(place, user))

    _deliver("appeal.submitted")

    said = [(f"An appeal waits for an answer: {place.project.name}", _page(place, "appeals"))]
    assert (_told(reviewer), _told(place.manager), _told(user)) == (said, said, [])


def test_a_contest_is_told_to_managers_alone(place: Workplace, reviewer: User) -> None:
    gold = quality.gold_item(place, is_hidden=False)
    quality.contest(quality.taught(place, gold, accounts.person()))

    _deliver("gold_item.contested")

    said = f"Somebody says that a known answer is wrong: {place.project.name}"
    assert _told(place.manager) == [(said, _page(place, "gold/contests"))]
    assert _told(reviewer) == []


def test_gold_that_runs_low_is_told_with_the_reason(place: Workplace) -> None:
    actions.check_stock(project_id=place.project.pk, now=NOW)

    _deliver("gold.stock_low")

    (notice,) = queries.notices(place.manager.pk)
    assert notice.title == f"Gold runs low: {place.project.name}"
    assert notice.href == _page(place, "gold")
    assert notice.body == Event.objects.get(name="gold.stock_low").payload["reason"]
    assert notice.body


def test_disputes_are_told_to_reviewers_once_and_not_while_others_are_asked(
    place: Workplace, reviewer: User
) -> None:
    def disputed(extra_slots: int) -> None:
        user = work.annotator(place)
        held = work.claim(user, place)
        work.submit(user, held)
        assert work_actions.dispute_task(task_id=held.task_id, extra_slots=extra_slots, now=NOW)

    disputed(1)
    _deliver("task.disputed")
    others_are_asked = _told(reviewer)
    disputed(0)
    disputed(0)
    _deliver("task.disputed")

    said = (f"A disputed picture waits for a decision: {place.project.name}",)
    assert others_are_asked == []
    assert _told(reviewer) == [(*said, _page(place, "disputed"))]


def test_a_resolved_picture_that_is_put_to_reviewers_is_told_to_them(
    place: Workplace, reviewer: User
) -> None:
    users = [work.annotator(place) for _ in range(2)]
    tasks = []
    for user in users:
        held = work.claim(user, place)
        work.submit(user, held)
        assert work_actions.resolve_task(task_id=held.task_id, now=NOW)
        tasks.append(held.task_id)

    def reopen(task_id: int, slots: int) -> None:
        work_actions.reopen_task(
            actor_id=place.manager.pk, task_id=task_id, slots=slots, reason="returned", now=NOW
        )
        _deliver("task.reopened")

    reopen(tasks[0], 1)
    others_are_asked = _told(reviewer)
    reopen(tasks[1], 0)

    said = f"A disputed picture waits for a decision: {place.project.name}"
    assert others_are_asked == []
    assert _told(reviewer) == [(said, _page(place, "disputed"))]


def test_an_answer_that_went_back_to_its_author_is_nothing_for_a_reviewer(
    place: Workplace, reviewer: User
) -> None:
    author = work.annotator(place)
    held = work.claim(author, place)
    work.submit(author, held)
    assert work_actions.resolve_task(task_id=held.task_id, now=NOW)

    work_actions.return_assignment(
        assignment_id=held.assignment_id,
        reason_code="wrong_shape",
        note="",
        marks=(MARK,),
        actor_id=place.manager.pk,
        now=NOW,
    )
    _deliver("task.reopened")

    assert _told(reviewer) == []


def _page(place: Workplace, name: str) -> str:
    return f"/p/{place.project.pk}/{name}"
