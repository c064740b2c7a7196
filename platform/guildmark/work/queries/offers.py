"""What projects still have for a person, and how long an answer takes. Plain SQL: counted often."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from statistics import median, quantiles

from django.db import connection

MOST_TASKS = 1_000  # a count that is no longer a count but "at least"
FEWEST_ANSWERS = 20  # below it, nothing is said of time and pay
LAST_ANSWERS = 200
OWN_ASSIGNMENTS = 400


@dataclass(frozen=True, slots=True)
class Hourly:
    """What an hour brings: the slower and the quicker end of the middle half of answers."""

    low_minor: int
    high_minor: int


@dataclass(frozen=True, slots=True)
class Pace:
    """How long answers took, and whose: the person's own where there are enough of them."""

    seconds: list[float]
    is_own: bool

    @property
    def typical_seconds(self) -> float | None:
        """The median; None for fewer than FEWEST_ANSWERS."""
        return median(self.seconds) if len(self.seconds) >= FEWEST_ANSWERS else None


@dataclass(frozen=True, slots=True)
class Left:
    """What a project still has for a person, at the price of the open batch that comes first.

    `is_at_least`: a batch had more than are counted. `share_left`: so many more the share of one
    person allows; None where no batch is limited or the limit is further off than the tasks.

    Gold is counted beside the tasks of the batches: a number that stayed as it was after a claim
    would tell that the claim was gold. Gold without anything else is no work.
    """

    tasks: int
    is_at_least: bool
    share_left: int | None
    amount_minor: int
    currency: str


# What lies above a person's cursors is what they may still take: the invariant of the queue. So
# nothing they have done is walked. What is prefetched for them lies behind, and is left too.
LEFT = """
SELECT b.project_id, b.price_minor, b.currency, coalesce(cardinality(p.missed), 0) + (
    SELECT count(*) FROM work_assignment a
    WHERE a.annotator_id = %(user_id)s AND a.project_id = b.project_id AND a.batch_id = b.id
        AND a.state = 'leased' AND a.is_prefetched AND a.lease_expires_at > %(now)s
) + (
    SELECT count(*) FROM (
        SELECT FROM work_task t
        WHERE t.batch_id = b.id AND t.is_open AND NOT t.is_reentered
            AND t.position > greatest(b.front, coalesce(p.position, 0))
        LIMIT %(most)s) first_lane
) + (
    SELECT count(*) FROM (
        SELECT FROM work_task t
        WHERE t.batch_id = b.id AND t.is_open AND t.is_reentered
            AND t.position > coalesce(p.reentry, 0)
            AND NOT EXISTS (
                SELECT FROM work_assignment a
                WHERE a.annotator_id = %(user_id)s AND a.project_id = b.project_id
                    AND a.item_id = t.item_id
                OFFSET 0)
        LIMIT %(most)s) reentry_lane
), CASE WHEN s.share IS NOT NULL THEN greatest(s.share - coalesce(p.taken, 0), 0) END
FROM work_batch b
LEFT JOIN work_progress p ON p.batch_id = b.id AND p.annotator_id = %(user_id)s
CROSS JOIN LATERAL work_share_of(b) s (share)
WHERE b.project_id = ANY (%(project_ids)s) AND b.state = 'open'
    AND (b.opens_at IS NULL OR b.opens_at <= %(now)s)
    AND (b.closes_at IS NULL OR b.closes_at > %(now)s)
    AND (b.audience_id IS NULL OR b.audience_id = ANY (%(audience_ids)s))
ORDER BY b.project_id, b.priority DESC, b.id
"""
# As work_next_gold looks for it.
GOLD_LEFT = """
SELECT p.id, (
    SELECT count(*) FROM (
        SELECT FROM work_task t
        WHERE t.project_id = p.id AND t.is_gold AND t.state = 'open'
            AND NOT EXISTS (
                SELECT FROM work_assignment a
                WHERE a.annotator_id = %(user_id)s AND a.project_id = p.id
                    AND a.item_id = t.item_id
                OFFSET 0)
        LIMIT %(most)s) gold_lane
) + (
    SELECT count(*) FROM work_assignment a
    WHERE a.annotator_id = %(user_id)s AND a.project_id = p.id AND a.batch_id IS NULL
        AND a.state = 'leased' AND a.is_prefetched AND a.lease_expires_at > %(now)s
)
FROM unnest(%(project_ids)s::bigint[]) p (id)
WHERE EXISTS (
    SELECT FROM work_batch b
    WHERE b.project_id = p.id AND b.state = 'open' AND b.gold_share > 0)
"""
SECONDS = """
SELECT p.id, array(
    SELECT s.seconds_spent FROM work_submission s
    WHERE s.project_id = p.id AND s.seconds_spent > 0
    ORDER BY s.submitted_at DESC LIMIT %(last)s)
FROM unnest(%(project_ids)s::bigint[]) p (id)
"""
# By the index of a person's assignments: what somebody who did 50,000 did last is as near as any.
OWN_SECONDS = """
SELECT a.project_id, array_agg(s.seconds_spent ORDER BY s.id DESC)
FROM (
    SELECT id, project_id FROM work_assignment
    WHERE annotator_id = %(user_id)s ORDER BY id DESC LIMIT %(own)s
) a
JOIN work_submission s ON s.assignment_id = a.id AND s.seconds_spent > 0
GROUP BY a.project_id
"""


