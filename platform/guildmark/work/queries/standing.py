"""How somebody stands in all the projects they came to: seats, what they hold, what came back.

Plain SQL, one statement: every opening of the feed asks it.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from guildmark.core.said import from_column

# Each part by an index of its own, however much the person has done.
STANDING = """
SELECT 'seat', project_id, blocked_reason, blocked_until,
    CASE WHEN today_on = %(today)s THEN today_count ELSE 0 END, daily_cap
FROM work_seat WHERE annotator_id = %(user_id)s
UNION ALL
SELECT 'leased', project_id, '', lease_expires_at, id, NULL
FROM work_assignment
WHERE annotator_id = %(user_id)s AND state = 'leased' AND NOT is_prefetched
UNION ALL
SELECT 'returned', project_id, '', NULL, count(*), NULL
FROM work_assignment WHERE annotator_id = %(user_id)s AND state = 'returned'
GROUP BY project_id
"""


@dataclass(frozen=True, slots=True)
class LiveLease:
    """A task the person holds."""

    assignment_id: int
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class SeatHeld:
    """What a seat says: why it is blocked, and how many more claims today; None: no cap."""

    blocked_reason: str
    blocked_until: datetime | None
    daily_left: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """By project; `returned` counts the answers that came back to their author."""

    seats: dict[int, SeatHeld] = field(default_factory=dict)
    leases: dict[int, LiveLease] = field(default_factory=dict)
    returned: dict[int, int] = field(default_factory=dict)


def standing_of(*, user_id: int, now: datetime) -> Standing:
    """What a person has in each project they came to. One query."""
    found = Standing()
    with connection.cursor() as cursor:
        cursor.execute(STANDING, {"user_id": user_id, "today": now.date()})
        for kind, project_id, reason, until, number, cap in cursor.fetchall():
            if kind == "seat":
                left = None if cap is None else max(cap - number, 0)
                found.seats[project_id] = SeatHeld(from_column(reason), until, left)
            elif kind == "leased":
                found.leases[project_id] = LiveLease(number, until)
            else:
                found.returned[project_id] = number
    return found
