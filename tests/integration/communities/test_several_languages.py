"""Who grew up with several languages has all of them; how well others are spoken is told apart."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from guildmark.accounts.models import User
from guildmark.communities import actions, queries
from guildmark.communities.criteria import doors_met, parse_criteria
from guildmark.communities.criteria_sql import criteria_query
from guildmark.communities.errors import QuotaFull
from guildmark.communities.models import CriteriaVersion, Trait, TraitChange, TraitValue
from guildmark.communities.native_languages import asked_of_several
from guildmark.work.actions import make_audience
from tests.factories.accounts import NOW, organisation, person
from tests.factories.communities import clause, community, declare, hold, member
from tests.factories.datasets import owner_id
from tests.factories.projects import active_project

pytestmark = pytest.mark.django_db

PT, EN = "pt", "en"


def _native(operator: str, *languages: str) -> dict[str, Any]:
    return clause("native_language", operator, list(languages))


def test_a_bilingual_is_a_native_speaker_of_both_in_python_and_in_sql() -> None:
    said: dict[str, list[str] | None] = {
        "both": [EN, PT],
        "one": [PT],
        "other": [EN],
        "silent": None,
    }
    people = {name: person() for name in said}
    for name, languages in said.items():
        if languages is not None:
            declare(people[name], native_language=languages)
    asked = [
        _native("contains_any", PT),
        _native("contains_all", PT, EN),
        _native("contains_none", PT),
    ]

    found = []
    for one in asked:
        criteria = parse_criteria({"take": [[one]]}, queries.traits_by_key(None))
        counted = User.objects.filter(criteria_query(criteria, door="take"))
        found.append(
            (
                {name for name, who in people.items() if who in counted},
                {
                    name
                    for name, who in people.items()
                    if doors_met(criteria, queries.values_of(who.pk)).take
                },
            )
        )

    assert found == [
        ({"both", "one"}, {"both", "one"}),
        ({"both"}, {"both"}),
        ({"other"}, {"other"}),
    ]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (clause("good_languages", "contains_any", ["pt"]), "speaks Portuguese well (B2)"),
        (
            clause("fluent_languages", "contains_any", ["pt"]),
            "speaks Portuguese fluently (C1 or better)",
        ),
        (
            clause("basic_languages", "contains_any", ["pt"]),
            "knows the basics of Portuguese (up to B1)",
        ),
        (_native("contains_all", PT, EN), "speaks Portuguese and English as a first language"),
    ],
)
def test_each_level_can_be_asked_for_by_itself(asked: dict[str, Any], sentence: str) -> None:
    made = community(organisation(), take=[[asked]])

    (one,) = queries.explain(user_id=person().pk, community_id=made.pk)

    assert one.sentence == sentence


def test_b2_or_better_is_asked_for_by_alternatives() -> None:
    or_better = [
        clause("good_languages", "contains_any", [PT]),
        clause("fluent_languages", "contains_any", [PT]),
        _native("contains_any", PT),
    ]
    made = community(organisation(), take=[or_better])
    well, fluent, native, basic = person(), person(), person(), person()
    declare(well, good_languages=[PT])
    declare(fluent, fluent_languages=[PT])
    declare(native, native_language=[EN, PT])
    declare(basic, basic_languages=[PT])

    met = [
        queries.meets(user_id=one.pk, community_ids=[made.pk])[made.pk].take
        for one in (well, fluent, native, basic)
    ]

    assert met == [True, True, True, False]


def test_in_a_quota_the_language_named_first_counts() -> None:
    of = organisation()
    made = community(of)
    # Any: the arguments of an action.
    wanted: dict[str, Any] = {
        "actor_id": owner_id(of),
        "community_id": made.pk,
        "trait": "native_language",
        "now": NOW,
    }
    made = actions.set_quota(seats={PT: 1, EN: 1}, **wanted)
    first, second, third = person(), person(), person()
    declare(first, native_language=[PT, EN])
    declare(second, native_language=[PT])
    declare(third, native_language=[EN, PT])

    seat = member(made, user=first)
    with pytest.raises(QuotaFull):
        member(made, user=second)
    full = [queries.seen(user_id=one.pk, community_ids=[made.pk])[0] for one in (second, third)]
    member(made, user=third)

    assert seat.stratum == PT
    assert [one.no_place_by is not None for one in full] == [True, False]
    assert [(one.key, one.members, one.missing) for one in queries.strata(made)] == [
        (EN, 1, 0),
        (PT, 1, 0),
    ]


def test_who_names_another_language_first_needs_its_place_and_waits_for_it() -> None:
    of = organisation()
    made = community(of)
    actions.set_quota(
        actor_id=owner_id(of),
        community_id=made.pk,
        trait="native_language",
        seats={PT: 1, EN: 1},
        now=NOW,
    )
    ada, bo = person(), person()
    declare(ada, native_language=[PT, EN])
    declare(bo, native_language=[EN])
    for one in (ada, bo):
        member(made, user=one)

    declare(ada, native_language=[EN, PT])
    waits = queries.member(made.pk, ada.pk).state
    actions.leave(user_id=bo.pk, community_id=made.pk, now=NOW)
    actions.fill_seats(community_id=made.pk, now=NOW)

    assert waits == "ineligible"
    assert queries.member(made.pk, ada.pk).state == "active"


def _as_before(of_one: dict[str, Any]) -> CriteriaVersion:
    """A version of the criteria as they were kept when a person had one native language."""
    made = community(organisation(), take=[[_native("contains_any", PT)]])
    version = made.criteria_versions.get()
    doors = {"discover": [], "preview": [], "take": [[of_one]]}
    CriteriaVersion.objects.filter(pk=version.pk).update(doors=doors)
    return version


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("=", PT), ("contains_any", [PT])),
        (("in", [PT, EN]), ("contains_any", [PT, EN])),
        (("!=", PT), ("contains_none", [PT])),
        (("not_in", [PT]), ("contains_none", [PT])),
        (("exists", None), ("exists", None)),
        (("contains_all", [PT]), ("contains_all", [PT])),
    ],
)
def test_what_was_asked_of_one_language_is_asked_of_several(
    before: tuple[str, Any], after: tuple[str, Any]
) -> None:
    other = clause("country", "=", "PT")

    groups = asked_of_several([[clause("native_language", *before), other]])

    assert groups == [[clause("native_language", *after), other]]
    assert asked_of_several(groups) == groups


def test_what_was_said_and_asked_of_one_language_is_taken_over_safely_twice() -> None:
    trait = Trait.objects.get(key="native_language", organisation=None)
    ada, of = person(), organisation()
    hold(ada, trait, "pt")
    TraitChange.objects.create(user=ada, trait=trait, value="en", source="declared", changed_at=NOW)
    version = _as_before(clause("native_language", "=", PT))
    project = active_project(of)
    made = make_audience(
        actor_id=owner_id(of),
        project_id=project.pk,
        name="Not native",
        criteria=[[_native("contains_any", PT)]],
        now=NOW,
    )
    type(made).objects.filter(pk=made.pk).update(
        criteria=[[clause("native_language", "not_in", [PT])]]
    )

    Trait.objects.filter(pk=trait.pk).update(type="choice")
    for _ in range(2):
        for module in (
            "communities.migrations.0011_several_native_languages",
            "work.migrations.0028_several_native_languages",
        ):
            migration = import_module(f"guildmark.{module}")
            with connection.schema_editor() as editor:
                migration.take_over(apps, editor)

    trait.refresh_from_db()
    version.refresh_from_db()
    made.refresh_from_db()
    assert trait.type == "choices"
    assert TraitValue.objects.get(user=ada).value == [PT]
    assert TraitChange.objects.get(user=ada).value == [EN]
    assert queries.values_of(ada.pk) == {f"t{trait.pk}": [PT]}
    ada.profile.refresh_from_db()
    assert ada.profile.answers == {f"t{trait.pk}": [PT]}
    assert version.doors["take"] == [[_native("contains_any", PT)]]
    assert made.criteria == [[_native("contains_none", PT)]]
    assert queries.meets(user_id=ada.pk, community_ids=[version.community_id])[
        version.community_id
    ].take
