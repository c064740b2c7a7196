"""Results as reviewers see them: pseudonyms, never who."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Func, JSONField, Prefetch, Q, QuerySet

from guildmark.consensus.models import ConsensusResult, ConsensusRun, DoubtOf, LabelledItem
from guildmark.consensus.queries.items import STATES
from guildmark.consensus.queries.voices import Voices, voices
from guildmark.core.errors import NotFound
from guildmark.datasets.models import Item
from guildmark.projects.models import Project, SchemaVersion
from guildmark.work.models import Submission, Task


def organisation_id_of_project(project_id: int) -> int:
    """The tenant of a project. Raises NotFound."""
    found = Project.objects.filter(pk=project_id).values_list("organisation_id", flat=True).first()
    if found is None:
        raise NotFound
    return found


def tenant_and_dataset(project_id: int) -> tuple[int, int]:
    """The tenant of a project and its dataset, 0 where it has none yet. Raises NotFound."""
    columns = ("organisation_id", "dataset_id")
    found = Project.objects.filter(pk=project_id).values_list(*columns).first()
    if found is None:
        raise NotFound
    return found[0], found[1] or 0


def organisation_id_of_task(task_id: int) -> int:
    """The tenant of a task that is no gold: what gold is stays hidden here. Raises NotFound."""
    found = Task.objects.filter(pk=task_id, is_gold=False).values_list("organisation_id", flat=True)
    first = found.first()
    if first is None:
        raise NotFound
    return first


def run(run_id: int) -> ConsensusRun:
    """One fit with its project. Raises NotFound."""
    found = ConsensusRun.objects.select_related("project").filter(pk=run_id).first()
    if found is None:
        raise NotFound
    return found


class _ReasonsOf(Func):
    """Of each part of a fit's report why its method was chosen, as it is kept, in their order."""

    template = (
        "(SELECT coalesce(jsonb_agg(jsonb_build_object("
        "'reason', part -> 'reason', 'said', coalesce(part -> 'said', '{}')) ORDER BY place), '[]')"
        " FROM jsonb_array_elements(coalesce(%(expressions)s -> 'parts', '[]'))"
        " WITH ORDINALITY AS kept (part, place))"
    )
    arity = 1
    output_field = JSONField()


def runs(project_id: int) -> QuerySet[ConsensusRun]:
    """The fits of a project without what they learnt but their `reasons`, newest first."""
    found = ConsensusRun.objects.filter(project_id=project_id)
    found = found.annotate(reasons=_ReasonsOf("report"))
    return found.defer("model", "agreement", "report").order_by("-pk")


_DOUBT = DoubtOf("confidence", "left_out")


@dataclass(frozen=True)
class ResultFilter:
    """Which results of a project are wanted; what is not said is no bound.

    `state` and `label` are as in `items.WorkFilter`, `doubt` one of `doubt.DOUBTS`.
    """

    state: str = ""
    label: str = ""
    doubt: str = ""


EVERYTHING = ResultFilter()


def results(
    project_id: int, wanted: ResultFilter, *, is_by_confidence: bool
) -> QuerySet[ConsensusResult]:
    """The results in force with task and picture: by task, or the least sure first."""
    order = ("lowest_confidence", "task_id") if is_by_confidence else ("task_id",)
    found = ConsensusResult.objects.filter(project_id=project_id, is_current=True)
    if wanted.state:
        # The task's project is the result's own; said again, a rare state is found by an index.
        of_state = {"task__project_id": project_id, "task__state__in": STATES[wanted.state]}
        found = found.filter(**of_state)
    if wanted.label:
        labelled = LabelledItem.objects.filter(project_id=project_id, label=wanted.label)
        found = found.filter(pk__in=labelled.values("result_id"))
    if wanted.doubt:
        found = found.alias(doubt=_DOUBT).filter(doubt=wanted.doubt)
    return (
        found.select_related("task__item")
        .defer("provenance", "left_out", "confidence")
        .order_by(*order)
    )


def with_doubts(page: Sequence[ConsensusResult]) -> Sequence[ConsensusResult]:
    """The same results, each with its `doubt`, without those deleted meanwhile; one query.

    Not in that of the list: it would be computed of every result that a later page skips.
    """
    of_page = ConsensusResult.objects.filter(pk__in=[one.pk for one in page])
    doubts = dict(of_page.values_list("pk", _DOUBT))
    found = [one for one in page if one.pk in doubts]
    for result in found:
        result.doubt = doubts[result.pk]  # type: ignore[attr-defined]  # no column
    return found