def left_for(
    *,
    user_id: int,
    project_ids: Collection[int],
    audiences: Mapping[int, Collection[int]],
    now: datetime,
) -> dict[int, Left]:
    """What there is for a person, by project; those without an open batch are not in it.

    Work for an audience is counted for who is in it by what they say of themselves today, also
    where they have not come yet: `audiences` as of `audiences_met`. Two queries. At most MOST_TASKS
    are counted of each lane of a batch.
    """
    meant: dict[str, int | list[int] | datetime] = {
        "user_id": user_id,
        "project_ids": list(project_ids),
        "audience_ids": [pk for met in audiences.values() for pk in met],
        "most": MOST_TASKS,
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(LEFT, meant)
        rows = cursor.fetchall()
        cursor.execute(GOLD_LEFT, meant)
        gold: dict[int, int] = dict(cursor.fetchall())
    found: dict[int, Left] = {}
    for project_id, amount_minor, currency, tasks, share in rows:
        here = Left(
            tasks=tasks if share is None else min(tasks, share),
            is_at_least=tasks >= MOST_TASKS and (share is None or share >= tasks),
            share_left=share if share is not None and share < tasks else None,
            amount_minor=amount_minor,
            currency=currency,
        )
        found[project_id] = _together(found.get(project_id), here)
    return {pk: _with_gold(left, gold.get(pk, 0)) for pk, left in found.items()}


def _together(first: Left | None, second: Left) -> Left:
    """Two batches of a project; the price is of the first that has something."""
    if first is None:
        return second
    priced = first if first.tasks else second
    shares = [one.share_left for one in (first, second)]
    known = [share for share in shares if share is not None]
    return replace(
        priced,
        tasks=first.tasks + second.tasks,
        is_at_least=first.is_at_least or second.is_at_least,
        share_left=sum(known) if known else None,
    )


def _with_gold(left: Left, gold_tasks: int) -> Left:
    if not left.tasks:
        return left
    tasks = left.tasks + gold_tasks
    return replace(
        left,
        tasks=min(tasks, MOST_TASKS),
        is_at_least=left.is_at_least or tasks > MOST_TASKS or gold_tasks >= MOST_TASKS,
    )


def paces(*, user_id: int, project_ids: list[int]) -> dict[int, Pace]:
    """How long the last answers took, by project: one's own where they are enough. Two queries."""
    meant: dict[str, int | list[int]] = {
        "user_id": user_id,
        "project_ids": project_ids,
        "last": LAST_ANSWERS,
        "own": OWN_ASSIGNMENTS,
    }
    with connection.cursor() as cursor:
        cursor.execute(SECONDS, meant)
        everybodys: dict[int, list[float]] = dict(cursor.fetchall())
        cursor.execute(OWN_SECONDS, meant)
        own: dict[int, list[float]] = dict(cursor.fetchall())
    return {
        pk: Pace(own[pk], is_own=True)
        if len(own.get(pk, ())) >= FEWEST_ANSWERS
        else Pace(seconds, is_own=False)
        for pk, seconds in everybodys.items()
    }


def hourly(amount_minor: int, seconds: list[float]) -> Hourly | None:
    """What an hour brings the middle half of `seconds` an answer; None for fewer than 20."""
    if len(seconds) < FEWEST_ANSWERS:
        return None
    quick, _, slow = quantiles(seconds, n=4)
    return Hourly(
        low_minor=round(amount_minor * 3600 / slow), high_minor=round(amount_minor * 3600 / quick)
    )
