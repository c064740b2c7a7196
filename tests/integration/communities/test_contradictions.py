"""Criteria that nobody can meet are found while they are written, with the reason."""

from typing import Any

import pytest

from guildmark.communities import queries
from guildmark.communities.contradictions import contradictions
from guildmark.communities.criteria import parse_criteria
from guildmark.communities.models import Trait
from tests.factories import accounts
from tests.factories.communities import clause

pytestmark = pytest.mark.django_db

VERIFIED = {"source": "verified"}
ANY_PHONE = clause("device", "contains_any", ["phone"])
ALL_PHONE = clause("device", "contains_all", ["phone"])
NO_PHONE = clause("device", "contains_none", ["phone"])
PORTUGAL = clause("country", "in", ["PT"])
SPAIN = clause("country", "=", "ES")


def _found(*groups: list[dict[str, Any]]) -> list[tuple[str, int, str]]:
    asking = accounts.organisation()
    traits = dict(queries.traits_by_key(None))
    for key, kind in (("height", Trait.Type.NUMBER), ("glasses", Trait.Type.BOOLEAN)):
        traits[key] = Trait.objects.create(
            key=key,
            name=key.title(),
            question=f"{key}?",
            type=kind,
            options=[],
            organisation=asking,
        )
    criteria = parse_criteria({"discover": list(groups[:1]), "take": list(groups[1:])}, traits)
    return [(one.door, one.index, one.message) for one in contradictions(criteria)]


def test_two_countries_at_once_are_named_with_a_way_out() -> None:
    assert _found([PORTUGAL], [SPAIN]) == [
        (
            "take",
            0,
            (
                "Nobody can meet “lives in Portugal” and “lives in Spain” at once. Make them"
                " alternatives, or take one out."
            ),
        )
    ]


@pytest.mark.parametrize(
    "groups",
    [
        [[clause("country", "exists")], [clause("country", "missing")]],
        [[clause("country", "=", "PT")], [clause("country", "not_in", ["PT", "ES"])]],
        [
            [clause("device", "contains_all", ["phone"])],
            [clause("device", "contains_none", ["phone"])],
        ],
        [
            [clause("device", "contains_any", ["phone"])],
            [clause("device", "contains_none", ["phone"])],
        ],
        [[clause("height", ">", 180)], [clause("height", "<=", 180)]],
        [[clause("height", "=", 150)], [clause("height", ">=", 160)]],
        [[clause("glasses", "=", True)], [clause("glasses", "!=", True)]],
        [[clause("region", "=", "Faro")], [clause("region", "=", "Porto")]],
        [[clause("height", "=", 180)], [clause("height", "=", 170) | VERIFIED]],
        [[clause("height", "missing")], [clause("height", "exists") | VERIFIED]],
        [[clause("height", "exists") | VERIFIED], [clause("height", "missing") | VERIFIED]],
    ],
)
def test_what_excludes_itself_is_found(groups: list[list[dict[str, Any]]]) -> None:
    assert [place for *place, _ in _found(*groups)] == [["take", 0]]


@pytest.mark.parametrize(
    "groups",
    [
        [[PORTUGAL, SPAIN]],
        [[PORTUGAL], [SPAIN, clause("device", "exists")]],
        [[clause("height", ">=", 180)], [clause("height", "<=", 180)]],
        [[clause("height", "!=", 180)], [clause("height", ">", 170)]],
        [
            [clause("device", "contains_any", ["phone"])],
            [clause("device", "contains_any", ["tablet"])],
        ],
        [[clause("region", "!=", "Faro")], [clause("region", "not_in", ["Porto"])]],
        [[clause("country", "missing")], [clause("device", "exists")]],
        [[clause("height", "=", 180)], [clause("height", "missing") | VERIFIED]],
    ],
)
def test_what_somebody_can_meet_is_not_complained_of(groups: list[list[dict[str, Any]]]) -> None:
    assert _found(*groups) == []
