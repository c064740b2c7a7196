"""What happens at the edges, and the sentence the person sees."""

from datetime import timedelta
from typing import Any

import pytest

from guildmark.events.models import Event
from guildmark.work import actions
from guildmark.work.errors import AlreadySubmitted, AssignmentOver, NotEligible
from guildmark.work.models import Assignment, Batch, Submission, Task
from guildmark.work.queries.leases import Lease
from tests.factories import projects, work
from tests.factories.work import NOW, Workplace
from workers.routes import ROUTES
from workers.tasks.notices import tell_qualified
from workers.tasks.training import make_qualifications_stale
from workers.tasks.work import refresh_project_seats

pytestmark = pytest.mark.django_db
EDGE = NOW + timedelta(minutes=30)
#: Who hears of a new guideline.
LISTENERS = (make_qualifications_stale, refresh_project_seats, tell_qualified)


def answer(held: Lease, user_id: int, **more: Any) -> dict[str, Any]:
    return {
        "user_id": user_id, "assignment_id": held.assignment_id, "document": work.boxes(1),
        "seconds_spent": 5.0, "now": NOW, **more,
    }  # fmt: skip


def place_with_work(items: int = 3) -> Workplace:
    place = work.workplace(items=items)
    work.open_batch(place, overlap=1)
    return place


def test_of_two_tabs_the_second_to_submit_is_told_that_it_is_done() -> None:
    place = place_with_work()
    anna = work.annotator(place)
    held = work.claim(anna, place)

    actions.submit(**answer(held, anna.pk, idempotency_key="tab 1"))
    with pytest.raises(AlreadySubmitted) as refused:
        actions.submit(**answer(held, anna.pk, idempotency_key="tab 2"))

    assert refused.value.title == "You have submitted this task already"
    assert Submission.objects.filter(task_id=held.task_id).count() == 1


def test_a_double_click_and_a_replayed_key_are_one_answer() -> None:
    place = place_with_work()
    anna = work.annotator(place)
    held = work.claim(anna, place)

    done = [actions.submit(**answer(held, anna.pk, idempotency_key="k")) for _ in range(3)]

    assert len({one.submission_id for one in done}) == 1
    assert Task.objects.get(pk=held.task_id).counted == 1


def test_exactly_at_its_end_a_lease_is_over_and_its_answer_still_counts() -> None:
    place = place_with_work()
    anna = work.annotator(place)
    held = work.claim(anna, place)
    assert held.lease_expires_at == EDGE

    with pytest.raises(AssignmentOver) as refused:
        actions.heartbeat(user_id=anna.pk, assignment_id=held.assignment_id, now=EDGE)
    done = actions.submit(**answer(held, anna.pk, now=EDGE))

    assert refused.value.title == "This task is no longer yours"
    assert done.counts
    assert actions.expire_leases(now=EDGE) == 0


def test_a_moment_before_its_end_the_sweep_leaves_a_lease_and_at_its_end_takes_it() -> None:
    place = place_with_work(items=1)
    anna, ben = work.annotator(place), work.annotator(place)
    held = work.claim(anna, place)

    before = actions.expire_leases(now=EDGE - timedelta(microseconds=1))
    at_the_end = actions.expire_leases(now=EDGE)
    taken = work.claim(ben, place, now=EDGE)
    late = actions.submit(**answer(held, anna.pk, now=EDGE))

    assert (before, at_the_end) == (0, 1)
    assert taken.task_id == held.task_id
    assert not late.counts  # kept and paid
    assert Assignment.objects.get(pk=held.assignment_id).state == "spare"


