"""Returned work that its author took up again and did not finish, and work in a closed project."""

from datetime import timedelta

import pytest

from guildmark.accounts.models import User
from guildmark.projects.actions import close_project
from guildmark.work import actions
from guildmark.work.models import Assignment, Submission, Task
from guildmark.work.queries.leases import Lease
from tests.factories import verdicts, work
from tests.factories.verdicts import REJECT
from tests.factories.work import NOW, Workplace, boxes

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
WEEK = timedelta(days=7)


def _taken_up() -> tuple[Workplace, User, Lease]:
    """Somebody's drawing was sent back to them at NOW, and they have opened it."""
    place = verdicts.verified_place()
    (author,) = verdicts.drawn(place)
    assert verdicts.settled(place, REJECT) == "returned"
    return place, author, work.claim(author, place)


def _kept(held: Lease) -> Assignment:
    return Assignment.objects.get(pk=held.assignment_id)


def test_one_careless_look_loses_nothing_and_its_end_is_the_old_one() -> None:
    place, author, held = _taken_up()

    assert actions.expire_leases(now=NOW + HOUR) == 1

    draw = verdicts.draw_task(place)
    kept = _kept(held)
    assert (kept.state, kept.lease_expires_at) == ("returned", NOW + WEEK)
    assert (draw.state, draw.leased, draw.open_slots, draw.lapse_count) == ("saturated", 1, 0, 0)
    again = work.claim(author, place, now=NOW + 2 * HOUR)
    assert (again.assignment_id, again.sent_back is not None) == (held.assignment_id, True)


def test_what_is_handed_in_after_such_a_lease_is_taken() -> None:
    place, author, held = _taken_up()
    late = NOW + HOUR
    actions.expire_leases(now=late)

    saved = actions.save_draft(
        user_id=author.pk, assignment_id=held.assignment_id, revision=1, document=boxes(3), now=late
    )
    done = work.submit(author, held, number=3, now=late)

    draw = verdicts.draw_task(place)
    assert (saved, done.counts, _kept(held).state, _kept(held).reason) == (2, True, "submitted", "")
    assert (draw.leased, draw.counted, draw.target) == (0, 1, 1)
    assert Submission.objects.filter(task=draw, counts=True).get().revision == 2


def test_only_the_end_of_the_week_gives_the_slot_to_others_and_says_nothing_of_the_task() -> None:
    place, _, held = _taken_up()
    actions.expire_leases(now=NOW + HOUR)

    assert actions.expire_returned(now=NOW + WEEK - HOUR) == 0
    assert actions.expire_returned(now=NOW + WEEK) == 1

    draw = verdicts.draw_task(place)
    assert (_kept(held).state, draw.open_slots, draw.lapse_count) == ("expired", 1, 0)


def test_a_project_that_closes_takes_what_people_have_in_hand_and_gives_nothing_new() -> None:
    place = work.workplace(items=2)
    work.open_batch(place, overlap=1)
    user = work.annotator(place)
    held = work.claim(user, place)

    close_project(actor_id=place.manager.pk, project_id=place.project.pk, now=NOW)
    actions.refresh_seats_of_project(project_id=place.project.pk, now=NOW)

    assert work.claim(user, place).assignment_id == held.assignment_id
    assert work.submit(user, held).counts
    found = actions.claim_next(user_id=user.pk, project_id=place.project.pk, now=NOW)
    assert found == actions.Empty("paused", "This project is closed.", None)


def test_work_that_came_back_is_paid_where_the_project_closes() -> None:
    place, _, held = _taken_up()
    actions.expire_leases(now=NOW + HOUR)
    close_project(actor_id=place.manager.pk, project_id=place.project.pk, now=NOW)
    actions.refresh_seats_of_project(project_id=place.project.pk, now=NOW)

    assert actions.expire_returned(now=NOW + 2 * HOUR) == 1

    assert (_kept(held).state, _kept(held).reason) == ("spare", "author_away")
    assert Task.objects.get(pk=held.task_id).leased == 0
