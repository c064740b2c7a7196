"""Disputed tasks, and one of them as the reviewer who settles it sees it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from concord.documents import Schema
from guildmark.consensus.doubt import Lines
from guildmark.consensus.models import Adjudication, ConsensusResult
from guildmark.consensus.queries.pages import TaskPage, task_page
from guildmark.consensus.queries.weakest import (
    Decided,
    in_doubt,
    name_of,
    newest_schema,
    weakest,
)
from guildmark.datasets.models import Item
from guildmark.projects.models import Project
from guildmark.work.models import Assignment, Task

Json = dict[str, Any]  # JSON: `Any` stands for its values
WAITING = (Task.State.DISPUTED, Task.State.ADJUDICATING)


@dataclass(frozen=True)
class Dispute:
    """A task that waits for a reviewer: its label so far, and the least sure thing in it."""

    task_id: int
    item: Item
    state: str
    lowest_confidence: float
    submission_count: int
    document: Json
    left_out: list[Json]
    what: str
    subject: str
    name: str
    why: str
    is_tie: bool
    disputed_at: datetime
    held_by: str | None
    is_mine: bool
    held_until: datetime | None


@dataclass(frozen=True)
class Doubt:
    """Something in a label that a reviewer should decide."""

    what: str
    subject: str
    name: str
    probability: float
    target: float
    why: str
    is_tie: bool


@dataclass(frozen=True)
class DisputeCounts:
    """How many wait, how many of those somebody is at, and how many were settled."""

    disputed_count: int
    adjudicating_count: int
    settled_count: int


@dataclass(frozen=True)
class AdjudicationPage:
    """Everything the view of one disputed task shows."""

    task: TaskPage
    doubts: list[Doubt]
    target_confidence: float
    gold_iou: float
    has_taken_part: bool
    held_by: str | None
    is_mine: bool
    held_until: datetime | None
    next_disputed_id: int | None
    counts: DisputeCounts


def disputed_results(project_id: int) -> QuerySet[ConsensusResult]:
    """The results in force of tasks that wait for a reviewer, the least sure first."""
    live = Adjudication.objects.filter(ended_at=None).select_related("reviewer")
    return (
        ConsensusResult.objects.filter(
            project_id=project_id, is_current=True, task__state__in=WAITING
        )
        .select_related("task__item")
        .prefetch_related(Prefetch("task__adjudications", queryset=live, to_attr="live"))
        .defer("provenance")
        .order_by("lowest_confidence", "task_id")
    )


def dispute_rows(
    project_id: int, results: list[ConsensusResult], *, viewer_id: int
) -> list[Dispute]:
    """A page of `disputed_results` as rows; one query more."""
    schema = newest_schema(project_id)
    return [_row(result, weakest(result), schema, viewer_id) for result in results]


def _row(result: ConsensusResult, one: Decided, schema: Any, viewer_id: int) -> Dispute:
    held = _held(result.task)
    return Dispute(
        task_id=result.task_id,
        item=result.task.item,
        state=result.task.state,
        lowest_confidence=result.lowest_confidence,
        submission_count=result.submission_count,
        document=result.document,
        left_out=result.left_out,
        what=one.what,
        subject=one.subject,
        name=name_of(one, schema),
        why=one.why,
        is_tie=one.is_tie,
        disputed_at=result.task.changed_at,
        held_by=_name(held),
        is_mine=held is not None and held.reviewer_id == viewer_id,
        held_until=held.expires_at if held else None,
    )


def _held(task: Task) -> Adjudication | None:
    live: list[Adjudication] = task.live  # type: ignore[attr-defined]  # Prefetch
    return live[0] if live else None


def _name(held: Adjudication | None) -> str | None:
    """Reviewers are colleagues: they see who it is."""
    return (held.reviewer.display_name or held.reviewer.pseudonym) if held else None


def dispute_counts(project_id: int) -> DisputeCounts:
    """The numbers above the list; two queries."""
    tasks = Task.objects.filter(project_id=project_id, state__in=WAITING, is_gold=False).aggregate(
        disputed=Count("pk"), adjudicating=Count("pk", filter=Q(state=Task.State.ADJUDICATING))
    )
    settled = Adjudication.objects.filter(
        project_id=project_id, outcome=Adjudication.Outcome.SETTLED
    ).aggregate(tasks=Count("task_id", distinct=True))
    return DisputeCounts(tasks["disputed"], tasks["adjudicating"], settled["tasks"])


def next_disputed(project_id: int, *, but: int | None = None) -> int | None:
    """The least sure task that waits and that nobody is at."""
    free = disputed_results(project_id).filter(task__state=Task.State.DISPUTED)
    if but is not None:
        free = free.exclude(task_id=but)
    return free.values_list("task_id", flat=True).first()


def task(task_id: int) -> Task:
    """One task as it is now."""
    return Task.objects.get(pk=task_id)


def adjudication_page(task_id: int, *, viewer_id: int) -> AdjudicationPage:
    """One task with everything a reviewer decides by; a fixed number of queries."""
    page = task_page(task_id)
    found = task(task_id)
    project = Project.objects.get(pk=found.project_id)
    held = (
        Adjudication.objects.select_related("reviewer")
        .filter(task_id=task_id, ended_at=None)
        .first()
    )
    result = page.result.result if page.result else None
    return AdjudicationPage(
        task=page,
        doubts=doubts(result, project) if result else [],
        target_confidence=project.target_confidence,
        gold_iou=project.gold_iou,
        has_taken_part=Assignment.objects.filter(
            annotator_id=viewer_id, project_id=found.project_id, item_id=found.item_id
        )
        .exclude(reason__in=[Assignment.DECIDES, Assignment.DECIDED])
        .exists(),
        held_by=_name(held),
        is_mine=held is not None and held.reviewer_id == viewer_id,
        held_until=held.expires_at if held else None,
        next_disputed_id=next_disputed(found.project_id, but=task_id),
        counts=dispute_counts(found.project_id),
    )


def doubts(result: ConsensusResult, project: Project) -> list[Doubt]:
    """What the label is disputed for, the least sure first; at least the weakest.

    Outlines are not disputed, but shown where they fall short of the IoU the plan asks for.
    """
    schema = newest_schema(project.pk)
    lines = Lines(project.target_confidence, project.disputed_below)
    found = [
        *(_doubt(one, lines, schema) for one in in_doubt(result, lines)),
        *_outlines(result, project.gold_iou, schema),
    ]
    if not found and result.method != ConsensusResult.ADJUDICATED:
        found = [_doubt(weakest(result), lines, schema)]
    return sorted(found, key=lambda one: one.probability)


def _doubt(one: Decided, lines: Lines, schema: Schema | None) -> Doubt:
    target, name = one.decision.line(lines), name_of(one, schema)
    return Doubt(one.what, one.subject, name, one.probability, target, one.why, one.is_tie)


def _outlines(result: ConsensusResult, target: float, schema: Schema | None) -> Iterator[Doubt]:
    labels = {shape["id"]: shape["label"] for shape in result.document["shapes"]}
    for key, sure in result.confidence["shapes"].items():
        iou = sure["expected_iou"]
        if iou is not None and iou < target:
            known = schema.labels.get(labels[key]) if schema else None
            name = known.name if known else labels[key]
            yield Doubt("outline", key, name, iou, target, _("The outlines differ."), False)
