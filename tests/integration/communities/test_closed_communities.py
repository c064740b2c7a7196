"""A community that takes nobody in any more: who is outside is told, who is in goes on."""

from datetime import timedelta

import pytest
from django.core import mail

from guildmark.accounts.models import User
from guildmark.communities import actions, queries
from guildmark.communities.errors import CommunityClosed
from guildmark.communities.models import Application, Community
from guildmark.core.errors import NotFound, WrongInput
from guildmark.events.models import Event
from guildmark.projects.actions import update_project
from tests.factories.accounts import NOW, organisation, person
from tests.factories.communities import (
    application,
    clause,
    community,
    declare,
    invitation,
    member,
    offer_token,
    set_criteria,
)
from tests.factories.datasets import owner_id
from tests.factories.projects import project
from workers.tasks.mail import send_community_invitation

pytestmark = pytest.mark.django_db


def _close(of: Community) -> Community:
    return actions.close_community(actor_id=owner_id(of.organisation), community_id=of.pk, now=NOW)


def _reopen(of: Community) -> Community:
    return actions.reopen_community(actor_id=owner_id(of.organisation), community_id=of.pk, now=NOW)


def _endings() -> list[str]:
    ended = Event.objects.filter(name__in=["community.closed", "community.reopened"])
    return list(ended.order_by("id").values_list("name", flat=True))


def test_nobody_joins_a_closed_community_until_it_is_open_again() -> None:
    made, ada = community(organisation()), person()

    _close(made)
    _close(made)
    with pytest.raises(CommunityClosed):
        member(made, user=ada)
    _reopen(made)
    _reopen(made)

    assert member(made, user=ada).state == "active"
    assert _endings() == ["community.closed", "community.reopened"]


def test_nobody_applies_to_a_closed_community_and_who_waits_is_declined_or_waits_on() -> None:
    made = community(organisation(), joining="apply")
    staff, waiting, other = owner_id(made.organisation), person(), person()
    asked, refused = application(made, user=waiting), application(made, user=other)
    _close(made)

    with pytest.raises(CommunityClosed):
        application(made, user=person())
    with pytest.raises(CommunityClosed):
        actions.accept_application(actor_id=staff, application_id=asked.pk, reason="", now=NOW)
    actions.decline_application(
        actor_id=staff, application_id=refused.pk, reason="We are done", now=NOW
    )
    states = list(Application.objects.order_by("pk").values_list("state", flat=True))
    _reopen(made)
    actions.accept_application(actor_id=staff, application_id=asked.pk, reason="", now=NOW)

    assert states == ["submitted", "declined"]
    assert queries.is_active_member(user_id=waiting.pk, community_id=made.pk)


def test_nobody_is_invited_to_a_closed_community_and_old_invitations_say_so() -> None:
    made, ada = community(organisation(), joining="invite"), person()
    offer = invitation(made, seats=2)
    letter = invitation(made, email="x@example.org")
    token = offer_token(offer)
    _close(made)

    for email in ("", "new@example.org"):
        with pytest.raises(CommunityClosed):
            invitation(made, email=email)
    with pytest.raises(CommunityClosed):
        actions.resend_invitation(
            actor_id=owner_id(made.organisation),
            invitation_id=letter.pk,
            now=NOW + timedelta(days=2),
        )
    with pytest.raises(CommunityClosed):
        actions.accept_community_invitation(user_id=ada.pk, token=token, now=NOW)
    event = Event.objects.filter(name="community_invitation.sent").latest("id")
    send_community_invitation(event_id=event.pk, **event.payload)

    assert queries.invitation_by_token(token, now=NOW).community.is_closed
    assert mail.outbox == []
    assert queries.memberships(user_id=ada.pk, community_ids=[made.pk]) == {}


def test_a_closed_community_leaves_the_directory_and_an_old_link_still_finds_it() -> None:
    made, inside, gone, ada = community(organisation()), person(), person(), person()
    member(made, user=inside)
    member(made, user=gone)
    actions.leave(user_id=gone.pk, community_id=made.pk, now=NOW)
    known_before = [queries.directory_ids(one.pk) for one in (inside, gone, ada)]

    _close(made)

    assert known_before == [[made.pk]] * 3
    assert [queries.directory_ids(one.pk) for one in (inside, gone, ada)] == [[made.pk], [], []]
    found = queries.seen_by_stranger(user_id=ada.pk, community_id=made.pk)
    assert found.community.is_closed
    assert queries.shown_to_everybody(made.pk).community.is_closed


def test_what_was_hidden_stays_hidden_when_it_is_closed() -> None:
    made = community(organisation(), discover=[[clause("country", "=", "PT")]])
    _close(made)

    with pytest.raises(NotFound):
        queries.seen_by_stranger(user_id=person().pk, community_id=made.pk)
    with pytest.raises(NotFound):
        queries.shown_to_everybody(made.pk)


def test_members_of_a_closed_community_go_on_and_come_back_by_themselves() -> None:
    made, ada = community(organisation()), person()
    declare(ada, country="PT")
    member(made, user=ada)
    _close(made)
    set_criteria(made, {"take": [[clause("country", "=", "ES")]]})
    actions.reevaluate(community_id=made.pk, now=NOW)
    was_active = queries.is_active_member(user_id=ada.pk, community_id=made.pk)

    declare(ada, country="ES")

    assert not was_active
    assert queries.is_active_member(user_id=ada.pk, community_id=made.pk)
    assert member(made, user=ada).state == "active"


def test_who_was_removed_is_not_brought_back_into_a_closed_community_and_who_is_paused_is() -> None:
    made, removed, paused = community(organisation()), person(), person()
    staff = owner_id(made.organisation)

    def change(of: User, state: str, note: str | None = None) -> str:
        return actions.manage_member(
            actor_id=staff, community_id=made.pk, user_id=of.pk, state=state, note=note, now=NOW
        ).state

    for of, state in ((removed, "removed"), (paused, "paused")):
        member(made, user=of)
        change(of, state)
    _close(made)
    with pytest.raises(CommunityClosed):
        change(removed, "active", note="Let us try again")
    held = queries.memberships(user_id=removed.pk, community_ids=[made.pk])[made.pk]
    back = change(paused, "active")
    _reopen(made)

    assert (held.state, held.note, back) == ("removed", "", "active")
    assert change(removed, "active") == "active"


def test_a_project_goes_to_no_closed_community_and_one_that_is_there_stays() -> None:
    of = organisation()
    closed, other, wanted = community(of, name="Iberia"), community(of), project(of)

    def give(to: Community, **more: object) -> str:
        changes = {"community_id": to.pk, **more}
        return update_project(
            actor_id=owner_id(of), project_id=wanted.pk, changes=changes, now=NOW
        ).name

    give(other)
    _close(closed)
    with pytest.raises(WrongInput) as refused:
        give(closed)
    wanted.refresh_from_db()
    stayed = wanted.community
    _close(other)
    renamed = give(other, name="Cards")
    _reopen(closed)
    give(closed)

    assert [(one.path, one.code, str(one.message)) for one in refused.value.errors] == [
        (
            "community_id",
            "closed",
            (
                "“Iberia” is closed: it takes nobody in any more. Open it again first, or choose"
                " another."
            ),
        )
    ]
    assert (stayed, renamed) == (other, "Cards")
