"""Batches by the clock, and for whom they are; each with the reason people are told."""

from datetime import timedelta
from typing import Any

import pytest

from guildmark.communities.actions import set_trait_value
from guildmark.communities.errors import WrongCriteria
from guildmark.core.errors import WrongInput
from guildmark.events.models import Event
from guildmark.work import actions
from guildmark.work.actions.batches import lock_whole_batch
from guildmark.work.actions.moved import lock_batch
from guildmark.work.errors import AudienceNameTaken, BatchConflict
from guildmark.work.models import Audience, Batch, Seat, Task
from guildmark.work.queries.audiences import audiences_met
from tests.factories import communities, work
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def audience(place: Workplace, country: str) -> Audience:
    return actions.make_audience(
        actor_id=place.manager.pk,
        project_id=place.project.pk,
        name=f"From {country}",
        criteria=[[communities.clause("country", "=", country)]],
        now=NOW,
    )


def test_before_it_opens_nothing_is_given_and_the_moment_is_told() -> None:
    place = work.workplace(items=2)
    work.open_batch(place, opens_at=NOW + HOUR)
    anna = work.annotator(place)

    found = actions.claim_next(user_id=anna.pk, project_id=place.project.pk, now=NOW)

    assert isinstance(found, actions.Empty)
    assert found == actions.Empty("opens_later", found.detail, 3600)
    assert work.claim(anna, place, now=NOW + HOUR)


def test_from_its_end_on_nothing_is_given_and_the_sweep_drains_it() -> None:
    place = work.workplace(items=3)
    batch = work.open_batch(place, overlap=1, closes_at=NOW + HOUR)
    anna, ben = work.annotator(place), work.annotator(place)
    end = NOW + HOUR
    held = work.claim(anna, place, now=end - timedelta(seconds=1))
    at_the_end = work.why_empty(ben, place, now=end)

    kept = [actions.drain_ended(now=end) for _ in range(2)]

    batch.refresh_from_db()
    assert at_the_end == "nothing_left"
    assert kept == [1, 0]
    assert (batch.state, batch.pause_reason) == ("draining", "Its time is over.")
    assert work.submit(anna, held, now=end).counts
    assert set(Task.objects.filter(batch=batch).values_list("state", flat=True)) == {
        "saturated", "cancelled",
    }  # fmt: skip


def test_a_pause_says_until_when_and_ends_by_itself() -> None:
    place = work.workplace(items=2)
    batch = work.open_batch(place)
    anna = work.annotator(place)
    actions.pause_batch(
        actor_id=place.manager.pk,
        batch_id=batch.pk,
        reason="Lunch.",
        resumes_at=NOW + HOUR,
        now=NOW,
    )
    found = actions.claim_next(user_id=anna.pk, project_id=place.project.pk, now=NOW)

    kept = [actions.resume_due(now=NOW + HOUR) for _ in range(2)]

    assert found == actions.Empty("paused", "Lunch.", 3600)
    assert kept == [1, 0]
    assert work.claim(anna, place, now=NOW + HOUR)


def test_a_pause_without_a_reason_is_refused() -> None:
    place = work.workplace(items=2)
    batch = work.open_batch(place)
    pause: dict[str, Any] = {"actor_id": place.manager.pk, "batch_id": batch.pk, "now": NOW}

    with pytest.raises(WrongInput) as refused:
        actions.pause_batch(**pause, reason="  ")
    actions.pause_batch(**pause, reason="Lunch.")
    with pytest.raises(WrongInput):
        actions.change_pause(**pause, reason="", resumes_at=None)

    batch.refresh_from_db()
    assert refused.value.errors[0].path == "reason"
    assert (batch.state, batch.pause_reason) == ("paused", "Lunch.")


def test_a_schedule_can_be_changed_until_the_batch_is_over() -> None:
    place = work.workplace(items=2)
    batch = work.open_batch(place)
    change: dict[str, Any] = {"actor_id": place.manager.pk, "batch_id": batch.pk, "now": NOW}

    with pytest.raises(WrongInput):
        actions.set_schedule(**change, opens_at=NOW + HOUR, closes_at=NOW)
    actions.set_schedule(**change, opens_at=NOW + HOUR, closes_at=None)
    batch.refresh_from_db()
    Batch.objects.filter(pk=batch.pk).update(state="complete")

    assert batch.opens_at == NOW + HOUR
    assert Event.objects.filter(name="batch.scheduled").count() == 1
    with pytest.raises(BatchConflict):
        actions.set_schedule(**change, opens_at=None, closes_at=None)


