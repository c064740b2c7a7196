"""Answers that no worker can compare: staff see what went wrong, and nobody waits for ever."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from guildmark.accounts.models import User
from guildmark.consensus import actions
from guildmark.consensus.actions import refreshing
from guildmark.consensus.models import JudgingFailure
from guildmark.consensus.queries.alarms import alarms
from guildmark.consensus.queries.failures import failures_of
from guildmark.consensus.queries.tasks import forgotten_tasks
from guildmark.core import clock
from guildmark.core.errors import NotFound
from guildmark.events.models import Event, Receipt
from guildmark.events.queries import LATE
from guildmark.work import actions as work_actions
from guildmark.work.models import Batch, Task
from tests.conftest import SignIn
from tests.factories import accounts, consensus, work
from tests.factories.work import NOW, Workplace
from tests.integration.work.test_asking_more import compared
from workers.app import app
from workers.tasks import consensus as worker

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def complete(place: Workplace) -> Task:
    """A task that two people have answered, of whom more may be asked."""
    work.open_batch(place, is_adaptive=True)
    for _ in range(2):
        someone = work.annotator(place)
        work.submit(someone, work.claim(someone, place))
    return Task.objects.get(project=place.project)


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every task fails a worker."""

    def fail(*args: object, **kwargs: object) -> Any:
        raise ValueError("no such label: coin")

    monkeypatch.setattr(refreshing, "consolidate", fail)


def rung(task: Task) -> None:
    """The sweep rings for it, when its time has come, and it fails."""
    JudgingFailure.objects.filter(task=task).update(again_at=clock.now())
    actions.take_due_failures(now=clock.now(), limit=9)
    with pytest.raises(ValueError, match="no such label"):
        worker.refresh_task(task_id=task.pk)


@pytest.mark.usefixtures("broken")
def test_what_a_worker_fails_at_is_told_with_the_error_and_waited_for_a_few_tries() -> None:
    place = work.workplace(items=1)
    task = complete(place)
    late = work.annotator(place)
    told = []

    for _ in range(4):
        told.append(work.why_empty(late, place))
        assert alarms(place.project.pk, NOW) == []
        rung(task)

    (failure,) = failures_of(place.project.pk)
    (alarm,) = alarms(place.project.pk, NOW)
    assert told == ["comparing"] * 4
    assert work.why_empty(late, place) == "nothing_left"
    assert (failure.task_id, failure.error, failure.tries) == (
        task.pk, "ValueError: no such label: coin", 4,
    )  # fmt: skip
    assert (alarm.code, alarm.count, alarm.place) == ("answers_not_compared", 1, "queue")


