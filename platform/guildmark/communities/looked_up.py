"""Facts nobody answers: where somebody stands in things of the organisation that have names.

Being in a community is one, being qualified for a project another, kept by the apps that know of
them. They are asked for like several choices, and hold for everybody, also of nothing: so an empty
choice is an answer here, and whether it is answered cannot be asked.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import QuerySet

from guildmark.communities.models import Trait


@dataclass(frozen=True)
class Home:
    """The community behind a thing, None for none, and whether its people may know of it."""

    community_id: int | None
    is_shown: bool = True


class LookedUp(Protocol):
    """What an app says of a fact that it keeps. `ids` are of its things; all are bounded."""

    #: As criteria name it.
    key: str
    #: No fact of the catalogue has it: 0 and below.
    pk: int
    name: str
    #: In place of a thing's name, for those who may not know of it.
    not_shown: str

    def options(self, organisation_ids: Collection[int]) -> dict[int, list[dict[str, str]]]:
        """The things of each organisation, by name. One query."""
        ...

    def holders(self, ids: Sequence[int]) -> QuerySet[Any]:
        """The ids of the people who stand in one of them: a query within a query."""
        ...

    def held_by(self, user_id: int) -> list[int]:
        """The things that somebody stands in. One query."""
        ...

    def homes(self, ids: Collection[int]) -> dict[int, Home]:
        """What is behind each of them. At most one query."""
        ...


#: By key. Filled when the apps are ready, and never after.
LOOKED_UP: dict[str, LookedUp] = {}


def add_looked_up(fact: LookedUp) -> None:
    """Let criteria ask for it, from the start of the service on."""
    LOOKED_UP[fact.key] = fact


def looked_up_traits(
    organisation_ids: Collection[int], keys: Iterable[str] | None = None
) -> dict[int, dict[str, Trait]]:
    """The facts of each organisation by key, all or those named. A query a fact."""
    found: dict[int, dict[str, Trait]] = {pk: {} for pk in organisation_ids}
    for key in LOOKED_UP if keys is None else sorted(keys):
        fact = LOOKED_UP[key]
        for organisation_id, options in fact.options(organisation_ids).items():
            found[organisation_id][key] = Trait(
                pk=fact.pk,
                organisation_id=organisation_id,
                key=key,
                name=fact.name,
                type=Trait.Type.CHOICES,
                options=options,
            )
    return found


def things_named(doors: Mapping[str, Any]) -> dict[str, set[int]]:
    """By fact, the things that criteria as they are stored ask about. Any: JSON."""
    found: dict[str, set[int]] = {}
    for groups in doors.values():
        for clause in (clause for group in groups for clause in group):
            if clause["trait"] in LOOKED_UP:
                found.setdefault(clause["trait"], set()).update(map(int, clause["value"]))
    return found


def communities_behind(named: Mapping[str, Collection[int]]) -> set[int]:
    """The communities that things lead to, by fact. At most one query a fact."""
    homes = (home for key, ids in named.items() for home in LOOKED_UP[key].homes(ids).values())
    return {home.community_id for home in homes if home.community_id is not None}
