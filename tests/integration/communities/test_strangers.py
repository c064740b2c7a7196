"""What people who are in no community are shown of one, and how many of them are written to."""

import json
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildmark.accounts.models import User
from guildmark.communities import actions, queries
from guildmark.communities.errors import InvitedEnough
from guildmark.communities.models import Community, CommunityInvitation
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


def _mailed(people: list[User], count: int, sent_at: datetime) -> Community:
    """A community of an organisation in which people, by turns, wrote to so many then."""
    made = community(organisation(owner=people[0]), joining="invite")
    CommunityInvitation.objects.bulk_create(
        CommunityInvitation(
            community=made,
            email=f"{number}@example.org",
            invited_by=people[number % len(people)],
            created_at=sent_at,
            sent_at=sent_at,
            expires_at=sent_at + DAY,
        )
        for number in range(count)
    )
    return made


def test_counting_the_mails_of_a_day_reads_no_others_of_before_or_from_elsewhere() -> None:
    people = [person() for _ in range(60)]
    _mailed(people, 20, NOW)
    *_, made = (_mailed(people, 5000, NOW - 60 * DAY) for _ in range(3))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE communities_communityinvitation, communities_community")

    with CaptureQueriesContext(connection) as asked:
        actions.invite_to_community(
            actor_id=person().pk, community_id=made.pk, email="ada@example.org", now=NOW
        )

    counts = [one["sql"] for one in asked if "COUNT(*)" in one["sql"] and "sent_at" in one["sql"]]
    assert len(counts) == 2
    with connection.cursor() as cursor:
        for sql in counts:
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}")
            (plan,) = cursor.fetchone()
            root = (json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]
            assert root["Shared Hit Blocks"] + root["Shared Read Blocks"] < 20, json.dumps(plan)


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
