"""The brief of a project, saved as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from guildmark.collection import queries
from guildmark.collection.actions.records import record_brief
from guildmark.collection.errors import CollectionIncomplete, WrongBrief
from guildmark.collection.models import Brief, BriefExample, ConsentText, Stratum
from guildmark.core.errors import FieldProblem
from guildmark.datasets.models import Item
from guildmark.projects.actions import fix_currency
from guildmark.projects.actions.locks import locked_project
from guildmark.projects.models import Project


@dataclass(frozen=True)
class PlannedStratum:
    """A kind of picture as it is wanted; `id` is None for a new one."""

    name: str
    wanted: int
    id: int | None = None


@dataclass(frozen=True)
class PlannedExample:
    """An item of the project's dataset, as an example."""

    item_id: int
    is_right: bool = True
    caption: str = ""


@dataclass(frozen=True)
class BriefPlan:
    """Everything a manager says of a collection. An empty permission leaves the one in force."""

    body: str
    strata: Sequence[PlannedStratum]
    consent_body: str = ""
    licence: str = ""
    examples: Sequence[PlannedExample] = field(default_factory=tuple)
    is_open: bool = False
    asks_qualification: bool = False
    price_minor: int = 0
    reviews_wanted: int = 0
    review_price_minor: int = 0
    min_short_side_px: int = 600
    min_mean: float = 30.0
    min_sharpness: float = 20.0


_COLUMNS = (
    "body",
    "is_open",
    "asks_qualification",
    "price_minor",
    "reviews_wanted",
    "review_price_minor",
    "min_short_side_px",
    "min_mean",
    "min_sharpness",
)


@transaction.atomic
def save_brief(*, actor_id: int, project: Project, plan: BriefPlan, now: datetime) -> Brief:
    """Make the project's brief say what the plan says. Records collection.changed.

    Another permission becomes a new version, to be signed anew; what was signed stays as it was.
    Calling twice changes nothing more. Raises WrongBrief (fewer wanted than taken, a kind with
    pictures left out, an example of elsewhere), CollectionIncomplete (open without all it needs)
    and ProjectGoing.
    """
    # The project first: two tabs that make the first brief wait for each other here.
    project = locked_project(project.pk, keeps_work_going=True)
    brief, _ = Brief.objects.get_or_create(
        project=project,
        defaults={"organisation_id": project.organisation_id, "created_at": now},
    )
    brief = Brief.objects.select_for_update().get(pk=brief.pk)
    for column in _COLUMNS:
        setattr(brief, column, getattr(plan, column))
    brief.save(update_fields=_COLUMNS)
    _save_strata(brief, plan.strata)
    _save_examples(brief, project, plan.examples)
    _save_permission(brief, plan, now=now)
    if plan.is_open:
        _require_complete(brief, project)
        fix_currency(project_id=project.pk)
    record_brief("collection.changed", brief, actor_id=actor_id, now=now)
    return brief


def _save_strata(brief: Brief, planned: Sequence[PlannedStratum]) -> None:
    known = {one.pk: one for one in brief.strata.select_for_update().order_by("pk")}
    problems = _problems(known, planned)
    if problems:
        raise WrongBrief(errors=problems)
    kept = {one.id for one in planned}
    brief.strata.exclude(pk__in=[pk for pk in known if pk in kept]).delete()
    for pk, old in known.items():
        if pk in kept:  # names may be swapped: each is unique at every moment
            Stratum.objects.filter(pk=pk).update(name=f"\x1f{old.pk}")
    for one in planned:
        values = {"name": one.name, "wanted": one.wanted}
        if one.id is None:
            Stratum.objects.create(brief=brief, **values)
        else:
            Stratum.objects.filter(pk=one.id).update(**values)


def _problems(
    known: dict[int, Stratum], planned: Sequence[PlannedStratum]
) -> tuple[FieldProblem, ...]:
    problems = []
    names = [one.name.casefold() for one in planned]
    for index, one in enumerate(planned):
        path = f"strata[{index}]"
        if names.count(one.name.casefold()) > 1:
            problems.append(FieldProblem(f"{path}.name", "twice", "Two kinds have this name."))
        if one.id is None:
            continue
        if one.id not in known:
            problems.append(FieldProblem(f"{path}.id", "unknown", "The brief has no such kind."))
        elif one.wanted < known[one.id].taken_count:
            sentence = _("There already or waiting for a review: {taken}.").format(
                taken=known[one.id].taken_count
            )
            problems.append(FieldProblem(f"{path}.wanted", "too_few", sentence))
    kept = {one.id for one in planned}
    for pk, old in known.items():
        if pk not in kept and old.assets.exists():
            sentence = _("Pictures came for {name}; it stays. Want no more than there are.").format(
                name=old.name
            )
            problems.append(FieldProblem("strata", "in_use", sentence))
    return tuple(problems)


def _save_examples(brief: Brief, project: Project, planned: Sequence[PlannedExample]) -> None:
    ids = [one.item_id for one in planned]
    found = Item.objects.filter(pk__in=ids, dataset_id=project.dataset_id or 0).count()
    if found != len(set(ids)) or len(ids) != len(set(ids)):
        sentence = "Examples are pictures of the project's dataset, each once."
        raise WrongBrief(errors=(FieldProblem("examples", "unknown", sentence),))
    brief.examples.all().delete()
    BriefExample.objects.bulk_create(
        BriefExample(brief=brief, item_id=one.item_id, is_right=one.is_right, caption=one.caption)
        for one in planned
    )


def _save_permission(brief: Brief, plan: BriefPlan, *, now: datetime) -> None:
    newest = queries.text_in_force(brief)
    wanted = (plan.consent_body, plan.licence)
    if not plan.consent_body or (newest and (newest.body, newest.licence) == wanted):
        return
    ConsentText.objects.create(
        brief=brief,
        number=newest.number + 1 if newest else 1,
        body=plan.consent_body,
        licence=plan.licence,
        created_at=now,
    )


def _require_complete(brief: Brief, project: Project) -> None:
    """Raises CollectionIncomplete, naming what is missing."""
    wanted = {
        "body": (brief.body != "", "Say what is to be photographed."),
        "strata": (brief.strata.exists(), "Name at least one kind of picture."),
        "consent_body": (queries.text_in_force(brief), "Write the permission people sign."),
        "community": (project.community_id is not None, "Choose the project's community first."),
        "dataset": (project.dataset_id is not None, "Choose the project's dataset first."),
    }
    missing = tuple(
        FieldProblem(path, "missing", sentence)
        for path, (is_there, sentence) in wanted.items()
        if not is_there
    )
    if missing:
        raise CollectionIncomplete(errors=missing)
