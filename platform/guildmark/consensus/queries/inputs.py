"""Rows made into what `consolidation` computes with: for workers, it imports SciPy."""

import json
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from itertools import chain

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from concord.documents import Field, Schema, compile_schema, parse_document, render_document
from guildmark.consensus.consolidation import (
    Plan,
    ProjectModel,
    TaskVotes,
    Vote,
    covers,
    hash_of_lines,
    merge_schemas,
    starting_model,
)
from guildmark.consensus.findings import Work
from guildmark.consensus.models import ConsensusRun
from guildmark.consensus.queries.matched_gold import (
    known_labels,
    schema_of,
    scores_of,
    unmatched,
)
from guildmark.consensus.queries.tasks import complete_tasks
from guildmark.projects.models import Project, SchemaVersion
from guildmark.projects.queries import current_schema
from guildmark.quality.models import GoldItem
from guildmark.work.models import Assignment, Batch, Submission, Task

AT_A_TIME = 500
#: Of more tasks than this outlines are learnt from, and agreement is measured on, as many.
MOST_HELD = 10_000


@dataclass(slots=True, eq=False)
class Tasks:
    """The complete tasks of a project in the order of ids, as they were when a fit began.

    At most MOST_HELD are held with their answers: all, or a `sample` of those, spread evenly. Of
    more the others are read a few at a time, each time anew: to learn from, and to judge.
    """

    ids: Sequence[int]
    sample: Sequence[TaskVotes]
    #: The answers that `chunks` gave the first time, in order: those that teach.
    submission_ids: "array[int]" = field(default_factory=lambda: array("q"))
    #: Those whose answers were not the same each time they were read.
    changed_ids: set[int] = field(default_factory=set)
    #: By place in `ids`, what the answers were the first time; none before that.
    _marks: "array[int]" = field(default_factory=lambda: array("q"))

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def are_held(self) -> bool:
        """Whether the sample is all of them."""
        return len(self.sample) == len(self.ids)

    def chunks(self) -> Iterator[Sequence[TaskVotes]]:
        """All of them with their answers, a few at a time; to be gone through to the end."""
        is_first = not self._marks
        for start in range(0, len(self.ids), AT_A_TIME):
            few = self.sample[start : start + AT_A_TIME]
            if not self.are_held:
                found = votes_of_tasks(self.ids[start : start + AT_A_TIME]).values()
                few = [one for one in found if one.votes]
            if is_first:
                self.submission_ids.extend(vote.submission_id for one in few for vote in one.votes)
            self._compare(start, few, is_first=is_first)
            yield few

    def _compare(self, start: int, few: Sequence[TaskVotes], *, is_first: bool) -> None:
        """Keep what the answers are, or note where they are others than they were."""
        if self.are_held:
            return
        now = {one.task_id: _mark(one) for one in few}
        ids = self.ids[start : start + AT_A_TIME]
        if is_first:
            self._marks.extend(now.get(pk, 0) for pk in ids)
            sampled = [one for one in self._sampled(ids) if now.get(one.task_id) != _mark(one)]
            self.changed_ids.update(one.task_id for one in sampled)
            return
        before = self._marks[start : start + AT_A_TIME]
        pairs = zip(ids, before, strict=True)
        self.changed_ids.update(pk for pk, mark in pairs if now.get(pk, 0) != mark)

    def _sampled(self, ids: Sequence[int]) -> Sequence[TaskVotes]:
        """Those of the sample that are among these, which follow each other."""
        first = bisect_left(self.sample, ids[0], key=_id_of)
        return self.sample[first : bisect_right(self.sample, ids[-1], key=_id_of)]


def _id_of(task: TaskVotes) -> int:
    return task.task_id


def _mark(task: TaskVotes) -> int:
    """A number that is another when the answers are others; 64 bits, the same in every process."""
    return hash(tuple(vote.submission_id for vote in task.votes))


@dataclass(frozen=True, slots=True)
class ProjectInputs:
    """Everything a fit sees: the answers of complete tasks, and those to gold, by id."""

    schema: Schema
    schema_version_id: int
    plan: Plan
    tasks: Tasks
    gold: Sequence[TaskVotes]

    @property
    def sha256(self) -> str:
        """The hash a fit keeps: of the answers that taught, and of what gold teaches.

        Where other answers were judged than taught it is that of no inputs there ever were: such a
        fit is up to date with nothing.
        """
        changed = [f"changed {pk}" for pk in sorted(self.tasks.changed_ids)]
        return _sha256(self.schema, chain(self.tasks.submission_ids, changed), self.gold)


