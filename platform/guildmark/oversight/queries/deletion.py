"""What deleting a project or a dataset would take, what would stay, and what forbids it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from guildmark.collection.models import Asset
from guildmark.consensus.models import ConsensusResult
from guildmark.core.errors import NotFound
from guildmark.core.models import Operation
from guildmark.core.money import Money
from guildmark.datasets.models import GONE, Dataset, Import, Item
from guildmark.incoming.models import LabelImport
from guildmark.oversight.erasing import OF_PROJECTS, owned_by, projects_that_use
from guildmark.oversight.models import Deletion
from guildmark.oversight.queries.earnings import earned_in
from guildmark.projects.models import Project
from guildmark.quality.models import Appeal, GoldItem
from guildmark.releases.models import Evaluation, Export, Release
from guildmark.training.models import PracticeItem, Qualification, QuizQuestion
from guildmark.work.models import Assignment, Batch, Submission, Task

#: So many names are said in a sentence.
MOST_NAMED = 5
_AT_THE_END = (Batch.State.DRAFT, Batch.State.COMPLETE, Batch.State.ARCHIVED)
_IN_HANDS = (
    Assignment.State.LEASED,
    Assignment.State.SUBMITTED,
    Assignment.State.RETURNED,
)
_STANDING = (Release.State.PUBLISHED, Release.State.SUPERSEDED)
_OPEN_APPEALS = (Appeal.State.OPEN, Appeal.State.IN_REVIEW)


@dataclass(frozen=True, slots=True)
class Blocker:
    """Something that has to be done first, in the language of whoever asks."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Stays:
    """What a deletion leaves: pictures of a project's dataset, and what people earned."""

    dataset_name: str = ""
    item_count: int = 0
    people_count: int = 0
    earned: tuple[Money, ...] = ()


@dataclass(frozen=True, slots=True)
class DeletionPlan:
    """`counts` of what goes, by word; `deletion` is the newest that was asked for, if any."""

    kind: str
    target_id: int
    organisation_id: int
    name: str
    counts: Mapping[str, int]
    stays: Stays = field(default_factory=Stays)
    blockers: tuple[Blocker, ...] = ()
    deletion: Deletion | None = None


def organisation_id_of(kind: str, target_id: int) -> int:
    """Whose it is, before anything is counted. Raises NotFound."""
    root = Project if kind == Deletion.Kind.PROJECT else Dataset
    found = root._default_manager.filter(pk=target_id).values_list("organisation_id", flat=True)
    organisation_id: int | None = found.first()
    if organisation_id is None:
        raise NotFound
    return organisation_id


def plan_of(kind: str, target_id: int, *, now: datetime) -> DeletionPlan:
    """What deleting would do. Raises NotFound."""
    if kind == Deletion.Kind.PROJECT:
        return project_plan(target_id, now=now)
    return dataset_plan(target_id)


def project_plan(project_id: int, *, now: datetime) -> DeletionPlan:
    """Of a project. Raises NotFound."""
    project = Project.objects.select_related("dataset").filter(pk=project_id).first()
    if project is None:
        raise NotFound
    return DeletionPlan(
        kind=Deletion.Kind.PROJECT,
        target_id=project.pk,
        organisation_id=project.organisation_id,
        name=project.name,
        counts=_project_counts(project.pk),
        stays=_stays(project),
        blockers=tuple(_project_blockers(project, now)),
        deletion=newest_deletion(Deletion.Kind.PROJECT, project.pk),
    )


def dataset_plan(dataset_id: int) -> DeletionPlan:
    """Of a dataset. Raises NotFound."""
    dataset = Dataset.objects.filter(pk=dataset_id).first()
    if dataset is None:
        raise NotFound
    return DeletionPlan(
        kind=Deletion.Kind.DATASET,
        target_id=dataset.pk,
        organisation_id=dataset.organisation_id,
        name=dataset.name,
        counts={
            "items": Item.objects.filter(dataset=dataset).count(),
            "imports": Import.objects.filter(dataset=dataset).count(),
        },
        blockers=tuple(_dataset_blockers(dataset)),
        deletion=newest_deletion(Deletion.Kind.DATASET, dataset.pk),
    )


def deletion(deletion_id: int) -> Deletion:
    """One deletion. Raises NotFound."""
    found = Deletion.objects.filter(pk=deletion_id).first()
    if found is None:
        raise NotFound
    return found


def newest_deletion(kind: str, target_id: int) -> Deletion | None:
    """The one asked for last, of a project or a dataset; None where nobody asked."""
    return Deletion.objects.filter(kind=kind, target_id=target_id).order_by("-pk").first()


