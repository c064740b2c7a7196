"""The task after the one in hand: held, not begun, and promoted by the next claim."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from guildmark.work import actions
from guildmark.work.errors import AssignmentOver, NotBegun
from guildmark.work.models import Assignment, Seat, Task
from guildmark.work.queries.leases import assignments_of
from tests.factories import work
from tests.factories.work import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=20)


def test_the_next_claim_promotes_what_was_prefetched_with_its_time_anew() -> None:
    place = work.workplace(items=3)
    work.open_batch(place)
    anna = work.annotator(place)
    held = work.claim(anna, place)
    ahead = work.prefetch(anna, place)

    work.submit(anna, held, now=LATER)
    begun = work.claim(anna, place, now=LATER)

    assert ahead.assignment_id == begun.assignment_id != held.assignment_id
    assert ahead.lease_expires_at == NOW + timedelta(minutes=30)
    assert begun.lease_expires_at == LATER + timedelta(minutes=30)
    assert work.submit(anna, begun, now=LATER).counts


def test_two_tabs_share_the_one_in_hand_and_the_one_prefetched() -> None:
    place = work.workplace(items=5)
    work.open_batch(place)
    anna = work.annotator(place)

    held = [work.claim(anna, place) for _ in range(2)]
    ahead = [work.prefetch(anna, place) for _ in range(2)]

    assert held[0] == held[1]
    assert ahead[0].assignment_id == ahead[1].assignment_id != held[0].assignment_id
    assert Assignment.objects.filter(annotator=anna, state="leased").count() == 2


def test_what_is_only_prefetched_takes_no_answer_and_no_draft() -> None:
    place = work.workplace(items=2)
    work.open_batch(place)
    anna = work.annotator(place)
    work.claim(anna, place)
    ahead = work.prefetch(anna, place)
    mine: dict[str, Any] = {"user_id": anna.pk, "assignment_id": ahead.assignment_id, "now": NOW}

    with pytest.raises(NotBegun):
        work.submit(anna, ahead)
    with pytest.raises(NotBegun):
        actions.save_draft(**mine, revision=0, document=work.boxes(1))
    with pytest.raises(NotBegun):
        actions.heartbeat(**mine)
    assert [one.pk for one in assignments_of(anna.pk)] != [ahead.assignment_id]
    assert assignments_of(anna.pk).count() == 1


def test_one_left_behind_is_swept_and_says_nothing_about_the_task() -> None:
    place = work.workplace(items=2)
    work.open_batch(place, overlap=1)
    anna, ben = work.annotator(place), work.annotator(place)
    held, ahead = work.claim(anna, place), work.prefetch(anna, place)
    work.submit(anna, held)
    empty = work.why_empty(ben, place)

    swept = actions.expire_leases(now=NOW + timedelta(minutes=30))

    task = Task.objects.get(pk=ahead.task_id)
    assert (empty, swept) == ("all_leased", 1)
    assert (task.open_slots, task.leased, task.lapse_count) == (1, 0, 0)
    assert work.claim(ben, place).task_id == ahead.task_id
    assert work.why_empty(anna, place) == "nothing_left"


def test_a_longer_lease_in_hand_keeps_what_is_prefetched() -> None:
    place = work.workplace(items=2)
    work.open_batch(place)
    anna = work.annotator(place)
    held, ahead = work.claim(anna, place), work.prefetch(anna, place)

    actions.heartbeat(user_id=anna.pk, assignment_id=held.assignment_id, now=LATER)

    kept = Assignment.objects.get(pk=ahead.assignment_id)
    assert kept.lease_expires_at == LATER + timedelta(minutes=30)


def test_a_pause_is_met_before_a_task_is_begun() -> None:
    place = work.workplace(items=3)
    batch = work.open_batch(place, overlap=1)
    anna = work.annotator(place)
    held, ahead = work.claim(anna, place), work.prefetch(anna, place)

    actions.pause_batch(
        actor_id=place.manager.pk, batch_id=batch.pk, reason="The rule changes.", now=NOW
    )

    assert work.submit(anna, held).counts
    assert work.why_empty(anna, place) == "paused"
    given_back = Assignment.objects.get(pk=ahead.assignment_id)
    assert (given_back.state, given_back.reason) == ("released", "not_begun")


def test_a_decided_task_is_not_begun() -> None:
    place = work.workplace(items=3)
    work.open_batch(place)
    anna = work.annotator(place)
    held, ahead = work.claim(anna, place), work.prefetch(anna, place)
    actions.resolve_task(task_id=ahead.task_id, now=NOW)

    work.submit(anna, held)
    begun = work.claim(anna, place)

    task = Task.objects.get(pk=ahead.task_id)
    assert begun.task_id not in {held.task_id, ahead.task_id}
    assert (task.state, task.leased, task.target) == ("resolved", 0, 0)


def test_a_block_is_met_before_a_task_is_begun() -> None:
    place = work.workplace(items=2)
    work.open_batch(place)
    anna = work.annotator(place)
    held = work.claim(anna, place)
    work.prefetch(anna, place)
    work.submit(anna, held)

    actions.set_standing(
        user_id=anna.pk, project_id=place.project.pk, blocked_reason="A look at your work.",
        actor_id=None, now=NOW,
    )  # fmt: skip

    assert work.why_empty(anna, place) == "not_eligible"


def test_what_was_not_begun_is_not_one_of_todays_tasks() -> None:
    place = work.workplace(items=5)
    work.open_batch(place)
    anna = work.annotator(place)
    held = work.claim(anna, place)
    work.prefetch(anna, place)
    before = Seat.objects.get(annotator=anna).today_count

    work.submit(anna, held)
    work.claim(anna, place)

    assert (before, Seat.objects.get(annotator=anna).today_count) == (1, 2)


def test_a_skip_goes_on_with_what_was_prefetched() -> None:
    place = work.workplace(items=3)
    work.open_batch(place)
    anna = work.annotator(place)
    held, ahead = work.claim(anna, place), work.prefetch(anna, place)

    actions.skip(
        user_id=anna.pk, assignment_id=held.assignment_id, reason="other", note="", now=NOW
    )

    assert work.claim(anna, place).assignment_id == ahead.assignment_id


def test_gold_is_never_adjacent_with_prefetch_not_even_when_one_between_lapses() -> None:
    place = work.workplace(items=80)
    work.open_batch(place, gold_share=0.5)
    for item in work.add_items(place, 30):
        actions.add_gold_task(
            actor_id=place.manager.pk, project_id=place.project.pk, item_id=item.pk, now=NOW
        )
    anna = work.annotator(place)
    moment, are_gold = NOW, []
    for number in range(60):
        held = work.claim(anna, place, now=moment)
        work.prefetch(anna, place, now=moment)
        are_gold.append(Task.objects.get(pk=held.task_id).is_gold)
        work.submit(anna, held, now=moment)
        if number % 3 == 0:  # what was prefetched lapses unseen
            moment += timedelta(minutes=31)

    assert sum(are_gold) > 10
    assert not any(one and other for one, other in pairwise(are_gold))


def test_prefetched_work_that_is_released_is_over() -> None:
    place = work.workplace(items=2)
    work.open_batch(place)
    anna = work.annotator(place)
    work.claim(anna, place)
    ahead = work.prefetch(anna, place)
    actions.release(user_id=anna.pk, assignment_id=ahead.assignment_id, now=NOW)

    with pytest.raises(AssignmentOver):
        work.submit(anna, ahead)
