"""The ways in that somebody has to open: applications, invitations by mail, by link and by list."""

from datetime import timedelta

import pytest
from django.core import mail

from guildmark.accounts.models import User
from guildmark.communities import actions, queries
from guildmark.communities.errors import (
    AlreadyInvitedToCommunity,
    AlreadyMember,
    ApplicationOver,
    ApplicationTooSoon,
    ApplicationWaiting,
    CommunityInvitationOver,
    CriteriaNotMet,
    JoiningClosed,
    NotAskedForApplications,
    ResendLimit,
    WasRemoved,
)
from guildmark.communities.invitation_links import community_invitation_link
from guildmark.communities.models import Community, CommunityInvitation, Membership
from guildmark.core.errors import NotFound, StateConflict, WrongInput
from guildmark.events.models import Event
from tests.factories.accounts import NOW, organisation, person
from tests.factories.communities import (
    application,
    clause,
    community,
    declare,
    invitation,
    member,
    offer_token,
)
from tests.factories.datasets import owner_id
from workers.tasks.mail import send_community_invitation

pytestmark = pytest.mark.django_db
PORTUGAL = [[clause("country", "=", "PT")]]
DAY = timedelta(days=1)


def _owner(of: Community) -> User:
    return User.objects.get(pk=owner_id(of.organisation))


def _names() -> list[str]:
    return list(Event.objects.order_by("id").values_list("name", flat=True))


def test_an_application_is_answered_with_a_reason_and_lets_the_person_in() -> None:
    made, ada = community(organisation(), joining="apply", take=PORTUGAL), person()
    owner = _owner(made)
    actions.update_community(
        actor_id=owner.pk, community_id=made.pk, questions=["Why you?"], now=NOW
    )
    declare(ada, country="PT")

    first = application(made, user=ada, answers=("I know cards.",))
    declined = actions.decline_application(
        actor_id=owner.pk, application_id=first.pk, reason="Tell us more.", now=NOW
    )
    with pytest.raises(ApplicationTooSoon):
        application(made, user=ada, answers=("Please!",))
    answers = ("I made cards for ten years.",)
    second = application(made, user=ada, answers=answers, now=NOW + timedelta(days=1))
    actions.accept_application(
        actor_id=owner.pk, application_id=second.pk, reason="Welcome", now=NOW
    )

    assert first.answers == [{"question": "Why you?", "answer": "I know cards."}]
    assert (declined.state, declined.reason) == ("declined", "Tell us more.")
    assert queries.is_active_member(user_id=ada.pk, community_id=made.pk)
    assert _names()[-4:] == [
        "application.declined",
        "application.submitted",
        "membership.joined",
        "application.accepted",
    ]


def test_an_application_nobody_answers_ends_after_thirty_days_and_may_be_made_again() -> None:
    made, ada = community(organisation(), joining="apply"), person()
    first = application(made, user=ada)

    early = actions.expire_applications(now=NOW + timedelta(days=29))
    late = actions.expire_applications(now=NOW + timedelta(days=30))

    first.refresh_from_db()
    assert (early, late, first.state) == (0, 1, "expired")
    assert _names()[-1] == "application.expired"
    assert application(made, user=ada, now=NOW + timedelta(days=30)).state == "submitted"
    assert actions.expire_applications(now=NOW + timedelta(days=31)) == 0


def test_who_withdraws_may_apply_again_but_not_without_end() -> None:
    made, ada = community(organisation(), joining="apply"), person()
    for _ in range(3):
        waiting = application(made, user=ada)
        actions.withdraw_application(user_id=ada.pk, application_id=waiting.pk, now=NOW)

    with pytest.raises(ApplicationTooSoon):
        application(made, user=ada)
    assert application(made, user=ada, now=NOW + timedelta(days=1)).state == "submitted"


def test_who_applies_meets_the_criteria_answers_every_question_and_waits() -> None:
    made, ada = community(organisation(), joining="apply", take=PORTUGAL), person()
    actions.update_community(
        actor_id=_owner(made).pk, community_id=made.pk, questions=["Why?", "Since when?"], now=NOW
    )

    with pytest.raises(CriteriaNotMet):
        application(made, user=ada, answers=("x", "y"))
    declare(ada, country="PT")
    with pytest.raises(WrongInput) as unanswered:
        application(made, user=ada, answers=("Because.", " "))
    application(made, user=ada, answers=("Because.", "2001"))
    with pytest.raises(ApplicationWaiting):
        application(made, user=ada, answers=("Because.", "2001"))

    assert [one.path for one in unanswered.value.errors] == ["answers[1]"]