def project_inputs(project_id: int) -> ProjectInputs:
    """The inputs of a fit as they are now."""
    newest = newest_schema_version(project_id)
    return ProjectInputs(
        schema=schema_up_to(newest),
        schema_version_id=newest,
        plan=project_plan(project_id),
        tasks=_tasks_of_project(project_id),
        gold=list(gold_of_project(project_id)),
    )


def _tasks_of_project(project_id: int) -> Tasks:
    ids = list(complete_tasks(project_id=project_id).order_by("pk").values_list("pk", flat=True))
    if len(ids) <= MOST_HELD:
        sample = [one for one in votes_of_project(project_id) if one.votes]
        return Tasks([one.task_id for one in sample], sample)
    spread = [ids[at * len(ids) // MOST_HELD] for at in range(MOST_HELD)]
    chunks = (spread[start : start + AT_A_TIME] for start in range(0, MOST_HELD, AT_A_TIME))
    return Tasks(ids, [one for few in chunks for one in votes_of_tasks(few).values() if one.votes])


def inputs_sha256(project_id: int) -> str:
    """`ProjectInputs.sha256` as it would be now, without the answers themselves."""
    ids = _counting().filter(task__in=complete_tasks(project_id=project_id))
    return _sha256(
        project_schema(project_id),
        ids.order_by("task_id", "pk").values_list("pk", flat=True),
        list(gold_of_project(project_id)),
    )


def _sha256(schema: Schema, submission_ids: Iterable[object], gold: Sequence[TaskVotes]) -> str:
    written_under = {id(one.known_schema): one.known_schema for one in gold if one.known_schema}
    known_under = {key: _schema_line(one) for key, one in written_under.items()}
    lines = (_gold_line(one, known_under.get(id(one.known_schema))) for one in gold)
    return hash_of_lines([_schema_line(schema), *submission_ids, *lines])


def _schema_line(schema: Schema) -> str:
    """Everything of a schema that labels go by: not what things are called."""
    labels = [
        [label.key, label.kind, label.is_semantic, _field_lines(label.attributes)]
        for label in schema.labels.values()
    ]
    return json.dumps([labels, _field_lines(schema.questions)])


def _field_lines(fields: Mapping[str, Field]) -> list[object]:
    return [
        [
            field.key,
            field.type,
            list(field.options),
            field.is_ordered,
            asdict(field.tolerance) if field.tolerance else None,
            asdict(field.when) if field.when else None,
        ]
        for field in fields.values()
    ]


def _gold_line(task: TaskVotes, known_under: str | None) -> str:
    """What is known, and under which schema: what could not be known teaches nothing."""
    assert task.known is not None  # noqa: S101 -- for the type checker: it is gold
    ids = [vote.submission_id for vote in task.votes]
    known = [[*key, label] for key, label in sorted((task.known_labels or {}).items())]
    return json.dumps(
        [task.task_id, ids, render_document(task.known), known, known_under], sort_keys=True
    )


def project_plan(project_id: int) -> Plan:
    """How the manager wants labels to be made."""
    return plan_of(Project.objects.get(pk=project_id))


def plan_of(project: Project) -> Plan:
    """As `project_plan`, of a project that was read."""
    return Plan(
        method=project.consensus_method,
        calibration_method=project.calibration_method,
        target_confidence=project.target_confidence,
        shape_kept_from=project.shape_kept_from,
        disputed_below=project.disputed_below,
        gold_iou=project.gold_iou,
    )


def project_schema(project_id: int) -> Schema:
    """Everything that any version of the project's schema lets people say."""
    versions = SchemaVersion.objects.filter(project_id=project_id).order_by("-number")
    return merge_schemas([compile_schema(version.definition) for version in versions])


def newest_schema_version(project_id: int) -> int:
    """The id of the version that people work by."""
    newest = current_schema(project_id)
    assert newest is not None  # noqa: S101 -- for the type checker: what is fitted has one
    return newest.pk


@lru_cache(maxsize=64)
def schema_up_to(version_id: int) -> Schema:
    """As `project_schema` when this version was the newest.

    Versions never change, so each process keeps those it has met.
    """
    newest = SchemaVersion.objects.get(pk=version_id)
    versions = SchemaVersion.objects.filter(
        project_id=newest.project_id, number__lte=newest.number
    ).order_by("-number")
    return merge_schemas([compile_schema(version.definition) for version in versions])


@lru_cache(maxsize=16)
def _model_of(run_id: int) -> ProjectModel:
    """The model of a finished fit; it never changes, so each process keeps those it has met."""
    model = ConsensusRun.objects.values_list("model", flat=True).get(pk=run_id)
    assert model is not None  # noqa: S101 -- for the type checker: a finished fit has one
    return ProjectModel.from_json(model)


def model_for(schema: Schema, run_id: int | None) -> tuple[ProjectModel, int | None]:
    """The model of the run, or majorities when there is none that knows all of the schema."""
    if run_id is not None:
        model = _model_of(run_id)
        if covers(model, schema):
            return model, run_id
    return starting_model(schema), None


def _counting() -> QuerySet[Submission]:
    counting = Submission.objects.filter(counts=True)
    return counting.exclude(assignment__state=Assignment.State.VOIDED).order_by("pk")


def _with_votes(tasks: QuerySet[Task]) -> QuerySet[Task]:
    return tasks.select_related("item").prefetch_related(
        Prefetch("submissions", queryset=_counting(), to_attr="counting")
    )


def votes_of(task: Task) -> TaskVotes:
    """The counting answers of one task whose item was read with it; one query."""
    prefetch_related_objects(
        [task], Prefetch("submissions", queryset=_counting(), to_attr="counting")
    )
    return _task_votes(task)


def votes_of_tasks(task_ids: Collection[int]) -> dict[int, TaskVotes]:
    """By id, the counting answers of tasks; three queries."""
    found = _with_votes(Task.objects.filter(pk__in=task_ids).order_by("pk"))
    return {task.pk: _task_votes(task) for task in found}


def still_answered(judged: Iterable[TaskVotes]) -> set[int]:
    """Of tasks that were read before, those that still have just these answers; one query.

    Their number says too little: one may be voided and another one come. An answer itself is never
    changed.
    """
    before = {one.task_id: [vote.submission_id for vote in one.votes] for one in judged}
    now: dict[int, list[int]] = {task_id: [] for task_id in before}
    rows = _counting().filter(task_id__in=before)
    for task_id, submission_id in rows.values_list("task_id", "pk"):
        now[task_id].append(submission_id)
    return {task_id for task_id, ids in before.items() if now[task_id] == ids}


def batches_of(tasks: Iterable[Task]) -> dict[int, Batch]:
    """By task, the batch that says how many people are asked; one query."""
    batch_of = {task.pk: task.batch_id for task in tasks if task.batch_id is not None}
    batches = Batch.objects.in_bulk(set(batch_of.values()))
    return {pk: batches[batch_id] for pk, batch_id in batch_of.items()}


def votes_of_project(project_id: int) -> Iterator[TaskVotes]:
    """All complete tasks in the order of ids, a few at a time."""
    tasks = _with_votes(complete_tasks(project_id=project_id).order_by("pk"))
    for task in tasks.iterator(chunk_size=AT_A_TIME):
        yield _task_votes(task)


def gold_of_project(
    project_id: int, task_ids: Collection[int] | None = None
) -> Iterator[TaskVotes]:
    """Answers to gold that is trusted, with the truth: they teach how people err.

    Only hidden gold, which is answered in good faith like any other task; of these tasks alone
    where any are named.
    """
    golds = GoldItem.objects.filter(
        project_id=project_id,
        is_hidden=True,
        task__isnull=False,
        is_trusted=True,
    )
    if task_ids is not None:
        golds = golds.filter(task_id__in=task_ids)
    by_task = {gold.task_id: gold for gold in golds if gold.task_id is not None}
    tasks = _with_votes(Task.objects.filter(pk__in=by_task).order_by("pk"))
    for task in tasks.iterator(chunk_size=AT_A_TIME):
        yield _task_votes(task, gold=by_task[task.pk])


def _task_votes(task: Task, gold: GoldItem | None = None) -> TaskVotes:
    counting: list[Submission] = task.counting  # type: ignore[attr-defined]  # Prefetch
    known_schema = schema_of(gold.schema_version_id) if gold and gold.schema_version_id else None
    scores = scores_of(gold) if gold else {}
    return TaskVotes(
        task_id=task.pk,
        width_px=task.item.width_px,
        height_px=task.item.height_px,
        votes=tuple(
            Vote(
                one.pk,
                one.annotator_id,
                parse_document(one.document),
                schema_of(one.schema_version_id),
            )
            for one in counting
        ),
        known=parse_document(gold.reference) if gold else None,
        known_schema=known_schema,
        known_labels=known_labels(gold, scores, counting) if gold else None,
        unmatched=tuple(unmatched(gold, scores, counting)) if gold else (),
    )


def work_of_project(project_id: int) -> dict[int, Work]:
    """By id, every counting submission of the project as work, those to gold among them."""
    rows = _counting().filter(project_id=project_id, task__step=Task.Step.DRAW)
    columns = rows.values_list("pk", "annotator_id", "submitted_at", "seconds_spent", "document")
    return {
        pk: Work(annotator_id, at, seconds, len(document["shapes"]) + len(document["answers"]))
        for pk, annotator_id, at, seconds, document in columns.iterator(chunk_size=AT_A_TIME)
    }


def project_of(project_id: int) -> Project:
    """The project, for its price."""
    return Project.objects.get(pk=project_id)
