"""Criteria in force, as they are stored: read by communities, and parsed once a process."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import orjson
from django.db import connection

from guildmark.communities.criteria import DOORS, NOBODY_ASKED, Criteria, parse_criteria
from guildmark.communities.looked_up import looked_up_traits, things_named
from guildmark.communities.models import Trait
from guildmark.communities.queries.catalogue import Catalogue
from guildmark.core.rendering import json_bytes

#: Different criteria a process keeps.
MOST_KEPT = 1_000

# Most communities hide from nobody, and those that do are asked for whenever somebody looks round.
_OF = """
SELECT c.id, c.organisation_id, v.doors::text
FROM communities_community c
LEFT JOIN LATERAL (
    SELECT v.doors FROM communities_criteriaversion v
    WHERE v.community_id = c.id ORDER BY v.number DESC LIMIT 1
) v ON true
WHERE c.id = ANY (%s)
"""
_HIDING = """
SELECT c.id, c.organisation_id, jsonb_build_object('discover', v.doors -> 'discover')::text
FROM (
    SELECT DISTINCT ON (community_id) community_id, doors FROM communities_criteriaversion
    ORDER BY community_id, number DESC
) v
JOIN communities_community c ON c.id = v.community_id
WHERE coalesce(v.doors -> 'discover', '[]') <> '[]' AND (%s::bigint[] IS NULL OR c.id = ANY (%s))
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """What a community asks, as JSON; empty where it asks nothing."""

    community_id: int
    organisation_id: int
    doors: str


def stored(community_ids: Collection[int]) -> list[Stored]:
    """The criteria in force of each community there is. One query."""
    return _read(_OF, list(community_ids))


def stored_first_doors(community_ids: Collection[int] | None = None) -> list[Stored]:
    """The first doors of those that hide from somebody, None for all there are. One query."""
    asked = None if community_ids is None else list(community_ids)
    return _read(_HIDING, asked, asked)


def _read(statement: str, *asked: list[int] | None) -> list[Stored]:
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        return [Stored(pk, owner, doors or "") for pk, owner, doors in cursor.fetchall()]


def owners(found: Iterable[Stored]) -> list[int | None]:
    """The organisations of those that ask something, each once."""
    return list(dict.fromkeys(one.organisation_id for one in found if one.doors))


def parsed_stored(
    found: Collection[Stored], catalogues: Mapping[int | None, Catalogue]
) -> dict[int, Criteria]:
    """Criteria by community. A query for each fact that is looked up and asked for."""
    looked_up = _looked_up(found)
    return {
        one.community_id: _criteria(
            one, catalogues[one.organisation_id], looked_up.get(one.organisation_id, {})
        )
        if one.doors
        else NOBODY_ASKED
        for one in found
    }


def _looked_up(found: Iterable[Stored]) -> dict[int, dict[str, Trait]]:
    """By organisation, where criteria ask where people stand; no query where none does."""
    named = [(one.organisation_id, _things_named(one.doors)) for one in found if one.doors]
    asking = {owner for owner, keys in named if keys}
    return looked_up_traits(asking, {key for _, keys in named for key in keys})


def _criteria(one: Stored, catalogue: Catalogue, looked_up: Mapping[str, Trait]) -> Criteria:
    """What is looked up can be named otherwise at any time: such criteria are parsed anew."""
    if _things_named(one.doors):
        return parse_criteria(_known_doors(one.doors), {**catalogue.by_key, **looked_up})
    return _parsed(one.doors, catalogue)


def parsed_once(doors: Mapping[str, Any], catalogue: Catalogue) -> Criteria:
    """As `parse_criteria`, for what asks no fact that is looked up. Any: JSON."""
    return _parsed(json_bytes(doors).decode(), catalogue)


@lru_cache(maxsize=MOST_KEPT)
def _parsed(doors: str, catalogue: Catalogue) -> Criteria:
    return parse_criteria(_known_doors(doors), catalogue.by_key)


# Any: JSON.
def _known_doors(doors: str) -> dict[str, Any]:
    found = orjson.loads(doors)
    return {door: found.get(door, []) for door in DOORS}


@lru_cache(maxsize=MOST_KEPT)
def _things_named(doors: str) -> frozenset[str]:
    """The facts that are looked up and asked for."""
    return frozenset(things_named(orjson.loads(doors)))
