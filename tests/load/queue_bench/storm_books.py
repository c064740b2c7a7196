"""What must be true when the storm is over, counted in the rows themselves."""

from collections import Counter
from typing import Any

from django.db import connection

from tests.load.queue_bench.storm_people import Acknowledged, Diary
from tests.load.queue_bench.world import World

TASKS = """
SELECT coalesce(sum(greatest(s.answers - t.target, 0)), 0),
    count(*) FILTER (WHERE t.counted <> s.answers OR t.leased <> s.leases
        OR t.target <> t.open_slots + t.leased + t.counted
        OR t.is_open <> (t.open_slots > 0))
FROM work_task t, LATERAL (
    SELECT count(*) FILTER (WHERE s.counts) AS answers,
        count(*) FILTER (WHERE a.state = 'leased') AS leases
    FROM work_assignment a LEFT JOIN work_submission s ON s.assignment_id = a.id
    WHERE a.task_id = t.id
) s
WHERE t.project_id = %s AND NOT t.is_gold
"""
REPEATS = """
SELECT count(*) FROM (
    SELECT FROM work_assignment WHERE project_id = %s
    GROUP BY annotator_id, item_id HAVING count(*) > 1) twice
"""
BUDGET = """
SELECT count(*) FROM work_batch b WHERE b.project_id = %s AND b.reserved_minor <> b.price_minor * (
    SELECT coalesce(sum(t.target + s.beside), 0) FROM work_task t, LATERAL (
        SELECT count(*) AS beside FROM work_assignment a
        WHERE a.task_id = t.id AND a.state IN ('spare', 'voided')  -- paid, and asked of others too
    ) s
    WHERE t.batch_id = b.id)
"""
STORED = """
SELECT assignment_id, id, split_part(document #>> '{shapes,0,id}', '-', 1)
FROM work_submission WHERE project_id = %s
"""
# In the order in which people began; what was given back unseen was not begun.
ADJACENT_GOLD = """
SELECT count(*) FROM (
    SELECT is_gold, lag(is_gold) OVER (PARTITION BY annotator_id ORDER BY leased_at, id) AS was_gold
    FROM (
        SELECT a.annotator_id, a.leased_at, a.id, a.batch_id IS NULL AS is_gold
        FROM work_assignment a
        WHERE a.project_id = %s AND NOT a.is_prefetched AND a.reason <> 'not_begun'
    ) begun
) in_order
WHERE is_gold AND was_gold
"""
GOLD = """
SELECT count(*) FROM work_assignment
WHERE project_id = %s AND batch_id IS NULL AND state = 'submitted'
"""
#: What was asked of others, so that a storm without it is seen to be one.
VERDICTS = """
SELECT count(*) FROM work_verdict v JOIN work_task t ON t.id = v.task_id WHERE t.project_id = %s
"""
ASKED_ON = """
SELECT count(*) FROM work_task t JOIN work_batch b ON b.id = t.batch_id
WHERE t.project_id = %s AND t.step = 'draw' AND b.is_adaptive AND t.target > b.overlap_min
"""

#: Workers of fits are not killed in a storm: who begins one anew was ended by an error.
FITS = """
SELECT count(*) FILTER (WHERE state = 'done'),
    count(*) FILTER (WHERE state = 'failed' OR attempt > 1)
FROM consensus_consensusrun WHERE project_id = %s
"""


def audit_fits(world: World) -> dict[str, int]:
    """How many fits of the project came to their end, and how many met an error."""
    with connection.cursor() as cursor:
        cursor.execute(FITS, [world.project_id])
        done, failed = cursor.fetchone()
    return {"fits": done, "failed_fits": failed}


def audit_storm(world: World, diaries: list[Diary]) -> dict[str, Any]:
    """The figures of the storm; Any: numbers, nested."""
    with connection.cursor() as cursor:
        cursor.execute(TASKS, [world.project_id])
        over, drifted = cursor.fetchone()
        cursor.execute(REPEATS, [world.project_id])
        (repeats,) = cursor.fetchone()
        cursor.execute(BUDGET, [world.project_id])
        (budgets,) = cursor.fetchone()
        cursor.execute(ADJACENT_GOLD, [world.project_id])
        (adjacent,) = cursor.fetchone()
        cursor.execute(GOLD, [world.project_id])
        (gold,) = cursor.fetchone()
        cursor.execute(VERDICTS, [world.project_id])
        (verdicts,) = cursor.fetchone()
        cursor.execute(ASKED_ON, [world.project_id])
        (asked_on,) = cursor.fetchone()
        cursor.execute(STORED, [world.project_id])
        stored = {Acknowledged(*row) for row in cursor.fetchall()}
    said = [one for diary in diaries for one in diary.acknowledged]
    met = sum((diary.counts for diary in diaries), Counter[str]())
    return {
        "over_overlap": int(over),
        "repeats": repeats,
        "lost": len(set(said) - stored),
        "counter_drift": drifted,
        "budget_drift": budgets,
        "gold_answers": gold,
        "adjacent_gold": adjacent,
        "verdicts": verdicts,
        "asked_on": asked_on,
        "false_empty": sum(diary.false_empty for diary in diaries),
        "changed_answers": sum(diary.changed_answers for diary in diaries),
        "met": dict(sorted(met.items())),
    }
