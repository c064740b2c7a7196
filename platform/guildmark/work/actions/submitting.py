"""Handing in an answer. What becomes of lease, slot and event is in `sql/submit.sql`."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from math import isfinite

import orjson
from django.db import connection, transaction

from concord.documents import Problem, document_problems, parse_document
from guildmark.core.errors import FieldProblem, NotFound, WrongInput
from guildmark.core.said import from_column
from guildmark.events.actions import ring_after_commit
from guildmark.work.course import Moment, course_problems
from guildmark.work.errors import (
    AlreadySubmitted,
    DraftConflict,
    InvalidDocument,
    NotBegun,
    NotEligible,
    WorkReturned,
    WrongVerdict,
)
from guildmark.work.judgement import Json, Judgement, judgement_problems
from guildmark.work.models import Task, Verdict
from guildmark.work.queries.leases import AnswerFrame, answer_frame, draft_of, why_over
from guildmark.work.queries.verdicts import subject_of
from guildmark.work.queries.versions import known_schema

MAX_SECONDS = 7 * 24 * 3600
#: The document of a verdict that draws nothing.
NOTHING_DRAWN: Json = {"version": 1, "is_nothing_here": False, "shapes": [], "answers": {}}
NEEDS_VERDICT = FieldProblem("/verdict", "required", "This task asks for a verdict.")
NEEDS_DOCUMENT = FieldProblem("/document", "required", "This task asks for an answer.")
CHANGES_NOTHING = FieldProblem(
    "/verdict/document", "unchanged", "You have changed nothing: accept it, or change something."
)


@dataclass(frozen=True, slots=True)
class Submitted:
    """What became of an answer. A spare is kept and paid, and does not count.

    `is_new` is false for one that was sent before with the same key. `has_feedback`: the task was
    there to teach, and what it teaches can be asked for now.
    """

    submission_id: int
    counts: bool
    is_new: bool = field(default=True, compare=False)
    has_feedback: bool = field(default=False, compare=False)

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
    course: list[Moment] | None = None,
    draft_revision: int | None = None,
    idempotency_key: str = "",
    now: datetime,
) -> Submitted:
    """Store a person's answer for a task they hold, or held until its lease ran out.

    `course` says when each shape was there, for who plays it back. `draft_revision` is the draft
    the person's window saw last, 0 for none: what another window drew since is not passed over.
    Where it came back to its
    author it is a new revision, and the old one stays as it was. Records
    submission.made. Sent again with the same key, the first answer is given again, without
    an effect. Raises NotFound (not an assignment of this person), InvalidDocument, WrongInput,
    AlreadySubmitted, AssignmentOver (skipped, given or taken back), NotBegun (only prefetched),
    WorkReturned, DraftConflict or NotEligible.
    """
    _require_seconds(seconds_spent)
    frame = answer_frame(user_id=user_id, assignment_id=assignment_id)
    if frame.step == Task.Step.VERIFY:
        raise WrongInput(errors=(NEEDS_VERDICT,))
    _require_document(document, frame=frame)
    _require_course(course, document)
    done = _store(
        user_id,
        assignment_id,
        document,
        seconds_spent,
        idempotency_key,
        now,
        course=course,
        draft_revision=draft_revision,
    )
    return replace(done, has_feedback=frame.teaches)


@transaction.atomic
def submit_verdict(
    *,
    user_id: int,
    assignment_id: int,
    judgement: Judgement,
    seconds_spent: float,
    draft_revision: int | None = None,
    idempotency_key: str = "",
    now: datetime,
) -> Submitted:
    """Store what a person says of the label they were shown.

    As `submit`; `draft_revision` matters to a correction alone, for the other verdicts pass over
    nothing that was drawn. Records verify.completed too, when it was the last verdict wanted.
    Raises WrongVerdict as well.
    """
    _require_seconds(seconds_spent)
    frame = answer_frame(user_id=user_id, assignment_id=assignment_id)
    if frame.step != Task.Step.VERIFY:
        raise WrongInput(errors=(NEEDS_DOCUMENT,))
    subject = subject_of(assignment_id)
    _require_judgement(judgement, frame=frame, shown=subject.document)
    document = judgement.document or NOTHING_DRAWN
    made_of = None if judgement.document is None else draft_revision
    done = _store(
        user_id,
        assignment_id,
        document,
        seconds_spent,
        idempotency_key,
        now,
        draft_revision=made_of,
    )
    if done.is_new:
        Verdict.objects.create(
            task_id=subject.task_id,
            subject=subject,
            assignment_id=assignment_id,
            submission_id=done.submission_id,
            outcome=judgement.outcome,
            reason_code=judgement.reason_code,
            note=judgement.note,
            marks=list(judgement.marks),
            document=judgement.document,
            given_at=now,
        )
    return done


def _require_judgement(judgement: Judgement, *, frame: AnswerFrame, shown: Json) -> None:
    problems = judgement_problems(judgement, width_px=frame.width_px, height_px=frame.height_px)
    if problems:
        raise WrongVerdict(errors=problems)
    if judgement.document is None:
        return
    _require_document(judgement.document, frame=frame, at="/verdict")
    if parse_document(judgement.document) == parse_document(shown):
        raise WrongVerdict(errors=(CHANGES_NOTHING,))


def _store(
    user_id: int,
    assignment_id: int,
    document: object,
    seconds: float,
    key: str,
    now: datetime,
    *,
    course: list[Moment] | None = None,
    draft_revision: int | None = None,
) -> Submitted:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM work_submit(%s, %s, %s::jsonb, %s, %s, %s, %s::jsonb, %s)",
            [
                assignment_id,
                user_id,
                orjson.dumps(document).decode(),
                seconds,
                key,
                now,
                None if course is None else orjson.dumps(course).decode(),
                draft_revision,
            ],
        )
        outcome, submission_id, counts, detail, is_heard = cursor.fetchone()
    if outcome == "draft_conflict":
        raise DraftConflict(draft_of(assignment_id))
    if outcome == "over":
        raise why_over(assignment_id)
    _raise_refusal(outcome, detail)
    if is_heard:
        ring_after_commit()
    return Submitted(submission_id, counts, is_new=outcome == "submitted")


def field_problems(problems: tuple[Problem, ...], at: str = "") -> tuple[FieldProblem, ...]:
    """Problems of a document as places of what was sent."""
    return tuple(
        FieldProblem(f"{at}/document{problem.path}", problem.code, problem.message)
        for problem in problems
    )


def _require_document(document: object, *, frame: AnswerFrame, at: str = "") -> None:
    problems = document_problems(
        document,
        schema=known_schema(frame.schema_version_id).schema,
        width_px=frame.width_px,
        height_px=frame.height_px,
    )
    if problems:
        raise InvalidDocument(errors=field_problems(problems, at))


def _require_course(course: list[Moment] | None, document: object) -> None:
    """Of a document that was found right."""
    if course is None or not isinstance(document, dict):
        return
    problems = course_problems(course, document)
    if problems:
        raise WrongInput(errors=problems)


def _require_seconds(seconds_spent: float) -> None:
    if not (isfinite(seconds_spent) and 0 <= seconds_spent <= MAX_SECONDS):
        message = "This must be a number of seconds from 0 to a week."
        raise WrongInput(errors=(FieldProblem("/seconds_spent", "out_of_range", message),))


def _raise_refusal(outcome: str, detail: str | None) -> None:
    if outcome == "unknown":
        raise NotFound
    if outcome == "already_submitted":
        raise AlreadySubmitted
    if outcome == "returned":
        raise WorkReturned
    if outcome == "not_begun":
        raise NotBegun
    if outcome == "not_eligible":
        raise NotEligible(from_column(detail or ""))
