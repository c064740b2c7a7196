"""Free text is compared as people mean it: capitals, space around it and forms of accents aside."""

from importlib import import_module
from unicodedata import normalize

import pytest
from django.apps import apps
from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from hypothesis import given
from hypothesis import strategies as st

from guildmark.accounts.models import User
from guildmark.communities import actions, queries
from guildmark.communities.contradictions import contradictions
from guildmark.communities.criteria import doors_met, parse_criteria
from guildmark.communities.criteria_sql import criteria_query
from guildmark.communities.models import Community, Membership, Trait, TraitValue
from guildmark.communities.trait_values import folded
from guildmark.events.models import Event
from tests.factories.accounts import NOW, organisation, person
from tests.factories.communities import clause, community, member, own_trait, set_criteria
from workers.tasks.communities import review_members

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
#: What criteria ask, and what somebody wrote who means it.
ALIKE = [
    ("Fairphone", "  fairphone "),
    ("fairphone", "FAIRPHONE"),
    ("Straße", "STRASSE"),
    ("CAFÉ", "cafe\u0301"),
    ("οδος", "ΟΔΟΣ"),
    ("100 %", "100 %"),
]


@given(TEXTS)
def test_folding_twice_changes_nothing_more_and_forms_of_one_text_fold_alike(text: str) -> None:
    once = folded(text)

    assert folded(once) == once
    assert {folded(normalize(form, text)) for form in ("NFC", "NFD")} == {once}
    assert folded(f"\t{text} \n") == once
    assert folded(text.casefold()) == once


def _brand() -> Trait:
    """A fact of an organisation whose community asks for it: everybody may answer."""
    of = organisation()
    brand = own_trait(of, name="Brand", kind="text")
    community(of, take=[[clause(brand.key, "exists")]])
    return brand


def _say(user: User, brand: Trait, said: str) -> None:
    """As the person answers on the page."""
    actions.set_trait_value(user_id=user.pk, key=brand.key, value=said, now=NOW)


def _let_in(brand: Trait, operator: str, value: object) -> tuple[set[int], set[int]]:
    """Whom the database and whom plain Python let in, of those who answered."""
    criteria = parse_criteria({"take": [[clause(brand.key, operator, value)]]}, {brand.key: brand})
    answered = TraitValue.objects.filter(trait=brand).values_list("user_id", flat=True)
    judged = {pk for pk in answered if doors_met(criteria, queries.values_of(pk)).take}
    found = User.objects.filter(criteria_query(criteria, door="take"), pk__in=answered)
    return set(found.values_list("pk", flat=True)), judged


@pytest.mark.django_db
@pytest.mark.parametrize(("asked", "said"), ALIKE)
def test_a_fact_in_free_text_is_met_however_it_was_written(asked: str, said: str) -> None:
    brand, someone, other = _brand(), person(), person()
    _say(someone, brand, said)
    _say(other, brand, f"{said} 2")

    found = {
        operator: _let_in(brand, operator, [asked] if "in" in operator else asked)
        for operator in ("=", "!=", "in", "not_in")
    }

    met, others = ({someone.pk},) * 2, ({other.pk},) * 2
    assert found == {"=": met, "!=": others, "in": met, "not_in": others}
    assert TraitValue.objects.get(user=someone).value == said.strip()


@pytest.mark.django_db
def test_what_differs_in_capitals_alone_contradicts_nothing() -> None:
    brand = _brand()
    groups = [[clause(brand.key, "=", "Fairphone")], [clause(brand.key, "in", ["FAIRPHONE "])]]

    same = parse_criteria({"take": groups}, {brand.key: brand})
    none = parse_criteria(
        {"take": [*groups, [clause(brand.key, "!=", "fairPhone")]]}, {brand.key: brand}
    )

    assert contradictions(same) == []
    assert len(contradictions(none)) == 1


@pytest.mark.django_db
def test_what_people_wrote_before_is_folded_when_the_service_is_brought_up_to_date() -> None:
    brand, someone = _brand(), person()
    _say(someone, brand, "FairPhone")
    TraitValue.objects.filter(user=someone).update(folded=None)
    before = _let_in(brand, "=", "fairphone")[0]

    migration = import_module("guildmark.communities.migrations.0005_folded_text")
    migration.fold(apps, connection.schema_editor())

    assert before == set()
    assert _let_in(brand, "=", "fairphone") == ({someone.pk}, {someone.pk})


@pytest.mark.django_db
def test_who_is_in_or_out_by_what_people_wrote_before_is_looked_at_again() -> None:
    of, someone = organisation(), person()
    brand = own_trait(of, name="Brand", kind="text")
    asking, refusing = (
        community(of, take=[[clause(brand.key, operator, "fairphone")]]) for operator in ("=", "!=")
    )
    asked_once = community(of, take=[[clause(brand.key, "=", "fairphone")]])
    set_criteria(asked_once, {"take": [[clause(brand.key, "exists")]]})
    set_criteria(asked_once, {"discover": [], "preview": [], "take": []})
    _say(someone, brand, "fairphone")
    was_in = member(asking, user=someone)
    _say(someone, brand, "Nokia")
    was_out = member(refusing, user=someone)
    _say(someone, brand, "FairPhone")
    _as_before_folding(someone, [asking, refusing])
    before = _states(was_in, was_out)
    Event.objects.all().delete()

    import_module("guildmark.communities.migrations.0005_folded_text").fold(apps, _editor())
    again = import_module("guildmark.communities.migrations.0007_criteria_of_folded_text")
    again.look_again(apps, _editor())
    recorded = list(Event.objects.order_by("id").values_list("name", "payload__community_id"))
    for event in Event.objects.all():
        review_members(event_id=event.pk, **event.payload)

    assert before == ("ineligible", "active")
    assert recorded == [("criteria.changed", asking.pk), ("criteria.changed", refusing.pk)]
    assert _states(was_in, was_out) == ("active", "ineligible")


def _as_before_folding(user: User, held_against: list[Community]) -> None:
    """What the person wrote is compared letter by letter, and the memberships follow that."""
    TraitValue.objects.filter(user=user).update(folded=None)
    for one in held_against:
        actions.reevaluate(community_id=one.pk, now=NOW)


def _states(*memberships: Membership) -> tuple[str, ...]:
    for one in memberships:
        one.refresh_from_db()
    return tuple(one.state for one in memberships)


def _editor() -> BaseDatabaseSchemaEditor:
    return connection.schema_editor()
