"""What staff see of batches and of the queue."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet, Sum

from guildmark.core.errors import NotFound
from guildmark.projects.models import Project
from guildmark.work.models import Assignment, Batch, Task
from guildmark.work.queries.budget import left_of_budget
from guildmark.work.queries.throughput import answers_by_hour

#: What is paid. Voided work is: voiding blames nobody, and nobody can appeal against it.
PAID = ("submitted", "accepted", "spare", "voided")
HOURS_SHOWN = 24


@dataclass(frozen=True, slots=True)
class BatchCounts:
    """Tasks by state, answers that count, and places held.

    By leases that live, and for answers that came back to who drew them.
    """

    states: dict[str, int]
    leased_now: int
    submissions: int


@dataclass(frozen=True, slots=True)
class Queue:
    """A project's queue at a glance. `per_hour`: the last 24 hours, oldest first."""

    states: dict[str, int]
    leased_now: int
    people_now: int
    per_hour: list[tuple[datetime, int]]
    submissions_total: int
    spent_minor: int
    reserved_minor: int
    currency: str
    budget_left_minor: int | None


def batches_of(project_id: int) -> QuerySet[Batch]:
    """The batches of a project, the newest first."""
    return Batch.objects.filter(project_id=project_id).select_related("audience").order_by("-pk")


def batch(batch_id: int) -> Batch:
    """One batch. Raises NotFound."""
    found = Batch.objects.select_related("audience").filter(pk=batch_id).first()
    if found is None:
        raise NotFound
    return found


def project_owner(project_id: int) -> int:
    """The organisation of a project. Raises NotFound."""
    found = Project.objects.filter(pk=project_id).values_list("organisation_id", flat=True).first()
    if found is None:
        raise NotFound
    return found


def counts_of(batch_ids: Collection[int]) -> dict[int, BatchCounts]:
    """The counts of batches by id, in one query."""
    rows = (
        Task.objects.filter(batch_id__in=batch_ids)
        .values("batch_id", "state")
        .annotate(tasks=Count("pk"), leases=Sum("leased"), answers=Sum("counted"))
        .order_by("batch_id", "state")
    )
    states: dict[int, dict[str, int]] = {
        pk: dict.fromkeys(Task.State.values, 0) for pk in batch_ids
    }
    leases = dict.fromkeys(batch_ids, 0)
    answers = dict.fromkeys(batch_ids, 0)
    for row in rows:
        states[row["batch_id"]][row["state"]] = row["tasks"]
        leases[row["batch_id"]] += row["leases"]
        answers[row["batch_id"]] += row["answers"]
    return {pk: BatchCounts(states[pk], leases[pk], answers[pk]) for pk in batch_ids}


def queue(*, project_id: int, now: datetime) -> Queue:
    """A project's queue. Six queries, and those of `left_of_budget`; tasks and answers are counted
    by index."""
    states = dict.fromkeys(Task.State.values, 0)
    tasks = Task.objects.filter(project_id=project_id, is_gold=False)
    states.update(tasks.values_list("state").annotate(Count("pk")).order_by("state"))
    live = Assignment.objects.filter(project_id=project_id, state="leased").aggregate(
        leases=Count("pk"), people=Count("annotator_id", distinct=True)
    )
    paid = Assignment.objects.filter(project_id=project_id, state__in=PAID).aggregate(
        answers=Count("pk"), spent=Sum("amount_minor")
    )
    reserved = batches_of(project_id).aggregate(reserved=Sum("reserved_minor"))["reserved"]
    project = Project.objects.only("currency", "budget_minor").get(pk=project_id)
    return Queue(
        states=states,
        leased_now=live["leases"],
        people_now=live["people"],
        per_hour=answers_by_hour(project_id, hours=HOURS_SHOWN, now=now),
        submissions_total=paid["answers"],
        spent_minor=paid["spent"] or 0,
        reserved_minor=reserved or 0,
        currency=project.currency,
        budget_left_minor=left_of_budget(project),
    )


def tasks_of(project_id: int, *, state: str = "") -> QuerySet[Task]:
    """The tasks of a project in the order they were made; gold is not among them."""
    found = Task.objects.filter(project_id=project_id, is_gold=False).select_related("item")
    if state:
        found = found.filter(state=state)
    return found.order_by("pk")
