"""Projects: made, changed, opened to people, closed."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from concord.sentences import Sentence
from guildmark.communities.actions import is_in_circle
from guildmark.communities.models import Community
from guildmark.core.errors import FieldProblem, NotFound, StateConflict, WrongInput
from guildmark.datasets.models import Dataset
from guildmark.projects import queries
from guildmark.projects.actions.locks import locked_project, record_of
from guildmark.projects.errors import ProjectChanged, ProjectIncomplete, ProjectNameTaken
from guildmark.projects.models import GuidelineVersion, Project
from guildmark.projects.plugins import plugin_names

#: What a manager may change, by the name of the column.
CHANGEABLE = frozenset(
    {
        *("name", "summary", "community_id", "dataset_id", "price_minor", "currency"),
        "budget_minor",
        *("gold_iou", "gold_f1", "gold_label_accuracy", "gold_question_accuracy"),
        *("overlap", "gold_pass_mark", "lease_seconds", "target_confidence"),
        *("consensus_method", "calibration_method", "shape_kept_from", "disputed_below"),
        *("flow", "verdicts_wanted", "verdict_audit_share", "auto_accept_days", "rejection_budget"),
        *("appeal_days", "appeal_answer_days", "gold_contests"),
        *("has_superpixels", "suggestion_share", "plugin"),
    }
)

CIRCLE = "This community asks for the qualification of this project: nobody could come in first."


@transaction.atomic
def create_project(
    *, actor_id: int, organisation_id: int, name: str, summary: str = "", now: datetime
) -> Project:
    """Make a project, as a draft. Records project.created. Raises ProjectNameTaken."""
    try:
        with transaction.atomic():
            project = Project.objects.create(
                organisation_id=organisation_id,
                name=name,
                summary=summary,
                created_by_id=actor_id,
                created_at=now,
            )
    except IntegrityError as error:
        raise ProjectNameTaken from error
    record_of(project, "project.created", actor_id=actor_id, payload={"name": name}, now=now)
    return project


@transaction.atomic
def update_project(
    *,
    actor_id: int,
    project_id: int,
    changes: Mapping[str, object],
    now: datetime,
    written_over: Mapping[str, object] | None = None,
) -> Project:
    """Change columns of CHANGEABLE. Records project.updated, unless nothing changes.

    `written_over` are columns as the caller read them, None for whatever is there.

    Raises ProjectChanged where somebody else changed one of those since; WrongInput for a community
    or dataset of somebody else, a community that is closed or asks for the qualification of this
    project, a plug-in that is not installed, and another currency once there are prices in one;
    ProjectIncomplete where an active project would lose one; ProjectNameTaken.
    """
    project = locked_project(project_id)
    assert changes.keys() <= CHANGEABLE  # noqa: S101  the caller's mistake, not a person's
    _require_as_read(project, changes, written_over or {})
    changed = sorted(key for key in changes if getattr(project, key) != changes[key])
    if not changed:
        return project
    _require_own(project, changes)
    for key in changed:
        setattr(project, key, changes[key])
    if project.state == Project.State.ACTIVE:
        _require_complete(project)
    try:
        with transaction.atomic():
            project.save(update_fields=changed)
    except IntegrityError as error:
        if "project_name_once" not in str(error):
            raise
        raise ProjectNameTaken from error
    _require_no_circle(project, changed)
    record_of(project, "project.updated", actor_id=actor_id, payload={"changed": changed}, now=now)
    return project


def _require_as_read(
    project: Project, changes: Mapping[str, object], written_over: Mapping[str, object]
) -> None:
    """What somebody else saved meanwhile is another's unless it is what is asked for now, too.

    Raises ProjectChanged.
    """
    overtaken = sorted(
        key
        for key, was in written_over.items()
        if getattr(project, key) not in (was, changes.get(key, was))
    )
    if overtaken:
        sentence = _("Somebody saved another value meanwhile.")
        raise ProjectChanged(
            errors=tuple(FieldProblem(key, "changed", sentence) for key in overtaken)
        )


def _require_no_circle(project: Project, changed: list[str]) -> None:
    """Nobody can be qualified by a project whose community asks for that. Raises WrongInput."""
    community = project.community
    if "community_id" in changed and community is not None and is_in_circle(community):
        raise WrongInput(errors=(FieldProblem("community_id", "circle", CIRCLE),))


def fix_currency(*, project_id: int) -> None:
    """From now on the currency stays, in the caller's transaction. Records nothing; safe twice."""
    Project.objects.filter(pk=project_id, is_currency_fixed=False).update(is_currency_fixed=True)


