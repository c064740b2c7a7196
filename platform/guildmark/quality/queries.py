"""Gold, and how people do on it. What says which item was gold never reaches annotators."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Aggregate, Count, FloatField, Q, QuerySet

from concord.skill import estimate_skill, fit_population
from guildmark.core.errors import NotFound
from guildmark.projects.models import Project
from guildmark.quality.models import GoldItem, GoldScore, Skill
from guildmark.work.models import Seat, Submission

#: Scores on these say something of people; those on a suspended item are in doubt.
TRUSTED_STATES: tuple[str, ...] = (GoldItem.State.ACTIVE, GoldItem.State.RETIRED)


def organisation_id_of_project(project_id: int) -> int:
    """The tenant of a project. Raises NotFound."""
    found = Project.objects.filter(pk=project_id).values_list("organisation_id", flat=True).first()
    if found is None:
        raise NotFound
    return found


def gold_items() -> QuerySet[GoldItem]:
    """Gold with its picture and how often it was got right, newest first."""
    return (
        GoldItem.objects.select_related("item", "project")
        .annotate(
            check_count=Count("scores"),
            right_count=Count("scores", filter=Q(scores__is_right=True)),
        )
        .order_by("-pk")
    )


def gold_item(gold_item_id: int) -> GoldItem:
    """One of them. Raises NotFound."""
    found = gold_items().filter(pk=gold_item_id).first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class Tally:
    """How often somebody was right on gold."""

    right: int
    checks: int


def tallies(project_id: int, *, before: datetime | None = None) -> dict[int, Tally]:
    """By annotator, over trusted gold; `before` leaves out what was scored then or later."""
    scores = GoldScore.objects.filter(project_id=project_id, gold_item__state__in=TRUSTED_STATES)
    if before is not None:
        scores = scores.filter(scored_at__lt=before)
    rows = scores.values("annotator_id").annotate(
        right=Count("pk", filter=Q(is_right=True)), checks=Count("pk")
    )
    return {row["annotator_id"]: Tally(row["right"], row["checks"]) for row in rows.order_by()}


@dataclass(frozen=True)
class Posterior:
    """Beta(alpha, beta) of being right on gold, with the interval that holds 95 % of it."""

    alpha: float
    beta: float
    mean: float
    lower: float
    upper: float
    check_count: int


def posteriors(
    tallies_by_annotator: dict[int, Tally], annotator_ids: Iterable[int]
) -> dict[int, Posterior]:
    """What is known of some annotators, under the prior that the whole population gives."""
    seen = list(tallies_by_annotator.values())
    prior = fit_population([one.right for one in seen], [one.checks for one in seen])
    found = {}
    for annotator_id in annotator_ids:
        tally = tallies_by_annotator.get(annotator_id, Tally(0, 0))
        skill = estimate_skill(tally.right, tally.checks, population=prior, probability=0.95)
        found[annotator_id] = Posterior(
            alpha=prior.mean * prior.strength + tally.right,
            beta=(1 - prior.mean) * prior.strength + tally.checks - tally.right,
            mean=skill.mean,
            lower=skill.lower,
            upper=skill.upper,
            check_count=tally.checks,
        )
    return found


def unscored_submissions(*, since: datetime, until: datetime, limit: int) -> list[int]:
    """Answers to gold that nobody has scored: their event, or its task, was lost."""
    waiting = Submission.objects.filter(
        task__is_gold=True, submitted_at__gte=since, submitted_at__lt=until
    ).exclude(pk__in=GoldScore.objects.values("submission_id"))
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:limit])


class Median(Aggregate):
    """The middle of a column; None without rows."""

    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


def seats(project_id: int) -> QuerySet[Seat]:
    """Everybody who has come to work on a project, first come first."""
    return Seat.objects.filter(project_id=project_id).select_related("annotator").order_by("pk")


@dataclass(frozen=True)
class PersonRow:
    """One annotator of a project as its manager sees them."""

    user_id: int
    pseudonym: str
    submission_count: int
    skill: Skill | None
    median_seconds: float | None
    standing: str
    blocked_reason: str


def people(page: Sequence[Seat], *, project_id: int) -> list[PersonRow]:
    """The rows of one page of seats: two queries, however many there are."""
    ids = [seat.annotator_id for seat in page]
    work: dict[int, Any] = {
        row["annotator_id"]: row
        for row in Submission.objects.filter(project_id=project_id, annotator_id__in=ids)
        .values("annotator_id")
        .annotate(count=Count("pk"), median_seconds=Median("seconds_spent"))
        .order_by()
    }
    skills = {
        skill.annotator_id: skill
        for skill in Skill.objects.filter(
            project_id=project_id, annotator_id__in=ids, check_count__gt=0
        )
    }
    nothing: dict[str, Any] = {"count": 0, "median_seconds": None}  # a row of `values`
    return [
        PersonRow(
            user_id=seat.annotator_id,
            pseudonym=seat.annotator.pseudonym,
            submission_count=work.get(seat.annotator_id, nothing)["count"],
            skill=skills.get(seat.annotator_id),
            median_seconds=work.get(seat.annotator_id, nothing)["median_seconds"],
            standing="blocked" if seat.blocked_reason else "active",
            blocked_reason=seat.blocked_reason,
        )
        for seat in page
    ]


def person(*, project_id: int, user_id: int) -> PersonRow:
    """One annotator of a project. Raises NotFound for somebody who never came."""
    found = people(list(seats(project_id).filter(annotator_id=user_id)), project_id=project_id)
    if not found:
        raise NotFound
    return found[0]


@dataclass(frozen=True)
class OwnQuality:
    """How somebody does in a project, as they may know it."""

    project_id: int
    name: str
    mean: float
    lower: float
    upper: float
    check_count: int
    pass_mark: float


def start_of_day(now: datetime) -> datetime:
    """The midnight, UTC, before `now`."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0)


def own_quality(*, user_id: int, now: datetime) -> list[OwnQuality]:
    """By project, up to last midnight: a day's checks come together, so none gives itself away."""
    midnight = start_of_day(now)
    own = GoldScore.objects.filter(annotator_id=user_id, scored_at__lt=midnight)
    projects = Project.objects.filter(pk__in=own.values("project_id")).order_by("name", "pk")
    rows = []
    for project in projects:
        counted = tallies(project.pk, before=midnight)
        if user_id not in counted:
            continue
        skill = posteriors(counted, [user_id])[user_id]
        rows.append(
            OwnQuality(
                project_id=project.pk,
                name=project.name,
                mean=skill.mean,
                lower=skill.lower,
                upper=skill.upper,
                check_count=skill.check_count,
                pass_mark=project.gold_pass_mark,
            )
        )
    return rows


def catch_up_window(now: datetime) -> tuple[datetime, datetime]:
    """Where lost scoring is looked for: what is fresh is still on its way."""
    return now - timedelta(days=2), now - timedelta(seconds=60)