@pytest.mark.parametrize("is_swept", [True, False])
def test_the_database_waits_for_a_worker_that_compares_for_as_long_as_it_may(
    is_swept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def judge(**_: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SHOW idle_in_transaction_session_timeout")
            seen.append(cursor.fetchone()[0])

    monkeypatch.setattr(worker, "refresh", judge)
    task = complete(work.workplace(items=1))
    event = Event.objects.filter(name="submission.made").latest("pk")

    worker.refresh_task(task_id=task.pk, event_id=None if is_swept else event.pk)

    assert seen == ["2min"]


@pytest.mark.usefixtures("broken")
def test_the_event_of_a_failure_is_dealt_with_so_that_workers_do_not_seem_behind() -> None:
    place = work.workplace(items=1)
    task = complete(place)
    event = Event.objects.filter(name="submission.made").latest("pk")

    with pytest.raises(ValueError, match="no such label"):
        worker.refresh_task(event_id=event.pk, **event.payload)
    worker.refresh_task(event_id=event.pk, **event.payload)

    assert Receipt.objects.filter(event_id=event.pk, handler=worker.REFRESH).count() == 1
    assert JudgingFailure.objects.get(task=task).tries == 1


@pytest.mark.usefixtures("broken")
def test_it_is_tried_again_later_and_later_and_at_once_when_asked() -> None:
    place = work.workplace(items=1)
    task = complete(place)
    waits = []

    for _ in range(12):
        rung(task)
        failure = JudgingFailure.objects.get(task=task)
        waits.append((failure.again_at - failure.last_at).total_seconds() / 60)
    before = actions.take_due_failures(now=clock.now(), limit=9)
    actions.judge_again(task_id=task.pk, now=clock.now())

    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]
    assert before == []
    assert actions.take_due_failures(now=clock.now(), limit=9) == [(task.pk, "draw")]
    with pytest.raises(NotFound):
        actions.judge_again(task_id=0, now=NOW)


def test_what_kills_every_worker_is_tried_less_and_less_and_told() -> None:
    place = work.workplace(items=1)
    task = complete(place)
    late = work.annotator(place)
    actions.note_failure(task_id=task.pk, error="Slow", now=NOW)
    waits, told = [], []

    for _ in range(4):
        told.append(work.why_empty(late, place))
        moment = JudgingFailure.objects.get().again_at
        assert actions.take_due_failures(now=moment, limit=9) == [(task.pk, "draw")]
        assert actions.take_due_failures(now=moment, limit=9) == []
        waits.append((JudgingFailure.objects.get().again_at - moment).total_seconds() / 60)

    assert waits == [2, 4, 8, 16]
    assert told == ["comparing"] * 3 + ["nothing_left"]
    assert [alarm.code for alarm in alarms(place.project.pk, NOW)] == ["answers_not_compared"]


def test_the_sweep_counts_a_try_before_it_rings(monkeypatch: pytest.MonkeyPatch) -> None:
    place = work.workplace(items=1)
    task = complete(place)
    actions.note_failure(task_id=task.pk, error="Slow", now=NOW)
    rings: list[tuple[int, int]] = []

    def ring(name: str, kwargs: dict[str, Any], **_: object) -> None:
        rings.append((kwargs["task_id"], JudgingFailure.objects.get().tries))

    monkeypatch.setattr(app, "send_task", ring)

    for _ in range(2):
        worker.catch_up()

    assert rings == [(task.pk, 2)]


def forgotten(place: Workplace) -> Task:
    """A complete task of which the event was lost just now."""
    task = complete(place)
    Task.objects.filter(pk=task.pk).update(changed_at=clock.now() - 2 * LATE)
    return task


def test_a_worker_lost_over_a_task_that_was_forgotten_is_not_rung_for_at_once_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The message is delivered again too late: nobody is told that a worker was lost."""
    place = work.workplace(items=1)
    task = forgotten(place)
    rings: list[int] = []
    monkeypatch.setattr(app, "send_task", lambda name, kwargs, **_: rings.append(kwargs["task_id"]))
    waits = []

    for _ in range(5):
        worker.catch_up()
        worker.catch_up()
        failure = JudgingFailure.objects.get(task=task)
        waits.append(round((failure.again_at - clock.now()).total_seconds() / 60))
        JudgingFailure.objects.update(again_at=clock.now())

    assert (rings, waits) == ([task.pk] * 5, [1, 2, 4, 8, 16])
    assert [alarm.code for alarm in alarms(place.project.pk, NOW)] == ["answers_not_compared"]


def test_a_forgotten_task_whose_event_comes_after_all_waits_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    task = forgotten(work.workplace(items=1))
    event = Event.objects.filter(name="submission.made").latest("pk")
    monkeypatch.setattr(app, "send_task", lambda *_, **__: None)
    worker.catch_up()
    assert JudgingFailure.objects.get(task=task).tries == 1

    worker.refresh_task(event_id=event.pk, **{**event.payload, "is_complete": False})
    assert JudgingFailure.objects.exists()
    worker.refresh_task(task_id=task.pk, event_id=Event.objects.earliest("pk").pk)

    assert not JudgingFailure.objects.exists()


@pytest.mark.usefixtures("broken")
def test_a_worker_that_is_lost_leaves_the_error_of_the_try_before() -> None:
    task = complete(work.workplace(items=1))
    rung(task)

    actions.note_failure(task_id=task.pk, error="", now=clock.now())

    assert JudgingFailure.objects.get().error == "ValueError: no such label: coin"


def taken_out(place: Workplace) -> Task:
    """A task that had its label when one of its two answers was voided; nobody is asked instead."""
    batch = work.open_batch(place, overlap=2)
    people = [work.annotator(place) for _ in range(2)]
    for someone in people:
        work.submit(someone, work.claim(someone, place))
    task = Task.objects.get(project=place.project)
    worker.refresh_task(task_id=task.pk)
    staff = place.manager.pk
    void_of = people[0].pk
    work_actions.drain_batch(actor_id=staff, batch_id=batch.pk, reason="", now=NOW)
    work_actions.void_submissions(
        actor_id=staff, annotator_id=void_of, project_id=place.project.pk, since=None,
        reason="Guessed.", now=NOW,
    )  # fmt: skip
    task.refresh_from_db()
    return task


def test_a_label_that_could_not_be_made_anew_is_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = work.workplace(items=1)
    task = taken_out(place)
    before = task.consensus_results.get(is_current=True)
    with monkeypatch.context() as broken:
        broken.setattr(refreshing, "consolidate", lambda *args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            worker.refresh_task(task_id=task.pk)

    actions.tidy_failures(now=clock.now())
    listed = [failure.task_id for failure in failures_of(place.project.pk)]
    due = actions.take_due_failures(now=clock.now() + DAY, limit=9)
    worker.refresh_task(task_id=task.pk)

    assert (task.state, before.submission_count) == ("resolved", 2)
    assert (listed, due) == ([task.pk], [(task.pk, "draw")])
    assert task.consensus_results.get(is_current=True).submission_count == 1
    assert JudgingFailure.objects.count() == 0


def lost(event: Event) -> None:
    """The broker delivers it a second time: the first worker was lost before its end."""
    worker.refresh_task.push_request(delivery_info={"redelivered": True})
    try:
        worker.refresh_task.run(event_id=event.pk, **event.payload)
    finally:
        worker.refresh_task.pop_request()


def test_a_worker_lost_over_making_a_label_anew_is_told_and_it_is_tried_again_later() -> None:
    place = work.workplace(items=1)
    task = taken_out(place)
    event = Event.objects.filter(name="task.completed", payload__task_id=task.pk).latest("pk")

    lost(event)

    (failure,) = failures_of(place.project.pk)
    assert (failure.task_id, failure.error, failure.tries) == (task.pk, "", 1)
    assert Receipt.objects.filter(event_id=event.pk, handler=worker.REFRESH).count() == 1
    assert task.consensus_results.get(is_current=True).submission_count == 2
    assert actions.take_due_failures(now=clock.now() + DAY, limit=9) == [(task.pk, "draw")]
    worker.refresh_task(task_id=task.pk)
    assert task.consensus_results.get(is_current=True).submission_count == 1
    assert JudgingFailure.objects.count() == 0


def test_a_worker_lost_after_its_end_leaves_no_mark() -> None:
    place = work.workplace(items=1)
    task = taken_out(place)
    event = Event.objects.filter(name="task.completed", payload__task_id=task.pk).latest("pk")
    worker.refresh_task(event_id=event.pk, **event.payload)
    assert task.consensus_results.get(is_current=True).submission_count == 1

    lost(event)

    assert JudgingFailure.objects.count() == 0


def test_what_a_reviewer_settles_meanwhile_waits_no_more() -> None:
    place = consensus.disputed()
    task = Task.objects.get(project=place.project)
    actions.note_failure(task_id=task.pk, error="Slow", now=NOW)
    assert failures_of(place.project.pk).count() == 1
    way = actions.Settlement(way="accept", reason_code="class_differs", note="A coin.")

    reviewer = accounts.staff(place.organisation, "reviewer")
    actions.settle(actor_id=reviewer.pk, task_id=task.pk, settlement=way, now=NOW)

    assert failures_of(place.project.pk).count() == 0
    actions.tidy_failures(now=NOW)
    assert JudgingFailure.objects.count() == 0


def test_what_was_mended_gets_its_label_and_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    place = work.workplace(items=1)
    task = complete(place)
    with monkeypatch.context() as broken:
        broken.setattr(refreshing, "consolidate", lambda *args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            worker.refresh_task(task_id=task.pk)
    assert JudgingFailure.objects.count() == 1

    worker.refresh_task(task_id=task.pk)

    assert JudgingFailure.objects.count() == 0
    assert task.consensus_results.count() == 1


@pytest.mark.usefixtures("broken")
def test_five_hundred_of_them_keep_no_other_task_waiting() -> None:
    place = work.workplace(items=1)
    task = complete(place)
    rung(task)
    batch = Batch.objects.get()
    had = User.objects.filter(assignments__task=task)[0]

    other, _ = compared(place, batch, had_by=had, count=2, is_unjudged=True)

    found = forgotten_tasks(now=NOW + DAY, limit=1)
    assert (task.pk < other, found) == (True, [other])


def test_marks_of_yesterday_go_and_staff_see_what_still_waits() -> None:
    place = work.workplace(items=1)
    task = complete(place)
    ended, young = compared(
        place, Batch.objects.get(), had_by=User.objects.filter(assignments__task=task)[0],
        count=2, is_unjudged=True,
    )  # fmt: skip
    Task.objects.filter(pk=ended).update(state=Task.State.RESOLVED)
    Task.objects.filter(pk=young).update(changed_at=NOW + DAY)

    for _ in range(2):
        actions.tidy_failures(now=NOW + DAY + timedelta(seconds=1))

    marked = Task.objects.filter(is_unjudged=True).values_list("pk", flat=True)
    (failure,) = failures_of(place.project.pk)
    (alarm,) = alarms(place.project.pk, NOW)
    assert list(marked) == [young]
    assert (failure.task_id, failure.error, failure.first_at) == (task.pk, "", task.changed_at)
    assert alarm.count == 1
    assert actions.take_due_failures(now=NOW + 2 * DAY, limit=9) == [(task.pk, "draw")]


@pytest.mark.usefixtures("broken")
def test_a_failure_whose_task_is_called_off_is_forgotten() -> None:
    place = work.workplace(items=1)
    task = complete(place)
    rung(task)
    Task.objects.filter(pk=task.pk).update(state=Task.State.CANCELLED)
    assert failures_of(place.project.pk).count() == 0

    actions.tidy_failures(now=NOW)

    assert JudgingFailure.objects.count() == 0


@pytest.mark.usefixtures("broken")
def test_staff_read_what_went_wrong_and_have_it_tried_again(api: SignIn) -> None:
    place = work.workplace(items=1)
    task = complete(place)
    rung(task)
    staff = api(place.manager)

    (row,) = staff.get(f"/api/v1/projects/{place.project.pk}/failures").json()["results"]
    again = staff.post(f"/api/v1/tasks/{task.pk}/judge-again")

    assert (row["task_id"], row["error"], row["tries"]) == (
        task.pk, "ValueError: no such label: coin", 1,
    )  # fmt: skip
    assert again.status_code == 204
    assert JudgingFailure.objects.get().again_at <= clock.now()
