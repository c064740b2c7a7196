"""Whatever is asked of whomever: the database and plain Python name the same people."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest

from guildmark.accounts.models import User
from guildmark.communities.criteria import (
    ANY,
    DOORS,
    SOURCES,
    VERIFIED,
    Criteria,
    doors_met,
    group_holds,
    held_under,
    is_verifiable,
    operators_of,
    parse_criteria,
)
from guildmark.communities.criteria_sql import criteria_query, unmet_mask
from guildmark.communities.looked_up import LOOKED_UP, looked_up_traits
from guildmark.communities.membership_trait import MEMBER_OF
from guildmark.communities.models import SEATED, Membership, Trait, TraitValue
from guildmark.communities.trait_values import folded_answer
from guildmark.training.models import Qualification
from guildmark.training.qualified_traits import QUALIFIED_FOR, WAS_QUALIFIED_FOR
from tests.factories.accounts import NOW, organisation, person
from tests.factories.communities import community, hold
from tests.factories.projects import project

pytestmark = pytest.mark.django_db
PEOPLE = 60
#: Facts of the organisation's own, as most kinds are here.
VERIFIABLE = {"choice", "choices", "number", "text", "boolean"}
#: More than the database holds against each answer one by one (`criteria_sql.MANY`).
OPTIONS = list("abcdefghijkl")
#: Communities and projects that criteria can ask for.
THINGS = 4
TOWNS = [
    "Faro",
    "FARO",
    "Stra\u00dfe",
    "STRASSE",
    "Cafe\u0301",
    "caf\u00c9",
    "Porto",
    "",
    "100",
    "true",
    "ñandú",
    'a"b',
    "a\\b",
]
NUMBERS = [-1, 0, 0.5, 1, 1.0, 2, 10, 1e9]
DAYS = ["1990-05-01", "1999-12-31", "2000-01-01", "2001-02-28"]
DRAWN: dict[str, Callable[[Random], Any]] = {
    Trait.Type.CHOICE: lambda dice: dice.choice(OPTIONS),
    Trait.Type.CHOICES: lambda dice: dice.sample(OPTIONS, dice.randint(1, 4)),
    Trait.Type.NUMBER: lambda dice: dice.choice(NUMBERS),
    Trait.Type.DATE: lambda dice: dice.choice(DAYS),
    Trait.Type.TEXT: lambda dice: dice.choice([town for town in TOWNS if town]),
    Trait.Type.BOOLEAN: lambda dice: dice.choice([True, False]),
}
LISTS = {"in", "not_in", "contains_any", "contains_all", "contains_none"}


def _traits() -> dict[str, Trait]:
    """One of each type, a second choice, and standing in four communities and four projects."""
    options = [{"key": key, "name": key} for key in OPTIONS]
    kinds = {**{kind.value: kind for kind in Trait.Type}, "choice_2": Trait.Type.CHOICE}
    where = organisation()
    made = {
        key: Trait.objects.create(
            organisation=where if key in VERIFIABLE else None,
            key=f"made_{key}",
            name=key,
            question=f"{key}?",
            type=kind,
            options=options if "choice" in kind else [],
        )
        for key, kind in kinds.items()
    }
    for _ in range(THINGS):
        community(where)
        project(where)
    return {**made, **looked_up_traits([where.pk])[where.pk]}


def _inside(traits: dict[str, Trait], user_id: int, dice: Random) -> list[str]:
    """Where somebody is a member, after coming into some communities in some state."""
    rows = [
        Membership(
            community_id=int(option["key"]),
            user_id=user_id,
            state=dice.choice(Membership.State.values),
            joined_at=NOW,
            changed_at=NOW,
        )
        for option in traits[MEMBER_OF].options
        if dice.random() < 0.7
    ]
    Membership.objects.bulk_create(rows)
    return [str(row.community_id) for row in rows if row.state in SEATED]


def _qualified(traits: dict[str, Trait], user_id: int, dice: Random) -> tuple[list[str], list[str]]:
    """Where somebody holds the qualification, and where now or before, of one version or two."""
    rows = [
        Qualification(
            project_id=int(option["key"]),
            user_id=user_id,
            guideline_major=major,
            state=dice.choice(Qualification.State.values),
            granted_at=NOW,
            expires_at=NOW,
        )
        for option in traits[QUALIFIED_FOR].options
        for major in (1, 2)
        if dice.random() < 0.4
    ]
    Qualification.objects.bulk_create(rows)
    held = {str(row.project_id) for row in rows if row.state == "granted"}
    ever = {str(row.project_id) for row in rows if row.state != "revoked"}
    return sorted(held), sorted(ever)


def _people(traits: dict[str, Trait], dice: Random) -> dict[int, dict[str, Any]]:
    """People with what they have answered, or others verified; some have answered nothing."""
    people: dict[int, dict[str, Any]] = {person().pk: {} for _ in range(PEOPLE)}
    asked = [trait for trait in traits.values() if trait.key not in LOOKED_UP]
    rows = []
    for user_id, values in list(people.items())[3:]:
        for trait in asked:
            if dice.random() < 0.75:
                source = dice.choice(TraitValue.Source.values)
                value = values[held_under(trait.pk)] = DRAWN[trait.type](dice)
                if source == VERIFIED:
                    values[held_under(trait.pk, source=VERIFIED)] = value
                rows.append(
                    TraitValue(
                        user_id=user_id,
                        trait=trait,
                        value=value,
                        source=source,
                        folded=folded_answer(trait, value),
                        updated_at=NOW,
                    )
                )
    TraitValue.objects.bulk_create(rows)
    for user_id, values in people.items():
        values[held_under(traits[MEMBER_OF].pk)] = _inside(traits, user_id, dice)
        held, ever = _qualified(traits, user_id, dice)
        values[held_under(traits[QUALIFIED_FOR].pk)] = held
        values[held_under(traits[WAS_QUALIFIED_FOR].pk)] = ever
    return people


def _clause(traits: dict[str, Trait], dice: Random) -> dict[str, Any]:
    key = dice.choice(sorted(traits))
    trait = traits[key]
    operator = dice.choice(sorted(operators_of(trait)))
    value = None
    if operator in LISTS and trait.options:
        keys = [one["key"] for one in trait.options]
        value = dice.sample(keys, dice.randint(1, len(keys)))
    elif operator in LISTS:
        value = [DRAWN[trait.type](dice) for _ in range(dice.randint(1, 3))]
    elif operator not in {"exists", "missing"}:
        value = DRAWN[trait.type](dice)
    source = dice.choice(SOURCES) if is_verifiable(trait) else ANY
    return {"trait": key, "operator": operator, "value": value, "source": source}


def _criteria(traits: dict[str, Trait], dice: Random, count: int) -> Iterator[Criteria]:
    for _ in range(count):
        doors = {
            door: [
                [_clause(traits, dice) for _ in range(dice.randint(1, 3))]
                for _ in range(dice.choice([0, 0, 1, 1, 2]))
            ]
            for door in DOORS
        }
        yield parse_criteria(doors, traits)


def _agree(cases: int, seed: int) -> tuple[int, int]:
    """Compare them; of the judgements, how many let somebody in and how many did not."""
    dice = Random(seed)
    traits = _traits()
    people = _people(traits, dice)
    let_in = 0
    for criteria in _criteria(traits, dice, cases):
        door = dice.choice(DOORS)
        judged = {
            user_id
            for user_id, values in people.items()
            if getattr(doors_met(criteria, values), door)
        }
        found = User.objects.filter(criteria_query(criteria, door=door), pk__in=people)
        assert set(found.values_list("pk", flat=True)) == judged, criteria
        let_in += len(judged)
    return let_in, cases * PEOPLE - let_in


def test_sql_and_python_agree_on_generated_people_and_criteria() -> None:
    let_in, kept_out = _agree(120, seed=1)

    assert min(let_in, kept_out) > 1000


@pytest.mark.slow
def test_sql_and_python_agree_ten_thousand_times() -> None:
    let_in, kept_out = _agree(10_000, seed=2)

    assert min(let_in, kept_out) > 100_000


def test_the_mask_names_exactly_the_groups_that_are_not_met() -> None:
    dice = Random(3)
    traits = _traits()
    people = _people(traits, dice)

    for criteria in _criteria(traits, dice, 40):
        groups = criteria.up_to("take")
        masks = User.objects.filter(pk__in=people).annotate(unmet=unmet_mask(groups))
        wanted = {
            user_id: sum(
                1 << place for place, group in enumerate(groups) if not group_holds(group, values)
            )
            for user_id, values in people.items()
        }

        assert dict(masks.values_list("pk", "unmet")) == wanted, criteria


def test_the_row_of_answers_follows_every_change_of_one() -> None:
    traits, someone = _traits(), person()
    town, flag = traits["text"], traits["boolean"]

    held = hold(someone, town, "Faro")
    hold(someone, flag, True)
    TraitValue.objects.filter(pk=held.pk).update(value="Porto", folded="porto")
    before = dict(someone.profile.answers)
    TraitValue.objects.filter(pk=held.pk).update(source="verified")
    someone.profile.refresh_from_db()
    verified = dict(someone.profile.answers)
    TraitValue.objects.filter(pk=held.pk).update(source="declared")
    someone.profile.refresh_from_db()
    declared = dict(someone.profile.answers)
    TraitValue.objects.filter(pk=held.pk).update(source="verified")
    held.delete()
    someone.profile.refresh_from_db()

    assert before == {f"t{town.pk}": "porto", f"t{flag.pk}": True}
    assert (verified, declared) == ({**before, f"v{town.pk}": "porto"}, before)
    assert someone.profile.answers == {f"t{flag.pk}": True}