@dataclass(frozen=True)
class SubmissionRow:
    """One answer under a pseudonym."""

    id: int
    pseudonym: str
    document: dict[str, Any]  # JSON
    submitted_at: datetime
    counts: bool
    seconds_spent: float
    course: list[dict[str, Any]]  # JSON: [{shape_id, at_ms}]


@dataclass(frozen=True)
class ResultPage:
    """A version with who agrees with it."""

    result: ConsensusResult
    voices: Voices


#: A page shows so much of the history of a label.
MOST_VERSIONS = 50


@dataclass(frozen=True)
class TaskPage:
    """Everything the page of one task shows."""

    task_id: int
    state: str
    item: Item
    schema_version: SchemaVersion
    submissions: list[SubmissionRow]
    result: ResultPage | None
    versions: list[ConsensusResult]
    next_task_id: int | None
    previous_task_id: int | None


def task_page(
    task_id: int, *, version: int | None = None, wanted: ResultFilter = EVERYTHING
) -> TaskPage:
    """One task with its answers and its result; neighbours are those of the confidence order that
    are wanted, be this one or not.

    The result is the one in force, or of the version that is asked for. Raises NotFound when the
    task has no such version.
    """
    answers = Submission.objects.select_related("annotator", "assignment").order_by("pk")
    task = (
        Task.objects.select_related("item", "batch__schema_version")
        .prefetch_related(Prefetch("submissions", queryset=answers, to_attr="answers"))
        .get(pk=task_id)
    )
    rows: list[Submission] = task.answers
    result = _in_force(task_id) if version is None else _of_version(task_id, version)
    previous_task_id, next_task_id = _neighbours(result, wanted)
    return TaskPage(
        task_id=task.pk,
        state=task.state,
        item=task.item,
        schema_version=schema_version_of(task),
        submissions=[_submission_row(one) for one in rows],
        result=ResultPage(result, voices(result, rows)) if result else None,
        versions=_versions(task_id),
        next_task_id=next_task_id,
        previous_task_id=previous_task_id,
    )


def _submission_row(one: Submission) -> SubmissionRow:
    return SubmissionRow(
        id=one.pk,
        pseudonym=one.annotator.pseudonym,
        document=one.document,
        submitted_at=one.submitted_at,
        counts=one.counts,
        seconds_spent=one.seconds_spent,
        course=one.course or [],
    )


def _in_force(task_id: int) -> ConsensusResult | None:
    found = ConsensusResult.objects.filter(task_id=task_id, is_current=True)
    return found.select_related("adjudicated_by").first()


def _of_version(task_id: int, version: int) -> ConsensusResult:
    found = ConsensusResult.objects.filter(task_id=task_id, version=version)
    result = found.select_related("adjudicated_by").first()
    if result is None:
        raise NotFound
    return result


def _versions(task_id: int) -> list[ConsensusResult]:
    """The history of a label without its contents, newest first."""
    found = ConsensusResult.objects.filter(task_id=task_id).order_by("-version")
    found = found.select_related("adjudicated_by")
    return list(found.defer("document", "confidence", "provenance", "left_out")[:MOST_VERSIONS])


def schema_version_of(task: Task) -> SchemaVersion:
    """The schema people answer a task under; `task` comes with its batch and that one's."""
    if task.batch is not None:
        return task.batch.schema_version
    versions = SchemaVersion.objects.filter(project_id=task.project_id)
    return versions.order_by("-number")[:1].get()


def _neighbours(
    result: ConsensusResult | None, wanted: ResultFilter
) -> tuple[int | None, int | None]:
    """Task ids before and after in the order of confidence; nothing around what has no result."""
    if result is None:
        return None, None
    here = result.lowest_confidence
    around = results(result.project_id, wanted, is_by_confidence=True)
    after = around.filter(
        Q(lowest_confidence__gt=here) | Q(lowest_confidence=here, task_id__gt=result.task_id)
    )
    before = around.filter(
        Q(lowest_confidence__lt=here) | Q(lowest_confidence=here, task_id__lt=result.task_id)
    ).order_by("-lowest_confidence", "-task_id")
    return (
        before.values_list("task_id", flat=True).first(),
        after.values_list("task_id", flat=True).first(),
    )