def test_a_batch_that_is_drained_while_one_draws_takes_the_answer() -> None:
    place = place_with_work()
    anna = work.annotator(place)
    held = work.claim(anna, place)
    task = Task.objects.get(pk=held.task_id)
    assert task.batch_id is not None

    actions.drain_batch(
        actor_id=place.manager.pk, batch_id=task.batch_id, reason="Enough.", now=NOW
    )

    assert work.submit(anna, held).counts
    closed = actions.claim_next(user_id=anna.pk, project_id=place.project.pk, now=NOW)
    assert isinstance(closed, actions.Empty)
    assert (closed.reason, closed.detail) == (
        "closed",
        "The work you were doing here was closed before all of it was done.",
    )
    # who has done nothing of it has nothing that was closed to them
    assert work.why_empty(work.annotator(place), place) == "nothing_left"


def test_a_batch_that_is_over_by_its_time_while_one_draws_is_closed_and_not_done() -> None:
    place = place_with_work()
    anna = work.annotator(place)
    held = work.claim(anna, place)
    Batch.objects.filter(project=place.project).update(closes_at=NOW)

    assert work.submit(anna, held).counts
    assert work.why_empty(anna, place) == "closed"


def test_nobody_took_longer_than_their_lease_is_old() -> None:
    place = place_with_work(items=2)
    anna = work.annotator(place)
    quick = work.claim(anna, place)

    def hand_in(held: Lease, seconds: float, after: float) -> float:
        made = actions.submit(
            **answer(held, anna.pk)
            | {"seconds_spent": seconds, "now": NOW + timedelta(seconds=after)}
        )
        return Submission.objects.get(pk=made.submission_id).seconds_spent

    hasty = hand_in(quick, 900.0, 1.5)
    held = work.claim(anna, place, now=NOW)
    slow = hand_in(held, 40.0, 60.0)

    assert (hasty, slow) == (1.5, 40.0)


def publish(place: Workplace, change: str) -> None:
    """A new version of the guideline, and what follows of it."""
    projects.guideline(place.project, change=change)
    event = Event.objects.filter(name="guideline.published").latest("pk")
    assert set(ROUTES[event.name]) == {task.name for task in LISTENERS}
    for task in LISTENERS:
        task(event_id=event.pk, **event.payload)


def test_what_is_begun_under_a_new_guideline_is_recorded_under_it() -> None:
    place = place_with_work(items=4)
    anna = work.annotator(place)

    def version(held: Lease) -> str:
        made = Assignment.objects.select_related("guideline_version").get(pk=held.assignment_id)
        return made.guideline_version.number

    before = work.claim(anna, place)
    work.prefetch(anna, place)
    publish(place, "minor")
    work.submit(anna, before)
    begun_ahead = work.claim(anna, place)
    work.submit(anna, begun_ahead)
    after = work.claim(anna, place)

    assert [version(one) for one in (before, begun_ahead, after)] == ["1.0", "1.1", "1.1"]


def test_a_new_guideline_while_one_draws_is_said_before_the_answer_is_taken() -> None:
    place = place_with_work()
    anna = work.annotator(place)
    held = work.claim(anna, place)
    publish(place, "major")

    with pytest.raises(NotEligible) as refused:
        actions.submit(**answer(held, anna.pk))
    found = actions.claim_next(user_id=anna.pk, project_id=place.project.pk, now=NOW)

    assert isinstance(found, actions.Empty)
    assert (found.reason, found.detail) == ("not_eligible", refused.value.detail)
    assert "guideline" in refused.value.detail.lower()


def test_a_restriction_while_one_holds_a_task_is_told_at_the_submission() -> None:
    place = place_with_work()
    anna = work.annotator(place)
    held = work.claim(anna, place)
    actions.set_standing(
        user_id=anna.pk, project_id=place.project.pk, blocked_reason="Six of ten checks missed.",
        actor_id=None, now=NOW,
    )  # fmt: skip

    with pytest.raises(NotEligible) as refused:
        actions.submit(**answer(held, anna.pk))
    actions.expire_leases(now=EDGE)

    assert refused.value.detail == "Six of ten checks missed."
    assert Task.objects.get(pk=held.task_id).open_slots == 1
