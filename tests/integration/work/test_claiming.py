"""Who gets what next, one person at a time."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from guildmark.core.errors import NotFound
from guildmark.work import actions
from guildmark.work.actions import claiming, seats
from guildmark.work.models import Assignment, Batch, Seat, Task
from guildmark.work.queries import eligibility
from guildmark.work.queries.offers import left_for
from tests.factories import accounts, work
from tests.factories.work import NOW

pytestmark = pytest.mark.django_db


def test_a_second_tab_is_given_the_same_lease() -> None:
    place = work.workplace(items=3)
    work.open_batch(place)
    anna = work.annotator(place)

    first, second = work.claim(anna, place), work.claim(anna, place)

    assert first == second
    assert Task.objects.get(pk=first.task_id).leased == 1


def test_nobody_gets_an_item_twice_whatever_became_of_the_first_time() -> None:
    place = work.workplace(items=4)
    work.open_batch(place)
    anna = work.annotator(place)
    items = []

    skipped = work.claim(anna, place)
    actions.skip(
        user_id=anna.pk, assignment_id=skipped.assignment_id, reason="other", note="", now=NOW
    )
    released = work.claim(anna, place)
    actions.release(user_id=anna.pk, assignment_id=released.assignment_id, now=NOW)
    expired = work.claim(anna, place)
    later = NOW + timedelta(hours=1)
    actions.expire_leases(now=later)
    submitted = work.claim(anna, place, now=later)
    work.submit(anna, submitted, now=later)
    items = [one.item.id for one in (skipped, released, expired, submitted)]

    assert len(set(items)) == 4
    assert work.why_empty(anna, place, now=later) == "nothing_left"


def test_everybody_walks_one_random_order_and_batches_go_by_priority() -> None:
    place = work.workplace(items=6)
    ids = sorted(place.dataset.items.values_list("pk", flat=True))
    low = work.open_batch(place, item_ids=ids[:3])
    high = work.open_batch(place, item_ids=ids[3:], priority=5)

    walks = []
    for _ in range(2):
        someone = work.annotator(place)
        walk = []
        while isinstance(
            held := actions.claim_next(user_id=someone.pk, project_id=place.project.pk, now=NOW),
            actions.Lease,
        ):
            work.submit(someone, held)
            walk.append(held.task_id)
        walks.append(walk)

    batches = list(Task.objects.in_bulk(walks[0]).values())
    assert walks[0] == walks[1]
    assert {task.batch_id for task in batches if task.pk in walks[0][:3]} == {high.pk}
    assert {task.batch_id for task in batches if task.pk in walks[0][3:]} == {low.pk}


def test_a_task_that_came_back_comes_before_new_ones() -> None:
    place = work.workplace(items=5)
    work.open_batch(place, overlap=1)
    anna, ben = work.annotator(place), work.annotator(place)
    returned = work.claim(anna, place)
    actions.skip(
        user_id=anna.pk, assignment_id=returned.assignment_id, reason="other", note="", now=NOW
    )

    assert work.claim(ben, place).task_id == returned.task_id


def test_an_early_finisher_is_given_what_comes_back_later() -> None:
    place = work.workplace(items=2)
    work.open_batch(place, overlap=1)
    anna, ben = work.annotator(place), work.annotator(place)
    held = work.claim(ben, place)
    work.submit(anna, work.claim(anna, place))
    empty = work.why_empty(anna, place)

    actions.release(user_id=ben.pk, assignment_id=held.assignment_id, now=NOW)

    assert empty == "all_leased"
    assert work.claim(anna, place).task_id == held.task_id


def test_all_leased_says_when_to_ask_again() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=1)
    anna, ben = work.annotator(place), work.annotator(place)
    work.claim(anna, place)

    found = actions.claim_next(
        user_id=ben.pk, project_id=place.project.pk, now=NOW + timedelta(minutes=10)
    )

    assert isinstance(found, actions.Empty)
    assert found == actions.Empty("all_leased", found.detail, 20 * 60)


def test_a_lease_on_an_item_i_had_is_no_reason_to_wait() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=2)
    anna, ben = work.annotator(place), work.annotator(place)
    work.submit(anna, work.claim(anna, place))
    work.claim(ben, place)

    assert work.why_empty(anna, place) == "nothing_left"


def test_a_paused_batch_gives_nothing_and_says_why() -> None:
    place = work.workplace(items=2)
    batch = work.open_batch(place)
    anna = work.annotator(place)
    held = work.claim(anna, place)

    actions.pause_batch(
        actor_id=place.manager.pk, batch_id=batch.pk, reason="The guideline changes.", now=NOW
    )
    done = work.submit(anna, held)
    found = actions.claim_next(user_id=anna.pk, project_id=place.project.pk, now=NOW)
    actions.resume_batch(actor_id=place.manager.pk, batch_id=batch.pk, now=NOW)

    assert done.counts
    assert found == actions.Empty("paused", "The guideline changes.", None)
    assert work.claim(anna, place).task_id != held.task_id


def test_nobody_takes_more_than_their_share_of_a_large_batch() -> None:
    place = work.workplace(items=201)
    work.open_batch(place, overlap=1, share_cap=0.02)
    anna = work.annotator(place)

    for _ in range(4):  # 2 % of 201 slots are 4.02
        work.submit(anna, work.claim(anna, place))

    assert work.why_empty(anna, place) == "share_cap"


def test_a_share_is_reckoned_in_decimals_and_is_one_task_at_least() -> None:
    place = work.workplace(items=300)
    batch = work.open_batch(place, overlap=1, share_cap=0.29)

    def share(cap: float) -> int:
        Batch.objects.filter(pk=batch.pk).update(share_cap=cap)
        with connection.cursor() as cursor:
            cursor.execute("SELECT work_share_of(b) FROM work_batch b WHERE id = %s", [batch.pk])
            return int(cursor.fetchone()[0])

    # 0.29 * 300 is 86.99999999999999 for a computer
    assert (share(0.29), share(0.1), share(0.001)) == (87, 30, 1)


def test_what_is_offered_as_left_is_what_the_share_still_allows() -> None:
    place = work.workplace(items=201)
    work.open_batch(place, overlap=1, share_cap=0.02)
    anna = work.annotator(place)
    work.submit(anna, work.claim(anna, place))

    pk = place.project.pk
    left = left_for(user_id=anna.pk, project_ids=[pk], audiences={}, now=NOW)[pk]

    assert (left.tasks, left.share_left) == (3, 3)


def test_who_is_paused_is_told_when_it_goes_on() -> None:
    place = work.workplace(items=2)
    work.open_batch(place)
    anna = work.annotator(place)
    standing: dict[str, Any] = {
        "user_id": anna.pk, "project_id": place.project.pk, "actor_id": None, "now": NOW,
    }  # fmt: skip

    actions.set_standing(
        blocked_reason="Too hasty.", blocked_until=NOW + timedelta(hours=2), **standing
    )
    paused = actions.claim_next(user_id=anna.pk, project_id=place.project.pk, now=NOW)
    actions.set_standing(blocked_reason="", **standing)

    assert paused == actions.Empty("not_eligible", "Too hasty.", 7200, is_restricted=True)
    assert work.claim(anna, place)


def test_a_small_batch_has_no_share() -> None:
    place = work.workplace(items=3)
    work.open_batch(place, overlap=1, share_cap=0.02)
    anna = work.annotator(place)

    for _ in range(3):
        work.submit(anna, work.claim(anna, place))

    assert work.why_empty(anna, place) == "nothing_left"


def test_a_daily_cap_ends_at_midnight() -> None:
    place = work.workplace(items=3)
    work.open_batch(place)
    anna = work.annotator(place)
    actions.set_standing(
        user_id=anna.pk, project_id=place.project.pk, blocked_reason="", daily_cap=1,
        actor_id=None, now=NOW,
    )  # fmt: skip
    work.submit(anna, work.claim(anna, place))

    found = actions.claim_next(user_id=anna.pk, project_id=place.project.pk, now=NOW)

    assert isinstance(found, actions.Empty)
    assert found == actions.Empty("daily_cap", found.detail, 15 * 3600)
    assert work.claim(anna, place, now=NOW + timedelta(hours=15))


def test_a_block_is_told_with_its_reason_and_lifted() -> None:
    place = work.workplace(items=3)
    work.open_batch(place)
    anna = work.annotator(place)
    work.submit(anna, work.claim(anna, place))
    standing: dict[str, Any] = {
        "user_id": anna.pk,
        "project_id": place.project.pk,
        "actor_id": None,
        "now": NOW,
    }

    actions.set_standing(blocked_reason="Too many gold items missed.", **standing)
    found = actions.claim_next(user_id=anna.pk, project_id=place.project.pk, now=NOW)
    actions.set_standing(blocked_reason="", **standing)

    assert found == actions.Empty(
        "not_eligible", "Too many gold items missed.", None, is_restricted=True
    )
    assert work.claim(anna, place)


@pytest.mark.parametrize("times", [1, 2])
def test_what_made_a_person_eligible_is_seen_before_its_event_arrives(
    times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twice: also where its event arrives between the answer and the look."""

    def refresh(**which: Any) -> seats.Refreshed:  # as `refresh_seat`
        return [seats.refresh_seat(**which) for _ in range(times)][-1]

    monkeypatch.setattr(claiming, "refresh_seat", refresh)
    place = work.workplace(items=1)
    work.open_batch(place)
    anna = accounts.person()
    qualified = work.annotator(place, user=anna).qualifications.get()
    qualified.state = "suspended"
    qualified.save()
    before = work.why_empty(anna, place)

    qualified.state = "granted"
    qualified.save()

    assert before == "not_eligible"
    assert work.claim(anna, place)


