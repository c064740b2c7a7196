"""Criteria that nobody meets, that contradict one another, and that rest on a fact that would go:
who writes them is told while they write, and who stands before the door reads what is missing."""

from typing import Any

import pytest

from tests.conftest import SignIn
from tests.factories.accounts import organisation, person
from tests.factories.communities import clause, community, declare, member, own_trait, set_criteria

pytestmark = pytest.mark.django_db

PORTUGAL, SPAIN = clause("country", "=", "PT"), clause("country", "=", "ES")


def test_criteria_that_nobody_meets_are_counted_as_such_and_told_to_who_asks(api: SignIn) -> None:
    owner, ada = person(), person()
    of = organisation(owner=owner)
    made = community(of)
    member(made, user=ada)
    asked = {"take": [[clause("country", "=", "VA")]]}
    client = api(owner)

    counted = client.post(f"/api/v1/organisations/{of.pk}/audience", {"doors": asked}).json()
    saved = client.put(f"/api/v1/communities/{made.pk}/criteria", {"doors": asked})
    refused = api(person()).post(f"/api/v1/communities/{made.pk}/join")

    assert counted["doors"]["take"] == {
        "value": None,
        "is_under_10": True,
        "is_without_own_facts": False,
    }
    assert saved.status_code == 200
    assert (refused.status_code, refused.json()["code"]) == (409, "criteria_not_met")
    assert [one["message"] for one in refused.json()["errors"]] == ["lives in Vatican City"]


def test_clauses_that_contradict_are_named_while_they_are_written_and_cost_nobody_a_thing(
    api: SignIn,
) -> None:
    owner, ada = person(), person()
    of = organisation(owner=owner)
    made = community(of)
    declare(ada, country="PT")
    asked = {"discover": [[PORTUGAL]], "take": [[SPAIN]]}

    written = api(owner).post(f"/api/v1/organisations/{of.pk}/audience", {"doors": asked}).json()
    set_criteria(made, asked)
    seen = api(ada).get(f"/api/v1/directory/{made.pk}").json()

    (found,) = written["contradictions"]
    assert (found["door"], found["index"]) == ("take", 0)
    assert found["message"] == (
        "Nobody can meet “lives in Portugal” and “lives in Spain” at once. Make them alternatives,"
        " or take one out."
    )
    assert seen["is_met"] is False
    assert [(one["sentence"], one["is_met"]) for one in seen["clauses"]] == [
        ("lives in Portugal", True),
        ("lives in Spain", False),
    ]


def test_a_fact_in_use_is_not_retired_and_one_that_is_can_be_asked_for_no_more(
    api: SignIn,
) -> None:
    owner = person()
    of = organisation(owner=owner)
    shoe = own_trait(of, name="Shoe", kind="number")
    made = community(of, name="Feet", take=[[clause(shoe.key, ">", 40)]])
    client = api(owner)
    retire = f"/api/v1/organisations/{of.pk}/traits/{shoe.pk}/retire"
    criteria = f"/api/v1/communities/{made.pk}/criteria"

    in_use = client.post(retire)
    still_asked = client.get(f"/api/v1/communities/{made.pk}").json()["criteria"]
    client.put(criteria, {"doors": {}})
    retired = client.post(retire)
    asked_again = client.put(criteria, {"doors": still_asked["doors"]})

    assert (in_use.status_code, in_use.json()["detail"]) == (
        409,
        "“Shoe” is asked for by “Feet”. Change what they ask first.",
    )
    assert retired.status_code == 200
    assert asked_again.status_code == 422
    assert _errors(asked_again.json()) == [
        ("doors.take[0][0].trait", "There is no such trait."),
    ]


def test_what_was_verified_in_a_fact_that_is_retired_is_seen_and_taken_back(api: SignIn) -> None:
    owner, ada = person(), person()
    of = organisation(owner=owner)
    shoe = own_trait(of, name="Shoe", kind="choice", options=["Wide", "Narrow"])
    made = community(of)
    member(made, user=ada)
    client = api(owner)
    held = f"/api/v1/communities/{made.pk}/members/{ada.pk}/traits"
    client.put(f"{held}/{shoe.key}", {"value": "wide"})
    before = client.get(held).json()
    client.post(f"/api/v1/organisations/{of.pk}/traits/{shoe.pk}/retire")

    (after,) = client.get(held).json()
    verified = client.put(f"{held}/{shoe.key}", {"value": "narrow"})
    taken_back = client.delete(f"{held}/{shoe.key}")

    assert [one["is_retired"] for one in before] == [False]
    assert (after["key"], after["value"], after["name"], after["is_retired"]) == (
        shoe.key,
        "wide",
        "Shoe",
        True,
    )
    assert after["options"] == [
        {"key": "wide", "name": "Wide"},
        {"key": "narrow", "name": "Narrow"},
    ]
    assert (verified.status_code, taken_back.status_code) == (404, 204)
    assert client.get(held).json() == []


# Any: JSON.
def _errors(problem: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["path"], one["message"]) for one in problem["errors"]]
