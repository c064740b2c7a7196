"""Facts that can be asked, kept by each process and read anew where the database has newer ones.

The catalogue is a hundred kilobytes of options that hardly ever change, and every page of an
annotator judges people by it. So the database is asked which versions of the rows it has, and gives
the options of those alone that this process has not seen in that version. A version is the row's
own (`xmin` and `ctid`): whoever changes a fact, in whatever way and process, makes another one, and
a transaction that is taken back brings the old one back.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import orjson
from django.db import connection

from guildmark.communities.models import Trait
from guildmark.communities.trait_values import Value

#: Organisations whose own facts a process keeps.
MOST_OWNERS = 1_000

# The columns of a fact come in the order of its model.
_FACTS = """
SELECT v.value, v.source, f.version, t.id, t.organisation_id, t.key, t.name, t.question, t.type,
    CASE WHEN f.version <> ALL (string_to_array(%(known)s, ';')) THEN t.options END,
    t.position, t.filled_by, t.retired_at
FROM communities_trait t
CROSS JOIN LATERAL (SELECT concat_ws(' ', t.id, t.xmin, t.ctid)) f (version)
LEFT JOIN communities_traitvalue v ON v.trait_id = t.id AND v.user_id = %(user_id)s
WHERE t.organisation_id IS NULL OR t.organisation_id = ANY (%(organisation_ids)s::bigint[])
UNION ALL
SELECT v.value, v.source, NULL, t.id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM communities_traitvalue v
JOIN communities_trait t ON t.id = v.trait_id
WHERE v.user_id = %(user_id)s AND t.organisation_id <> ALL (%(organisation_ids)s::bigint[])
ORDER BY id
"""


@dataclass(frozen=True, eq=False)
class Shelf:
    """All facts of one owner, retired ones too, in the order they were made.

    As long as nothing changes it is the same object: what is made of it can be kept beside it.
    """

    by_version: Mapping[str, Trait]

    @property
    def by_key(self) -> dict[str, Trait]:
        """The facts by key."""
        return {trait.key: trait for trait in self.by_version.values()}


@dataclass(frozen=True, eq=False)
class Catalogue:
    """What an organisation can ask for: what everybody shares, and what is its own.

    The same object for as long as nothing changes.
    """

    by_key: Mapping[str, Trait]


#: Answers of a person: the fact, the answer, and where it comes from.
Answers = list[tuple[int, Value, str]]
_EMPTY = Shelf({})
_shelves: dict[tuple[str, int | None], Shelf] = {}


def catalogues(owners: Collection[int | None]) -> dict[int | None, Catalogue]:
    """What each organisation can ask for; for None what everybody shares. One query."""
    return _read(owners, user_id=None)[0]


def catalogues_and_answers(
    owners: Collection[int | None], *, user_id: int
) -> tuple[dict[int | None, Catalogue], Answers]:
    """The same, and all that is held of a person, also what others ask for. One query."""
    return _read(owners, user_id=user_id)


def _read(
    owners: Collection[int | None], *, user_id: int | None
) -> tuple[dict[int | None, Catalogue], Answers]:
    place = str(connection.settings_dict["NAME"])
    shelves = {owner: _shelves.get((place, owner), _EMPTY) for owner in (None, *owners)}
    known = {name: one for shelf in shelves.values() for name, one in shelf.by_version.items()}
    rows = _rows(";".join(known), [pk for pk in owners if pk is not None], user_id)
    found: dict[int | None, dict[str, Trait]] = {owner: {} for owner in shelves}
    for _, _, version, *columns in rows:
        if version is not None:
            trait = known.get(version) or _trait(columns)
            found[trait.organisation_id][version] = trait
    for owner, by_version in found.items():
        if by_version.keys() != shelves[owner].by_version.keys():
            shelves[owner] = _kept(place, owner, Shelf(by_version))
    answers = [(row[3], orjson.loads(row[0]), row[1]) for row in rows if row[1] is not None]
    return {pk: _together(shelves[None], shelves[pk]) for pk in owners}, answers


# Any: columns of rows, in and out.
def _rows(known: str, organisation_ids: list[int], user_id: int | None) -> list[tuple[Any, ...]]:
    asked: dict[str, int | str | list[int] | None]
    asked = {"known": known, "organisation_ids": organisation_ids, "user_id": user_id}
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, asked)
        return list(cursor.fetchall())


# Any: as above.
def _trait(columns: list[Any]) -> Trait:
    names = [field.attname for field in Trait._meta.concrete_fields]
    row = dict(zip(names, columns, strict=True))
    row["options"] = orjson.loads(row["options"])
    return Trait.from_db(connection.alias, names, list(row.values()))


def _kept(place: str, owner: int | None, shelf: Shelf) -> Shelf:
    if len(_shelves) >= MOST_OWNERS:
        _shelves.clear()
    _shelves[place, owner] = shelf
    return shelf


@lru_cache(maxsize=MOST_OWNERS)
def _together(shared: Shelf, own: Shelf) -> Catalogue:
    return Catalogue(MappingProxyType(shared.by_key | own.by_key))