def _project_counts(project_id: int) -> dict[str, int]:
    of_project = Q(project_id=project_id)
    training: list[QuerySet[PracticeItem] | QuerySet[QuizQuestion]] = [
        PracticeItem.objects.filter(of_project),
        QuizQuestion.objects.filter(of_project),
    ]
    return {
        "tasks": Task.objects.filter(of_project).count(),
        "answers": Submission.objects.filter(of_project).count(),
        "labels": ConsensusResult.objects.filter(of_project, is_current=True).count(),
        "gold_items": GoldItem.objects.filter(of_project).count(),
        "training": sum(one.count() for one in training),
        "qualifications": Qualification.objects.filter(of_project).count(),
        "label_imports": LabelImport.objects.filter(of_project).count(),
        "releases": Release.objects.filter(of_project).count(),
        "exports": Export.objects.filter(release__project_id=project_id).count(),
        "evaluations": Evaluation.objects.filter(of_project).count(),
        "collected": Asset.objects.filter(brief__project_id=project_id).count(),
    }


def _stays(project: Project) -> Stays:
    people, sums = set[int](), Counter[str]()
    for user_id, earned in earned_in(project.pk):
        people.add(user_id)
        sums[earned.currency] += earned.amount_minor
    return Stays(
        dataset_name=project.dataset.name if project.dataset else "",
        item_count=Item.objects.filter(dataset=project.dataset_id).count(),
        people_count=len(people),
        earned=tuple(Money(sums[currency], currency) for currency in sorted(sums)),
    )


def _project_blockers(project: Project, now: datetime) -> Iterator[Blocker]:
    """In the order in which they are best dealt with."""
    if project.state == Project.State.ACTIVE:
        yield Blocker("active", _("The project is active. Close it first."))
    open_batches = Batch.objects.filter(project=project).exclude(state__in=_AT_THE_END).count()
    if open_batches:
        sentence = _("Batches that have not come to their end: {n}. Complete or stop them first.")
        yield Blocker("batches", sentence.format(n=open_batches))
    in_hands = Assignment.objects.filter(project=project, state__in=_IN_HANDS).count()
    if in_hands:
        sentence = _("Tasks in people's hands, and answers that nobody has judged yet: {n}.")
        yield Blocker("in_hands", sentence.format(n=in_hands))
    waiting = Asset.objects.filter(brief__project=project, state=Asset.State.WAITING).count()
    if waiting:
        sentence = _("Collected pictures that wait for a review: {n}. Accept or reject them first.")
        yield Blocker("waiting", sentence.format(n=waiting))
    appeals = _appeals(project, now)
    if appeals:
        sentence = _(
            "Appeals that are open, and rejections of the last {days} days, against which people "
            "may still appeal: {n}."
        )
        yield Blocker("appeals", sentence.format(n=appeals, days=project.appeal_days))
    standing = Release.objects.filter(project=project, state__in=_STANDING)
    versions = list(standing.order_by("pk").values_list("version", flat=True))
    if versions:
        sentence = _("Clients have these releases: {versions}. Withdraw them first.")
        yield Blocker("releases", sentence.format(versions=_named(versions)))
    collected = _collected_items(project.pk)
    if collected:
        sentence = _(
            "Collected pictures that are in a dataset: {n}. The permissions for them are this "
            "project's. Delete these pictures first."
        )
        yield Blocker("collected", sentence.format(n=collected))
    moving = _moving(project.pk)
    if moving:
        sentence = _("Work of the service that is under way here: {n}. Wait for it, or cancel it.")
        yield Blocker("operations", sentence.format(n=moving))


def _appeals(project: Project, now: datetime) -> int:
    late = now - timedelta(days=project.appeal_days)
    rejected = Assignment.objects.filter(
        project=project, state=Assignment.State.REJECTED, reviewed_at__gt=late
    )
    return Appeal.objects.filter(project=project, state__in=_OPEN_APPEALS).count() + (
        rejected.count()
    )


def _collected_items(project_id: int) -> int:
    kept = Asset.objects.filter(brief__project_id=project_id, item__isnull=False)
    return kept.exclude(item__exclusion_reason__in=GONE).count()


def _moving(project_id: int) -> int:
    """Exports, fits, evaluations and the like that a worker is at, or will be."""
    return sum(
        one.rows(path, project_id).filter(state__in=Operation.LIVE).count()
        for one in owned_by(Project, OF_PROJECTS)
        if issubclass(one.model, Operation)
        for path in one.paths
    )


def _dataset_blockers(dataset: Dataset) -> Iterator[Blocker]:
    names = list(projects_that_use(dataset).values_list("name", flat=True))
    if names:
        sentence = _("Projects use these pictures: {names}. Delete them first.")
        yield Blocker("projects", sentence.format(names=_named(names)))
    live = Import.objects.filter(dataset=dataset, state__in=Operation.LIVE, is_collecting=False)
    if live.exists():
        yield Blocker("imports", _("Pictures are coming in. Wait for the import, or cancel it."))


def _named(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    said = ", ".join(names[:MOST_NAMED])
    return f"{said} … (+{more})" if more > 0 else said
