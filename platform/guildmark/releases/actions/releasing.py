"""Asking for a release: which one, of what, under which number."""

import re
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from concord.documents import compile_schema
from concord.question_changes import question_problem, with_changed_questions
from concord.remapping import change_problem, changed_definition
from guildmark.consensus.queries.tasks import complete_tasks
from guildmark.core.said import told
from guildmark.events.actions import record
from guildmark.projects.actions.locks import locked_project
from guildmark.projects.models import GuidelineVersion, Project, SchemaVersion
from guildmark.releases import queries
from guildmark.releases.errors import (
    NothingToRelease,
    ProjectWithoutRules,
    ReleaseBuilding,
    VersionTaken,
    WrongPlan,
    WrongVersion,
)
from guildmark.releases.models import Release, ReleaseBuild
from guildmark.releases.plans import Json, Plan, answer_keys, plan_of

FIRST_VERSION = "1.0"
_VERSION = re.compile(r"[0-9]{1,5}(\.[0-9]{1,5}){1,2}")


@transaction.atomic
def create(
    *,
    actor_id: int,
    project_id: int,
    version: str | None,
    note: str,
    now: datetime,
    plan: Json | None = None,
) -> Release:
    """Ask for a release of a project: its complete tasks, which a worker judges, and its labels
    from elsewhere, which are true as they came.

    Without a version it is the next minor one, without a plan it is everything. Records
    release.requested. Raises WrongVersion, WrongPlan, ProjectWithoutRules, NothingToRelease,
    VersionTaken, ReleaseBuilding, ProjectGoing. Calling twice: the
    second is refused while the first is building, and makes another release afterwards.
    """
    if version is not None and not _VERSION.fullmatch(version):
        raise WrongVersion
    project = locked_project(project_id, keeps_work_going=True)
    schema_version, guideline_version = _rules(project)
    definition = _definition(schema_version, plan_of(plan or {}))
    if not (complete_tasks(project_id=project_id).exists() or queries.has_brought(project_id)):
        raise NothingToRelease
    try:
        with transaction.atomic():
            release = Release.objects.create(
                organisation_id=project.organisation_id,
                project=project,
                version=version or _free_version(project_id),
                note=note,
                schema_version=schema_version,
                guideline_version=guideline_version,
                plan=plan or {},
                definition=definition,
                follows=_last(project_id),
                created_by_id=actor_id,
                created_at=now,
            )
    except IntegrityError as error:
        if "release_building_once" in str(error):
            raise ReleaseBuilding from error
        if "release_version_once" in str(error):
            raise VersionTaken from error
        raise
    ReleaseBuild.objects.create(release=release, created_at=now)
    record_move("release.requested", release, actor_id, now)
    return release


def next_version(last: str | None) -> str:
    """1.4 after 1.3, 1.4 after 1.3.2, 1.0 at first."""
    if last is None:
        return FIRST_VERSION
    major, minor = last.split(".")[:2]
    return f"{major}.{int(minor) + 1}"


def _rules(project: Project) -> tuple[SchemaVersion, GuidelineVersion]:
    schema_version = project.schema_versions.order_by("-number").first()
    guideline_version = project.guideline_versions.filter(
        state=GuidelineVersion.State.PUBLISHED
    ).first()
    if schema_version is None or guideline_version is None:
        raise ProjectWithoutRules
    return schema_version, guideline_version


def _definition(schema_version: SchemaVersion, plan: Plan) -> Json | None:
    """The schema after the plan's changes, None without any. Raises WrongPlan."""
    definition = schema_version.definition
    unknown = set(plan.labels) - _choosable(definition)
    if unknown:
        names = ", ".join(sorted(unknown))
        raise WrongPlan(_("The schema has no label or answer {names}.").format(names=names))
    problem = question_problem(definition, plan.questions)
    if problem is None:
        definition = with_changed_questions(definition, plan.questions)
        problem = change_problem(definition, plan.changes)
    if problem is not None:
        raise WrongPlan(told(problem))
    if not plan.changes and not plan.questions:
        return None
    return changed_definition(definition, plan.changes)


def _choosable(definition: Json) -> set[str]:
    """What pictures can be chosen by: labels, and answers of questions with options or yes and no
    as question=option."""
    schema = compile_schema(definition)
    return {*schema.labels, *answer_keys(schema)}


def _free_version(project_id: int) -> str:
    """The one after the newest release's that nothing has; the project is locked."""
    kept = Release.objects.filter(project_id=project_id).exclude(state__in=Release.NEVER_READY)
    taken = list(kept.order_by("-pk").values_list("version", flat=True))
    version = next_version(taken[0] if taken else None)
    while version in taken:
        version = next_version(version)
    return version


def _last(project_id: int) -> Release | None:
    """The newest release that came about and was not thrown away."""
    good = Release.objects.filter(project_id=project_id).exclude(
        state__in=[*Release.NEVER_READY, Release.State.DISCARDED]
    )
    return good.order_by("-pk").first()


def record_move(name: str, release: Release, actor_id: int | None, now: datetime) -> None:
    """What became of a release, as an event."""
    record(
        name=name,
        payload={"release_id": release.pk, "project_id": release.project_id},
        actor_id=actor_id,
        organisation_id=release.organisation_id,
        now=now,
    )
