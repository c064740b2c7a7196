"""Labels and batches that open again."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from guildmark.accounts.models import User
from guildmark.events.models import Event
from guildmark.work import actions
from guildmark.work.errors import CannotReturn, TaskConflict
from guildmark.work.models import Submission, Task
from guildmark.work.queries.judging import forecast_voiding
from tests.factories import work
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def _void(place: Workplace, user: User, *, now: datetime) -> None:
    actions.void_submissions(
        actor_id=None,
        annotator_id=user.pk,
        project_id=place.project.pk,
        since=None,
        reason="Guessed.",
        now=now,
    )


def _answered(place: Workplace, user: User) -> Submission:
    made = work.submit(user, work.claim(user, place))
    return Submission.objects.get(pk=made.submission_id)


def test_a_reviewer_who_only_looked_leaves_the_label_to_the_answers() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=1)
    user = work.annotator(place)
    answer = _answered(place, user)
    Task.objects.update(state="disputed")
    actions.begin_adjudication(actor_id=place.manager.pk, task_id=answer.task_id, now=NOW)
    actions.release_adjudication(actor_id=place.manager.pk, task_id=answer.task_id, now=NOW)
    actions.resolve_task(task_id=answer.task_id, now=NOW)
    forecast = forecast_voiding(
        annotator_id=user.pk, project_id=place.project.pk, since=None, now=LATER
    )

    _void(place, user, now=LATER)

    task = Task.objects.get()
    assert (forecast.tasks_asked_again, forecast.tasks_with_fewer) == (1, 0)
    assert (task.state, task.open_slots, task.counted, task.target) == ("open", 1, 0, 1)


def test_nobody_is_asked_again_about_a_picture_that_is_gone() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=2)
    user, other = work.annotator(place), work.annotator(place)
    answer = _answered(place, user)
    _answered(place, other)
    actions.resolve_task(task_id=answer.task_id, now=NOW)
    item_id = place.dataset.items.get().pk

    actions.stop_asking(actor_id=None, item_id=item_id, reason="picture_deleted", now=NOW)

    with pytest.raises(TaskConflict):
        actions.reopen_task(
            actor_id=place.manager.pk, task_id=answer.task_id, slots=1, reason="Look.", now=NOW
        )
    with pytest.raises(CannotReturn):
        actions.return_assignment(
            assignment_id=answer.assignment_id, reason_code="careless", note="", marks=(),
            actor_id=place.manager.pk, now=NOW,
        )  # fmt: skip
    forecast = forecast_voiding(
        annotator_id=user.pk, project_id=place.project.pk, since=None, now=LATER
    )
    assert (forecast.tasks_asked_again, forecast.tasks_with_fewer) == (0, 1)
    _void(place, user, now=LATER)
    task = Task.objects.get()
    assert (task.state, task.open_slots, task.counted, task.target) == ("resolved", 0, 1, 1)
    _void(place, other, now=LATER)
    task.refresh_from_db()
    assert (task.state, task.open_slots, task.counted, task.target) == ("cancelled", 0, 0, 0)


def test_a_label_that_is_opened_again_is_no_more_the_reviewers() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=1)
    user, other = work.annotator(place), work.annotator(place)
    answer = _answered(place, user)
    Task.objects.update(state="disputed")
    by: dict[str, Any] = {"actor_id": place.manager.pk, "task_id": answer.task_id, "now": NOW}
    actions.begin_adjudication(**by)
    actions.settle_adjudication(**by)
    actions.reopen_task(**by, slots=1, reason="Look again.")
    _answered(place, other)
    actions.resolve_task(task_id=answer.task_id, now=NOW)

    _void(place, user, now=LATER)

    task = Task.objects.get()
    assert (task.state, task.open_slots, task.counted, task.target) == ("open", 1, 1, 2)


def test_a_batch_that_opens_again_after_its_end_is_not_drained_by_the_old_end() -> None:
    place = work.workplace(items=1)
    batch = work.open_batch(place, overlap=1, closes_at=LATER)
    user, other = work.annotator(place), work.annotator(place)
    answer = _answered(place, user)
    actions.resolve_task(task_id=answer.task_id, now=NOW)
    actions.settle_batches(now=NOW)
    after = LATER + timedelta(hours=1)

    _void(place, user, now=after)
    drained = actions.drain_ended(now=after)

    batch.refresh_from_db()
    assert (drained, batch.state, batch.closes_at) == (0, "open", None)
    assert work.claim(other, place, now=after).task_id == answer.task_id
    assert Event.objects.get(name="batch.reopened").payload["lifted_end"] == LATER.isoformat()


def test_a_task_reopened_by_hand_lifts_the_end_that_is_past_and_keeps_one_to_come() -> None:
    place = work.workplace(items=1)
    batch = work.open_batch(place, overlap=1, closes_at=LATER)
    answer = _answered(place, work.annotator(place))
    actions.resolve_task(task_id=answer.task_id, now=NOW)
    by: dict[str, Any] = {
        "actor_id": place.manager.pk,
        "task_id": answer.task_id,
        "reason": "Look.",
    }
    ends = []
    for now in (NOW, LATER):
        actions.settle_batches(now=NOW)
        actions.reopen_task(**by, slots=1, now=now)
        batch.refresh_from_db()
        ends.append((batch.state, batch.closes_at))
        _answered(place, work.annotator(place))
        actions.resolve_task(task_id=answer.task_id, now=now)

    assert ends == [("open", LATER), ("open", None)]
