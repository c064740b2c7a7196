"""Tasks that stay open although people are at work: everybody who might take them has had them."""

from datetime import datetime

from django.db import connection

from guildmark.training.models import Qualification
from guildmark.work.models import Batch

#: Of each batch and lane, and of so many batches: what lies at the front has been passed by all.
MOST_TASKS = 50
MOST_BATCHES = 20

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
SELECT count(*)
FROM (
    SELECT id, audience_id FROM work_batch
    WHERE project_id = %(project_id)s AND state = %(open)s
        AND (opens_at IS NULL OR opens_at <= %(now)s)
    ORDER BY priority DESC, id LIMIT %(batches)s
) b
CROSS JOIN LATERAL (
    (SELECT item_id, leased FROM work_task
        WHERE batch_id = b.id AND is_open AND NOT is_reentered
        ORDER BY position LIMIT %(tasks)s)
    UNION ALL
    (SELECT item_id, leased FROM work_task
        WHERE batch_id = b.id AND is_open AND is_reentered
        ORDER BY position LIMIT %(tasks)s)
) t
WHERE t.leased = 0
    AND NOT (b.audience_id IS NULL AND (SELECT is_coming FROM anybody))
    AND NOT EXISTS (
        SELECT FROM work_seat s
        WHERE s.project_id = %(project_id)s AND s.blocked_reason = '' AND s.ineligible_reason = ''
            AND (s.eligible_until IS NULL OR s.eligible_until > %(now)s)
            AND (b.audience_id IS NULL OR b.audience_id = ANY (s.audience_ids))
            AND NOT EXISTS (
                SELECT FROM work_assignment a
                WHERE a.annotator_id = s.annotator_id AND a.project_id = s.project_id
                    AND a.item_id = t.item_id
                OFFSET 0))
"""


def tasks_nobody_is_left_for(project_id: int, *, now: datetime) -> int:
    """How many of the open tasks in front of open batches wait for people there are not.

    Everybody who may work has had the picture, and nobody holds it. Bounded: the front of each lane
    is looked at, where what nobody takes collects.
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
                "tasks": MOST_TASKS,
            },
        )
        count: int = cursor.fetchone()[0]
    return count