def test_what_was_written_to_a_seat_while_it_was_being_made_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """They are let in; before that is written they leave, and that is heard."""
    place = work.workplace(items=1)
    work.open_batch(place)
    anna = work.annotator(place)
    asked = eligibility.eligibility

    def overtaken(**which: Any) -> eligibility.Eligibility:  # as `eligibility`
        found = asked(**which)
        monkeypatch.setattr(seats, "eligibility", asked)
        anna.memberships.update(state="left")
        seats.refresh_seat(user_id=anna.pk, project_id=place.project.pk, now=NOW)
        return found

    monkeypatch.setattr(seats, "eligibility", overtaken)

    assert work.why_empty(anna, place) == "not_eligible"
    seat = Seat.objects.get(annotator=anna)
    assert seat.ineligible_reason == "Your membership of this project's community is not active."


def test_a_refresh_closes_the_seat_of_somebody_who_left_and_keeps_a_block() -> None:
    place = work.workplace(items=2)
    work.open_batch(place)
    anna = work.annotator(place)
    work.submit(anna, work.claim(anna, place))
    actions.set_standing(
        user_id=anna.pk, project_id=place.project.pk, blocked_reason="Blocked.",
        actor_id=None, now=NOW,
    )  # fmt: skip

    anna.memberships.update(state="left")
    for _ in range(2):  # an event may come twice
        actions.refresh_seats_of_member(user_id=anna.pk, community_id=place.community.pk, now=NOW)

    seat = Seat.objects.get(annotator=anna)
    assert seat.blocked_reason == "Blocked."
    assert seat.ineligible_reason == "Your membership of this project's community is not active."


