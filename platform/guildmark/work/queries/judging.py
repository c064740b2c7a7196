"""What may be voided, what waits for a verdict, and how much may still be rejected."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import floor

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from guildmark.projects.models import Project
from guildmark.work.models import Assignment, Submission

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


@dataclass(frozen=True, slots=True)
class VoidingForecast:
    """What voiding would do: answers gone, tasks asked again, labels that open again, and cost.

    Tasks of stopped or archived batches, and those a reviewer has settled, are not asked again:
    they have fewer answers.
    """

    answers: int
    gold_answers: int
    tasks_asked_again: int
    tasks_with_fewer: int
    labels_reopened: int
    cost_minor: int
    currency: str


ASKED_NO_MORE = (
    Q(task__state__in=["cancelled", "triage", "adjudicating"])
    | Q(task__is_called_off=True)
    | Q(batch__state__in=["draining", "archived"])
    | Q(batch__state="complete", batch__was_stopped=True)
    | Q(task__state="resolved", is_settled=True)
)


def forecast_voiding(
    *, annotator_id: int, project_id: int, since: datetime | None, now: datetime
) -> VoidingForecast:
    """What `void_submissions` would do now. Two queries; nothing is changed."""
    found = voidable(annotator_id=annotator_id, project_id=project_id, since=since, until=now)
    counting = Q(task__is_gold=False, submission_counts=True)
    again = counting & ~ASKED_NO_MORE
    counts = Submission.objects.filter(assignment=OuterRef("pk"), counts=True)
    settled = Assignment.objects.filter(task=OuterRef("task"), reason=Assignment.DECIDED)
    marked = found.annotate(submission_counts=Exists(counts), is_settled=Exists(settled))
    totals = marked.aggregate(
        answers=Count("pk"),
        gold=Count("pk", filter=Q(task__is_gold=True)),
        again=Count("pk", filter=again),
        fewer=Count("pk", filter=counting & ASKED_NO_MORE),
        labels=Count("pk", filter=again & Q(task__state="resolved")),
        cost=Sum("batch__price_minor", filter=again),
    )
    return VoidingForecast(
        answers=totals["answers"],
        gold_answers=totals["gold"],
        tasks_asked_again=totals["again"],
        tasks_with_fewer=totals["fewer"],
        labels_reopened=totals["labels"],
        cost_minor=totals["cost"] or 0,
        currency=Project.objects.values_list("currency", flat=True).get(pk=project_id),
    )


def are_of_project(assignment_ids: Collection[int], *, project_id: int) -> bool:
    """Whether all of these assignments are there, and the project's."""
    found = Assignment.objects.filter(pk__in=assignment_ids, project_id=project_id)
    return found.count() == len(set(assignment_ids))
