"""An assignment as the person who holds it sees it. Never says whether it is gold."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from guildmark.core.errors import NotFound
from guildmark.work.errors import AssignmentOver, StoredDraft, TakenBack
from guildmark.work.models import Assignment, Draft, Task
from guildmark.work.queries.verdicts import last_return, subject_of

MAX_EXTENSIONS = 3
MOST_FRAMES = 20_000


@dataclass(frozen=True, slots=True)
class LeasedItem:
    """The picture of a task; a window where it has more than 8 bits."""

    id: int
    name: str
    width_px: int
    height_px: int
    window_low: int | None
    window_high: int | None


@dataclass(frozen=True, slots=True)
class SentBack:
    """Why work came back to its author, the `number`th time. Marks: [{x, y, text}], pixels."""

    number: int
    reason_code: str
    note: str
    marks: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Lease:
    """One assignment with all that the workspace needs.

    `subject` is the label a verifier judges; `sent_back` says why drawn work came back.
    """

    assignment_id: int
    task_id: int
    project_id: int
    project_name: str
    item: LeasedItem
    step: str
    state: str
    lease_expires_at: datetime
    extensions_left: int
    amount_minor: int
    currency: str
    schema_version_id: int
    guideline_version_id: int
    draft: StoredDraft | None
    subject: dict[str, Any] | None = None
    sent_back: SentBack | None = None


@dataclass(frozen=True, slots=True)
class AnswerFrame:
    """What an answer is checked against: facts of an assignment that never change.

    `teaches`: it is visible gold, and there is feedback once it is answered.
    """

    step: str
    schema_version_id: int
    width_px: int
    height_px: int
    teaches: bool


def lease(*, user_id: int, assignment_id: int) -> Lease:
    """An assignment of the person. Raises NotFound."""
    found = (
        Assignment.objects.select_related("item", "project", "task", "draft")
        .filter(pk=assignment_id, annotator_id=user_id)
        .first()
    )
    if found is None:
        raise NotFound
    item = found.item
    return Lease(
        assignment_id=found.pk,
        task_id=found.task_id,
        project_id=found.project_id,
        project_name=found.project.name,
        item=LeasedItem(
            item.pk, item.name, item.width_px, item.height_px, item.window_low, item.window_high
        ),
        step=found.task.step,
        state=found.state,
        lease_expires_at=found.lease_expires_at,
        extensions_left=MAX_EXTENSIONS - found.extensions,
        amount_minor=found.amount_minor,
        currency=found.currency,
        schema_version_id=found.schema_version_id,
        guideline_version_id=found.guideline_version_id,
        draft=stored_draft(found),
        subject=subject_of(found.pk).document if found.task.step == Task.Step.VERIFY else None,
        sent_back=_sent_back(found),
    )


def why_over(assignment_id: int) -> AssignmentOver:
    """The refusal of what is no longer its person's, which says so where staff took it back."""
    found = Assignment.objects.filter(pk=assignment_id, reason=Assignment.TAKEN_BACK)
    note = found.values_list("note", flat=True).first()
    if note is None:
        return AssignmentOver()
    return TakenBack(
        _(
            "The people who run this project took it back: “{note}” Others are asked now. What you "
            "drew is kept with the task."
        ).format(note=note)
    )


def _sent_back(assignment: Assignment) -> SentBack | None:
    last = last_return(assignment.pk) if assignment.return_count else None
    return SentBack(last.number, last.reason_code, last.note, last.marks) if last else None


def stored_draft(assignment: Assignment) -> StoredDraft | None:
    """The draft of an assignment loaded with its draft."""
    draft = getattr(assignment, "draft", None)
    return StoredDraft(draft.revision, draft.document, draft.window_id) if draft else None


def draft_of(assignment_id: int) -> StoredDraft | None:
    """The draft that is there now."""
    draft = Draft.objects.filter(assignment_id=assignment_id).first()
    return StoredDraft(draft.revision, draft.document, draft.window_id) if draft else None


_frames: dict[tuple[int, int], AnswerFrame] = {}  # by person and assignment


def keep_frame(frame: AnswerFrame, *, user_id: int, assignment_id: int) -> None:
    """Remember a frame in this process: a task is asked about at each draft and at its answer."""
    if len(_frames) >= MOST_FRAMES:
        _frames.clear()
    _frames[user_id, assignment_id] = frame


def forget_frames() -> None:
    """As a process that has just begun."""
    _frames.clear()


def answer_frame(*, user_id: int, assignment_id: int) -> AnswerFrame:
    """The frame of an assignment of the person. Raises NotFound. At most one statement: hot."""
    known = _frames.get((user_id, assignment_id))
    if known is not None:
        return known
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM work_answer_frame(%s, %s)", [assignment_id, user_id])
        step, schema_version_id, width_px, height_px, teaches = cursor.fetchone()
    if step is None:
        raise NotFound
    frame = AnswerFrame(step, schema_version_id, width_px, height_px, teaches)
    keep_frame(frame, user_id=user_id, assignment_id=assignment_id)
    return frame


def assignments_of(user_id: int) -> QuerySet[Assignment]:
    """Everything the person has had in hand, what was taken last first, with its project."""
    return (
        Assignment.objects.filter(annotator_id=user_id, is_prefetched=False)
        .select_related("project")
        .only(
            "state",
            "amount_minor",
            "currency",
            "leased_at",
            "ended_at",
            "project_id",
            "project__name",
            "annotator_id",
        )
        .order_by("-leased_at", "-pk")
    )