def test_the_end_of_a_pause_can_be_changed_while_it_lasts() -> None:
    place = work.workplace(items=2)
    batch = work.open_batch(place)
    anna = work.annotator(place)
    change: dict[str, Any] = {"actor_id": place.manager.pk, "batch_id": batch.pk, "now": NOW}
    with pytest.raises(BatchConflict):
        actions.change_pause(**change, reason="Lunch.", resumes_at=None)
    with pytest.raises(WrongInput):
        actions.pause_batch(**change, reason="Lunch.", resumes_at=NOW)
    actions.pause_batch(**change, reason="Lunch.", resumes_at=None)

    actions.change_pause(**change, reason="Long lunch.", resumes_at=NOW + 2 * HOUR)

    found = actions.claim_next(user_id=anna.pk, project_id=place.project.pk, now=NOW)
    assert found == actions.Empty("paused", "Long lunch.", 7200)
    assert [actions.resume_due(now=NOW + n * HOUR) for n in (1, 2)] == [0, 1]


def test_for_whom_a_batch_is_can_be_changed_while_it_is_worked_on() -> None:
    place = work.workplace(items=3)
    batch = work.open_batch(place, overlap=1)
    ana, ben = work.annotator(place), work.annotator(place)
    communities.declare(ana, country="PT")
    communities.declare(ben, country="DE")
    held = work.claim(ben, place)
    change: dict[str, Any] = {"actor_id": place.manager.pk, "batch_id": batch.pk, "now": NOW}

    portuguese = audience(place, "PT").pk

    for _ in range(2):
        actions.set_audience(**change, audience_id=portuguese)

    assert Event.objects.filter(name="batch.audience_changed").count() == 1
    assert work.submit(ben, held).counts
    assert work.why_empty(ben, place) == "other_audience"
    assert work.claim(ana, place)
    actions.set_audience(**change, audience_id=None)
    assert work.claim(ben, place)


def test_a_batch_for_an_audience_is_for_it_alone_and_others_are_told_so() -> None:
    place = work.workplace(items=2)
    batch = work.open_batch(place, audience_id=audience(place, "PT").pk)
    ana, ben = work.annotator(place), work.annotator(place)
    communities.declare(ana, country="PT")
    communities.declare(ben, country="DE")

    assert work.claim(ana, place)
    assert work.why_empty(ben, place) == "other_audience"
    Task.objects.filter(batch=batch).update(is_open=False, open_slots=0, target=0, leased=0)
    assert work.why_empty(ben, place) == "nothing_left"


def test_whom_a_batch_is_for_can_be_said_by_what_they_must_not_be() -> None:
    place = work.workplace(items=4)
    ids = sorted(place.dataset.items.values_list("pk", flat=True))
    not_pt = actions.make_audience(
        actor_id=place.manager.pk, project_id=place.project.pk, name="Not from Portugal",
        criteria=[[communities.clause("country", "!=", "PT")]], now=NOW,
    )  # fmt: skip
    kept_from = work.open_batch(place, item_ids=ids[:2], priority=1, audience_id=not_pt.pk)
    for_all = work.open_batch(place, item_ids=ids[2:])
    ana, ben = work.annotator(place), work.annotator(place)
    communities.declare(ana, country="PT")
    communities.declare(ben, country="DE")

    hers, his = work.claim(ana, place), work.claim(ben, place)

    assert Task.objects.get(pk=hers.task_id).batch_id == for_all.pk
    assert Task.objects.get(pk=his.task_id).batch_id == kept_from.pk


def test_a_changed_trait_moves_a_person_in_and_out() -> None:
    place = work.workplace(items=3)
    work.open_batch(place, audience_id=audience(place, "PT").pk)
    ana = work.annotator(place)
    before = work.why_empty(ana, place)

    communities.declare(ana, country="PT")
    held = work.claim(ana, place)  # before the event has arrived
    ahead = work.prefetch(ana, place)
    communities.declare(ana, country="DE")
    for _ in range(2):  # an event may come twice
        actions.refresh_audiences_of_person(user_id=ana.pk, now=NOW)
    counts = work.submit(ana, held).counts

    assert (before, counts) == ("other_audience", True)
    assert Seat.objects.get(annotator=ana).audience_ids == []
    assert work.why_empty(ana, place) == "other_audience"
    assert ana.assignments.get(pk=ahead.assignment_id).state == "released"


