"""People say that a decision is wrong, and are answered."""

from datetime import timedelta

import pytest

from guildmark.accounts.models import StaffMember, User
from guildmark.core.errors import NotFound
from guildmark.events.models import Event
from guildmark.quality import actions, queries
from guildmark.quality.errors import (
    AppealExists,
    AppealOver,
    AppealTooLate,
    NothingToAppeal,
    OwnDecision,
)
from guildmark.quality.models import Appeal, Restriction
from guildmark.work.actions import require_seat
from guildmark.work.models import Assignment
from tests.factories import accounts, quality, work
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ANSWER = "We looked at it again."


@pytest.fixture
def place() -> Workplace:
    """A project with open tasks."""
    made = work.workplace(items=3)
    work.open_batch(made)
    return made


@pytest.fixture
def user(place: Workplace) -> User:
    """Somebody who works there."""
    someone = work.annotator(place)
    require_seat(user_id=someone.pk, project_id=place.project.pk, now=NOW)
    return someone


@pytest.fixture
def reviewer(place: Workplace) -> User:
    """Somebody who may answer beside the manager."""
    return accounts.staff(place.organisation, "reviewer")


def test_an_upheld_appeal_lets_the_person_work_again(
    place: Workplace, user: User, reviewer: User
) -> None:
    appeal = quality.appeal(quality.pause(place, user, now=NOW), now=NOW)
    before = work.why_empty(user, place)

    actions.take_appeal(actor_id=reviewer.pk, appeal_id=appeal.pk, now=NOW)
    taken = Appeal.objects.get().state
    actions.uphold_appeal(actor_id=reviewer.pk, appeal_id=appeal.pk, answer=ANSWER, now=NOW)

    assert (before, taken) == ("not_eligible", "in_review")
    closed = Appeal.objects.get()
    assert (closed.state, closed.answer, closed.answered_by) == ("upheld", ANSWER, reviewer)
    assert Restriction.objects.get().ending == "appealed"
    assert work.claim(user, place)


def test_a_rejected_appeal_leaves_the_restriction_and_is_final(
    place: Workplace, user: User, reviewer: User
) -> None:
    pause = quality.pause(place, user, now=NOW)
    appeal = quality.appeal(pause, now=NOW)

    actions.reject_appeal(actor_id=reviewer.pk, appeal_id=appeal.pk, answer=ANSWER, now=NOW)

    assert work.why_empty(user, place) == "not_eligible"
    with pytest.raises(AppealExists):
        quality.appeal(pause, now=NOW)
    with pytest.raises(AppealOver):
        actions.uphold_appeal(actor_id=reviewer.pk, appeal_id=appeal.pk, answer="Yes.", now=NOW)


def test_work_whose_rejection_is_appealed_against_is_paid_and_counts_where_its_slot_is_free(
    place: Workplace, user: User, reviewer: User
) -> None:
    answer = quality.rejected(place, user, now=NOW)
    appeal = actions.appeal_rejection(
        user_id=user.pk, assignment_id=answer.assignment_id, text="Look again.", now=NOW
    )

    actions.uphold_appeal(actor_id=reviewer.pk, appeal_id=appeal.pk, answer=ANSWER, now=NOW)

    answer.refresh_from_db()
    assert (Assignment.objects.get(pk=answer.assignment_id).state, answer.counts) == (
        "accepted",
        True,
    )
    assert (answer.task.counted, answer.task.open_slots) == (1, 2)


def test_somebody_else_answers_than_who_decided_where_there_is_somebody(
    place: Workplace, user: User
) -> None:
    appeal = quality.appeal(quality.pause(place, user, now=NOW), now=NOW)
    other = accounts.staff(place.organisation, "reviewer")

    with pytest.raises(OwnDecision):
        actions.take_appeal(actor_id=place.manager.pk, appeal_id=appeal.pk, now=NOW)
    StaffMember.objects.filter(user=other).delete()

    actions.uphold_appeal(actor_id=place.manager.pk, appeal_id=appeal.pk, answer=ANSWER, now=NOW)
    assert Appeal.objects.get().state == "upheld"


