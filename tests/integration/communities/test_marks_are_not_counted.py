"""What staff can say of whom they like is not counted beside answers: one answer could be told."""

from typing import Any

import pytest

from guildmark.accounts.models import User
from guildmark.communities import actions, queries
from guildmark.communities.models import Community, Trait
from guildmark.communities.queries import AudienceCount
from guildmark.training.queries.funnel import funnel
from tests.factories import projects
from tests.factories.accounts import NOW, organisation, person
from tests.factories.communities import (
    clause,
    community,
    declare,
    member,
    own_trait,
    set_criteria,
)
from tests.factories.datasets import owner_id

pytestmark = pytest.mark.django_db

PORTUGAL = [clause("country", "=", "PT")]
UNDER_10 = AudienceCount(value=None, is_under_10=True)
ALL_OF_PORTUGAL = AudienceCount(value=20, is_under_10=False, is_without_own_facts=True)


def marked(of: Community, fact: Trait, country: str, count: int) -> list[User]:
    """Members who live there, and of whom the organisation says so."""
    people = [person() for _ in range(count)]
    for one in people:
        declare(one, country=country)
        member(of, user=one)
        actions.verify_trait_value(
            actor_id=owner_id(of.organisation), community_id=of.pk, user_id=one.pk, key=fact.key,
            value=True, now=NOW,
        )  # fmt: skip
    return people


@pytest.fixture
def of() -> Community:
    """Of twenty in Portugal, nine are marked, with one who lives nobody knows where."""
    made = community(organisation())
    for _ in range(11):
        declare(person(), country="PT")
    return made


def audience(of: Community, *groups: list[dict[str, Any]]) -> queries.Audience:
    return queries.audience(organisation_id=of.organisation_id, doors={"take": list(groups)})


@pytest.mark.parametrize("filled_by", ["staff", "person"])
def test_whether_the_tenth_who_is_marked_lives_in_portugal_is_not_told(
    of: Community, filled_by: str
) -> None:
    noted = own_trait(of.organisation, name="Noted", filled_by=filled_by)
    marked(of, noted, "PT", 9)
    (tenth,) = marked(of, noted, "ES", 1)
    by_noted = [clause(noted.key, "=", True)]

    told = []
    for country in ("ES", "PT"):
        declare(tenth, country=country)
        found = audience(of, PORTUGAL, by_noted)
        told.append((found.doors, found.clauses))

    doors, clauses = told[0]
    assert told[0] == told[1]
    assert doors["take"] == ALL_OF_PORTUGAL
    assert [(one.is_counted, one.meeting.value, one.without.value) for one in clauses] == [
        (True, 20, 10),
        (False, 10, 20),
    ]


def test_what_is_verified_and_either_of_both_are_marks_too(of: Community) -> None:
    said = own_trait(of.organisation, name="Said")
    marked(of, said, "PT", 9)
    verified = [{**clause(said.key, "=", True), "source": "verified"}]
    either = [*PORTUGAL, *verified]

    beside = audience(of, PORTUGAL, verified)
    alone = audience(of, either)

    assert beside.doors["take"] == ALL_OF_PORTUGAL
    assert alone.doors["take"] == queries.NOT_COUNTED
    assert [one.meeting for one in alone.clauses] == [queries.NOT_COUNTED]


def test_marks_alone_and_answers_alone_are_counted(of: Community) -> None:
    noted = own_trait(of.organisation, name="Noted", filled_by="staff")
    marked(of, noted, "PT", 9)

    by_noted = audience(of, [clause(noted.key, "=", True)])
    by_answer = audience(of, PORTUGAL, [clause("country", "exists")])

    assert by_noted.doors["take"] == UNDER_10
    assert by_answer.doors["take"] == AudienceCount(value=20, is_under_10=False)


def test_numbers_quotas_and_funnels_of_criteria_in_force_leave_them_out_as_well(
    of: Community,
) -> None:
    of_choice: dict[str, Any] = {"kind": "choice", "options": ["A", "B"]}
    noted = own_trait(of.organisation, name="Noted", filled_by="staff", **of_choice)
    group = own_trait(of.organisation, name="Marked", filled_by="staff")
    marked(of, group, "PT", 9)
    asked = [PORTUGAL, [clause(group.key, "=", True)]]
    set_criteria(of, {"discover": asked})
    project = projects.active_project(of.organisation, community=of)

    def want(trait: str, key: str) -> queries.Stratum:
        changed = actions.set_quota(
            actor_id=owner_id(of.organisation), community_id=of.pk, trait=trait, seats={key: 5},
            now=NOW,
        )  # fmt: skip
        (stratum,) = queries.strata(changed)
        return stratum

    numbers = queries.community_numbers(of.pk)

    assert (numbers.can_see, numbers.eligible) == (ALL_OF_PORTUGAL, ALL_OF_PORTUGAL)
    assert funnel(project, now=NOW).can_see == ALL_OF_PORTUGAL
    assert want("country", "PT").eligible == ALL_OF_PORTUGAL
    assert want(noted.key, noted.options[0]["key"]).eligible == queries.NOT_COUNTED
