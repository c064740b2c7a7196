"""Organisations over HTTP: what is shown, in which form, in how many queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from guildmark.accounts import actions
from guildmark.accounts.models import User
from tests.conftest import SignIn
from tests.factories.accounts import NOW, api_key, organisation, person, staff
from tests.factories.communities import clause, community, member

pytestmark = pytest.mark.django_db


def test_me_is_the_person_with_their_places_of_work(api: SignIn) -> None:
    ada = person("Ada")
    of = organisation("Works", owner=ada)

    me = api(ada).get("/api/v1/me").json()

    assert me == {
        "id": ada.pk,
        "email": ada.email,
        "display_name": "Ada",
        "pseudonym": ada.pseudonym,
        "locale": "",
        "workspace": {},
        "staff_of": [
            {"organisation": {"id": of.pk, "name": "Works", "slug": "works"}, "role": "owner"}
        ],
    }


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"locale": "pt-BR"}, 200),
        ({"locale": "Portuguese!"}, 422),
        ({"display_name": "x" * 81}, 422),
    ],
)
def test_a_person_changes_name_and_language(
    api: SignIn, change: dict[str, str], status: int
) -> None:
    ada = person("Ada")

    answer = api(ada).patch("/api/v1/me", change)

    assert answer.status_code == status
    ada.refresh_from_db()
    assert (ada.locale == "pt-BR") is (status == 200)
    assert ada.display_name == "Ada"


def test_a_person_leaves_the_language_to_the_browser_again(api: SignIn) -> None:
    ada = person("Ada")
    User.objects.filter(pk=ada.pk).update(locale="es")

    answer = api(ada).patch("/api/v1/me", {"locale": ""})

    assert answer.json()["locale"] == ""


def test_what_somebody_set_for_the_workspace_goes_with_them(api: SignIn) -> None:
    ada = person("Ada")
    kept = {"gm-look": {"look": {"brightness": 1.4}}}

    answer = api(ada).patch("/api/v1/me", {"workspace": kept})
    api(ada).patch("/api/v1/me", {"display_name": "Ada L."})

    assert answer.json()["workspace"] == kept
    assert api(ada).get("/api/v1/me").json()["workspace"] == kept


def _nested(levels: int) -> object:
    inside: object = []
    for _ in range(levels):
        inside = [inside]
    return inside


@pytest.mark.parametrize(
    "workspace",
    [
        ["gm-look"],
        None,
        {"gm-look": "x" * 20_000},
        {"gm-look": "\0"},
        {"\0": 1},
        {"gm-look": 1e300},
        {"gm-look": [{"zoom": -(2**60)}]},
        {"gm-look": _nested(900)},
    ],
    ids=["list", "null", "large", "NUL", "NUL key", "fraction", "number", "deep"],
)
def test_what_cannot_be_kept_is_refused_and_the_page_goes_on(
    api: SignIn, workspace: object
) -> None:
    ada = person("Ada")

    answer = api(ada).patch("/api/v1/me", {"workspace": workspace})

    ada.refresh_from_db()
    assert answer.status_code == 422
    assert ada.workspace == {}
    assert api(ada).get("/api/v1/me").status_code == 200


def test_the_audit_trail_names_who_did_what_the_newest_first(api: SignIn) -> None:
    ada = person("Ada")
    of = organisation("Works", owner=ada)
    actions.rename_organisation(actor_id=ada.pk, organisation_id=of.pk, name="Workshop", now=NOW)

    trail = api(ada).get(f"/api/v1/organisations/{of.pk}/events").json()

    assert trail["cursor"] is None
    assert [(line["actor_id"], line["sentence"]) for line in trail["results"]] == [
        (ada.pk, "Ada renamed the organisation to Workshop"),
        (ada.pk, "Ada founded the organisation Works"),
    ]


def test_removing_the_last_owner_is_a_conflict_that_says_what_to_do(api: SignIn) -> None:
    ada = person()
    of = organisation(owner=ada)

    answer = api(ada).delete(f"/api/v1/organisations/{of.pk}/people/{ada.pk}")

    assert (answer.status_code, answer.json()["code"]) == (409, "last_owner")
    assert "Name another owner first" in answer.json()["detail"]


def _queries(client: APIClient, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(url)
    assert answer.status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    ("path", "expected"),
    [("people", 4), ("invitations", 4), ("api-keys", 4), ("events", 7), ("communities", 5)],
)
def test_a_list_costs_as_many_queries_for_three_rows_as_for_one(
    api: SignIn, path: str, expected: int
) -> None:
    counts = []
    for size in (1, 3):
        owner = person()
        of = organisation(owner=owner)
        for number in range(size):
            staff(of, "client")
            api_key(of)
            actions.invite(
                actor_id=owner.pk,
                organisation_id=of.pk,
                email=f"{number}@example.org",
                role="client",
                now=NOW,
            )
            community(of, take=[[clause("country", "=", "PT")]])
        counts.append(_queries(api(owner), f"/api/v1/organisations/{of.pk}/{path}"))

    assert counts == [expected, expected]


def test_members_are_listed_in_as_many_queries_for_three_as_for_one(api: SignIn) -> None:
    counts = []
    for size in (1, 3):
        owner = person()
        made = community(organisation(owner=owner))
        people = [person() for _ in range(size)]
        for someone in people:
            member(made, user=someone)
        client = api(owner)
        counts.append(_queries(client, f"/api/v1/communities/{made.pk}/members"))
        listed = client.get(f"/api/v1/communities/{made.pk}/members").json()["results"]
        assert [one["pseudonym"] for one in listed] == [one.pseudonym for one in people]

    assert counts[0] == counts[1]
