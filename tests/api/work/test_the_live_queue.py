"""What staff see of the queue as it is now."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildmark.core.clock import now
from guildmark.events.models import Event
from guildmark.work import actions
from guildmark.work.errors import BatchConflict
from guildmark.work.models import Task
from guildmark.work.queries.lying import is_a_task_left_to_nobody
from tests.conftest import SignIn
from tests.factories import accounts, quality, work
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db


def _given_back_by_three(place: Workplace) -> Task:
    """A task in triage."""
    for number in range(3):
        someone = work.annotator(place)
        lease = work.claim(someone, place, now=now())
        actions.skip(
            user_id=someone.pk,
            assignment_id=lease.assignment_id,
            reason="bad_image",
            note=f"Blurred {number}",
            now=now(),
        )
    return Task.objects.get(project=place.project, state=Task.State.TRIAGE)


def test_leases_say_who_is_at_which_picture_and_until_when(api: SignIn) -> None:
    place = work.workplace(items=2)
    batch = work.open_batch(place, now=now())
    anna = work.annotator(place)
    held = work.claim(anna, place, now=now())

    found = api(place.manager).get(f"/api/v1/projects/{place.project.pk}/leases").json()

    (lease,) = found["results"]
    assert lease["person"] == {"id": anna.pk, "pseudonym": anna.pseudonym}
    assert (lease["item_name"], lease["batch_name"]) == (held.item.name, batch.name)
    assert (lease["step"], lease["extensions"]) == ("draw", 0)


def test_nothing_tells_a_check_among_the_leases(api: SignIn) -> None:
    place = work.workplace(items=2)
    batch = work.open_batch(place, now=now())
    ordinary, checked = work.annotator(place), accounts.person()
    gold = quality.gold_item(place)
    work.submit(work.annotator(place, user=checked), work.claim(checked, place, now=now()))
    work.claim(ordinary, place, now=now())
    quality.gold_lease(place, gold, checked)

    found = api(place.manager).get(f"/api/v1/projects/{place.project.pk}/leases").json()

    assert {one["person"]["id"] for one in found["results"]} == {ordinary.pk, checked.pk}
    assert [one["batch_name"] for one in found["results"]] == [batch.name] * 2


def test_a_stuck_task_says_why_it_was_given_back(api: SignIn) -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=3, now=now())
    task = _given_back_by_three(place)

    found = api(place.manager).get(f"/api/v1/projects/{place.project.pk}/stuck-tasks").json()

    (stuck,) = found["results"]
    assert stuck["id"] == task.pk
    assert [one["note"] for one in stuck["given_back"]] == ["Blurred 2", "Blurred 1", "Blurred 0"]
    assert {one["reason"] for one in stuck["given_back"]} == {"bad_image"}


@pytest.mark.parametrize("number", [1, 3])
def test_lists_of_the_queue_cost_the_same_for_one_row_and_for_three(
    api: SignIn, django_assert_num_queries: object, number: int
) -> None:
    place = work.workplace(items=number)
    work.open_batch(place, now=now())
    for _ in range(number):
        work.claim(work.annotator(place), place, now=now())
    manager = api(place.manager)
    manager.get("/api/v1/me")

    with django_assert_num_queries(5):  # type: ignore[operator]  # pytest-django's callable
        found = manager.get(f"/api/v1/projects/{place.project.pk}/leases").json()

    assert len(found["results"]) == number


def test_the_batch_with_the_higher_number_comes_first_from_the_next_claim_on(api: SignIn) -> None:
    place = work.workplace(items=2)
    work.open_batch(place, now=now())
    work.add_items(place, 2)
    later = work.open_batch(place, now=now())

    answer = api(place.manager).post(f"/api/v1/batches/{later.pk}/priority", {"priority": 5})
    lease = work.claim(work.annotator(place), place, now=now())

    assert answer.json()["priority"] == 5
    assert Task.objects.get(pk=lease.task_id).batch_id == later.pk
    event = Event.objects.get(name="batch.reprioritised")
    assert (event.payload["before"], event.payload["priority"]) == (0, 5)


def test_a_batch_is_made_with_no_priority_that_another_could_not_have(api: SignIn) -> None:
    place = work.workplace(items=1)
    body = {
        "name": "First", "overlap": 1, "gold_share": 0.1, "price_minor": 5, "currency": "EUR",
        "share_cap": 0.1, "priority": 101,
    }  # fmt: skip

    answer = api(place.manager).post(f"/api/v1/projects/{place.project.pk}/batches", body)

    assert answer.status_code == 422, answer.json()
    assert [one["path"] for one in answer.json()["errors"]] == ["priority"]


def test_a_priority_that_stays_is_no_event_and_one_of_what_is_over_is_refused() -> None:
    place = work.workplace(items=1)
    batch = work.open_batch(place, now=now())
    moment, actor = now(), place.manager.pk
    actions.set_priority(actor_id=actor, batch_id=batch.pk, priority=0, now=moment)
    assert not Event.objects.filter(name="batch.reprioritised").exists()
    actions.drain_batch(actor_id=actor, batch_id=batch.pk, now=moment)
    actions.settle_batches(now=moment)

    with pytest.raises(BatchConflict):
        actions.set_priority(actor_id=actor, batch_id=batch.pk, priority=1, now=moment)


def _the_workers_have_caught_up() -> None:
    Event.objects.update(sent_at=now(), settled_at=now())


def _codes(api: SignIn, place: Workplace) -> set[str]:
    cache.clear()
    found = api(place.manager).get(f"/api/v1/projects/{place.project.pk}/alarms").json()
    return {alarm["code"] for alarm in found["alarms"]}


def test_alarms_come_with_their_cause_and_go_with_it(api: SignIn) -> None:
    place = work.workplace(items=2)
    batch = work.open_batch(place, overlap=3, now=now())
    _the_workers_have_caught_up()
    assert _codes(api, place) == {"nobody_may_work"}
    task = _given_back_by_three(place)
    assert _codes(api, place) == {"tasks_in_triage"}

    actions.cancel_task(actor_id=place.manager.pk, task_id=task.pk, reason="Blurred.", now=now())
    actions.pause_batch(actor_id=place.manager.pk, batch_id=batch.pk, reason="Tea.", now=now())

    assert _codes(api, place) == {"batch_paused"}


def test_pictures_that_everybody_has_had_are_an_alarm_until_somebody_else_may_come(
    api: SignIn,
) -> None:
    place = work.workplace(items=2)
    work.open_batch(place, overlap=3, now=now())
    people = [work.annotator(place) for _ in range(2)]
    _the_workers_have_caught_up()
    before = _codes(api, place)
    for person in people:
        work.submit(person, work.claim(person, place, now=now()), now=now())
    one_each = is_a_task_left_to_nobody(place.project.pk, now=now())
    for person in people:
        work.submit(person, work.claim(person, place, now=now()), now=now())
    _the_workers_have_caught_up()

    all_had = _codes(api, place)
    work.annotator(place)  # qualified, and not come yet

    assert (before, one_each) == (set(), True)
    assert all_had == {"nobody_is_left"}
    assert _codes(api, place) == set()


def test_the_first_task_left_to_nobody_ends_the_look_at_all_others() -> None:
    place = work.workplace(items=12)
    work.open_batch(place, overlap=4, now=now())
    people = [work.annotator(place) for _ in range(3)]
    for _ in range(12):
        for person in people:
            work.submit(person, work.claim(person, place, now=now()), now=now())

    with CaptureQueriesContext(connection) as asked:
        found = is_a_task_left_to_nobody(place.project.pk, now=now())

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {asked[0]['sql']}")
        (plan,) = cursor.fetchone()
    explained = (json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]
    assert found
    assert _looks_at("work_assignment", explained) == len(people)


def _looks_at(table: str, plan: dict[str, Any]) -> int:  # the JSON of EXPLAIN
    """How often a plan, as it ran, went to a table."""
    own = plan["Actual Loops"] if plan.get("Relation Name") == table else 0
    return int(own) + sum(_looks_at(table, part) for part in plan.get("Plans", ()))


def test_a_worker_that_does_not_come_is_an_alarm_after_five_minutes(api: SignIn) -> None:
    place = work.workplace(items=1)
    work.open_batch(place, now=now())
    work.annotator(place)
    _the_workers_have_caught_up()
    assert "workers_behind" not in _codes(api, place)

    Event.objects.update(settled_at=None, occurred_at=now() - timedelta(minutes=6))

    cache.clear()
    path = f"/api/v1/projects/{place.project.pk}/alarms"
    said = {one["code"]: one["sentence"] for one in api(place.manager).get(path).json()["alarms"]}
    assert said["workers_behind"] == (
        "Results are late: the oldest has waited for the workers for 6 minutes."
    )


def test_workers_that_do_not_come_for_long_are_told_of_in_hours(api: SignIn) -> None:
    place = work.workplace(items=1)
    work.open_batch(place, now=now())
    work.annotator(place)
    Event.objects.update(settled_at=None, occurred_at=now() - timedelta(hours=60, minutes=11))
    cache.clear()

    path = f"/api/v1/projects/{place.project.pk}/alarms"
    said = {one["code"]: one["sentence"] for one in api(place.manager).get(path).json()["alarms"]}

    assert said["workers_behind"] == (
        "Results are late: the oldest has waited for the workers for 60 hours."
    )


def test_leases_that_run_out_too_often_are_an_alarm(api: SignIn) -> None:
    place = work.workplace(items=10)
    work.open_batch(place, overlap=3, now=now())
    people = [work.annotator(place) for _ in range(3)]
    past = now() - timedelta(hours=2)
    for _ in range(10):
        for one in people:
            work.claim(one, place, now=past)
        assert "many_lapses" not in _codes(api, place)
        actions.expire_leases(now=now())

    assert "many_lapses" in _codes(api, place)


def test_a_busy_neighbour_does_not_hide_the_leases_that_ran_out(api: SignIn) -> None:
    place = work.workplace(items=10)
    work.open_batch(place, overlap=3, now=now())
    people = [work.annotator(place) for _ in range(3)]
    for _ in range(10):
        for one in people:
            work.claim(one, place, now=now() - timedelta(hours=2))
        actions.expire_leases(now=now())
    organisation_id = place.project.organisation_id
    Event.objects.bulk_create(
        Event(
            organisation_id=organisation_id,
            name="submission.made",
            payload={"project_id": 0},
            occurred_at=now(),
            sent_at=now(),
            settled_at=now(),
        )
        for _ in range(1_001)
    )

    assert "many_lapses" in _codes(api, place)
