"""Rows made into what `consolidation` computes with."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from functools import lru_cache

from django.db.models import Count, Max, Prefetch, QuerySet

from concord.documents import Schema, compile_schema, parse_document
from guildmark.consensus.consolidation import (
    ProjectModel,
    TaskVotes,
    Vote,
    covers,
    hash_of_ids,
    merge_schemas,
    starting_model,
)
from guildmark.consensus.models import ConsensusResult, ConsensusRun
from guildmark.core.models import Operation
from guildmark.projects.models import SchemaVersion
from guildmark.quality.models import GoldItem, GoldScore
from guildmark.work.models import Assignment, Submission, Task

AT_A_TIME = 500
#: A refit is due after so many new tasks, or this share of those the last one saw.
DUE_TASKS = 10
DUE_SHARE = 0.10
#: ... or when anything is new and nothing has come for this long.
QUIET = timedelta(seconds=60)
#: What is fresher is still on its way through the queue.
CATCH_UP_AFTER = timedelta(seconds=60)


def project_schema(project_id: int) -> Schema:
    """Everything that any version of the project's schema lets people say."""
    versions = SchemaVersion.objects.filter(project_id=project_id).order_by("-number")
    return merge_schemas([compile_schema(version.definition) for version in versions])


def last_run(project_id: int) -> ConsensusRun | None:
    """The newest fit that came to its end, without its model: ask `model_for`."""
    done = ConsensusRun.objects.filter(project_id=project_id, state=Operation.State.DONE)
    return done.defer("model").order_by("-pk").first()


@lru_cache(maxsize=16)
def _model_of(run_id: int) -> ProjectModel:
    """The model of a finished fit; it never changes, so each process keeps those it has met."""
    model = ConsensusRun.objects.values_list("model", flat=True).get(pk=run_id)
    assert model is not None  # noqa: S101 -- for the type checker: a finished fit has one
    return ProjectModel.from_json(model)


def inputs_sha256(project_id: int) -> str:
    """The hash of the counting answers of all complete tasks, as a fit would keep it now."""
    ids = _counting().filter(task__in=complete_tasks(project_id=project_id))
    return hash_of_ids(ids.order_by("task_id", "pk").values_list("pk", flat=True))


def model_for(schema: Schema, run: ConsensusRun | None) -> tuple[ProjectModel, ConsensusRun | None]:
    """The model of the run, or majorities when there is none that knows all of the schema."""
    if run is not None:
        model = _model_of(run.pk)
        if covers(model, schema):
            return model, run
    return starting_model(schema), None


def complete_tasks(**which: object) -> QuerySet[Task]:
    """Tasks with all their answers: nobody is asked any more, or nobody else for now."""
    return Task.objects.filter(
        **which,
        is_gold=False,
        step=Task.Step.DRAW,
        open_slots=0,
        leased=0,
        counted__gt=0,
    ).exclude(state__in=[Task.State.CANCELLED, Task.State.TRIAGE])


def _counting() -> QuerySet[Submission]:
    counting = Submission.objects.filter(counts=True)
    return counting.exclude(assignment__state=Assignment.State.VOIDED).order_by("pk")


def _with_votes(tasks: QuerySet[Task]) -> QuerySet[Task]:
    return tasks.select_related("item").prefetch_related(
        Prefetch("submissions", queryset=_counting(), to_attr="counting")
    )


def votes_of(task_id: int) -> TaskVotes:
    """The counting answers of one task; three queries."""
    return _task_votes(_with_votes(Task.objects.filter(pk=task_id)).get())


def votes_of_project(project_id: int) -> Iterator[TaskVotes]:
    """All complete tasks in the order of ids, a few at a time."""
    tasks = _with_votes(complete_tasks(project_id=project_id).order_by("pk"))
    for task in tasks.iterator(chunk_size=AT_A_TIME):
        yield _task_votes(task)


def gold_of_project(project_id: int) -> Iterator[TaskVotes]:
    """Answers to gold that is trusted, with the truth: they teach how people err.

    Only hidden gold, which is answered in good faith like any other task.
    """
    golds = GoldItem.objects.filter(
        project_id=project_id,
        is_hidden=True,
        task__isnull=False,
        state__in=[GoldItem.State.ACTIVE, GoldItem.State.RETIRED],
    )
    by_task = {gold.task_id: gold for gold in golds if gold.task_id is not None}
    tasks = _with_votes(Task.objects.filter(pk__in=by_task).order_by("pk"))
    for task in tasks.iterator(chunk_size=AT_A_TIME):
        yield _task_votes(task, gold=by_task[task.pk])


def _task_votes(task: Task, gold: GoldItem | None = None) -> TaskVotes:
    counting: list[Submission] = task.counting  # type: ignore[attr-defined]  # Prefetch
    return TaskVotes(
        task_id=task.pk,
        width_px=task.item.width_px,
        height_px=task.item.height_px,
        votes=tuple(
            Vote(one.pk, one.annotator_id, parse_document(one.document)) for one in counting
        ),
        known=parse_document(gold.reference) if gold else None,
        known_labels=_known_labels(gold) if gold else None,
    )


def _known_labels(gold: GoldItem) -> dict[tuple[str, str], str]:
    """The true label of each drawn shape that was matched to one of the reference."""
    labels = {shape["id"]: shape["label"] for shape in gold.reference["shapes"]}
    scores = GoldScore.objects.filter(gold_item=gold).values_list("submission_id", "details")
    return {
        (str(submission_id), pair["answer_id"]): labels[pair["reference_id"]]
        for submission_id, details in scores
        for pair in details["matched"]
    }


def current_results(task_ids: Collection[int]) -> dict[int, ConsensusResult]:
    """By task, the version in force."""
    found = ConsensusResult.objects.filter(task_id__in=task_ids, is_current=True)
    return {result.task_id: result for result in found}


def forgotten_tasks(*, now: datetime, limit: int) -> list[int]:
    """Complete tasks that nobody has judged: their event, or its task, was lost."""
    waiting = complete_tasks(state=Task.State.SATURATED, changed_at__lt=now - CATCH_UP_AFTER)
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:limit])


def due_projects(*, now: datetime) -> list[int]:
    """Projects whose results have grown enough since their last fit, or are quiet and unfitted."""
    rows = (
        ConsensusResult.objects.filter(is_current=True)
        .values("project_id")
        .annotate(tasks=Count("pk"), newest=Max("computed_at"))
        .order_by("project_id")
    )
    seen = dict(
        ConsensusRun.objects.filter(state=Operation.State.DONE)
        .order_by("project_id", "-pk")
        .distinct("project_id")
        .values_list("project_id", "task_count")
    )
    return [
        row["project_id"]
        for row in rows
        if is_due(row["tasks"], seen.get(row["project_id"], 0), now - row["newest"])
    ]


def is_due(task_count: int, task_count_then: int, quiet_for: timedelta) -> bool:
    """Whether a new fit would have enough to learn from."""
    new = task_count - task_count_then
    if new >= max(DUE_TASKS, DUE_SHARE * task_count_then):
        return True
    return new > 0 and quiet_for > QUIET