def _require_own(project: Project, changes: Mapping[str, object]) -> None:
    """What is chosen is the organisation's or installed, the currency stays. Raises WrongInput."""
    owned = {
        "community_id": Community.objects.all(),
        # Locked, so that nobody deletes it beside this.
        "dataset_id": Dataset.objects.filter(is_deleting=False).select_for_update(no_key=True),
    }
    problems = tuple(
        FieldProblem(key, "unknown", "The organisation has nothing of this number.")
        for key, there in owned.items()
        if changes.get(key) is not None
        and not there.filter(pk=changes[key], organisation_id=project.organisation_id).exists()
    )
    problems += _closed_choice(project, changes.get("community_id"))
    if project.is_currency_fixed and changes.get("currency", project.currency) != project.currency:
        sentence = _("Batches have prices in {currency} already. Make another project.").format(
            currency=project.currency
        )
        problems += (FieldProblem("currency", "fixed", sentence),)
    if changes.get("plugin") and changes["plugin"] not in plugin_names():
        sentence = "The installation has no plug-in of this name. Ask whoever runs it."
        problems += (FieldProblem("plugin", "unknown", sentence),)
    if problems:
        raise WrongInput(errors=problems)


def _closed_choice(project: Project, community_id: object) -> tuple[FieldProblem, ...]:
    """Where another community is chosen that takes nobody in; one that closed under it stays.

    What is chosen is held, so that it does not close beside this. Nobody who holds a community
    waits for a project.
    """
    if not isinstance(community_id, int) or community_id == project.community_id:
        return ()
    own = Community.objects.filter(organisation_id=project.organisation_id)
    chosen = own.select_for_update(no_key=True).filter(pk=community_id).first()
    if chosen is None or not chosen.is_closed:
        return ()
    sentence = Sentence(
        "“{name}” is closed: it takes nobody in any more. Open it again first, or choose another.",
        name=chosen.name,
    )
    return (FieldProblem("community_id", "closed", sentence),)


def _require_complete(project: Project) -> None:
    """Schema, guideline, community and dataset are there. Raises ProjectIncomplete."""
    published = project.guideline_versions.filter(state=GuidelineVersion.State.PUBLISHED)
    wanted = {
        "schema": (queries.current_schema(project.pk) is not None, "Define the label schema."),
        "guideline": (published.exists(), "Publish a guideline."),
        "community": (project.community_id is not None, "Choose the community that works on it."),
        "dataset": (project.dataset_id is not None, "Choose the dataset to label."),
    }
    missing = tuple(
        FieldProblem(path, "missing", sentence)
        for path, (is_there, sentence) in wanted.items()
        if not is_there
    )
    if missing:
        raise ProjectIncomplete(errors=missing)


@transaction.atomic
def activate_project(*, actor_id: int, project_id: int, now: datetime) -> Project:
    """draft | closed -> active: people see it. Records project.activated.

    Calling twice changes nothing more. Raises ProjectIncomplete, naming what is missing.
    """
    project = locked_project(project_id)
    if project.state == Project.State.ACTIVE:
        return project
    _require_complete(project)
    return _move(project, Project.State.ACTIVE, "project.activated", actor_id=actor_id, now=now)


@transaction.atomic
def close_project(*, actor_id: int, project_id: int, now: datetime) -> Project:
    """active -> closed: people see it no more. Records project.closed.

    Calling twice changes nothing more. Raises StateConflict for a draft.
    """
    project = locked_project(project_id)
    if project.state == Project.State.CLOSED:
        return project
    if project.state == Project.State.DRAFT:
        raise StateConflict("Only an active project can be closed.")
    return _move(project, Project.State.CLOSED, "project.closed", actor_id=actor_id, now=now)


@transaction.atomic
def begin_project_deletion(project_id: int) -> None:
    """draft | closed -> deleting: nobody works with it any more. Records nothing: whoever deletes
    it does. Safe to repeat. Raises NotFound, and StateConflict for an active project."""
    found = Project.objects.select_for_update().filter(pk=project_id).first()
    if found is None:
        raise NotFound
    if found.state == Project.State.ACTIVE:
        raise StateConflict("An active project is closed before it is deleted.")
    Project.objects.filter(pk=project_id).update(state=Project.State.DELETING)


def _move(project: Project, state: str, event: str, *, actor_id: int, now: datetime) -> Project:
    project.state = state
    project.save(update_fields=["state"])
    record_of(project, event, actor_id=actor_id, payload={}, now=now)
    return project
