"""What is reserved covers what is owed; who has what part of a batch; whom a lapse asks."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildmark.quality.actions import restrict
from guildmark.work import actions
from guildmark.work.models import Assignment, Batch, Progress, Subject, Task
from guildmark.work.queries.verdicts import subject_of
from tests.factories import accounts, verdicts, work
from tests.factories.verdicts import REJECT
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
PRICE = 5


def _reserved(place: Workplace) -> int:
    return Batch.objects.get(project=place.project).reserved_minor // PRICE


def test_an_answer_that_came_too_late_is_reserved_beside_the_one_in_its_place() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=1)
    late, quick = work.annotator(place), work.annotator(place)
    held = work.claim(late, place)
    actions.expire_leases(now=LATER)
    work.submit(quick, work.claim(quick, place, now=LATER), now=LATER)

    assert not work.submit(late, held, now=LATER).counts

    assert _reserved(place) == 2


def test_an_answer_to_a_cancelled_picture_is_paid_out_of_what_was_reserved_for_it() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=2)
    user = work.annotator(place)
    held = work.claim(user, place)
    actions.cancel_task(actor_id=None, task_id=held.task_id, reason="Blurred.", now=NOW)

    work.submit(user, held)

    assert _reserved(place) == 1


def test_work_kept_for_who_was_paused_is_reserved_beside_its_slot() -> None:
    place = verdicts.verified_place()
    (author,) = verdicts.drawn(place)
    verdicts.settled(place, REJECT)
    before = _reserved(place)
    restrict(
        actor_id=None, project_id=place.project.pk, annotator_id=author.pk, kind="pause",
        reason="Checks.", now=NOW,
    )  # fmt: skip

    assert actions.expire_returned(now=LATER) == 1

    assert Assignment.objects.get(annotator=author).state == "spare"
    assert _reserved(place) == before + 1


def test_a_rejection_taken_back_is_reserved_beside_the_answer_in_its_place() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=1)
    first, second = work.annotator(place), work.annotator(place)
    held = work.claim(first, place)
    work.submit(first, held)
    rejection: dict[str, Any] = {
        "actor_id": place.manager.pk,
        "assignment_id": held.assignment_id,
        "now": NOW,
    }
    actions.reject_assignment(**rejection, reason_code="careless", note="")
    work.submit(second, work.claim(second, place))

    actions.reinstate_assignment(**rejection)

    assert _reserved(place) == 2


def test_what_was_only_prefetched_is_no_part_of_a_share() -> None:
    place = work.workplace(items=3)
    work.open_batch(place)
    user = work.annotator(place)
    work.claim(user, place)
    work.prefetch(user, place)
    taken = Progress.objects.get(annotator=user).taken

    actions.expire_leases(now=LATER)

    assert (taken, Progress.objects.get(annotator=user).taken) == (2, 1)


def test_a_lease_that_ends_while_a_reviewer_decides_asks_nobody_else() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=2)
    first, second = work.annotator(place), work.annotator(place)
    reviewer = accounts.staff(place.organisation, "reviewer")
    held = work.claim(first, place)
    work.submit(first, held)
    work.claim(second, place)
    actions.resolve_task(task_id=held.task_id, now=NOW)
    by: dict[str, Any] = {"actor_id": reviewer.pk, "task_id": held.task_id, "now": NOW}
    actions.reopen_task(**by, slots=0, reason="Look.")
    actions.begin_adjudication(**by)

    actions.expire_leases(now=LATER)

    task = Task.objects.get()
    assert (task.state, task.open_slots, task.leased, task.target) == ("adjudicating", 0, 0, 1)
    assert _reserved(place) == 1


def test_late_and_unfinishable_work_that_came_back_is_given_on_in_one_sweep() -> None:
    place = verdicts.verified_place(items=2)
    authors = []
    for _ in range(2):
        authors.append(work.annotator(place))
        held = work.claim(authors[-1], place)
        work.submit(authors[-1], held)
        actions.return_assignment(
            assignment_id=held.assignment_id, reason_code="careless", note="", marks=(),
            actor_id=None, now=NOW,
        )  # fmt: skip
    restrict(
        actor_id=None, project_id=place.project.pk, annotator_id=authors[0].pk, kind="pause",
        reason="Checks.", now=NOW,
    )  # fmt: skip

    assert actions.expire_returned(now=NOW + timedelta(days=8)) == 2

    states = Assignment.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["spare", "expired"]


def test_a_verdict_claimed_by_a_clock_that_is_behind_is_about_the_first_label() -> None:
    place = verdicts.verified_place()
    verdicts.drawn(place)
    behind = NOW - timedelta(milliseconds=40)

    held = work.claim(work.annotator(place), place, now=behind)

    assert held.step == "verify"
    assert subject_of(held.assignment_id) == Subject.objects.get()


def test_who_takes_a_dispute_waits_for_their_own_claim_first() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=1)
    user, reviewer = work.annotator(place), work.annotator(place)
    held = work.claim(user, place)
    work.submit(user, held)
    Task.objects.update(state="disputed")
    actions.require_seat(user_id=reviewer.pk, project_id=place.project.pk, now=NOW)

    with CaptureQueriesContext(connection) as asked:
        actions.begin_adjudication(actor_id=reviewer.pk, task_id=held.task_id, now=NOW)

    sql = [one["sql"] for one in asked]
    seat = next(i for i, one in enumerate(sql) if "work_seat" in one and "FOR NO KEY" in one)
    assert seat < next(i for i, one in enumerate(sql) if 'INSERT INTO "work_assignment"' in one)
