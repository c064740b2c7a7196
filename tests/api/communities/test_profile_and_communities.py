"""Traits and communities over HTTP."""

import pytest
from rest_framework.test import APIClient

from guildmark.communities.actions import leave
from guildmark.communities.models import TraitValue
from guildmark.communities.queries import explain
from tests.conftest import SignIn
from tests.factories.accounts import NOW, organisation, person
from tests.factories.communities import (
    clause,
    community,
    declare,
    invitation,
    member,
    offer_token,
    own_trait,
)

pytestmark = pytest.mark.django_db


def test_the_catalogue_holds_all_countries_and_main_languages(api: SignIn) -> None:
    traits = {one["key"]: one for one in api(person()).get("/api/v1/traits").json()}

    assert list(traits) == [
        "native_language",
        "other_languages",
        "fluent_languages",
        "good_languages",
        "basic_languages",
        "country",
        "region",
        "city",
        "time_zone",
        "age_band",
        "expertise",
        "product_affinity",
        "brand_affinity",
        "owned_products",
        "pets",
        "device",
        "availability",
    ]
    assert len(traits["country"]["options"]) == 249
    assert len(traits["native_language"]["options"]) == 294
    assert {"key": "yue", "name": "Cantonese"} in traits["basic_languages"]["options"]
    assert {"key": "PT", "name": "Portugal"} in traits["country"]["options"]


def test_a_brand_is_asked_for_by_the_kind_of_product(api: SignIn) -> None:
    ada, bo = person(), person()
    made = community(
        organisation(), take=[[clause("owned_products", "contains_any", ["power_tools-bosch"])]]
    )
    declare(ada, product_affinity=["power_tools"], brand_affinity=["bosch"])
    declare(bo, owned_products=["power_tools-bosch"])
    door = f"/api/v1/communities/{made.pk}/join"

    joined = [api(one).post(door).status_code for one in (ada, bo)]
    (held,) = api(bo).get("/api/v1/me/traits").json()
    (asked,) = explain(user_id=ada.pk, community_id=made.pk)

    assert joined == [409, 200]
    options = {one["key"]: one["name"] for one in held["options"]}
    assert options["power_tools-bosch"] == "Power tools: Bosch"
    assert asked.sentence == "owns or knows well: Power tools: Bosch"


def test_a_person_answers_changes_and_takes_back(api: SignIn) -> None:
    client = api(person())

    client.put("/api/v1/me/traits/country", {"value": "PT"})
    client.put("/api/v1/me/traits/device", {"value": ["phone", "desktop"]})
    client.put("/api/v1/me/traits/country", {"value": "ES"})
    client.delete("/api/v1/me/traits/device")
    held = client.get("/api/v1/me/traits").json()

    assert [(one["key"], one["value"], one["source"]) for one in held] == [
        ("country", "ES", "declared")
    ]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("country", "Atlantis"),
        ("country", ["PT"]),
        ("country", None),
        ("device", "phone"),
        ("device", []),
        ("device", ["phone", "phone"]),
        ("region", ""),
        ("region", "x" * 201),
        ("region", "a\0b"),
        ("region", 3),
    ],
)
def test_an_answer_of_the_wrong_form_is_refused_and_not_kept(
    api: SignIn, key: str, value: object
) -> None:
    client = api(person())

    answer = client.put(f"/api/v1/me/traits/{key}", {"value": value})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["path"] == "value"
    assert client.get("/api/v1/me/traits").json() == []


def test_an_unknown_trait_is_not_found(api: SignIn) -> None:
    answer = api(person()).put("/api/v1/me/traits/shoe_size", {"value": 42})

    assert answer.status_code == 404


@pytest.mark.parametrize("number", [10**20, -1e16, 1e300])
def test_a_number_beyond_what_is_kept_is_refused_and_the_profile_goes_on(
    api: SignIn, number: float
) -> None:
    owner = person()
    of = organisation(owner=owner)
    shoe = own_trait(of, name="Shoe", kind="number")
    made = community(of)
    client = api(person())

    answer = client.put(f"/api/v1/me/traits/{shoe.key}", {"value": number})
    asked = api(owner).put(
        f"/api/v1/communities/{made.pk}/criteria",
        {"doors": {"take": [[clause(shoe.key, "<", number)]]}},
    )
    client.put(f"/api/v1/me/traits/{shoe.key}", {"value": 1e15})

    assert [one.json()["code"] for one in (answer, asked)] == [
        "wrong_trait_value",
        "wrong_criteria",
    ]
    assert [one["value"] for one in client.get("/api/v1/me/traits").json()] == [1e15]


@pytest.mark.parametrize(
    "change", [{"name": "a\nb"}, {"question": "a\rb"}, {"more_options": ["a\u2028b"]}]
)
def test_a_fact_is_renamed_on_one_line(api: SignIn, change: dict[str, object]) -> None:
    owner = person()
    of = organisation(owner=owner)
    shoe = own_trait(of, name="Shoe", kind="choice", options=["Boot", "Clog"])

    answer = api(owner).patch(f"/api/v1/organisations/{of.pk}/traits/{shoe.pk}", change)

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "line_breaks")


def test_what_was_kept_beyond_the_bound_before_is_shown(api: SignIn) -> None:
    ada = person()
    shoe = own_trait(organisation(), name="Shoe", kind="number")
    TraitValue.objects.create(user=ada, trait=shoe, value=1e20, updated_at=NOW)

    held = api(ada).get("/api/v1/me/traits").json()

    assert [one["value"] for one in held] == [1e20]


