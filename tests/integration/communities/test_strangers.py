"""What people who are in no community are shown of one, and how many of them are written to."""

from datetime import timedelta

import pytest

from guildmark.communities import actions, queries
from guildmark.communities.errors import InvitedEnough
from guildmark.core.errors import NotFound
from tests.factories.accounts import NOW, organisation, person
from tests.factories.communities import clause, community, declare, invitation

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_so_many_are_mailed_a_day_by_an_organisation_and_by_a_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("guildmark.communities.actions.invitations.MOST_MAILED", 2)
    founder = person()
    made = community(organisation(owner=founder), joining="invite")
    next_door = community(organisation(owner=founder), joining="invite")
    text = "ada@example.org\nbo@example.org\ncy@example.org"

    rows = actions.invite_rows(actor_id=founder.pk, community_id=made.pk, text=text, now=NOW)
    with pytest.raises(InvitedEnough):
        invitation(next_door, email="di@example.org")
    link = invitation(made)
    later = actions.invite_to_community(
        actor_id=founder.pk, community_id=made.pk, email="cy@example.org", now=NOW + 2 * DAY
    )

    assert [row.problem for row in rows] == ["", "", InvitedEnough.title]
    assert (link.seats_taken, later.email) == (0, "cy@example.org")


def test_a_community_is_shown_to_everybody_unless_it_hides() -> None:
    shown = community(organisation(), take=[[clause("country", "=", "PT")]])
    hidden = community(organisation(), discover=[[clause("country", "=", "PT")]])

    found = queries.shown_to_everybody(shown.pk)

    assert (found.community, found.asked) == (shown, ["lives in Portugal"])
    with pytest.raises(NotFound):
        queries.shown_to_everybody(hidden.pk)


def test_an_invitation_says_what_is_asked_and_what_of_it_is_met() -> None:
    made, ada = community(organisation(), take=[[clause("country", "=", "PT")]]), person()
    declare(ada, country="PT")

    found = [
        [(one.sentence, one.is_met) for one in queries.asked_by(community_id=made.pk, user_id=who)]
        for who in (None, ada.pk)
    ]

    assert found == [[("lives in Portugal", False)], [("lives in Portugal", True)]]
