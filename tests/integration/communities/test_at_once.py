"""Two who run a community at once: nobody waits for ever, and no limit has room for both."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction

from guildmark.accounts.models import Organisation
from guildmark.communities import actions
from guildmark.communities.errors import InvitedEnough
from guildmark.communities.models import Community, CommunityInvitation
from guildmark.core.errors import WrongInput
from guildmark.projects.actions import update_project
from guildmark.projects.models import Project
from tests.at_once import beside, wait_until_somebody_waits_for_me
from tests.factories.accounts import NOW, organisation, person, staff
from tests.factories.communities import clause, community, invitation, set_criteria
from tests.factories.datasets import owner_id
from tests.factories.projects import project

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


def test_somebody_is_invited_while_the_criteria_come_to_ask_for_members_of_another() -> None:
    where = organisation()
    schooled, experts = community(where), community(where)
    asked = {"take": [[clause("member_of", "contains_any", [str(schooled.pk)])]]}

    with beside(partial(set_criteria, experts, asked)) as begin, transaction.atomic():
        Organisation.objects.select_for_update(no_key=True).get(pk=where.pk)
        begin()
        wait_until_somebody_waits_for_me()
        sent = invitation(experts, email="ada@example.org")

    assert CommunityInvitation.objects.get() == sent
    assert experts.criteria_versions.get().doors["take"] == asked["take"]


def _choose_while_it_closes(crowd: Community, chosen: Project) -> None:
    """The choice waits until the community is closed, and raises what it is refused with."""
    actor_id = owner_id(crowd.organisation)
    choose = partial(
        update_project,
        actor_id=actor_id,
        project_id=chosen.pk,
        changes={"community_id": crowd.pk},
        now=NOW,
    )
    with beside(choose) as begin, transaction.atomic():
        actions.close_community(actor_id=actor_id, community_id=crowd.pk, now=NOW)
        begin()
        wait_until_somebody_waits_for_me()


def test_a_community_that_closes_while_a_project_chooses_it_is_refused() -> None:
    where = organisation()
    chosen = project(where)

    with pytest.raises(WrongInput) as refused:
        _choose_while_it_closes(community(where), chosen)

    assert [(one.path, one.code) for one in refused.value.errors] == [("community_id", "closed")]
    chosen.refresh_from_db()
    assert chosen.community_id is None


def _invite_to_both(first: Community, second: Community) -> None:
    """The second invitation waits until the first is there, and raises what it is refused with."""
    with (
        beside(partial(invitation, second, email="bo@example.org")) as begin,
        transaction.atomic(),
    ):
        invitation(first, email="ada@example.org")
        begin()
        wait_until_somebody_waits_for_me()


def test_a_person_who_invites_for_two_organisations_at_once_has_one_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("guildmark.communities.actions.invitations.MOST_MAILED", 1)
    founder = person()
    first, second = (community(organisation(owner=founder)) for _ in range(2))

    with pytest.raises(InvitedEnough):
        _invite_to_both(first, second)

    assert [one.email for one in CommunityInvitation.objects.all()] == ["ada@example.org"]


def test_a_mail_that_is_sent_again_counts_for_who_sends_it_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("guildmark.communities.actions.invitations.MOST_MAILED", 1)
    ada, bo = person(), person()
    shared = organisation(owner=ada)
    staff(shared, "manager", user=bo)
    of_ada, of_bo = (community(organisation(owner=one)) for one in (ada, bo))
    offer = invitation(community(shared), email="cy@example.org")

    actions.resend_invitation(actor_id=bo.pk, invitation_id=offer.pk, now=NOW + DAY)

    with pytest.raises(InvitedEnough):
        invitation(of_bo, email="di@example.org", now=NOW + DAY)
    assert invitation(of_ada, email="di@example.org", now=NOW + DAY).invited_by == ada
