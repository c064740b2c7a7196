"""Drafts that a model made: for whom there is one, and whose answers began with one."""

from dataclasses import dataclass

from django.db.models import QuerySet

from guildmark.core.errors import NotFound
from guildmark.projects.models import Project
from guildmark.work.models import Assignment, Assist, Submission, Suggestion, Task

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
    """The draft in force for a task that the person holds and draws. Raises NotFound."""
    found = (
        Assignment.objects.select_related("project", "task")
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
    return Offered(suggestion, share) if suggestion else None


def drawn(assignment_id: int) -> Assist | None:
    """What was drawn for an assignment, with its draft."""
    return Assist.objects.select_related("suggestion").filter(assignment_id=assignment_id).first()


def answers_with_drafts(project_id: int) -> QuerySet[Submission]:
    """The newest answers to tasks that had a draft, shown or not, as they were handed in first.

    With `assignment.assist.suggestion`.
    """
    return (
        Submission.objects.filter(
            project_id=project_id, revision=1, assignment__assist__isnull=False
        )
        .select_related("assignment__assist__suggestion")
        .order_by("-pk")[:MOST_ANSWERS]
    )


def share_of(project_id: int) -> float:
    """The share of assignments that begin with a draft."""
    return Project.objects.values_list("suggestion_share", flat=True).get(pk=project_id)


def current_suggestions(project_id: int) -> QuerySet[Suggestion]:
    """The drafts in force."""
    return Suggestion.objects.filter(project_id=project_id, is_current=True)
