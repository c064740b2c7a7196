"""Who is in a payout is told what they were paid: once, in their language, by mail if they want."""

import pytest

from guildmark.accounts.models import User
from guildmark.notifications.actions import choose_mail
from guildmark.notifications.models import Notice
from guildmark.oversight.actions import close_person
from guildmark.work.models import Assignment
from tests.factories import payments, work
from tests.factories.work import NOW
from tests.integration.notifications.telling import deliver_all, inbox, letters

pytestmark = pytest.mark.django_db
ASK = "The money comes outside of Guildmark. If it does not, ask the organisation."


def test_everybody_in_a_payout_is_told_what_they_were_paid_and_nobody_else() -> None:
    place = payments.place(price_minor=1234)
    ana, ben, cleo, waits = (work.annotator(place) for _ in range(4))
    User.objects.filter(pk=ben.pk).update(locale="es")
    payments.accepted(place, ana, 2)
    yen = payments.accepted(place, ana)
    Assignment.objects.filter(pk__in=yen).update(currency="JPY")
    for person in (ben, cleo):
        payments.accepted(place, person)
    payments.handed_in(place, waits)
    choose_mail(user_id=cleo.pk, kind="payment", is_wanted=False)
    payments.payout(place, reference="Transfer {7}")

    deliver_all()

    title = f"A payout to you was recorded: {place.organisation.name}"
    said = [f"You were paid {paid}.\n\nReference: Transfer {{7}}\n\n{ASK}" for paid in (
        "24.68 EUR, 1234 JPY", "12.34 EUR", "12.34 EUR",
    )]  # fmt: skip
    assert [inbox(person) for person in (ana, ben, cleo)] == [
        [(title, body, "/earnings")] for body in said
    ]
    assert not Notice.objects.filter(user=waits, kind="payment").exists()
    assert [len(letters(person)) for person in (ana, ben, cleo)] == [1, 1, 0]
    assert letters(ben)[0].body.startswith("Se te pagó: 12,34 EUR.\n\nReferencia: Transfer {7}\n\n")


def test_who_closed_their_account_is_not_told_of_a_payout() -> None:
    place = payments.place()
    gone, stays = work.annotator(place), work.annotator(place)
    for person in (gone, stays):
        payments.accepted(place, person)
    payments.payout(place)
    close_person(user_id=gone.pk, now=NOW)

    deliver_all()

    told = [Notice.objects.filter(user=one, kind="payment").count() for one in (gone, stays)]
    assert told == [0, 1]
