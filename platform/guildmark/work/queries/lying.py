"""Tasks that stay open although people are at work: everybody who might take them has had them."""

from datetime import datetime

from django.db import connection

from guildmark.training.models import Qualification
from guildmark.work.models import Batch

#: Of each lane of so many batches: what lies at the front has been passed by all.
MOST_OF_A_LANE = 10
MOST_BATCHES = 20
#: Of a project: one that is left to nobody costs a look at every seat.
MOST_TASKS = 100

# `anybody`: somebody is qualified and has not come yet, so has had nothing; of an audience nobody
# knows whether they are in it. The lanes as in `sql/lanes.sql`, by their indexes.
LYING = """
WITH anybody AS (
    SELECT EXISTS (
        SELECT FROM training_qualification q
        WHERE q.project_id = %(project_id)s AND q.state = %(granted)s AND q.expires_at > %(now)s
            AND NOT EXISTS (SELECT FROM work_seat s
                WHERE s.project_id = q.project_id AND s.annotator_id = q.user_id)) AS is_coming
)
SELECT EXISTS (
    SELECT FROM (
        SELECT l.item_id, b.audience_id
        FROM (
            SELECT id, audience_id FROM work_batch
            WHERE project_id = %(project_id)s AND state = %(open)s
                AND (opens_at IS NULL OR opens_at <= %(now)s)
            ORDER BY priority DESC, id LIMIT %(batches)s
        ) b
        CROSS JOIN LATERAL (
            (SELECT item_id, leased FROM work_task
                WHERE batch_id = b.id AND is_open AND NOT is_reentered
                ORDER BY position LIMIT %(of_a_lane)s)
            UNION ALL
            (SELECT item_id, leased FROM work_task
                WHERE batch_id = b.id AND is_open AND is_reentered
                ORDER BY position LIMIT %(of_a_lane)s)
        ) l
        WHERE l.leased = 0
            AND NOT (b.audience_id IS NULL AND (SELECT is_coming FROM anybody))
        LIMIT %(tasks)s
    ) t
    WHERE NOT EXISTS (
        SELECT FROM work_seat s
        WHERE s.project_id = %(project_id)s AND s.blocked_reason = '' AND s.ineligible_reason = ''
            AND (s.eligible_until IS NULL OR s.eligible_until > %(now)s)
            AND (t.audience_id IS NULL OR t.audience_id = ANY (s.audience_ids))
            AND NOT EXISTS (
                SELECT FROM work_assignment a
                WHERE a.annotator_id = s.annotator_id AND a.project_id = s.project_id
                    AND a.item_id = t.item_id
                OFFSET 0))
)
"""


def is_a_task_left_to_nobody(project_id: int, *, now: datetime) -> bool:
    """Whether an open task in front of an open batch waits for people there are not.

    Everybody who may work has had the picture, and nobody holds it. Bounded in tasks: the front of
    each lane is looked at, where what nobody takes collects, up to the first one found. The seats
    are read up to the first who can still take the task: all of them only for the one found.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            LYING,
            {
                "project_id": project_id,
                "now": now,
                "granted": Qualification.State.GRANTED,
                "open": Batch.State.OPEN,
                "batches": MOST_BATCHES,
                "of_a_lane": MOST_OF_A_LANE,
                "tasks": MOST_TASKS,
            },
        )
        found: bool = cursor.fetchone()[0]
    return found
