"""Sitting the quiz: started, answered, submitted and scored, or run out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random, SystemRandom

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from concord.documents import Schema
from concord.scoring import Marks
from guildmark.core.errors import NotFound, StateConflict
from guildmark.projects.documents import compiled_schema
from guildmark.projects.errors import SchemaMissing
from guildmark.projects.models import SchemaVersion
from guildmark.projects.queries import current_schema
from guildmark.training.actions.qualifications import grant_qualification
from guildmark.training.actions.records import record_of
from guildmark.training.drafts import is_whole
from guildmark.training.drawing_lots import Lot, draw
from guildmark.training.errors import (
    AlreadyQualified,
    AttemptOver,
    AttemptsUsed,
    NoSeats,
    NotReady,
    QuizIncomplete,
    Wait,
)
from guildmark.training.models import GRACE, Attempt, AttemptAnswer, TrainingPlan
from guildmark.training.queries import (
    bank_of,
    can_be_forgiven,
    facts,
    parts_of,
    plan,
    seen_questions,
)
from guildmark.training.scoring import Answered, score_attempt
from guildmark.training.way import (
    Facts,
    asks_delta,
    delta_majors,
    is_qualified,
    next_attempt_at,
    running_attempt,
    seats_left,
    spent_attempts,
    taken_back,
    way_of,
)

#: Each is scored: no more are held at once than a moment takes.
CHUNK = 20
State = Attempt.State
CHANCE = SystemRandom()


@transaction.atomic
def close_overdue(*, user_id: int, project_id: int, now: datetime) -> int:
    """Close the person's sitting whose time is over, as `expire_attempts` does; how many.

    It may have been passed. Records attempt.submitted or attempt.expired. Calling twice is safe.
    """
    return _run_out(
        _sittings(user_id=user_id, project_id=project_id).filter(expires_at__lte=now), now=now
    )


@transaction.atomic
def start_attempt(
    *, user_id: int, project_id: int, now: datetime, chance: Random = CHANCE
) -> Attempt:
    """Sit down to the quiz, or come back to the one that runs. Records attempt.started.

    Call `close_overdue` first, apart, so that what it closes stays closed where the start is
    refused: until then a sitting whose time is over is in the way (NotReady). One for a guideline
    of before is closed as it is, where another is started in its place. Raises NotFound, NotReady,
    AlreadyQualified, AttemptsUsed, Wait, NoSeats, QuizIncomplete and SchemaMissing. Calling twice,
    also at once, gives the same attempt.
    """
    # One at a time where seats are counted: two could take the last.
    TrainingPlan.objects.select_for_update().filter(project_id=project_id).first()
    known = facts(user_id=user_id, project_id=project_id, now=now)
    running = running_attempt(known, now)
    if running is not None:
        return running
    if known.guideline is not None:
        sittings = _sittings(user_id=user_id, project_id=project_id)
        older = sittings.filter(guideline_version__major__lt=known.guideline.major)
        if _run_out(older, now=now):
            known = facts(user_id=user_id, project_id=project_id, now=now)
    _require_turn(known, now)
    schema = current_schema(project_id)
    if schema is None:
        raise SchemaMissing
    drawn = _drawn(known, schema, user_id=user_id, now=now, chance=chance)
    return _started(known, schema, drawn, user_id=user_id, now=now)


def _sittings(*, user_id: int, project_id: int) -> QuerySet[Attempt]:
    """What the person has begun and not ended, locked."""
    return (
        Attempt.objects.select_for_update(of=("self",))
        .filter(user_id=user_id, project_id=project_id, state=State.STARTED)
        .select_related("project", "guideline_version")
    )


def _require_turn(known: Facts, now: datetime) -> None:
    """Nothing but the quiz is missing, and it may be tried now."""
    if is_qualified(known.qualification, now):
        raise AlreadyQualified
    step = way_of(known, now=now).next_step
    if step.key != "quiz" or taken_back(known) is not None:
        raise NotReady(step.detail)
    if len(spent_attempts(known, now)) >= known.plan.attempts_per_major:
        raise AttemptsUsed
    available_at = next_attempt_at(known, now)
    if available_at is not None:
        raise Wait(available_at)
    if seats_left(known) == 0:
        raise NoSeats
    if not (known.is_quiz_complete or asks_delta(known, now)):
        raise QuizIncomplete


@dataclass(frozen=True)
class _Drawn:
    """The questions of an attempt; `is_delta`: only those on what the major version changed."""

    questions: list[Lot]
    is_delta: bool


def _drawn(
    known: Facts, schema: SchemaVersion, *, user_id: int, now: datetime, chance: Random
) -> _Drawn:
    """The short quiz where it is the turn of one and the schema in force leaves enough to ask."""
    project_id = known.project.pk
    seen = seen_questions(user_id=user_id, project_id=project_id)
    bank = bank_of(project_id=project_id, schema_version_id=schema.pk)
    if asks_delta(known, now):
        short = [lot for lot in bank if lot.since_major in delta_majors(known)]
        wanted = known.plan.delta_decisions
        drawn = draw(short, seen_ids=seen, wanted_decisions=wanted, chance=chance)
        if drawn is not None:
            return _Drawn(drawn, is_delta=True)
    drawn = draw(
        bank,
        seen_ids=seen,
        wanted_decisions=known.plan.scored_decisions,
        chance=chance,
        parts=parts_of(known.plan),
    )
    if drawn is None:
        raise QuizIncomplete
    return _Drawn(drawn, is_delta=False)


def _started(
    known: Facts, schema: SchemaVersion, drawn: _Drawn, *, user_id: int, now: datetime
) -> Attempt:
    assert known.guideline is not None  # noqa: S101 -- the step before the quiz is to have read it
    try:
        with transaction.atomic():
            attempt = Attempt.objects.create(
                user_id=user_id,
                project=known.project,
                guideline_version=known.guideline,
                schema_version=schema,
                number=len(known.attempts) + 1,
                started_at=now,
                expires_at=now + timedelta(seconds=known.plan.time_limit_seconds),
                is_delta=drawn.is_delta,
            )
    except IntegrityError as error:
        if "attempt_live_once" not in str(error):
            raise
        return Attempt.objects.get(user_id=user_id, project=known.project, state=State.STARTED)
    AttemptAnswer.objects.bulk_create(
        AttemptAnswer(attempt=attempt, question_id=lot.question_id, position=position)
        for position, lot in enumerate(drawn.questions)
    )
    _record("attempt.started", attempt, actor_id=user_id, now=now)
    return attempt


@transaction.atomic
def submit_attempt(*, user_id: int, attempt_id: int, now: datetime) -> Attempt:
    """Have the attempt scored; what was not answered is missed. Records attempt.submitted.

    A draft that lacks nothing counts as the answer: the time may have ended over it. A passed one
    grants the qualification (qualification.granted). Raises NotFound and AttemptOver. Submitting
    twice gives the same result.
    """
    attempt = locked_attempt(user_id=user_id, attempt_id=attempt_id)
    if attempt.state in {State.PASSED, State.FAILED}:
        return attempt
    require_running(attempt, now)
    return _hand_in(attempt, _finished(attempt), actor_id=user_id, submitted_at=now, now=now)


def _finished(attempt: Attempt) -> list[AttemptAnswer]:
    """The answers of a sitting, drafts that lack nothing among them."""
    answers = list(attempt.answers.select_related("question__item"))
    for answer in answers:
        _take_over_draft(answer, compiled_schema(attempt.schema_version_id))
    return answers


def _hand_in(
    attempt: Attempt,
    answers: list[AttemptAnswer],
    *,
    actor_id: int | None,
    submitted_at: datetime,
    now: datetime,
) -> Attempt:
    """Score what is there; `actor_id` is None where the end of the time handed it in."""
    result = score_attempt(
        [_answered(one) for one in answers],
        compiled_schema(attempt.schema_version_id),
        _marks(attempt),
    )
    scores = {scored["question_id"]: scored for scored in result["questions"]}
    for answer in answers:
        answer.score = scores[answer.question_id]
    AttemptAnswer.objects.bulk_update(answers, ["score", "document", "said", "draft"])
    attempt.state = State.PASSED if result["is_passed"] else State.FAILED
    attempt.submitted_at, attempt.result = submitted_at, result
    attempt.save(update_fields=["state", "submitted_at", "result"])
    _record("attempt.submitted", attempt, actor_id=actor_id, now=now)
    if attempt.state == State.PASSED:
        grant_qualification(attempt=attempt, now=now)
    return attempt


def _take_over_draft(answer: AttemptAnswer, schema: Schema) -> None:
    if not is_whole(answer, schema):
        return
    if answer.question.asked is not None:
        answer.said, answer.draft = answer.draft, None
    else:
        answer.document, answer.draft = answer.draft, None


def _answered(answer: AttemptAnswer) -> Answered:
    question = answer.question
    return Answered(
        question_id=answer.question_id,
        reference=question.reference,
        document=answer.document,
        asked=question.asked,
        known=question.known,
        said=answer.said,
    )


def _marks(attempt: Attempt) -> Marks:
    rules = plan(attempt.project_id)
    return Marks(
        iou_threshold=attempt.project.gold_iou,
        f1=rules.pass_f1,
        mean_iou=rules.pass_iou,
        label_accuracy=rules.pass_label_accuracy,
        question_accuracy=rules.pass_answers_share,
    )


@transaction.atomic
def expire_attempts(*, now: datetime, limit: int = CHUNK) -> int:
    """Close attempts whose time is up; how many. Records attempt.submitted or attempt.expired each.

    Where anything was answered it is handed in as it is, at the end of its time, and scored; else
    it is expired. They are over from that moment on in any case: this writes it down. Safe to
    repeat.
    """
    due = (
        Attempt.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(state=State.STARTED, expires_at__lte=now - GRACE)
        .select_related("project", "guideline_version")
        .order_by("pk")[:limit]
    )
    return _run_out(due, now=now)


def _run_out(attempts: Iterable[Attempt], *, now: datetime) -> int:
    listed = list(attempts)
    for attempt in listed:
        answers = _finished(attempt)
        if any(one.is_answered for one in answers):
            ended_at = min(attempt.expires_at, now)
            _hand_in(attempt, answers, actor_id=None, submitted_at=ended_at, now=now)
            continue
        attempt.state = State.EXPIRED
        attempt.save(update_fields=["state"])
        _record("attempt.expired", attempt, actor_id=None, now=now)
    return len(listed)


@transaction.atomic
def forgive_attempt(*, actor_id: int, attempt_id: int, now: datetime) -> Attempt:
    """Let an attempt that was not passed count no more: the person has one more in its place.

    The wait that began with it ends too. Its result stays as it is. Records attempt.forgiven.
    Raises NotFound, and StateConflict where it stands in nobody's way: the person is qualified, or
    it was for a guideline of before. Twice is once.
    """
    attempt = (
        Attempt.objects.select_for_update(of=("self",))
        .filter(pk=attempt_id)
        .select_related("project")
        .first()
    )
    if attempt is None:
        raise NotFound
    if attempt.state not in {State.FAILED, State.EXPIRED}:
        raise StateConflict("Only for an attempt that failed or ran out can there be one more.")
    if attempt.is_forgiven:
        return attempt
    if not can_be_forgiven(attempt, now=now):
        raise StateConflict(
            "The person is qualified, or this attempt counts no more: another would change nothing."
        )
    attempt.is_forgiven = True
    attempt.save(update_fields=["is_forgiven"])
    _record("attempt.forgiven", attempt, actor_id=actor_id, now=now)
    return attempt


def locked_attempt(*, user_id: int, attempt_id: int) -> Attempt:
    """The person's attempt. Raises NotFound."""
    attempt = (
        Attempt.objects.select_for_update(of=("self",))
        .filter(pk=attempt_id, user_id=user_id)
        .select_related("project", "guideline_version")
        .first()
    )
    if attempt is None:
        raise NotFound
    return attempt


def require_running(attempt: Attempt, now: datetime) -> None:
    if attempt.state != State.STARTED or attempt.expires_at + GRACE <= now:
        raise AttemptOver


def _record(name: str, attempt: Attempt, *, actor_id: int | None, now: datetime) -> None:
    record_of(
        attempt.project,
        name,
        actor_id=actor_id,
        now=now,
        attempt_id=attempt.pk,
        user_id=attempt.user_id,
        state=attempt.state,
    )
