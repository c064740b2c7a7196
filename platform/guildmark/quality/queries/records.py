"""What is held against somebody, and what became of their work: for them, and for staff."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Prefetch, Q, QuerySet

from guildmark.core.errors import NotFound
from guildmark.projects.models import Project
from guildmark.quality.models import Appeal, Restriction
from guildmark.work.models import Assignment
from guildmark.work.queries.judging import (
    RejectionBudget,
    budget_of_person,
    budget_of_project,
)

State = Assignment.State
#: States of work that was handed in.
HANDED_IN = (State.SUBMITTED, State.ACCEPTED, State.REJECTED, State.SPARE, State.VOIDED)


def _made() -> "Prefetch[str, QuerySet[Appeal], str]":
    """The appeals as `made`, the newest first."""
    return Prefetch("appeals", queryset=Appeal.objects.order_by("-pk"), to_attr="made")


def restrictions_of(*, project_id: int, annotator_id: int) -> QuerySet[Restriction]:
    """Everything that limits, or has limited, one person in a project; the newest first."""
    found = Restriction.objects.filter(project_id=project_id, annotator_id=annotator_id)
    found = found.select_related("project", "created_by", "lifted_by").order_by("-pk")
    return found.prefetch_related(_made())


def restriction(restriction_id: int) -> Restriction:
    """One of them, as those lists have it. Raises NotFound."""
    found = Restriction.objects.select_related("project", "created_by", "lifted_by")
    one = found.filter(pk=restriction_id).prefetch_related(_made()).first()
    if one is None:
        raise NotFound
    return one


def own_restrictions(user_id: int) -> QuerySet[Restriction]:
    """One's own, in all projects: what is active comes first, then the newest."""
    found = Restriction.objects.filter(annotator_id=user_id).select_related("project")
    active_first = F("lifted_at").desc(nulls_first=True)
    return found.order_by(active_first, "-pk").prefetch_related(_made())


def work_of(*, project_id: int, annotator_id: int, state: str = "") -> QuerySet[Assignment]:
    """What one person has handed in to a project, the newest first."""
    found = Assignment.objects.filter(
        project_id=project_id,
        annotator_id=annotator_id,
        state__in=[state] if state else HANDED_IN,
    )
    return found.select_related("item", "reviewed_by").order_by("-ended_at", "-pk")


def own_rejected_work(user_id: int) -> QuerySet[Assignment]:
    """One's own work that was rejected, or was until an appeal; the newest first."""
    was_appealed = Q(state=State.ACCEPTED, pk__in=Appeal.objects.values("assignment_id"))
    found = Assignment.objects.filter(Q(state=State.REJECTED) | was_appealed, annotator_id=user_id)
    found = found.select_related("item", "project").order_by("-reviewed_at", "-pk")
    return found.prefetch_related(_made())


def appeal_until(moment: datetime | None, project: Project) -> datetime | None:
    """The last moment at which a decision of `moment` can be appealed against."""
    return None if moment is None else moment + timedelta(days=project.appeal_days)


@dataclass(frozen=True)
class Budgets:
    """How much of a person's, and of everybody's, work may still be rejected."""

    person: RejectionBudget
    project: RejectionBudget
    share: float
    auto_accept_days: int


def rejection_budgets(*, project_id: int, annotator_id: int, now: datetime) -> Budgets:
    """The two budgets as they are now."""
    project = Project.objects.get(pk=project_id)
    return Budgets(
        person=budget_of_person(project=project, annotator_id=annotator_id, now=now),
        project=budget_of_project(project=project, now=now),
        share=project.rejection_budget,
        auto_accept_days=project.auto_accept_days,
    )
