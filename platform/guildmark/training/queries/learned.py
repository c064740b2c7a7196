"""What a person has learned of projects, and what there is to learn: one statement for all of it.

Plain SQL: every page of an annotator asks for it, and seven statements of the ORM took four
milliseconds of a processor to write.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import orjson
from django.db import connection

from guildmark.training.models import Qualification

#: Who is suspended keeps the seat, and who has to pass on a new version: until the old end.
SEATED = (
    Qualification.State.GRANTED,
    Qualification.State.SUSPENDED,
    Qualification.State.STALE,
)

# A minor version does not have to be read again, and one that asks nothing is comprehended. Who has
# a seat and sits at a quiz is there once; whose time is over is at it until it is scored: they may
# have passed. Nobody counts seats where there is no limit.
LEARNED = """
SELECT p.id,
    coalesce((
        SELECT jsonb_agg(jsonb_build_array(q.since_major, q.decisions)) FROM (
            SELECT since_major, sum(decision_count) AS decisions FROM training_quizquestion
            WHERE project_id = p.id AND is_active GROUP BY since_major
        ) q
    ), '[]'),
    EXISTS (
        SELECT FROM training_guidelinereading r
        JOIN projects_guidelineversion v ON v.id = r.guideline_version_id
        WHERE r.user_id = %(user_id)s AND v.project_id = p.id AND v.major = g.major
    ),
    g.major IS NOT NULL AND (
        NOT EXISTS (SELECT FROM training_comprehensionquestion c WHERE c.project_id = p.id)
        OR EXISTS (
            SELECT FROM training_comprehensionpass c
            WHERE c.user_id = %(user_id)s AND c.project_id = p.id
                AND c.guideline_major = g.major AND c.passed_at IS NOT NULL
        )
    ),
    CASE WHEN plan.seats IS NOT NULL THEN (
        SELECT count(*) FROM (
            SELECT s.user_id FROM training_qualification s
            WHERE s.project_id = p.id AND s.user_id <> %(user_id)s
                AND s.state = ANY (%(seated)s) AND s.expires_at > %(now)s
            UNION
            SELECT a.user_id FROM training_attempt a
            WHERE a.project_id = p.id AND a.user_id <> %(user_id)s AND a.state = 'started'
        ) others
    ) ELSE 0 END,
    practice.total, practice.unfinished
FROM unnest(%(project_ids)s::bigint[]) p (id)
LEFT JOIN projects_guidelineversion g ON g.project_id = p.id AND g.state = 'published'
LEFT JOIN training_trainingplan plan ON plan.project_id = p.id
CROSS JOIN LATERAL (
    SELECT count(*), count(*) FILTER (WHERE NOT EXISTS (
        SELECT FROM training_practiceprogress done
        WHERE done.practice_item_id = i.id AND done.user_id = %(user_id)s
            AND done.finished_at IS NOT NULL
    ))
    FROM training_practiceitem i WHERE i.project_id = p.id AND i.is_active
) practice (total, unfinished)
"""


@dataclass(frozen=True, slots=True)
class Learned:
    """A person and the guideline in force of one project; all of it counts what is active.

    `decisions` are those the bank asks for, by the major version they are about. `seats_taken` are
    other people's; 0 where there is no limit.
    """

    decisions: dict[int | None, int]
    has_read: bool
    has_comprehended: bool
    seats_taken: int
    practice_total: int
    practice_open: int


def learned(*, user_id: int, project_ids: Collection[int], now: datetime) -> dict[int, Learned]:
    """By project, for those that are named. One query."""
    asked: dict[str, int | datetime | list[int] | list[str]] = {
        "user_id": user_id,
        "project_ids": list(project_ids),
        "seated": [str(state) for state in SEATED],
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(LEARNED, asked)
        return {
            pk: Learned(dict(orjson.loads(decisions)), *rest)
            for pk, decisions, *rest in cursor.fetchall()
        }
