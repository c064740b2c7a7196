"""What communities somebody may know of, and how they are found."""

from datetime import timedelta
from typing import Any

import pytest

from guildmark.communities import queries
from guildmark.communities.queries.communities import first_doors_and_values
from guildmark.core.errors import NotFound
from tests.factories.accounts import organisation, person
from tests.factories.communities import (
    application,
    clause,
    community,
    declare,
    member,
    set_criteria,
)

pytestmark = pytest.mark.django_db
PORTUGAL = [[clause("country", "=", "PT")]]
DAY = timedelta(days=1)


def test_the_directory_shows_what_a_person_may_know_of_and_how_they_stand() -> None:
    of = organisation()
    hidden = community(of, name="A hidden one", discover=PORTUGAL)
    asked = community(of, name="B by application", joining="apply", take=PORTUGAL)
    joined = community(of, name="C joined", discover=PORTUGAL)
    ada = person()
    declare(ada, country="PT")
    member(joined, user=ada)
    application(asked, user=ada)
    declare(ada, country="ES")

    ids = queries.directory_ids(ada.pk)
    found = queries.seen(user_id=ada.pk, community_ids=ids)

    assert [one.community.name for one in found] == ["B by application", "C joined"]
    assert [one.membership.state if one.membership else "" for one in found] == ["", "ineligible"]
    assert found[0].application is not None
    assert [(one.sentence, one.is_met) for one in found[0].clauses] == [
        ("lives in Portugal", False)
    ]
    with pytest.raises(NotFound):
        queries.seen_by_stranger(user_id=ada.pk, community_id=hidden.pk)


def test_the_directory_goes_by_the_criteria_in_force_and_reads_the_first_door_alone() -> None:
    of = organisation()
    shown, hidden = community(of, name="A", discover=PORTUGAL), community(of, name="B")
    set_criteria(shown, {"discover": [], "preview": [], "take": PORTUGAL})
    set_criteria(hidden, {"discover": PORTUGAL, "preview": [], "take": []})
    met = community(of, name="C", discover=PORTUGAL, take=[[clause("pets", "exists")]])
    here, there = person(), person()
    declare(here, country="PT")

    asked, _ = first_doors_and_values(user_id=here.pk)

    assert queries.directory_ids(here.pk) == [shown.pk, hidden.pk, met.pk]
    assert queries.directory_ids(there.pk) == [shown.pk]
    assert {pk: (len(one.discover), one.take) for pk, one in asked.items()} == {
        hidden.pk: (1, ()),
        met.pk: (1, ()),
    }


def test_the_directory_is_searched_by_words_the_way_in_and_what_one_meets() -> None:
    ada, of = person(), organisation(name="Kennel Club")
    declare(ada, country="PT")
    coins = community(of, name="Coins of Iberia", take=PORTUGAL)
    dogs = community(of, name="Dogs", joining="apply", take=[[clause("country", "=", "ES")]])
    hidden = community(of, name="Hidden dogs", discover=[[clause("country", "=", "ES")]])

    def found(**wanted: Any) -> list[int]:
        return queries.directory(ada.pk, **wanted)

    assert found() == [coins.pk, dogs.pk]
    assert found(search="iberia COINS") == [coins.pk]
    assert found(search="kennel") == [coins.pk, dogs.pk]
    assert found(search="kennel dogs") == [dogs.pk]
    assert found(search="%") == []
    assert found(joining="apply") == [dogs.pk]
    assert found(is_met=True) == [coins.pk]
    assert hidden.pk not in found(search="dogs")