def test_an_audience_needs_conditions_a_name_of_its_own_and_its_project() -> None:
    place, elsewhere = work.workplace(items=2), work.workplace()
    audience(place, "PT")
    theirs = audience(elsewhere, "PT")

    with pytest.raises(AudienceNameTaken):
        audience(place, "PT")
    with pytest.raises(WrongCriteria) as empty:
        actions.make_audience(
            actor_id=place.manager.pk, project_id=place.project.pk, name="All", criteria=[], now=NOW
        )
    with pytest.raises(WrongCriteria) as unknown:
        actions.make_audience(
            actor_id=place.manager.pk, project_id=place.project.pk, name="Odd",
            criteria=[[communities.clause("shoe", "=", "1")]], now=NOW,
        )  # fmt: skip
    with pytest.raises(WrongInput):
        work.draft_batch(place, audience_id=theirs.pk)
    assert [one.path for one in empty.value.errors] == ["criteria"]
    assert [one.path for one in unknown.value.errors] == ["criteria[0][0].trait"]


def test_a_share_is_of_the_slots_there_are_also_where_few_are_asked_first() -> None:
    place = work.workplace(items=201)
    batch = work.open_batch(
        place, overlap=3, is_adaptive=True, overlap_min=1, overlap_max=5, share_cap=0.02
    )
    anna = work.annotator(place)
    for _ in range(4):
        work.submit(anna, work.claim(anna, place))
    capped = work.why_empty(anna, place)
    Batch.objects.filter(pk=batch.pk).update(slots_made=300)  # as more are asked for

    assert Batch.objects.get(pk=batch.pk).task_count == 201
    assert capped == "share_cap"
    assert work.claim(anna, place)


def test_a_lease_in_a_batch_that_is_not_mine_is_no_reason_to_wait() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=1, audience_id=audience(place, "PT").pk)
    ana, ben = work.annotator(place), work.annotator(place)
    communities.declare(ana, country="PT")
    work.claim(ana, place)

    assert work.why_empty(ben, place) == "nothing_left"


def test_an_end_that_is_moved_while_others_are_drained_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = work.workplace(items=2)
    first, second = place.dataset.items.order_by("pk").values_list("pk", flat=True)
    small, large = (
        work.open_batch(place, item_ids=[item], closes_at=NOW + HOUR) for item in (first, second)
    )

    def moved_meanwhile(batch_id: int) -> Batch:
        later: dict[str, Any] = {"opens_at": None, "closes_at": NOW + 9 * HOUR, "now": NOW}
        actions.set_schedule(actor_id=place.manager.pk, batch_id=large.pk, **later)
        return lock_whole_batch(batch_id)

    monkeypatch.setattr("guildmark.work.actions.scheduling.lock_whole_batch", moved_meanwhile)
    drained = actions.drain_ended(now=NOW + HOUR)

    small.refresh_from_db()
    large.refresh_from_db()
    assert (drained, small.state, large.state, large.was_stopped) == (1, "draining", "open", False)


def test_a_pause_that_is_renewed_while_others_are_resumed_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = work.workplace(items=1)
    batch = work.open_batch(place)
    pause: dict[str, Any] = {
        "actor_id": place.manager.pk,
        "batch_id": batch.pk,
        "reason": "Lunch.",
        "now": NOW,
    }
    actions.pause_batch(**pause, resumes_at=NOW + HOUR)

    def renewed_meanwhile(batch_id: int, *, legal: set[Batch.State]) -> Batch:
        Batch.objects.filter(pk=batch_id).update(resumes_at=NOW + 9 * HOUR)
        return lock_batch(batch_id, legal=legal)

    monkeypatch.setattr("guildmark.work.actions.scheduling.lock_batch", renewed_meanwhile)

    assert actions.resume_due(now=NOW + HOUR) == 0
    batch.refresh_from_db()
    assert batch.state == "paused"


def test_an_audience_of_before_numbers_had_a_bound_is_judged() -> None:
    place = work.workplace(items=2)
    shoe = communities.own_trait(place.project.organisation, name="Shoe", kind="number")
    asked = [[communities.clause(shoe.key, "<", 1)]]
    made = actions.make_audience(
        actor_id=place.manager.pk,
        project_id=place.project.pk,
        name="Small",
        criteria=asked,
        now=NOW,
    )
    asked[0][0]["value"] = 1e20
    Audience.objects.filter(pk=made.pk).update(criteria=asked)
    anna = work.annotator(place)
    set_trait_value(user_id=anna.pk, key=shoe.key, value=42, now=NOW)

    met = audiences_met(user_id=anna.pk, project_ids=[place.project.pk])

    assert met == {place.project.pk: [made.pk]}