def test_a_number_beyond_the_bound_that_was_asked_for_before_is_judged(api: SignIn) -> None:
    of = organisation()
    shoe = own_trait(of, name="Shoe", kind="number")
    made = community(of, take=[[clause(shoe.key, "<", 1)]])
    asked = made.criteria_versions.get()
    asked.doors["take"][0][0]["value"] = 5e15
    asked.save()
    client = api(person())
    client.put(f"/api/v1/me/traits/{shoe.key}", {"value": 42})

    directory = client.get("/api/v1/directory")
    joined = client.post(f"/api/v1/communities/{made.pk}/join")

    assert directory.status_code == 200
    assert joined.json() == {"state": "active"}


def test_a_manager_makes_a_community_and_asks_for_something(api: SignIn) -> None:
    owner = person()
    of = organisation(owner=owner)
    client = api(owner)
    doors = {
        "discover": [],
        "preview": [],
        "take": [[clause("country", "in", ["PT", "ES"])]],
    }

    made = client.post(
        f"/api/v1/organisations/{of.pk}/communities", {"name": "Iberia", "joining": "open"}
    ).json()
    first = client.put(f"/api/v1/communities/{made['id']}/criteria", {"doors": doors}).json()
    second = client.put(f"/api/v1/communities/{made['id']}/criteria", {"doors": {}}).json()
    shown = client.get(f"/api/v1/communities/{made['id']}").json()

    assert (made["criteria"], made["member_count"]) == (None, 0)
    assert first == {"number": 1, "doors": doors}
    empty: dict[str, list[object]] = {"discover": [], "preview": [], "take": []}
    assert second == {"number": 2, "doors": empty}
    assert shown["criteria"] == second


def test_two_communities_of_one_name_are_refused(api: SignIn) -> None:
    owner = person()
    of = organisation(owner=owner)
    community(of, name="Iberia")
    other = community(of, name="Italia")
    client = api(owner)

    made = client.post(f"/api/v1/organisations/{of.pk}/communities", {"name": "Iberia"})
    renamed = client.patch(f"/api/v1/communities/{other.pk}", {"name": "Iberia"})

    assert [one.json()["code"] for one in (made, renamed)] == ["community_name_taken"] * 2


def test_a_person_joins_by_themselves_and_is_told_why_not(api: SignIn) -> None:
    made = community(organisation(), take=[[clause("country", "=", "PT")]])
    ada = person()
    client = api(ada)

    refused = client.post(f"/api/v1/communities/{made.pk}/join")
    declare(ada, country="PT")
    joined = client.post(f"/api/v1/communities/{made.pk}/join")
    left = client.post(f"/api/v1/communities/{made.pk}/leave")

    assert (refused.status_code, refused.json()["code"]) == (409, "criteria_not_met")
    assert refused.json()["errors"][0]["message"] == "lives in Portugal"
    assert (joined.json(), left.json()) == ({"state": "active"}, {"state": "left"})


def test_a_refusal_is_said_in_the_readers_language_under_the_same_code(api: SignIn) -> None:
    made = community(organisation(), take=[[clause("country", "in", ["DE", "ES"])]])

    refused = api(person()).post(
        f"/api/v1/communities/{made.pk}/join", headers={"Accept-Language": "es-MX"}
    )

    said = refused.json()
    assert (said["code"], said["errors"][0]["code"]) == ("criteria_not_met", "not_met")
    assert said["title"] == "Todavía no se cumple lo que pide esta comunidad"
    assert said["errors"][0]["message"] == "vive en Alemania o España"
    assert refused["Content-Language"] == "es"


def test_the_catalogue_of_facts_is_in_the_readers_language(api: SignIn) -> None:
    ada = person()

    asked = api(ada).get("/api/v1/traits", headers={"Accept-Language": "es"}).json()

    pets = next(trait for trait in asked if trait["key"] == "pets")
    assert (pets["name"], pets["question"]) == ("Mascotas", "¿Qué mascotas tienes?")
    assert pets["options"][0] == {"key": "dog", "name": "Perro"}


def test_small_audiences_are_not_counted_out(api: SignIn) -> None:
    owner = person()
    of = organisation(owner=owner)
    declare(owner, country="PT")

    counted = api(owner).post(
        f"/api/v1/organisations/{of.pk}/audience",
        {"doors": {"take": [[clause("country", "=", "PT")]]}},
    )

    under_10 = {"value": None, "is_under_10": True, "is_without_own_facts": False}
    assert counted.json() == {
        "total": under_10,
        "doors": {"discover": under_10, "preview": under_10, "take": under_10},
        "clauses": [
            {
                "door": "take",
                "index": 0,
                "sentence": "lives in Portugal",
                "is_counted": True,
                "meeting": under_10,
                "without": under_10,
            }
        ],
        "contradictions": [],
    }


def test_an_invitation_says_to_who_is_in_that_they_are(api: SignIn) -> None:
    made, ada, gone, bo = community(organisation()), person(), person(), person()
    token = offer_token(invitation(made, seats=2))
    for someone in (ada, gone):
        member(made, user=someone)
    leave(user_id=gone.pk, community_id=made.pk, now=NOW)
    place = f"/api/v1/community-offers/{token}"

    found = [api(who).get(place).json()["is_inside"] for who in (ada, gone, bo)]

    assert found == [True, False, False]
    assert APIClient().get(place).json()["is_inside"] is False