def test_a_qualification_that_ends_ends_the_seat() -> None:
    place = work.workplace(items=2)
    work.open_batch(place)
    anna = work.annotator(place)
    work.submit(anna, work.claim(anna, place))

    assert work.why_empty(anna, place, now=NOW + timedelta(days=4000)) == "not_eligible"


def test_a_project_of_strangers_does_not_exist() -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    stranger = accounts.person()
    place.community.criteria_versions.create(
        number=1,
        doors={"discover": [[_never()]], "preview": [], "take": []},
        created_by=place.manager,
        created_at=NOW,
    )

    with pytest.raises(NotFound):
        actions.claim_next(user_id=stranger.pk, project_id=place.project.pk, now=NOW)
    with pytest.raises(NotFound):
        actions.claim_next(user_id=stranger.pk, project_id=place.project.pk + 1000, now=NOW)
    assert not Seat.objects.filter(annotator=stranger).exists()


def _never() -> dict[str, object]:
    return {"trait": "native_language", "operator": "exists", "value": None}


def test_the_price_is_that_of_the_moment_of_the_claim() -> None:
    place = work.workplace(items=2)
    batch = work.open_batch(place, price_minor=7)
    anna = work.annotator(place)
    held = work.claim(anna, place)

    Batch.objects.filter(pk=batch.pk).update(price_minor=9)

    kept = Assignment.objects.get(pk=held.assignment_id)
    assert (held.amount_minor, kept.amount_minor, kept.currency) == (7, 7, "EUR")
