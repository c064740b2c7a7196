"""Drafts that a model made: for whom there is one, and whose answers began with one."""

from dataclasses import dataclass

from django.db.models import QuerySet

from concord.documents import draft_problems
from guildmark.core.errors import NotFound
from guildmark.work.models import Assignment, Assist, Submission, Suggestion, Task
from guildmark.work.queries.versions import known_schema

#: The effect is measured on the newest answers.
MOST_ANSWERS = 2000


@dataclass(frozen=True, slots=True)
class Offered:
    """A draft in force for an assignment, and the share of assignments that begin with one."""

    suggestion: Suggestion
    share: float


def is_suggesting(project_id: int) -> bool:
    """Whether tasks of a project may begin with a draft."""
    return Suggestion.objects.filter(
        project_id=project_id, is_current=True, project__suggestion_share__gt=0
    ).exists()


def suggestion_for(*, user_id: int, assignment_id: int) -> Offered | None:
    """The draft in force for a task that the person holds and draws. Raises NotFound.

    None too where the task has another schema than the draft was made for, which it breaks.
    """
    found = (
        Assignment.objects.select_related("project", "task", "item")
        .filter(pk=assignment_id, annotator_id=user_id)
        .first()
    )
    if found is None:
        raise NotFound
    is_drawing = found.state == Assignment.State.LEASED and found.task.step == Task.Step.DRAW
    share = found.project.suggestion_share
    if not is_drawing or found.is_prefetched or found.return_count or share <= 0:
        return None
    suggestion = Suggestion.objects.filter(
        project_id=found.project_id, item_id=found.item_id, is_current=True
    ).first()
    if suggestion is None or draft_problems(
        suggestion.document,
        schema=known_schema(found.schema_version_id).schema,
        width_px=found.item.width_px,
        height_px=found.item.height_px,
    ):
        return None
    return Offered(suggestion, share)


def drawn(assignment_id: int) -> Assist | None:
    """What was drawn for an assignment, with its draft."""
    return Assist.objects.select_related("suggestion").filter(assignment_id=assignment_id).first()


def answers_with_drafts(project_id: int) -> QuerySet[Submission]:
    """The newest answers to tasks that had a draft, shown or not, as they were handed in first.

    With `assignment.assist.suggestion`. Without gold, whose draft may be anything, and without what
    was voided or rejected.
    """
    return (
        Submission.objects.filter(
            project_id=project_id,
            revision=1,
            assignment__assist__isnull=False,
            task__is_gold=False,
        )
        .exclude(assignment__state__in=(Assignment.State.VOIDED, Assignment.State.REJECTED))
        .select_related("assignment__assist__suggestion")
        .order_by("-pk")[:MOST_ANSWERS]
    )


def current_suggestions(project_id: int) -> QuerySet[Suggestion]:
    """The drafts in force."""
    return Suggestion.objects.filter(project_id=project_id, is_current=True)
