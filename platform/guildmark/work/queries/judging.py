"""What may be voided, what waits for a verdict, and how much may still be rejected."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import floor

from django.db.models import Count, Q, QuerySet

from guildmark.projects.models import Project
from guildmark.work.models import Assignment

State = Assignment.State
#: The window of the rejection budget.
WINDOW = timedelta(days=30)
HANDED_IN = (State.SUBMITTED, State.ACCEPTED, State.REJECTED)


@dataclass(frozen=True, slots=True)
class RejectionBudget:
    """How many answers were handed in and rejected in the window, and how many more may be."""

    answers: int
    rejected: int
    allowed: int

    @property
    def left(self) -> int:
        """So many more may be rejected now."""
        return max(self.allowed - self.rejected, 0)


def voidable(
    *, annotator_id: int, project_id: int, since: datetime | None, until: datetime
) -> QuerySet[Assignment]:
    """A person's answers that can be voided, handed in from `since` to `until`."""
    found = Assignment.objects.filter(
        annotator_id=annotator_id,
        project_id=project_id,
        state__in=[State.SUBMITTED, State.ACCEPTED],
        ended_at__lte=until,
    )
    return found if since is None else found.filter(ended_at__gte=since)


def budget_of_person(*, project: Project, annotator_id: int, now: datetime) -> RejectionBudget:
    """How much of one person's work may be rejected."""
    mine = Assignment.objects.filter(annotator_id=annotator_id, project=project)
    return _budget(mine, share=project.rejection_budget, now=now)


def budget_of_project(*, project: Project, now: datetime) -> RejectionBudget:
    """How much of everybody's work may be rejected."""
    everybodys = Assignment.objects.filter(project=project)
    return _budget(everybodys, share=project.rejection_budget, now=now)


def _budget(answers: QuerySet[Assignment], *, share: float, now: datetime) -> RejectionBudget:
    """One rejection is always possible, unless the share is 0: of five answers, 10 % is none."""
    found = answers.filter(state__in=HANDED_IN, ended_at__gt=now - WINDOW).aggregate(
        answers=Count("pk"), rejected=Count("pk", filter=Q(state=State.REJECTED))
    )
    least = 1 if share > 0 and found["answers"] else 0
    return RejectionBudget(
        answers=found["answers"],
        rejected=found["rejected"],
        allowed=max(floor(share * found["answers"] + 1e-9), least),
    )


def overdue_for_verdict(*, now: datetime) -> Iterator[tuple[int, datetime]]:
    """Projects with work, and the moment up to which what was handed in is accepted."""
    projects = Project.objects.exclude(state=Project.State.DRAFT).order_by("pk")
    for project_id, days in projects.values_list("pk", "auto_accept_days"):
        yield project_id, now - timedelta(days=days)