def test_the_door_says_which_way_in_there_is() -> None:
    of = organisation()
    applying, inviting, open_to_all = (
        community(of, joining=joining) for joining in ("apply", "invite", "open")
    )
    ada = person()

    with pytest.raises(JoiningClosed, match="by application"):
        member(applying, user=ada)
    with pytest.raises(JoiningClosed, match="by invitation"):
        member(inviting, user=ada)
    with pytest.raises(NotAskedForApplications):
        application(open_to_all, user=ada)
    with pytest.raises(NotFound):
        application(community(of, joining="apply", discover=PORTUGAL), user=ada)


def test_an_application_is_withdrawn_by_its_author_alone_and_then_over() -> None:
    made, ada = community(organisation(), joining="apply"), person()
    waiting = application(made, user=ada)

    with pytest.raises(NotFound):
        actions.withdraw_application(user_id=person().pk, application_id=waiting.pk, now=NOW)
    actions.withdraw_application(user_id=ada.pk, application_id=waiting.pk, now=NOW)

    with pytest.raises(ApplicationOver):
        actions.accept_application(
            actor_id=_owner(made).pk, application_id=waiting.pk, reason="", now=NOW
        )


def test_an_invitation_comes_by_mail_and_its_link_lets_in_once() -> None:
    made, ada = community(organisation(), joining="invite", take=PORTUGAL), person()
    offer = invitation(made, email="Ada@Example.org")
    event = Event.objects.get(name="community_invitation.sent")

    for _ in range(2):
        send_community_invitation(event_id=event.pk, **event.payload)
    with pytest.raises(CriteriaNotMet):
        actions.accept_community_invitation(user_id=ada.pk, token=offer_token(offer), now=NOW)
    declare(ada, country="PT")
    joined = actions.accept_community_invitation(user_id=ada.pk, token=offer_token(offer), now=NOW)
    again = actions.accept_community_invitation(user_id=ada.pk, token=offer_token(offer), now=NOW)

    assert [letter.to for letter in mail.outbox] == [["ada@example.org"]]
    assert community_invitation_link(offer.pk) in mail.outbox[0].body
    assert (joined.state, again.pk) == ("active", joined.pk)
    with pytest.raises(CommunityInvitationOver):
        actions.accept_community_invitation(user_id=person().pk, token=offer_token(offer), now=NOW)


def test_a_link_lets_in_as_many_as_it_has_seats_until_it_runs_out() -> None:
    made = community(organisation(), joining="invite")
    link, stale = invitation(made, seats=2), invitation(made, seats=5)

    for _ in range(2):
        actions.accept_community_invitation(user_id=person().pk, token=offer_token(link), now=NOW)

    with pytest.raises(CommunityInvitationOver):
        actions.accept_community_invitation(user_id=person().pk, token=offer_token(link), now=NOW)
    with pytest.raises(CommunityInvitationOver):
        actions.accept_community_invitation(
            user_id=person().pk, token=offer_token(stale), now=NOW + 14 * DAY
        )
    with pytest.raises(NotFound):
        actions.accept_community_invitation(user_id=person().pk, token="1~forged", now=NOW)


def test_an_invitation_is_sent_three_times_at_most_and_a_day_apart() -> None:
    made = community(organisation(), joining="invite")
    owner, offer = _owner(made), invitation(made, email="ada@example.org")

    def send_again(days: int) -> CommunityInvitation:
        return actions.resend_invitation(
            actor_id=owner.pk, invitation_id=offer.pk, now=NOW + days * DAY
        )

    with pytest.raises(ResendLimit):
        send_again(0)
    sent = [send_again(1), send_again(2)]
    with pytest.raises(ResendLimit):
        send_again(5)

    assert [one.sent_count for one in sent] == [2, 3]
    assert sent[-1].expires_at == NOW + 16 * DAY


