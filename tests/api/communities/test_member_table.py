"""The members of a community as a table, and applications by their state."""

import csv
import io
from typing import Any

import pytest
from rest_framework.response import Response

from guildmark.accounts.models import User
from guildmark.communities import actions
from guildmark.communities.member_table import COLUMNS
from guildmark.communities.models import Community
from tests.conftest import SignIn
from tests.factories.accounts import NOW, organisation, person
from tests.factories.communities import application, community, declare, member
from tests.factories.datasets import owner_id

pytestmark = pytest.mark.django_db


def _rows(answer: Response) -> list[list[str]]:
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(b"".join(answer).decode())))


def _with_steward() -> tuple[Community, User]:
    made, ada = community(organisation()), person()
    member(made, user=ada)
    actions.set_steward(
        actor_id=owner_id(made.organisation),
        community_id=made.pk,
        user_id=ada.pk,
        is_steward=True,
        now=NOW,
    )
    return made, ada


def test_members_come_as_a_table_that_runs_nothing_narrowed_as_the_list(api: SignIn) -> None:
    owner = person()
    made = community(organisation(owner=owner))
    ada, bo = person("=HYPERLINK(1)"), person("Bo, the 2nd")
    for one in (ada, bo):
        member(made, user=one)
    # Any: of several types.
    whose: dict[str, Any] = {"actor_id": owner.pk, "community_id": made.pk, "now": NOW}
    actions.manage_member(**whose, user_id=ada.pk, note="Kind", tags=["a", "b"])
    actions.manage_member(**whose, user_id=bo.pk, state="paused", reason="On holiday")
    place = f"/api/v1/communities/{made.pk}/members.csv"

    everybody, paused = _rows(api(owner).get(place)), _rows(api(owner).get(f"{place}?state=paused"))

    since = "2026-03-02T09:00:00+00:00"
    assert everybody == [
        list(COLUMNS),
        [ada.pseudonym, "'=HYPERLINK(1)", "active", "", "Kind", "a, b", "false", since],
        [bo.pseudonym, "Bo, the 2nd", "paused", "On holiday", "", "", "false", since],
    ]
    assert paused == [everybody[0], everybody[2]]


def test_the_answer_by_which_somebody_has_a_seat_is_not_in_the_table(api: SignIn) -> None:
    owner, ada = person(), person()
    made = community(organisation(owner=owner))
    actions.set_quota(
        actor_id=owner.pk, community_id=made.pk, trait="country", seats={"PT": 2}, now=NOW
    )
    declare(ada, country="PT")
    counted = member(made, user=ada)

    _, row = _rows(api(owner).get(f"/api/v1/communities/{made.pk}/members.csv"))

    assert counted.stratum == "PT"
    assert row[0] == ada.pseudonym
    assert "PT" not in row


def test_a_steward_has_no_table_of_names(api: SignIn) -> None:
    made, ada = _with_steward()
    client = api(ada)

    listed = client.get(f"/api/v1/communities/{made.pk}/members")
    table = client.get(f"/api/v1/communities/{made.pk}/members.csv")

    assert (listed.status_code, table.status_code) == (200, 404)


def test_a_steward_answers_several_at_once_and_finds_those_of_a_state(api: SignIn) -> None:
    made, ada = _with_steward()
    owner = owner_id(made.organisation)
    actions.update_community(actor_id=owner, community_id=made.pk, joining="apply", now=NOW)
    asked = [application(made, user=person()).pk for _ in range(3)]
    client, place = api(ada), f"/api/v1/communities/{made.pk}/applications"
    body = {"application_ids": asked[:2], "decision": "decline", "reason": "Not this time"}

    decided = client.post(f"{place}/decisions", body)
    too_many = client.post(f"{place}/decisions", body | {"application_ids": list(range(101))})
    found = {
        state: [one["id"] for one in client.get(f"{place}?state={state}").json()["results"]]
        for state in ("submitted", "declined", "accepted")
    }

    assert decided.json() == [{"application_id": pk, "problem": ""} for pk in asked[:2]]
    assert (too_many.status_code, client.get(f"{place}?state=odd").status_code) == (422, 422)
    assert found == {"submitted": asked[2:], "declined": asked[:2], "accepted": []}
