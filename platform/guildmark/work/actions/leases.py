"""What a person does with a lease short of submitting it, and what time does."""

from datetime import datetime, timedelta

from django.db import connection, transaction

from concord.documents import kept_problems
from guildmark.core.errors import FieldProblem, NotFound, WrongInput
from guildmark.events.actions import ring_after_commit
from guildmark.work.actions.submitting import field_problems
from guildmark.work.errors import (
    AssignmentOver,
    DraftConflict,
    InvalidDocument,
    LeaseOver,
    NotBegun,
    StoredDraft,
)
from guildmark.work.models import Assignment, Draft
from guildmark.work.queries.leases import MAX_EXTENSIONS, answer_frame, draft_of, why_over
from guildmark.work.queries.versions import known_schema

State = Assignment.State
NO_NOTE = FieldProblem("note", "required", "Say why: the person reads it.")
SWEEP_CHUNK = 200
SWEEP_LOCK = 0x6775_696C_6401  # any number, the same everywhere: the sweep is single


@transaction.atomic
def save_draft(
    *,
    user_id: int,
    assignment_id: int,
    revision: int,
    document: dict[str, object],
    window_id: str = "",
    now: datetime,
) -> int:
    """Keep unfinished work on the server; answers the new revision.

    `revision` is the one the person's window saw last, 0 when it saw none: so two windows cannot
    overwrite each other. `window_id` names that window: it is kept beside the draft, and a conflict
    shows it, so that a window knows what it saved itself. What is not right yet (a shape too many,
    an outline that crosses itself) is kept as it is. Raises NotFound, AssignmentOver,
    NotBegun, InvalidDocument or DraftConflict. Calling twice with one revision saves once where
    both say the same, for the answer to the first may have been lost; else it is a conflict, with
    what was saved.
    """
    frame = answer_frame(user_id=user_id, assignment_id=assignment_id)
    problems = kept_problems(
        document,
        schema=known_schema(frame.schema_version_id).schema,
        width_px=frame.width_px,
        height_px=frame.height_px,
    )
    if problems:
        raise InvalidDocument(errors=field_problems(problems))
    _own_unfinished(user_id=user_id, assignment_id=assignment_id)
    changed = Draft.objects.filter(assignment_id=assignment_id, revision=revision).update(
        revision=revision + 1, document=document, window_id=window_id, saved_at=now
    )
    if changed:
        return revision + 1
    there = draft_of(assignment_id)
    if there is not None or revision != 0:
        return _saved_before(there, revision=revision, document=document)
    Draft.objects.create(
        assignment_id=assignment_id,
        revision=1,
        document=document,
        window_id=window_id,
        saved_at=now,
    )
    return 1


def _saved_before(there: StoredDraft | None, *, revision: int, document: dict[str, object]) -> int:
    """The revision of a draft that is there already as it comes. Raises DraftConflict."""
    if there is None or (there.revision, there.document) != (revision + 1, document):
        raise DraftConflict(there)
    return there.revision


def _own_unfinished(*, user_id: int, assignment_id: int) -> Assignment:
    """The locked assignment, which may have run out: a late answer is taken too."""
    found = (
        Assignment.objects.select_for_update(no_key=True)
        .filter(pk=assignment_id, annotator_id=user_id)
        .first()
    )
    if found is None:
        raise NotFound
    is_laid_aside = found.state == State.RETURNED and found.reason == Assignment.NOT_FINISHED
    if not is_laid_aside and found.state not in {State.LEASED, State.EXPIRED}:
        raise why_over(assignment_id)
    if found.is_prefetched:
        raise NotBegun
    return found


@transaction.atomic
def heartbeat(*, user_id: int, assignment_id: int, now: datetime) -> Assignment:
    """Say that the person is still at it.

    When less than half of the lease is left, it begins anew, up to three times, and what is
    prefetched with it. Raises NotFound, NotBegun and AssignmentOver, also for a lease that has run
    out and was not swept yet. Calling twice is safe: the second finds more than half left.
    """
    found = _own_unfinished(user_id=user_id, assignment_id=assignment_id)
    if found.state != State.LEASED or found.lease_expires_at <= now:
        raise AssignmentOver
    whole = timedelta(seconds=found.project.lease_seconds)
    is_late = found.lease_expires_at - now < whole / 2
    if is_late and found.extensions < MAX_EXTENSIONS:
        found.extensions += 1
        found.lease_expires_at = now + whole
        found.save(update_fields=["extensions", "lease_expires_at"])
        _keep_prefetched(found)
    return found


def _keep_prefetched(held: Assignment) -> None:
    """What comes after the task in hand is kept for as long as it."""
    Assignment.objects.filter(
        annotator_id=held.annotator_id,
        project_id=held.project_id,
        state=State.LEASED,
        is_prefetched=True,
    ).update(lease_expires_at=held.lease_expires_at)


def skip(*, user_id: int, assignment_id: int, reason: str, note: str, now: datetime) -> None:
    """Hand a task back because it cannot be answered; three skips send it to triage.

    Records assignment.skipped, and task.triaged. Raises NotFound and AssignmentOver; a second
    call is AssignmentOver.
    """
    _give_back(user_id, assignment_id, State.SKIPPED, reason, note, now)


def release(*, user_id: int, assignment_id: int, now: datetime) -> None:
    """Hand a task back for somebody else. Records assignment.released; errors as `skip`."""
    _give_back(user_id, assignment_id, State.RELEASED, "", "", now)


def _give_back(
    user_id: int, assignment_id: int, state: str, reason: str, note: str, now: datetime
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT work_give_back(%s, %s, %s, %s, %s, %s)",
            [assignment_id, user_id, state, reason, note, now],
        )
        (was_live,) = cursor.fetchone()
    if was_live is None:
        raise NotFound
    if not was_live:
        raise why_over(assignment_id)
    ring_after_commit()


def take_back(
    *, actor_id: int, project_id: int, assignment_id: int, note: str, now: datetime
) -> None:
    """Take a lease from its person, who is told `note`; others are asked. The draft is kept.

    leased -> released, without a skip or lapse counted; -> spare where it had come back to them:
    they handed it in once, and are paid. Records assignment.taken_back with its actor. Raises
    WrongInput without a note, NotFound, and LeaseOver: a second call too.
    """
    if not note.strip():
        raise WrongInput(errors=(NO_NOTE,))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT work_take_back(%s, %s, %s, %s, %s)",
            [assignment_id, project_id, actor_id, note, now],
        )
        (was_live,) = cursor.fetchone()
    if was_live is None:
        raise NotFound
    if not was_live:
        raise LeaseOver
    ring_after_commit()


def expire_leases(*, now: datetime) -> int:
    """Take back the leases that have run out; how many there were.

    Records assignment.expired, and task.triaged for the third lapse of a task. Chunks are
    transactions of their own. One sweep runs at a time: a second one answers 0 at once.
    """
    total = 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SWEEP_LOCK])
            (is_ours,) = cursor.fetchone()
            if not is_ours:
                return total
            cursor.execute("SELECT work_expire_leases(%s, %s)", [now, SWEEP_CHUNK])
            count: int = cursor.fetchone()[0]
            if count:
                ring_after_commit()
        total += count
        if count < SWEEP_CHUNK:
            return total