def test_an_appeal_comes_within_seven_days(place: Workplace, user: User) -> None:
    pause = quality.pause(place, user, expires_at=NOW + 30 * DAY, now=NOW)

    with pytest.raises(AppealTooLate):
        quality.appeal(pause, now=NOW + 7 * DAY + timedelta(seconds=1))

    assert quality.appeal(pause, now=NOW + 7 * DAY).due_at == NOW + 16 * DAY


def test_what_has_run_out_can_be_appealed_within_the_days_and_stays_over(
    place: Workplace, user: User, reviewer: User
) -> None:
    pause = quality.pause(place, user, expires_at=NOW + 3 * DAY, now=NOW)
    actions.expire_restrictions(now=NOW + 3 * DAY)

    appeal = quality.appeal(pause, now=NOW + 7 * DAY)
    actions.uphold_appeal(
        actor_id=reviewer.pk, appeal_id=appeal.pk, answer=ANSWER, now=NOW + 8 * DAY
    )

    assert (Appeal.objects.get().state, Restriction.objects.get().ending) == ("upheld", "expired")
    assert Event.objects.filter(name="restriction.lifted").count() == 1
    other = quality.pause(place, user, expires_at=NOW + 3 * DAY, now=NOW)
    actions.expire_restrictions(now=NOW + 3 * DAY)
    with pytest.raises(AppealTooLate):
        quality.appeal(other, now=NOW + 7 * DAY + timedelta(seconds=1))


def test_what_nothing_ends_by_itself_can_be_appealed_as_long_as_it_lasts(
    place: Workplace, user: User
) -> None:
    pause = quality.pause(place, user, now=NOW)

    late = quality.appeal(pause, now=NOW + 90 * DAY)

    assert (late.state, late.due_at) == ("open", NOW + 99 * DAY)


def test_an_appeal_that_nobody_answers_in_nine_days_is_upheld(place: Workplace, user: User) -> None:
    quality.appeal(quality.pause(place, user, now=NOW), now=NOW)
    alarms = [
        [(one.code, one.count) for one in queries.alarms(place.project.pk, at)]
        for at in (NOW, NOW + 7 * DAY)
    ]

    early = actions.answer_overdue(now=NOW + 9 * DAY - timedelta(seconds=1))
    due = actions.answer_overdue(now=NOW + 9 * DAY)
    again = actions.answer_overdue(now=NOW + 9 * DAY)

    assert alarms == [[("appeals_open", 1)], [("appeals_due", 1)]]
    assert (early, due, again) == (0, 1, 0)
    assert Appeal.objects.get().state == "upheld"
    assert queries.alarms(place.project.pk, NOW) == []
    assert work.claim(user, place, now=NOW + 9 * DAY)


def test_a_withdrawn_appeal_can_be_made_again_in_time(place: Workplace, user: User) -> None:
    pause = quality.pause(place, user, now=NOW)
    appeal = quality.appeal(pause, now=NOW)

    actions.withdraw_appeal(user_id=user.pk, appeal_id=appeal.pk, now=NOW)

    assert quality.appeal(pause, now=NOW + DAY).state == "open"
    with pytest.raises(NotFound):
        actions.withdraw_appeal(user_id=place.manager.pk, appeal_id=appeal.pk, now=NOW)


def test_lifting_a_restriction_upholds_the_appeal_against_it(place: Workplace, user: User) -> None:
    pause = quality.pause(place, user, now=NOW)
    quality.appeal(pause, now=NOW)

    actions.lift_restriction(
        actor_id=place.manager.pk, restriction_id=pause.pk, reason="My mistake.", now=NOW
    )

    assert (Appeal.objects.get().state, Appeal.objects.get().answer) == ("upheld", "My mistake.")
    with pytest.raises(NothingToAppeal):
        quality.appeal(pause, now=NOW)


def test_nobody_appeals_for_somebody_else(place: Workplace, user: User) -> None:
    pause = quality.pause(place, user, now=NOW)

    with pytest.raises(NotFound):
        actions.appeal_restriction(
            user_id=place.manager.pk, restriction_id=pause.pk, text="For a friend.", now=NOW
        )
