"""Drafts, heartbeats, skips, and what time does to a lease."""

from datetime import timedelta
from typing import Any

import pytest

from guildmark.accounts.models import User
from guildmark.events.models import Event
from guildmark.projects.actions import retract_guideline
from guildmark.work import actions
from guildmark.work.errors import (
    AssignmentOver,
    DraftConflict,
    InvalidDocument,
    NotEligible,
    StoredDraft,
)
from guildmark.work.models import Assignment, Task
from guildmark.work.queries.leases import Lease
from tests.factories import work
from tests.factories.projects import guideline
from tests.factories.work import NOW

pytestmark = pytest.mark.django_db


def save(user: User, held: Lease, *, revision: int, document: dict[str, Any]) -> int:
    return actions.save_draft(
        user_id=user.pk,
        assignment_id=held.assignment_id,
        revision=revision,
        document=document,
        now=NOW,
    )


def skip(user: User, held: Lease) -> None:
    actions.skip(
        user_id=user.pk, assignment_id=held.assignment_id, reason="bad_image", note="", now=NOW
    )


def test_a_draft_comes_back_with_the_lease() -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    anna = work.annotator(place)
    held = work.claim(anna, place)

    first = save(anna, held, revision=0, document=work.boxes(1))
    second = save(anna, held, revision=first, document=work.boxes(2))

    assert (first, second) == (1, 2)
    assert work.claim(anna, place).draft == StoredDraft(2, work.boxes(2))


def test_a_draft_is_kept_while_it_is_not_right_yet_and_refused_when_it_cannot_be_read() -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    anna = work.annotator(place)
    held = work.claim(anna, place)
    contradictory = {**work.boxes(2), "is_nothing_here": True}
    nameless = work.boxes(1)
    nameless["shapes"][0]["id"] = ""

    saved = save(anna, held, revision=0, document=contradictory)
    with pytest.raises(InvalidDocument) as refusal:
        save(anna, held, revision=saved, document=nameless)

    assert work.claim(anna, place).draft == StoredDraft(1, contradictory)
    assert [error.code for error in refusal.value.errors] == ["invalid_id"]


def test_two_windows_cannot_overwrite_each_others_draft() -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    anna = work.annotator(place)
    held = work.claim(anna, place)
    save(anna, held, revision=0, document=work.boxes(1))

    with pytest.raises(DraftConflict) as first:
        save(anna, held, revision=0, document=work.boxes(3))
    with pytest.raises(DraftConflict) as second:
        save(anna, held, revision=7, document=work.boxes(3))

    assert first.value.draft == second.value.draft == StoredDraft(1, work.boxes(1))


def test_a_draft_whose_answer_was_lost_is_saved_once() -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    anna = work.annotator(place)
    held = work.claim(anna, place)

    first = [save(anna, held, revision=0, document=work.boxes(1)) for _ in range(2)]
    second = [save(anna, held, revision=1, document=work.boxes(2)) for _ in range(2)]

    assert (first, second) == ([1, 1], [2, 2])
    with pytest.raises(DraftConflict):
        save(anna, held, revision=0, document=work.boxes(1))


def test_a_draft_may_be_unfinished_but_not_wrong() -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    anna = work.annotator(place)
    held = work.claim(anna, place)
    unfinished = {**work.boxes(0), "is_nothing_here": False}
    wrong = work.boxes(1)
    wrong["shapes"][0]["label"] = "dragon"

    assert save(anna, held, revision=0, document=unfinished) == 1
    with pytest.raises(InvalidDocument):
        save(anna, held, revision=1, document=wrong)


def test_a_draft_is_kept_after_the_lease_has_run_out_and_not_after_the_answer() -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    anna = work.annotator(place)
    held = work.claim(anna, place)
    actions.expire_leases(now=NOW + timedelta(hours=1))

    assert save(anna, held, revision=0, document=work.boxes(1)) == 1
    work.submit(anna, held)
    with pytest.raises(AssignmentOver):
        save(anna, held, revision=1, document=work.boxes(1))


def test_a_heartbeat_extends_a_lease_three_times_when_it_is_late() -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    anna = work.annotator(place)
    held = work.claim(anna, place)
    ends = []

    for minutes in (5, 16, 17, 32, 48, 64):
        now = NOW + timedelta(minutes=minutes)
        beaten = actions.heartbeat(user_id=anna.pk, assignment_id=held.assignment_id, now=now)
        ends.append((beaten.lease_expires_at - NOW).total_seconds() / 60)

    assert ends == [30, 46, 46, 62, 78, 78]


def test_a_heartbeat_after_the_end_is_told_so() -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    anna = work.annotator(place)
    held = work.claim(anna, place)

    with pytest.raises(AssignmentOver):
        actions.heartbeat(
            user_id=anna.pk, assignment_id=held.assignment_id, now=NOW + timedelta(minutes=30)
        )


