"""Who is to be paid what, and payouts: each piece of work is in one of them, for ever."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from guildmark.accounts.models import User
from guildmark.collection import actions as collecting
from guildmark.collection.actions.reviewing import Reasons
from guildmark.core import clock
from guildmark.core.errors import NotFound
from guildmark.core.money import Money
from guildmark.events.models import Event
from guildmark.oversight.queries.person import own_copy
from guildmark.payments.actions import make_payout
from guildmark.payments.errors import NothingToPay, SumsChanged
from guildmark.payments.models import PaidWork, Payout, PayoutLine
from guildmark.payments.queries.payouts import lines_of
from guildmark.payments.queries.sums import Sums, sums_of_people, sums_of_person
from guildmark.payments.queries.work import Wanted
from guildmark.work import actions
from guildmark.work.models import Assignment, KeptEarning
from tests.at_once import at_once
from tests.factories import accounts, collection, payments, work
from tests.factories.deletions import deleted, settled
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = NOW.date()


@pytest.fixture
def place() -> Workplace:
    """A project with twenty open tasks at 5 cents."""
    return payments.place()


@pytest.fixture
def user(place: Workplace) -> User:
    """Somebody who works there."""
    return work.annotator(place)


def of(place: Workplace, **bounds: object) -> list[Sums]:
    """What the organisation owes."""
    return sums_of_people(Wanted(organisation_id=place.organisation.pk, **bounds))  # type: ignore[arg-type]  # as they are named


def figures(sums: Sums) -> tuple[tuple[int, int], ...]:
    """Counts and amounts: due, paid, waiting, rejected."""
    parts = (sums.due, sums.paid, sums.waiting, sums.rejected)
    return tuple((part.task_count, part.amount.amount_minor) for part in parts)


def test_what_is_accepted_is_due_and_the_rest_is_told_apart(place: Workplace, user: User) -> None:
    other = work.annotator(place)
    payments.accepted(place, user, 3)
    payments.handed_in(place, user, 2)
    payments.accepted(place, other, 4)
    (bad,) = payments.handed_in(place, other)
    actions.reject_assignment(
        actor_id=place.manager.pk, assignment_id=bad, reason_code="careless", note="", now=NOW
    )
    elsewhere = payments.place()
    payments.accepted(elsewhere, work.annotator(elsewhere))

    found = of(place)

    assert [(one.whose, figures(one)) for one in found] == [
        (other.pk, ((4, 20), (0, 0), (0, 0), (1, 5))),
        (user.pk, ((3, 15), (0, 0), (2, 10), (0, 0))),
    ]


def test_days_are_those_of_acceptance_in_utc_and_both_are_included(
    place: Workplace, user: User
) -> None:
    midnight = NOW.replace(hour=0)
    for now in (midnight - timedelta(seconds=1), midnight, midnight + DAY):
        payments.accepted(place, user, now=now)

    periods = [
        {"since": TODAY, "until": TODAY}, {"until": TODAY}, {"since": TODAY},
        {"since": date.min, "until": date.max}, {},
    ]  # fmt: skip

    assert [of(place, **one)[0].due.task_count for one in periods] == [1, 2, 2, 3, 3]


def test_collected_pictures_and_reviews_are_paid_with_the_rest() -> None:
    ana, ben = accounts.person(), accounts.person()
    place = work.workplace()
    brief = collection.brief_of(place, ana, ben, reviews_wanted=1, review_price_minor=3)
    collection.sign(brief, ana)
    asset = collection.send(brief, ana)
    collecting.review_asset(
        user_id=ben.pk, asset_id=asset.pk, is_accepted=True, reasons=Reasons(), now=clock.now()
    )

    before = [(one.whose, figures(one)[0]) for one in of(place)]
    payments.payout(place)
    after = [(one.whose, figures(one)[:2]) for one in of(place)]

    assert before == [(ana.pk, (1, 20)), (ben.pk, (1, 3))]
    assert after == [(ana.pk, ((0, 0), (1, 20))), (ben.pk, ((0, 0), (1, 3)))]


def test_a_payout_covers_what_was_due_and_nothing_twice(place: Workplace, user: User) -> None:
    first = payments.accepted(place, user, 2)
    made = payments.payout(place, reference="Transfer 7", until=TODAY)
    later = payments.accepted(place, user)

    second = payments.payout(place, now=NOW + DAY)

    covered = [
        set(PaidWork.objects.filter(line__payout=one.payout).values_list("work_id", flat=True))
        for one in (made, second)
    ]
    assert covered == [set(first), set(later)]
    assert [(one.task_count, one.paid) for one in lines_of(made.payout.pk)] == [
        (2, Money(10, "EUR"))
    ]
    assert figures(of(place)[0])[:2] == ((0, 0), (3, 15))
    copied = own_copy(user.pk).payouts
    assert [(row["organisation"], row["reference"], row["amount_minor"]) for row in copied] == [
        (place.organisation.name, "Transfer 7", 10), (place.organisation.name, "", 5),
    ]  # fmt: skip
    event = Event.objects.filter(name="payout.made").earliest("pk")
    assert (event.actor_id, event.payload["amounts"], event.payload["reference"]) == (
        place.manager.pk, "0.10 EUR", "Transfer 7",
    )  # fmt: skip


def test_nothing_is_paid_that_was_not_seen(place: Workplace, user: User) -> None:
    wanted = Wanted(organisation_id=place.organisation.pk)
    payments.accepted(place, user)
    seen = payments.seen(wanted)
    payments.accepted(place, user)

    with pytest.raises(SumsChanged):
        make_payout(actor_id=place.manager.pk, wanted=wanted, seen=seen, reference="", now=NOW)
    with pytest.raises(NothingToPay):
        payments.payout(place, until=TODAY - DAY)
    with pytest.raises(NotFound):
        payments.payout(place, project_id=work.workplace().project.pk)

    assert not Payout.objects.exists()
    assert figures(of(place)[0])[:2] == ((2, 10), (0, 0))


def test_what_another_has_earned_does_not_stand_in_for_what_was_paid_meanwhile(
    place: Workplace, user: User
) -> None:
    other = work.workplace(items=2, organisation=place.organisation)
    work.open_batch(other, overlap=1)
    payments.accepted(place, user)
    payments.accepted(other, work.annotator(other))
    wanted = Wanted(organisation_id=place.organisation.pk)
    seen, before = payments.seen(wanted), [one.due.amount for one in of(place)]
    payments.payout(place, project_id=other.project.pk)
    payments.accepted(place, work.annotator(place))

    with pytest.raises(SumsChanged):
        make_payout(actor_id=place.manager.pk, wanted=wanted, seen=seen, reference="", now=NOW)

    after = [one.due.amount for one in of(place) if one.due.task_count]
    assert after == before == [Money(5, "EUR")] * 2


def test_one_project_can_be_paid_alone(place: Workplace, user: User) -> None:
    other = work.workplace(items=2, organisation=place.organisation)
    work.open_batch(other, overlap=1, price_minor=9)
    payments.accepted(place, user)
    payments.accepted(other, work.annotator(other, user=user))

    made = payments.payout(place, project_id=other.project.pk)

    assert (made.payout.project_name, made.sums[0].amount) == (
        other.project.name, Money(9, "EUR"),
    )  # fmt: skip
    assert figures(of(place)[0])[:2] == ((1, 5), (1, 9))


def test_what_becomes_of_work_after_its_payout_takes_nothing_back(
    place: Workplace, user: User
) -> None:
    (bad,) = payments.handed_in(place, user)
    payments.accepted(place, user, 2)
    actions.reject_assignment(
        actor_id=place.manager.pk, assignment_id=bad, reason_code="careless", note="", now=NOW
    )
    payments.payout(place)

    actions.void_submissions(
        actor_id=place.manager.pk, annotator_id=user.pk, project_id=place.project.pk, since=None,
        reason="Other labels", now=NOW + DAY,
    )  # fmt: skip
    after_voiding = figures(of(place)[0])
    actions.reinstate_assignment(actor_id=place.manager.pk, assignment_id=bad, now=NOW + DAY)

    assert after_voiding == ((0, 0), (2, 10), (0, 0), (1, 5))
    assert figures(of(place)[0]) == ((1, 5), (2, 10), (0, 0), (0, 0))


def test_the_database_changes_no_payout(place: Workplace, user: User) -> None:
    payments.accepted(place, user)
    payments.payout(place)

    for model in (Payout, PayoutLine, PaidWork):
        with pytest.raises(IntegrityError), transaction.atomic():
            model._default_manager.update(id=0)

    assert PayoutLine.objects.get().amount_minor == 5


def test_a_deleted_project_keeps_what_was_paid_and_what_is_due(
    place: Workplace, user: User
) -> None:
    paid = payments.accepted(place, user, 2)
    payments.payout(place)
    payments.accepted(place, user)
    settled(place)
    before = figures(sums_of_person(user.pk)[0])

    deleted(place)

    assert not Assignment.objects.filter(pk__in=paid).exists()
    assert before == figures(sums_of_person(user.pk)[0]) == ((1, 5), (2, 10), (0, 0), (0, 0))
    made = payments.payout(place)
    kept = KeptEarning.objects.get()
    assert (made.sums[0].amount, kept.paid_count, kept.paid_minor) == (Money(5, "EUR"), 3, 15)
    assert figures(of(place)[0])[:2] == ((0, 0), (3, 15))


def test_what_a_deleted_project_owes_keeps_the_day_of_its_verdict(
    place: Workplace, user: User
) -> None:
    ids = payments.handed_in(place, user)
    actions.accept_assignments(actor_id=place.manager.pk, assignment_ids=ids, now=NOW + 3 * DAY)
    settled(place)
    period = {"since": TODAY + 3 * DAY, "until": TODAY + 3 * DAY}
    before = of(place, **period)

    deleted(place)

    assert not Assignment.objects.filter(pk__in=ids).exists()
    assert of(place, **period) == before != []


@pytest.mark.django_db(transaction=True)
def test_two_managers_at_once_make_one_payout() -> None:
    place = payments.place()
    payments.accepted(place, work.annotator(place), 3)
    wanted = Wanted(organisation_id=place.organisation.pk)
    seen = payments.seen(wanted)

    def pay(_: int) -> str:
        try:
            make_payout(actor_id=place.manager.pk, wanted=wanted, seen=seen, reference="", now=NOW)
        except NothingToPay as refusal:
            return refusal.code
        return "made"

    assert sorted(at_once(2, pay)) == ["made", "nothing_to_pay"]
    assert (Payout.objects.count(), PaidWork.objects.count()) == (1, 3)
