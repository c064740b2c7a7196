"""Who belongs to an organisation, who may change that, and that it never loses its owner."""

from datetime import timedelta

import pytest

from guildmark.accounts import actions, queries
from guildmark.accounts.errors import AlreadyInvited, AlreadyStaff, InvitationOver, LastOwner
from guildmark.accounts.invitation_links import invitation_token
from guildmark.accounts.models import Organisation, Role, StaffInvitation, StaffMember, User
from guildmark.core.errors import NotAllowed, NotFound
from guildmark.events.models import Event
from tests.at_once import at_once
from tests.factories.accounts import NOW, organisation, person, staff

LATER = NOW + timedelta(days=14)


def roles(of: Organisation) -> dict[int, str]:
    """The role of everybody."""
    return dict(StaffMember.objects.filter(organisation=of).values_list("user_id", "role"))


def invite(
    of: Organisation, actor: User, email: str = "new@example.org", role: str = "reviewer"
) -> StaffInvitation:
    """Send an invitation."""
    return actions.invite(actor_id=actor.pk, organisation_id=of.pk, email=email, role=role, now=NOW)


def set_role(of: Organisation, actor: User, user: User, role: str) -> None:
    """Give somebody another role."""
    actions.set_role(actor_id=actor.pk, organisation_id=of.pk, user_id=user.pk, role=role, now=NOW)


def remove(of: Organisation, actor: User, user: User) -> None:
    """Take somebody out."""
    actions.remove_staff(actor_id=actor.pk, organisation_id=of.pk, user_id=user.pk, now=NOW)


@pytest.mark.django_db
def test_the_founder_is_owner_and_two_of_a_name_have_different_slugs() -> None:
    ada = person()

    first, second = (organisation("Müller & Söhne", owner=ada) for _ in range(2))

    assert roles(first) == {ada.pk: "owner"}
    assert first.slug == "muller-sohne"
    assert second.slug.startswith("muller-sohne-")


@pytest.mark.django_db
def test_the_last_owner_can_neither_leave_nor_be_given_another_role() -> None:
    ada, ben = person(), person()
    of = organisation(owner=ada)
    staff(of, "manager", user=ben)

    with pytest.raises(LastOwner):
        remove(of, ada, ada)
    with pytest.raises(LastOwner):
        set_role(of, ada, ada, "client")
    set_role(of, ada, ben, "owner")
    remove(of, ada, ada)

    assert roles(of) == {ben.pk: "owner"}


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_leave_at_once_do_not_both_leave() -> None:
    ada, ben = person(), person()
    of = organisation(owner=ada)
    staff(of, "owner", user=ben)
    owners = [ada, ben]

    def leave(index: int) -> str:
        try:
            remove(of, owners[index], owners[index])
        except LastOwner:
            return "refused"
        return "left"

    outcomes = at_once(2, leave)

    assert sorted(outcomes) == ["left", "refused"]
    assert list(roles(of).values()) == ["owner"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("actor", "before", "after", "is_allowed"),
    [
        ("owner", "client", "manager", True),
        ("owner", "manager", "owner", True),
        ("manager", "client", "reviewer", True),
        ("manager", "reviewer", "manager", False),
        ("manager", "manager", "client", False),
        ("reviewer", "client", "reviewer", False),
    ],
)
def test_managers_change_reviewers_and_clients_and_owners_everybody(
    actor: str, before: str, after: str, is_allowed: bool
) -> None:
    of = organisation()
    someone, other = staff(of, actor), staff(of, before)

    if is_allowed:
        set_role(of, someone, other, after)
    else:
        with pytest.raises(NotAllowed):
            set_role(of, someone, other, after)

    assert roles(of)[other.pk] == (after if is_allowed else before)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("actor", "other", "is_allowed"),
    [
        ("manager", "client", True),
        ("manager", "manager", False),
        ("reviewer", "client", False),
        ("owner", "manager", True),
    ],
)
def test_who_may_take_whom_out(actor: str, other: str, is_allowed: bool) -> None:
    of = organisation()
    someone, victim = staff(of, actor), staff(of, other)

    if is_allowed:
        remove(of, someone, victim)
    else:
        with pytest.raises(NotAllowed):
            remove(of, someone, victim)

    assert (victim.pk in roles(of)) is not is_allowed


