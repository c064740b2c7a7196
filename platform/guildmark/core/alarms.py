"""Something a manager should look at, in the words of a page. Apps answer lists of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Severity = Literal["problem", "caution"]
#: Sections of a project's pages, where the remedy is; `audit` is the organisation's.
Place = Literal[
    "queue", "batches", "gold", "people", "appeals", "disputed", "rules", "quality", "audit"
]


@dataclass(frozen=True, slots=True)
class Alarm:
    """One cause with its remedy. `code` is stable; `count` is of what `sentence` names.

    `problem` stops work or breaks a promise; `caution` will, if nobody looks.
    """

    code: str
    severity: Severity
    sentence: str
    remedy: str
    place: Place
    count: int = 0


def raised(counts: Iterable[tuple[Alarm, int]]) -> list[Alarm]:
    """Those alarms of which there is something to count, with how many there are."""
    return [replace(alarm, count=count) for alarm, count in counts if count]