def test_a_list_of_addresses_invites_each_row_that_can_be() -> None:
    made = community(organisation(), joining="invite")
    insider = person()
    actions.accept_community_invitation(
        user_id=insider.pk, token=offer_token(invitation(made)), now=NOW
    )
    rows_of_five = ["Ada;ada@example.org", "Bo;bo@", "", "Cy;ADA@example.org"]
    text = "\n".join(["name;E-mail", *rows_of_five, f"Di;{insider.email}", "Eve"])

    rows = actions.invite_rows(actor_id=_owner(made).pk, community_id=made.pk, text=text, now=NOW)

    assert [(row.line, row.email, row.problem) for row in rows] == [
        (2, "ada@example.org", ""),
        (3, "bo@", "This is no e-mail address"),
        (5, "ADA@example.org", AlreadyInvitedToCommunity.title),
        (6, insider.email, "This person is a member"),
        (7, "", "This is no e-mail address"),
    ]
    with pytest.raises(WrongInput):
        actions.invite_rows(actor_id=_owner(made).pk, community_id=made.pk, text="\n", now=NOW)


def test_members_are_paused_brought_back_and_removed_with_a_reason_they_see() -> None:
    made, ada = community(organisation(), take=PORTUGAL), person()
    owner = _owner(made)
    declare(ada, country="PT")
    member(made, user=ada)

    def change(state: str, reason: str = "") -> Membership:
        return actions.manage_member(
            actor_id=owner.pk,
            community_id=made.pk,
            user_id=ada.pk,
            state=state,
            reason=reason,
            note="Asked for a break",
            tags=["night", "night"],
            now=NOW,
        )

    paused = change("paused", "You asked for it")
    declare(ada, country="ES")
    back_state = change("active").state
    removed = change("removed", "Away for a year")

    assert (paused.reason, paused.note, paused.tags) == (
        "You asked for it",
        "Asked for a break",
        ["night"],
    )
    declare(ada, country="PT")
    assert (back_state, removed.state) == ("ineligible", "removed")
    with pytest.raises(WasRemoved):
        member(made, user=ada)


def test_who_left_by_themselves_is_not_brought_back_by_others() -> None:
    made, ada = community(organisation()), person()
    member(made, user=ada)
    actions.leave(user_id=ada.pk, community_id=made.pk, now=NOW)

    with pytest.raises(StateConflict):
        actions.manage_member(
            actor_id=_owner(made).pk, community_id=made.pk, user_id=ada.pk, state="active", now=NOW
        )


def test_somebody_who_is_in_does_not_apply() -> None:
    made, ada = community(organisation(), joining="apply"), person()
    waiting = application(made, user=ada)
    actions.accept_application(
        actor_id=_owner(made).pk, application_id=waiting.pk, reason="", now=NOW
    )

    with pytest.raises(AlreadyMember):
        application(made, user=ada)


def test_an_address_is_written_to_three_times_a_month_however_it_is_invited() -> None:
    made = community(organisation(), joining="invite")
    for day in range(3):
        when = NOW + timedelta(days=day)
        sent = invitation(made, email="ada@example.org", now=when)
        actions.revoke_community_invitation(
            actor_id=_owner(made).pk, invitation_id=sent.pk, now=when
        )

    with pytest.raises(ResendLimit):
        invitation(made, email="ada@example.org", now=NOW + timedelta(days=3))
    assert invitation(made, email="ada@example.org", now=NOW + timedelta(days=33)).pk


def test_who_declined_is_not_asked_again() -> None:
    made = community(organisation(), joining="invite")
    sent = invitation(made, email="ada@example.org")
    actions.decline_community_invitation(
        user_id=person().pk,
        token=offer_token(sent),
        now=NOW,
    )

    with pytest.raises(ResendLimit, match="declined"):
        invitation(made, email="ada@example.org", now=NOW + timedelta(days=90))


def test_a_list_that_is_no_list_and_an_address_without_end_change_nothing_else() -> None:
    made = community(organisation(), joining="invite")
    long = f"{'a' * 250}@example.org"

    rows = actions.invite_rows(
        actor_id=_owner(made).pk,
        community_id=made.pk,
        text=f'email,name\n"{long}","x\ny"\nbo@example.org,Bo',
        now=NOW,
    )

    assert [(row.line, row.problem) for row in rows] == [(3, rows[0].problem), (4, "")]
    assert rows[0].problem
    with pytest.raises(WrongInput):
        actions.invite_rows(
            actor_id=_owner(made).pk, community_id=made.pk, text="x" * 140_000, now=NOW
        )