@pytest.mark.django_db
def test_everybody_may_leave() -> None:
    of = organisation()
    client = staff(of, "client")

    remove(of, client, client)

    assert client.pk not in roles(of)
    assert Event.objects.filter(name="staff_member.removed").count() == 1


@pytest.mark.django_db
def test_people_of_another_organisation_are_unknown_here() -> None:
    here, elsewhere = organisation(), organisation()
    owner = here.staff.get().user
    stranger = staff(elsewhere, "client")

    with pytest.raises(NotFound):
        set_role(here, owner, stranger, "reviewer")

    assert roles(elsewhere)[stranger.pk] == "client"


@pytest.mark.django_db
def test_an_invited_person_takes_the_role_by_the_link_of_the_mail() -> None:
    ada, ben = person(), person()
    of = organisation("Works", owner=ada)
    invitation = invite(of, ada, "Ben@Example.org", "reviewer")
    letter = queries.invitation_letter(invitation.pk)
    assert letter is not None
    token = letter.link.rsplit("/", 1)[1]

    member = actions.accept_invitation(user_id=ben.pk, token=token, now=NOW)

    assert (letter.email, letter.organisation_name) == ("ben@example.org", "Works")
    assert (member.user_id, member.role) == (ben.pk, "reviewer")
    with pytest.raises(InvitationOver):
        actions.accept_invitation(user_id=person().pk, token=token, now=NOW)
    assert queries.invitation_letter(invitation.pk) is None


@pytest.mark.django_db
def test_the_link_is_nowhere_in_the_audit_trail() -> None:
    ada = person()
    invitation = invite(organisation(owner=ada), ada)

    sent = Event.objects.get(name="invitation.sent")

    assert sent.payload == {"invitation_id": invitation.pk, "role": "reviewer"}


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "1", "1~", "1~forged", "x~y"])
def test_a_forged_link_leads_nowhere(token: str) -> None:
    ada = person()
    invite(organisation(owner=ada), ada)

    with pytest.raises(NotFound):
        actions.accept_invitation(user_id=person().pk, token=token, now=NOW)


@pytest.mark.django_db
def test_after_two_weeks_an_invitation_has_lapsed_and_can_be_sent_again() -> None:
    ada = person()
    of = organisation(owner=ada)
    first = invite(of, ada)
    token = invitation_token(first.pk)

    with pytest.raises(InvitationOver):
        actions.accept_invitation(user_id=person().pk, token=token, now=LATER)
    state = queries.invitation_by_token(token, now=LATER).state
    second = actions.invite(
        actor_id=ada.pk, organisation_id=of.pk, email=first.email, role="client", now=LATER
    )

    assert state == "expired"
    assert [
        one.state for one in queries.invitations_as_of(queries.invitations(of.pk), now=LATER)
    ] == ["sent", "expired"]
    assert second.pk != first.pk


@pytest.mark.django_db
def test_an_address_has_one_live_invitation_and_a_member_none() -> None:
    ada, ben = person(), person()
    of = organisation(owner=ada)
    staff(of, "client", user=ben)
    invite(of, ada, "new@example.org")

    with pytest.raises(AlreadyInvited):
        invite(of, ada, "NEW@example.org")
    with pytest.raises(AlreadyStaff):
        invite(of, ada, ben.email)


@pytest.mark.django_db
def test_only_an_owner_invites_an_owner() -> None:
    ada = person()
    of = organisation(owner=ada)
    manager = staff(of, "manager")

    with pytest.raises(NotAllowed):
        invite(of, manager, role=Role.OWNER)

    assert invite(of, ada, role=Role.OWNER).role == "owner"


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["revoked", "declined"])
def test_an_invitation_that_was_taken_back_or_declined_is_over(how: str) -> None:
    ada, ben = person(), person()
    of = organisation(owner=ada)
    invitation = invite(of, ada)
    token = invitation_token(invitation.pk)

    if how == "revoked":
        actions.revoke_invitation(
            actor_id=ada.pk, organisation_id=of.pk, invitation_id=invitation.pk, now=NOW
        )
    else:
        actions.decline_invitation(user_id=ben.pk, token=token, now=NOW)

    with pytest.raises(InvitationOver):
        actions.accept_invitation(user_id=ben.pk, token=token, now=NOW)
    assert queries.invitation_by_token(token, now=NOW).state == how
