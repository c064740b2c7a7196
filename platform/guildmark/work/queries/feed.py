"""What a person can do now, what is nearly theirs, and what an hour of it brings."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from statistics import median, quantiles
from typing import Any

from django.db import connection
from django.db.models import Min

from guildmark.datasets.models import Item
from guildmark.projects.models import Project, SchemaVersion
from guildmark.training import queries as training
from guildmark.training.way import StepState, Way
from guildmark.work.models import Assignment, Seat
from guildmark.work.queries.people import Done, done

MOST_PROJECTS = 200
MOST_TASKS = 1_000  # a count that is no longer a count but "a lot"
FEWEST_ANSWERS = 20  # below it, nothing is said of time and pay
LAST_ANSWERS = 200


@dataclass(frozen=True, slots=True)
class Hourly:
    """What an hour brings: the slower and the quicker end of the middle half of answers."""

    low_minor: int
    high_minor: int


@dataclass(frozen=True, slots=True)
class LiveLease:
    """A task the person holds."""

    assignment_id: int
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class CanDo:
    """A project with something to do. `tasks_left` stops at MOST_TASKS, and counts gold too."""

    project: Project
    item_id: int | None
    kind: str
    amount_minor: int
    currency: str
    tasks_left: int
    typical_seconds: float | None
    hourly: Hourly | None
    lease: LiveLease | None


@dataclass(frozen=True, slots=True)
class Nearly:
    """A project with work, and the one thing to do first; `wait` where only time is missing."""

    project: Project
    item_id: int | None
    need: str
    step: str
    available_at: datetime | None


@dataclass(frozen=True, slots=True)
class Feed:
    """`closed_count`: projects the person may know of that have nothing for them now."""

    can_do: list[CanDo]
    nearly: list[Nearly]
    closed_count: int
    done: Done


@dataclass(frozen=True, slots=True)
class _Left:
    """What a project still has for a person, at the price of the open batch that comes first.

    Gold is counted beside the tasks of the batches: a number that stayed as it was after a claim
    would tell that the claim was gold. Gold without anything else is no work.
    """

    tasks: int
    amount_minor: int
    currency: str


# What lies above a person's cursors is what they may still take: the invariant of the queue. So
# nothing they have done is walked.
LEFT = """
SELECT b.project_id, b.price_minor, b.currency, coalesce(cardinality(p.missed), 0) + (
    SELECT count(*) FROM (
        SELECT FROM work_task t
        WHERE t.batch_id = b.id AND t.is_open AND NOT t.is_reentered
            AND t.position > greatest(b.front, coalesce(p.position, 0))
        LIMIT %(most)s) first_lane
) + (
    SELECT count(*) FROM (
        SELECT FROM work_task t
        WHERE t.batch_id = b.id AND t.is_open AND t.is_reentered
            AND t.position > coalesce(p.reentry, 0)
            AND NOT EXISTS (
                SELECT FROM work_assignment a
                WHERE a.annotator_id = %(user_id)s AND a.project_id = b.project_id
                    AND a.item_id = t.item_id
                OFFSET 0)
        LIMIT %(most)s) reentry_lane
)
FROM work_batch b
LEFT JOIN work_progress p ON p.batch_id = b.id AND p.annotator_id = %(user_id)s
WHERE b.project_id = ANY (%(project_ids)s) AND b.state = 'open'
ORDER BY b.project_id, b.priority DESC, b.id
"""
# As work_next_gold looks for it.
GOLD_LEFT = """
SELECT p.id, (
    SELECT count(*) FROM (
        SELECT FROM work_task t
        WHERE t.project_id = p.id AND t.is_gold AND t.state = 'open'
            AND NOT EXISTS (
                SELECT FROM work_assignment a
                WHERE a.annotator_id = %(user_id)s AND a.project_id = p.id
                    AND a.item_id = t.item_id
                OFFSET 0)
        LIMIT %(most)s) gold_lane
)
FROM unnest(%(project_ids)s::bigint[]) p (id)
WHERE EXISTS (
    SELECT FROM work_batch b
    WHERE b.project_id = p.id AND b.state = 'open' AND b.gold_share > 0)
"""
SECONDS = """
SELECT p.id, array(
    SELECT s.seconds_spent FROM work_submission s
    WHERE s.project_id = p.id AND s.seconds_spent > 0
    ORDER BY s.submitted_at DESC LIMIT %(last)s)
