"""What a claim and a submit cost in the database itself, whatever else the machine does."""

import json
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

import orjson
from django.db import connection

from guildmark.core.clock import now
from guildmark.work.actions.seats import require_seat
from tests.load.queue_bench.clients import answer_document

EXPLAIN = "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) "
CLAIM = "SELECT * FROM work_claim(%s, %s, %s)"
SUBMIT = "SELECT * FROM work_submit(%s, %s, %s::jsonb, %s, %s, %s)"
IN_HAND = """
SELECT id FROM work_assignment
WHERE annotator_id = %s AND project_id = %s AND state = 'leased' AND NOT is_prefetched
"""
WARM_UP = 8
"""Calls before a connection keeps the plans of the statements inside the functions."""


@dataclass(frozen=True)
class Cost:
    """Medians of one connection. Buffers: pages of 8 kB looked at; ms: of the call itself."""

    claim_buffers: float
    claim_ms: float
    submit_buffers: float
    submit_ms: float

    def as_json(self) -> dict[str, float]:
        """By name."""
        return asdict(self)


def cost(*, person_id: int, project_id: int, times: int = 25) -> Cost:
    """Claim and submit so many times for somebody, and take the medians."""
    require_seat(user_id=person_id, project_id=project_id, now=now())
    document = orjson.dumps(answer_document()).decode()
    claims, submits = [], []
    for _ in range(WARM_UP + times):
        claims.append(_explained(CLAIM, [person_id, project_id, now()]))
        with connection.cursor() as cursor:
            cursor.execute(IN_HAND, [person_id, project_id])
            (assignment,) = cursor.fetchone()
        submits.append(_explained(SUBMIT, [assignment, person_id, document, 12.5, "", now()]))
    return Cost(
        claim_buffers=median(buffers for buffers, _ in claims[WARM_UP:]),
        claim_ms=round(median(ms for _, ms in claims[WARM_UP:]), 3),
        submit_buffers=median(buffers for buffers, _ in submits[WARM_UP:]),
        submit_ms=round(median(ms for _, ms in submits[WARM_UP:]), 3),
    )


def _explained(sql: str, values: list[Any]) -> tuple[int, float]:
    """Carry it out; buffers and milliseconds. Any: parameters of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(EXPLAIN + sql, values)
        (plan,) = cursor.fetchone()
    (told,) = json.loads(plan) if isinstance(plan, str) else plan
    root = told["Plan"]
    return root["Shared Hit Blocks"] + root["Shared Read Blocks"], told["Execution Time"]
