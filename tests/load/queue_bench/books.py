"""Do the books balance afterwards? Everything here should be 0."""

import time
from dataclasses import dataclass

from django.db import connection

from guildmark.events.models import Event, Receipt
from tests.load.queue_bench.world import World
from workers.routes import tasks_for

OVERLAP = """
SELECT coalesce(sum(greatest(s.answers - greatest(t.target, b.overlap), 0)), 0),
    coalesce(sum(greatest(b.overlap - s.answers, 0)), 0),
    count(*) FILTER (WHERE t.counted <> s.answers OR t.leased <> s.leases
        OR t.target <> t.open_slots + t.leased + t.counted)
FROM work_task t JOIN work_batch b ON b.id = t.batch_id, LATERAL (
    SELECT count(*) FILTER (WHERE s.counts) AS answers,
        count(*) FILTER (WHERE a.state = 'leased') AS leases
    FROM work_assignment a LEFT JOIN work_submission s ON s.assignment_id = a.id
    WHERE a.task_id = t.id
) s
WHERE t.batch_id = %s
"""
REPEATS = """
SELECT count(*) FROM (
    SELECT FROM work_assignment WHERE project_id = %s
    GROUP BY annotator_id, item_id HAVING count(*) > 1) twice
"""
ANSWERS = """
SELECT count(*) FROM work_submission s JOIN work_assignment a ON a.id = s.assignment_id
WHERE a.batch_id = %s AND s.annotator_id = ANY (%s)
"""


@dataclass(frozen=True)
class Books:
    """Answers too many and too few, items given twice, tasks whose counters are off.

    `lost_counters` also holds every answer that was acknowledged and is not there.
    """

    over_overlap: int
    under_overlap: int
    repeats: int
    lost_counters: int


def audit(world: World, *, accepted: int) -> Books:
    """Count the rows themselves, not the counters."""
    people = [person.id for person in world.people]
    with connection.cursor() as cursor:
        cursor.execute(OVERLAP, [world.batch_id])
        over, under, off = cursor.fetchone()
        cursor.execute(REPEATS, [world.project_id])
        (repeats,) = cursor.fetchone()
        cursor.execute(ANSWERS, [world.batch_id, people])
        (stored,) = cursor.fetchone()
    return Books(int(over), int(under), repeats, off + abs(stored - accepted))


def settle(world: World, *, patience_s: float) -> float | None:
    """Seconds until every event of the organisation is dealt with; None when it takes longer."""
    began = time.perf_counter()
    while time.perf_counter() - began < patience_s:
        if backlog(world) == 0:
            return time.perf_counter() - began
        time.sleep(0.25)
    return None


def backlog(world: World) -> int:
    """Events not sent yet, and receipts that listeners still owe.

    `settled_at` would be simpler, but it is stamped by a sweep every half minute.
    """
    waiting = Event.objects.filter(organisation_id=world.organisation_id, settled_at=None)
    events = list(waiting.values_list("pk", "name", "payload", "sent_at"))
    owed = {(pk, task) for pk, name, payload, _ in events for task in tasks_for(name, payload)}
    receipts = Receipt.objects.filter(event_id__in=[pk for pk, _ in owed])
    unsent = sum(sent_at is None for *_, sent_at in events)
    return unsent + len(owed.difference(receipts.values_list("event_id", "handler")))
