"""Handing in an answer. What becomes of lease, slot and event is in `sql/submit.sql`."""

from dataclasses import dataclass
from datetime import datetime
from math import isfinite

import orjson
from django.db import connection

from concord.documents import Problem, document_problems
from guildmark.core.errors import FieldProblem, NotFound, WrongInput
from guildmark.events.actions import ring_after_commit
from guildmark.work.errors import AlreadySubmitted, AssignmentOver, InvalidDocument, NotEligible
from guildmark.work.queries.leases import answer_frame
from guildmark.work.queries.versions import known_schema

MAX_SECONDS = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Submitted:
    """What became of an answer. A spare is kept and paid, and does not count."""

    submission_id: int
    counts: bool

    @property
    def state(self) -> str:
        """The state the assignment went to."""
        return "submitted" if self.counts else "spare"


def submit(
    *,
    user_id: int,
    assignment_id: int,
    document: object,
    seconds_spent: float,
    idempotency_key: str = "",
    now: datetime,
) -> Submitted:
    """Store a person's answer for a task they hold, or held until its lease ran out.

    Records submission.made. Sent again with the same key, the first answer is given again, without
    an effect. Raises NotFound (not an assignment of this person), InvalidDocument, WrongInput,
    AlreadySubmitted, AssignmentOver (skipped or given back) or NotEligible.
    """
    _require_seconds(seconds_spent)
    _require_document(document, user_id=user_id, assignment_id=assignment_id)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM work_submit(%s, %s, %s::jsonb, %s, %s, %s)",
            [
                assignment_id,
                user_id,
                orjson.dumps(document).decode(),
                seconds_spent,
                idempotency_key,
                now,
            ],
        )
        outcome, submission_id, counts, detail = cursor.fetchone()
    _raise_refusal(outcome, detail)
    if outcome == "submitted":
        ring_after_commit()
    return Submitted(submission_id=submission_id, counts=counts)


def field_problems(problems: tuple[Problem, ...]) -> tuple[FieldProblem, ...]:
    """Problems of a document as places of what was sent."""
    return tuple(
        FieldProblem(path=f"/document{problem.path}", code=problem.code, message=problem.message)
        for problem in problems
    )


def _require_document(document: object, *, user_id: int, assignment_id: int) -> None:
    frame = answer_frame(user_id=user_id, assignment_id=assignment_id)
    problems = document_problems(
        document,
        schema=known_schema(frame.schema_version_id).schema,
        width_px=frame.width_px,
        height_px=frame.height_px,
    )
    if problems:
        raise InvalidDocument(errors=field_problems(problems))


def _require_seconds(seconds_spent: float) -> None:
    if not (isfinite(seconds_spent) and 0 <= seconds_spent <= MAX_SECONDS):
        message = "This must be a number of seconds from 0 to a week."
        raise WrongInput(errors=(FieldProblem("/seconds_spent", "out_of_range", message),))


def _raise_refusal(outcome: str, detail: str | None) -> None:
    if outcome == "unknown":
        raise NotFound
    if outcome == "already_submitted":
        raise AlreadySubmitted
    if outcome == "over":
        raise AssignmentOver
    if outcome == "not_eligible":
        raise NotEligible(detail or "")
