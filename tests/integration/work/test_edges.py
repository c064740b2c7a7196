"""What happens at the edges, and the sentence the person sees."""

from datetime import timedelta
from typing import Any

import pytest

from guildmark.projects.models import GuidelineVersion
from guildmark.training import actions as training
from guildmark.work import actions
from guildmark.work.errors import AlreadySubmitted, AssignmentOver, NotEligible
from guildmark.work.models import Assignment, Submission, Task
from guildmark.work.queries.leases import Lease
from tests.factories import work
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db
EDGE = NOW + timedelta(minutes=30)


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
    assert work.why_empty(anna, place) == "nothing_left"


def test_a_new_guideline_while_one_draws_is_said_before_the_answer_is_taken() -> None:
    place = place_with_work()
    anna = work.annotator(place)
    held = work.claim(anna, place)
    GuidelineVersion.objects.filter(project=place.project).update(state="superseded")
    GuidelineVersion.objects.create(
        project=place.project, major=2, minor=0, change="major", state="published",
        created_by=place.manager, created_at=NOW, published_at=NOW,
    )  # fmt: skip
    training.make_qualifications_stale(project_id=place.project.pk, now=NOW)
    actions.refresh_seats_of_project(project_id=place.project.pk, now=NOW)

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
