"""Where a picture is from: who took it, under which permission and licence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from concord.formats.content import Head, ReleasedItem

#: The columns of tables, in their order.
ORIGIN_COLUMNS = ("licence", "collected_by", "collected_on", "permission", "signed_on")
#: So many people are credited by their pseudonyms; of more the others are counted.
MOST_CREDITED = 50
_CREATIVE_COMMONS = re.compile(
    r"cc[ -]by(?P<parts>(?:-nc)?(?:-sa|-nd)?)[ -](?P<version>\d\.\d)", re.I
)
_ZERO = re.compile(r"cc[ -]?0(?:[ -]1\.0)?", re.I)
_ADDRESS = re.compile(r"https?://\S+", re.I)


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of a picture that somebody gave under a licence; empty where it is not.

    `collected_by` is a pseudonym, empty also where a release leaves people out. `permission` is
    the number of the text that was signed, `collected_on` and `signed_on` are days (ISO 8601, UTC).
    """

    licence: str = ""
    collected_by: str = ""
    collected_on: str = ""
    permission: int | None = None
    signed_on: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """As text, in the order of `ORIGIN_COLUMNS`."""
        number = "" if self.permission is None else str(self.permission)
        return (self.licence, self.collected_by, self.collected_on, number, self.signed_on)


NOWHERE = Origin().cells


@dataclass(frozen=True, slots=True)
class Origins:
    """The same of a whole release, as its metadata say it under `origins`.

    `licences` are names with the number of their pictures. `people` are pseudonyms, in their
    order; `collected` pictures were collected, whether or not people are named.
    """

    licences: Mapping[str, int]
    people: Sequence[str]
    collected: int

    @property
    def credit(self) -> str:
        """Whom a user of the pictures has to name; empty where nobody collected any."""
        if not self.collected:
            return ""
        if not self.people:
            return "Collected for this dataset by people whom this release does not name."
        named = ", ".join(self.people[:MOST_CREDITED])
        more = len(self.people) - MOST_CREDITED
        return f"Pictures by {named}" + (f" and {more} more" if more > 0 else "")


def origins_of(head: Head) -> Origins | None:
    """What the head says of where the pictures are from; None where it says nothing."""
    said: Mapping[str, Any] | None = head.metadata.get("origins")  # JSON of the caller
    if not said:
        return None
    licences = {one["licence"]: one["pictures"] for one in said["licences"]}
    return Origins(licences, tuple(said["collected_by"]), said["collected"])


def licence_address(licence: str) -> str:
    """Where a licence can be read: of Creative Commons' and of an address itself; else empty."""
    name = licence.strip()
    if _ADDRESS.fullmatch(name):
        return name
    if _ZERO.fullmatch(name):
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    found = _CREATIVE_COMMONS.fullmatch(name)
    if found is None:
        return ""
    parts = f"by{found['parts'].lower()}"
    return f"https://creativecommons.org/licenses/{parts}/{found['version']}/"


def hub_licence(licence: str) -> str:
    """The word of dataset hubs for a licence; "other" where there is none."""
    name = licence.strip()
    if _ZERO.fullmatch(name):
        return "cc0-1.0"
    found = _CREATIVE_COMMONS.fullmatch(name)
    return f"cc-by{found['parts'].lower()}-{found['version']}" if found else "other"


class Licences:
    """Numbers the licences of pictures from 1, in the order in which they pass, as in COCO."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number_of(self, item: ReleasedItem) -> int | None:
        """That of the picture's licence; None where it has none."""
        licence = item.origin.licence if item.origin else ""
        if not licence:
            return None
        return self._numbers.setdefault(licence, len(self._numbers) + 1)

    @property
    def rows(self) -> list[dict[str, object]]:
        """COCO's list of them."""
        return [
            {"id": number, "name": name, "url": licence_address(name)}
            for name, number in self._numbers.items()
        ]