def test_an_expired_lease_frees_its_slot_exactly_once() -> None:
    place = work.workplace(items=2)
    work.open_batch(place, overlap=2)
    anna, ben = work.annotator(place), work.annotator(place)
    work.claim(anna, place)
    work.claim(ben, place)
    later = NOW + timedelta(minutes=30)

    counts = [actions.expire_leases(now=later) for _ in range(2)]

    assert counts == [2, 0]
    assert [(t.open_slots, t.leased) for t in Task.objects.order_by("pk")] == [(2, 0), (2, 0)]
    assert Event.objects.filter(name="assignment.expired").count() == 2


def test_a_live_lease_is_left_alone_by_the_sweep() -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    work.claim(work.annotator(place), place)

    assert actions.expire_leases(now=NOW + timedelta(minutes=29)) == 0


def test_claiming_lapses_ones_own_lease_that_has_run_out() -> None:
    place = work.workplace(items=2)
    work.open_batch(place, overlap=1)
    anna = work.annotator(place)
    first = work.claim(anna, place)

    second = work.claim(anna, place, now=NOW + timedelta(hours=1))

    assert second.task_id != first.task_id
    assert Assignment.objects.get(pk=first.assignment_id).state == "expired"
    assert Task.objects.get(pk=first.task_id).open_slots == 1


def test_three_skips_send_a_task_to_triage_and_a_manager_brings_it_back() -> None:
    place = work.workplace(items=1)
    batch = work.open_batch(place, overlap=3)
    for _ in range(3):
        someone = work.annotator(place)
        skip(someone, work.claim(someone, place))
    fourth = work.annotator(place)
    in_triage = Task.objects.get()
    empty = work.why_empty(fourth, place)
    batch.refresh_from_db()
    reserved_in_triage = batch.reserved_minor

    actions.reopen_task(
        actor_id=place.manager.pk, task_id=in_triage.pk, slots=3, reason="It is fine.", now=NOW
    )

    batch.refresh_from_db()
    assert (in_triage.state, in_triage.open_slots, in_triage.target) == ("triage", 0, 0)
    assert empty == "nothing_left"
    assert (reserved_in_triage, batch.reserved_minor) == (0, 15)
    assert Event.objects.filter(name="task.triaged").count() == 1
    assert work.claim(fourth, place).task_id == in_triage.pk


def test_three_lapses_send_a_task_to_triage() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=1)
    now = NOW
    for _ in range(3):
        work.claim(work.annotator(place), place, now=now)
        now += timedelta(hours=1)
        actions.expire_leases(now=now)

    assert (Task.objects.get().state, Task.objects.get().lapse_count) == ("triage", 3)


def test_leases_that_could_not_be_answered_say_nothing_of_the_task() -> None:
    """The guideline was taken back, or a person restricted: what they hold runs out unanswered."""
    place = work.workplace(items=1)
    work.open_batch(place, overlap=3)
    people = [work.annotator(place) for _ in range(3)]
    held = [work.claim(someone, place) for someone in people]
    version = place.project.guideline_versions.get(state="published")
    retract_guideline(
        actor_id=place.manager.pk,
        guideline_version_id=version.pk,
        reason="It is wrong.",
        now=NOW,
    )
    actions.refresh_seats_of_project(project_id=place.project.pk, now=NOW)
    with pytest.raises(NotEligible):
        work.submit(people[0], held[0])

    later = NOW + timedelta(hours=1)
    actions.expire_leases(now=later)
    waiting = Task.objects.get()
    guideline(place.project, "# Draw a tight box.", change="minor")
    actions.refresh_seats_of_project(project_id=place.project.pk, now=later)
    late = work.submit(people[0], held[0], now=later)

    assert (waiting.state, waiting.open_slots, waiting.lapse_count) == ("open", 3, 0)
    assert late.counts
    assert work.claim(work.annotator(place), place, now=later).task_id == held[0].task_id


def test_a_lease_of_somebody_restricted_is_no_lapse_and_of_another_it_is() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=2)
    restricted, free = work.annotator(place), work.annotator(place)
    for someone in (restricted, free):
        work.claim(someone, place)
    actions.set_standing(
        user_id=restricted.pk,
        project_id=place.project.pk,
        blocked_reason="Restricted.",
        actor_id=None,
        now=NOW,
    )

    actions.expire_leases(now=NOW + timedelta(hours=1))

    assert (Task.objects.get().open_slots, Task.objects.get().lapse_count) == (2, 1)


def test_two_skips_and_a_lapse_do_not() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=3)
    for _ in range(2):
        someone = work.annotator(place)
        skip(someone, work.claim(someone, place))
    work.claim(work.annotator(place), place)
    actions.expire_leases(now=NOW + timedelta(hours=1))

    assert Task.objects.get().state == "open"


def test_the_answers_that_were_there_stay_when_a_task_goes_to_triage() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=5)
    anna = work.annotator(place)
    work.submit(anna, work.claim(anna, place))
    for _ in range(3):
        someone = work.annotator(place)
        skip(someone, work.claim(someone, place))

    task = Task.objects.get()

    assert (task.state, task.counted, task.target, task.open_slots) == ("triage", 1, 1, 0)
