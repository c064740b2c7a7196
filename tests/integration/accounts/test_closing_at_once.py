"""Somebody closes their account while others are at their rows: nobody waits for ever."""

from functools import partial

import pytest
from django.db import connection, transaction
from django.db.models import Q

from guildmark.accounts.actions import invite
from guildmark.accounts.models import StaffInvitation, StaffMember, User
from guildmark.communities import actions
from guildmark.communities.actions.seats import lock_quotas
from guildmark.communities.models import (
    Application,
    Community,
    CommunityInvitation,
    Membership,
    TraitValue,
)
from guildmark.events.models import Event
from guildmark.oversight.actions import close_person
from guildmark.work.models import Assignment, Batch, Seat, Task
from tests.at_once import beside, wait_until_somebody_waits_for_me
from tests.factories import work
from tests.factories.accounts import NOW, organisation, person, staff
from tests.factories.communities import (
    application,
    catalogue,
    community,
    invitation,
    member,
    offer_token,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_closing_holds_no_membership_while_it_waits_for_its_person() -> None:
    """Joining, verifying and counting lock the person, then the membership."""
    ada = person()
    member(community(organisation()), user=ada)

    with beside(partial(close_person, user_id=ada.pk, now=NOW)) as begin, transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=ada.pk)
        begin()
        wait_until_somebody_waits_for_me()
        held = Membership.objects.select_for_update(nowait=True).get(user=ada)

    assert held.state == "active"
    assert not Membership.objects.filter(user=ada).exists()


def test_somebody_is_let_in_by_their_application_while_they_close_their_account() -> None:
    ada = person()
    asked = community(organisation(), joining="apply")
    waiting = application(asked, user=ada)
    accept = partial(
        actions.accept_application, actor_id=_owner(asked), application_id=waiting.pk, reason="",
        now=NOW,
    )  # fmt: skip

    with beside(partial(close_person, user_id=ada.pk, now=NOW)) as begin, transaction.atomic():
        Application.objects.select_for_update().get(pk=waiting.pk)
        begin()
        wait_until_somebody_waits_for_me()
        accept()

    assert _events() == ["membership.joined", "application.accepted", "membership.left"]
    assert not Membership.objects.exists()
    assert not Application.objects.exists()


def test_somebody_comes_in_by_their_invitation_while_they_close_their_account() -> None:
    ada = person(email="ada@example.org")
    offer = invitation(community(organisation()), email="ada@example.org")
    token = offer_token(offer)

    with beside(partial(close_person, user_id=ada.pk, now=NOW)) as begin, transaction.atomic():
        CommunityInvitation.objects.select_for_update().get(pk=offer.pk)
        begin()
        wait_until_somebody_waits_for_me()
        actions.accept_community_invitation(user_id=ada.pk, token=token, now=NOW)

    assert _events() == ["membership.joined", "community_invitation.accepted", "membership.left"]
    assert not Membership.objects.exists()
    assert not CommunityInvitation.objects.exists()


def test_members_are_looked_at_again_while_one_of_them_closes_their_account() -> None:
    """A quota comes before the memberships of its community."""
    catalogue()
    ada, bo = person(), person()
    limited = _limited()
    for one in (ada, bo):
        member(limited, user=one)

    with beside(partial(close_person, user_id=ada.pk, now=NOW)) as begin, transaction.atomic():
        lock_quotas([limited.pk])
        begin()
        wait_until_somebody_waits_for_me()
        actions.reevaluate(community_id=limited.pk, now=NOW)

    assert Membership.objects.get().user == bo


def test_who_comes_in_while_everybodys_work_is_counted_waits_for_one_person_alone() -> None:
    """The quotas of one person are not held while another one is waited for."""
    catalogue()
    ada, bo = person(), person()
    limited = _limited()
    member(limited, user=ada)
    counts = {one.pk: {"accepted_answers": 3} for one in (ada, bo)}

    with (
        beside(partial(actions.count_traits, counts=counts, now=NOW)) as begin,
        transaction.atomic(),
    ):
        User.objects.select_for_update(no_key=True).get(pk=bo.pk)
        begin()
        wait_until_somebody_waits_for_me()
        member(limited, user=bo)

    assert set(Membership.objects.values_list("user_id", flat=True)) == {ada.pk, bo.pk}
    assert list(TraitValue.objects.values_list("value", flat=True)) == [3, 3]


def test_somebody_invites_to_the_staff_while_they_close_their_account() -> None:
    """Whoever waits for the person holds no organisation that a new row of theirs names."""
    here = organisation()
    ada = staff(here)

    with beside(partial(close_person, user_id=ada.pk, now=NOW)) as begin, transaction.atomic():
        with connection.cursor() as cursor:  # as a row that names her does
            cursor.execute("SELECT FROM accounts_user WHERE id = %s FOR KEY SHARE", [ada.pk])
        begin()
        wait_until_somebody_waits_for_me()
        invite(
            actor_id=ada.pk, organisation_id=here.pk, email="bo@example.org", role="client", now=NOW
        )  # fmt: skip

    assert StaffInvitation.objects.get().invited_by == ada
    assert not StaffMember.objects.filter(user=ada).exists()


def _owner(of: Community) -> int:
    return of.organisation.staff.get(role="owner").user_id


def _limited() -> Community:
    made = community(organisation())
    return actions.set_quota(
        actor_id=_owner(made), community_id=made.pk, trait="country", seats={"PT": 9}, now=NOW
    )


def _events() -> list[str]:
    """What came of who was let in, in its order."""
    names = ("application.accepted", "community_invitation.accepted")
    found = Event.objects.filter(Q(name__startswith="membership.") | Q(name__in=names))
    return list(found.order_by("pk").values_list("name", flat=True))


def test_giving_back_holds_nothing_of_one_project_while_it_waits_for_another() -> None:
    """A seat comes before tasks and batches: another's are free while it is waited for."""
    places = [work.workplace(items=1) for _ in range(2)]
    for place in places:
        work.open_batch(place)
    first, second = places
    ada = work.annotator(first)
    work.annotator(second, user=ada)
    for place in places:
        work.claim(ada, place)

    with beside(partial(close_person, user_id=ada.pk, now=NOW)) as begin, transaction.atomic():
        Seat.objects.select_for_update(no_key=True).get(annotator=ada, project=second.project)
        begin()
        wait_until_somebody_waits_for_me()
        Task.objects.select_for_update(nowait=True).get(project=first.project)
        Batch.objects.select_for_update(nowait=True).get(project=first.project)

    states = Assignment.objects.filter(annotator=ada).values_list("state", flat=True)
    assert list(states) == ["released", "released"]
