"""What the page of a project's labels shows: the last fit, and how things stand now."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum

from concord.documents import Schema
from concord.measure import Measure, undefined
from concord.skill.bounds import wilson_lower, wilson_upper
from guildmark.consensus.models import Audit, ConsensusResult, ConsensusRun
from guildmark.consensus.queries.fitted import all_calibrated, fitted_report
from guildmark.consensus.queries.tasks import complete_tasks, last_measured_run
from guildmark.consensus.queries.weakest import name_of, newest_schema, weakest
from guildmark.datasets.models import Item
from guildmark.projects.models import Project
from guildmark.quality.figures import figure
from guildmark.quality.models import GoldItem
from guildmark.quality.part_words import named
from guildmark.work.models import Submission, Task

Json = dict[str, Any]  # JSON: `Any` stands for its values
MOST_WORST = 20


@dataclass(frozen=True)
class WorstRow:
    """A task whose label is unsure, and the least sure thing in it."""

    task_id: int
    item: Item
    state: str
    version: int
    lowest_confidence: float
    what: str
    subject: str
    name: str
    why: str
    is_tie: bool


@dataclass(frozen=True)
class ReportPage:
    """Everything the page shows."""

    run: ConsensusRun | None
    counts: Json
    is_calibrated: bool
    parts: list[Json]
    shapes: Json | None
    attributes: Json | None
    numbers: list[Json]
    worst: list[WorstRow]
    forecast: Json
    audits: Json


def report_page(project_id: int) -> ReportPage:
    """The report of a project: a fixed number of queries."""
    run = last_measured_run(project_id)
    found = fitted_report(run)
    project = Project.objects.get(pk=project_id)
    counts = _counts(project_id, project.target_confidence)
    return ReportPage(
        run=run,
        counts=counts,
        is_calibrated=all_calibrated(found),
        parts=named(found["parts"]),
        shapes=found["shapes"],
        attributes=found["attributes"],
        numbers=found["numbers"],
        worst=_worst(project_id),
        forecast={
            "open_task_count": counts["open_task_count"],
            "unsure_task_count": counts["unsure_task_count"],
            "target_confidence": project.target_confidence,
        },
        audits=_audits(project_id),
    )


def _audits(project_id: int) -> Json:
    """Whether stopping early would have been right: of what it would have said, the share that
    all answers confirm, and the share they would if it was as sure as it said, on the mean.

    The interval is Wilson's over images, of which one may hold several decisions.
    """
    kept = Audit.objects.filter(project_id=project_id)
    found = kept.filter(decisions__gt=0, expected__isnull=False).aggregate(
        n=Count("pk"),
        confirmed=Sum("confirmed"),
        decisions=Sum("decisions"),
        expected=Sum("expected"),
    )
    n, decisions = found["n"], found["decisions"] or 0
    if not n:
        agreement = undefined("No audited item has all its answers yet.", n=0)
    else:
        share = found["confirmed"] / decisions
        right = round(share * n)
        lower, upper = (
            bound(right, n, probability=0.975) for bound in (wilson_lower, wilson_upper)
        )
        agreement = Measure(share, lower=min(lower, share), upper=max(upper, share), n=n)
    return {
        "agreement": figure(agreement),
        "confirmed_count": found["confirmed"] or 0,
        "decision_count": decisions,
        "mean_confidence": found["expected"] / decisions if decisions else None,
        "waiting_count": kept.filter(decisions=None).count(),
    }


def _counts(project_id: int, target_confidence: float) -> Json:
    current = ConsensusResult.objects.filter(project_id=project_id, is_current=True)
    complete = complete_tasks(project_id=project_id).values("pk")
    results = current.aggregate(
        provisional_count=Count("pk", filter=Q(is_provisional=True, task__in=complete)),
        unsure_task_count=Count(
            "pk",
            filter=Q(lowest_confidence__lt=target_confidence)
            & ~Q(task__state=Task.State.CANCELLED),
        ),
    )
    states = Task.State
    waiting = [states.OPEN, states.SATURATED]
    tasks = Task.objects.filter(project_id=project_id, is_gold=False, step=Task.Step.DRAW)
    return {
        **results,
        **tasks.aggregate(
            task_count=Count("pk"),
            resolved_count=Count("pk", filter=Q(state=states.RESOLVED)),
            disputed_count=Count("pk", filter=Q(state=states.DISPUTED)),
            waiting_count=Count("pk", filter=Q(state__in=waiting)),
            open_task_count=Count("pk", filter=Q(open_slots__gt=0) | Q(leased__gt=0)),
        ),
        **Submission.objects.filter(
            project_id=project_id, counts=True, task__is_gold=False, task__step=Task.Step.DRAW
        ).aggregate(
            submission_count=Count("pk"),
            annotator_count=Count("annotator_id", distinct=True),
        ),
        "gold_count": GoldItem.objects.filter(
            project_id=project_id, state=GoldItem.State.ACTIVE
        ).count(),
    }


def _worst(project_id: int) -> list[WorstRow]:
    """The labels in force that are least sure, and why."""
    results = (
        ConsensusResult.objects.filter(project_id=project_id, is_current=True)
        .select_related("task__item")
        .defer("provenance")
        .order_by("lowest_confidence", "task_id")[:MOST_WORST]
    )
    schema = newest_schema(project_id)
    return [_worst_row(result, schema) for result in results]


def _worst_row(result: ConsensusResult, schema: Schema | None) -> WorstRow:
    one = weakest(result)
    return WorstRow(
        task_id=result.task_id,
        item=result.task.item,
        state=result.task.state,
        version=result.version,
        lowest_confidence=result.lowest_confidence,
        what=one.what,
        subject=one.subject,
        name=name_of(one, schema),
        why=one.why,
        is_tie=one.is_tie,
    )