FROM unnest(%(project_ids)s::bigint[]) p (id)
"""


def feed(*, user_id: int, now: datetime) -> Feed:
    """The feed of a person, over the newest MOST_PROJECTS active projects.

    A fixed number of queries, however many projects there are.
    """
    active = Project.objects.filter(state=Project.State.ACTIVE).order_by("-pk")
    ids = list(active.values_list("pk", flat=True)[:MOST_PROJECTS])
    ways = training.ways(user_id=user_id, project_ids=ids, now=now)
    left = _left(user_id=user_id, project_ids=ways)
    leases = _leases(user_id=user_id)
    blocked = set(
        Seat.objects.filter(annotator_id=user_id)
        .exclude(blocked_reason="")
        .values_list("project_id", flat=True)
    )
    has_work = {pk for pk in ways if pk in leases or (pk in left and left[pk].tasks > 0)}
    open_to = {pk: way for pk, way in ways.items() if pk in has_work - blocked}
    pictures = _pictures(open_to.values())
    ready = [way for way in open_to.values() if way.is_ready_for_work]
    others = (way for way in open_to.values() if not way.is_ready_for_work)
    nearly = [_nearly(way, pictures) for way in others if _is_near(way)]
    can_do = _can_do(ready, pictures=pictures, left=left, leases=leases)
    return Feed(
        can_do=can_do,
        nearly=nearly,
        closed_count=len(ways) - len(can_do) - len(nearly),
        done=done(user_id=user_id, currency="EUR", now=now),
    )


def _left(*, user_id: int, project_ids: Collection[int]) -> dict[int, _Left]:
    meant: dict[str, int | list[int]]
    meant = {"user_id": user_id, "project_ids": list(project_ids), "most": MOST_TASKS}
    with connection.cursor() as cursor:
        cursor.execute(LEFT, meant)
        rows = cursor.fetchall()
        cursor.execute(GOLD_LEFT, meant)
        gold: dict[int, int] = dict(cursor.fetchall())
    found: dict[int, _Left] = {}
    for project_id, amount_minor, currency, tasks in rows:
        first = found.get(project_id)
        found[project_id] = (
            _Left(first.tasks + tasks, first.amount_minor, first.currency)
            if first and first.tasks
            else _Left(tasks, amount_minor, currency)
        )
    return {pk: _with_gold(left, gold.get(pk, 0)) for pk, left in found.items()}


def _with_gold(left: _Left, gold_tasks: int) -> _Left:
    return replace(left, tasks=min(left.tasks + gold_tasks, MOST_TASKS)) if left.tasks else left


def _leases(*, user_id: int) -> dict[int, LiveLease]:
    live = Assignment.objects.filter(annotator_id=user_id, state=Assignment.State.LEASED)
    rows = live.values_list("project_id", "pk", "lease_expires_at")
    return {project_id: LiveLease(pk, ends) for project_id, pk, ends in rows}


def _pictures(ways: Collection[Way]) -> dict[int, int]:
    """The first item of each project's dataset, by dataset."""
    datasets = {way.project.dataset_id for way in ways if way.project.dataset_id is not None}
    rows = Item.objects.filter(dataset_id__in=datasets).order_by().values_list("dataset_id")
    return dict(rows.annotate(Min("pk")))


def _is_near(way: Way) -> bool:
    """Whether the next step is the person's to take, or takes only time."""
    step = way.next_step
    return step.state is StepState.CURRENT or step.available_at is not None


def _nearly(way: Way, pictures: dict[int, int]) -> Nearly:
    step = way.next_step
    return Nearly(
        project=way.project,
        item_id=pictures.get(way.project.dataset_id or 0),
        need=step.detail,
        step="wait" if step.available_at is not None else step.key,
        available_at=step.available_at,
    )


def _can_do(
    ways: Collection[Way],
    *,
    pictures: dict[int, int],
    left: dict[int, _Left],
    leases: dict[int, LiveLease],
) -> list[CanDo]:
    ids = [way.project.pk for way in ways]
    seconds, kinds = _seconds(ids), _kinds(ids)
    can_do = []
    for way in ways:
        project = way.project
        there = left.get(project.pk) or _Left(0, project.price_minor, project.currency)
        answers = seconds[project.pk]
        can_do.append(
            CanDo(
                project=project,
                item_id=pictures.get(project.dataset_id or 0),
                kind=kinds.get(project.pk, "classification"),
                amount_minor=there.amount_minor,
                currency=there.currency,
                tasks_left=there.tasks,
                typical_seconds=median(answers) if len(answers) >= FEWEST_ANSWERS else None,
                hourly=hourly(there.amount_minor, answers),
                lease=leases.get(project.pk),
            )
        )
    return can_do


def hourly(amount_minor: int, seconds: list[float]) -> Hourly | None:
    """What an hour brings the middle half of `seconds` an answer; None for fewer than 20."""
    if len(seconds) < FEWEST_ANSWERS:
        return None
    quick, _, slow = quantiles(seconds, n=4)
    return Hourly(
        low_minor=round(amount_minor * 3600 / slow), high_minor=round(amount_minor * 3600 / quick)
    )


def _seconds(project_ids: list[int]) -> dict[int, list[float]]:
    """How long the last answers took, by project."""
    with connection.cursor() as cursor:
        cursor.execute(SECONDS, {"project_ids": project_ids, "last": LAST_ANSWERS})
        return dict(cursor.fetchall())


def _kinds(project_ids: list[int]) -> dict[int, str]:
    """The kind of the first label of each project's schema; those without labels classify."""
    newest = (
        SchemaVersion.objects.filter(project_id__in=project_ids)
        .order_by("project_id", "-number")
        .distinct("project_id")
    )
    definitions: list[tuple[int, dict[str, Any]]]  # JSON of docs/annotation-document.md
    definitions = list(newest.values_list("project_id", "definition"))
    return {pk: found["labels"][0]["kind"] for pk, found in definitions if found["labels"]}
