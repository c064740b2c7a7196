"""Invitations in the inbox of whose address it is, and applications answered several at once."""

from datetime import timedelta

import pytest
from django.core import mail

from guildmark.communities import actions
from guildmark.communities.actions.memberships import OTHERS_NOT_MET
from guildmark.communities.errors import ApplicationOver
from guildmark.communities.models import Application
from guildmark.core.errors import NotFound
from guildmark.events.models import Event
from guildmark.notifications.actions import choose_mail
from guildmark.notifications.models import Notice
from tests.factories.accounts import NOW, organisation, person
from tests.factories.communities import (
    application,
    clause,
    community,
    declare,
    invitation,
    offer_token,
)
from tests.factories.datasets import owner_id
from workers.tasks.mail import send_community_invitation, send_notice

pytestmark = pytest.mark.django_db
PORTUGAL = [[clause("country", "=", "PT")]]
DAY = timedelta(days=1)


def test_whose_address_it_is_has_the_invitation_in_the_inbox_and_by_mail_as_they_chose() -> None:
    made = community(organisation(name="Kennel"), name="Iberia", joining="invite")
    ada = person(email="ada@example.org")
    person(email="unconfirmed@example.org", is_confirmed=False)
    offer = invitation(made, email="Ada@Example.org")
    invitation(made, email="unconfirmed@example.org")

    def deliver() -> None:
        for event in Event.objects.filter(name="community_invitation.sent").order_by("id"):
            send_community_invitation(event_id=event.pk, **event.payload)
        for event in Event.objects.filter(name="notice.made").order_by("id"):
            send_notice(event_id=event.pk, **event.payload)

    deliver()
    deliver()
    choose_mail(user_id=ada.pk, kind="invitation", is_wanted=False)
    actions.resend_invitation(
        actor_id=owner_id(made.organisation), invitation_id=offer.pk, now=NOW + DAY
    )
    deliver()

    told = Notice.objects.filter(user=ada).order_by("id")
    href = f"/join/{offer_token(offer)}"
    assert list(told.values_list("title", "body", "href")) == [
        ("Kennel invites you to Iberia", "The invitation ends on 2026-03-16.", href),
        ("Kennel invites you to Iberia", "The invitation ends on 2026-03-17.", href),
    ]
    assert [letter.to for letter in mail.outbox] == [
        ["unconfirmed@example.org"],
        ["ada@example.org"],
    ]
    assert href in mail.outbox[1].body
    assert Notice.objects.count() == 2


def test_an_invitation_that_was_revoked_is_told_to_nobody() -> None:
    made, ada = community(organisation(), joining="invite"), person(email="ada@example.org")
    offer = invitation(made, email="ada@example.org")
    event = Event.objects.get(name="community_invitation.sent")
    actions.revoke_community_invitation(
        actor_id=owner_id(made.organisation), invitation_id=offer.pk, now=NOW
    )

    send_community_invitation(event_id=event.pk, **event.payload)

    assert not Notice.objects.filter(user=ada).exists()
    assert mail.outbox == []


def test_several_applications_are_answered_alike_and_each_is_judged_for_itself() -> None:
    made = community(organisation(), joining="apply", take=PORTUGAL)
    elsewhere = community(organisation(), joining="apply")
    ada, bo, cy, di = (person() for _ in range(4))
    for someone in (ada, bo, cy):
        declare(someone, country="PT")
    asked = [application(made, user=one) for one in (ada, bo, cy)]
    other = application(elsewhere, user=di)
    declare(bo, country="ES")
    actions.withdraw_application(user_id=cy.pk, application_id=asked[2].pk, now=NOW)
    ids = [one.pk for one in (*asked, other)]

    def decide(*, is_accepted: bool) -> list[str]:
        decided = actions.decide_applications(
            actor_id=owner_id(made.organisation),
            community_id=made.pk,
            application_ids=[*ids, ids[0]],
            is_accepted=is_accepted,
            reason="All of you",
            now=NOW,
        )
        assert [one.application_id for one in decided] == ids
        return [one.problem for one in decided]

    accepted, declined = decide(is_accepted=True), decide(is_accepted=False)

    over, unknown = ApplicationOver.title, NotFound.title
    assert accepted == ["", OTHERS_NOT_MET, over, unknown]
    assert declined == [over, "", over, unknown]
    states = Application.objects.order_by("pk").values_list("state", "reason")
    assert list(states) == [
        ("accepted", "All of you"),
        ("declined", "All of you"),
        ("withdrawn", ""),
        ("submitted", ""),
    ]
