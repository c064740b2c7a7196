"""How much of gold people get right, and what that says of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncDate

from concord.skill import BetaPrior, estimate_skill, fit_population
from guildmark.quality.models import GoldScore
from guildmark.work.models import Assignment


@dataclass(frozen=True)
class Tally:
    """How much of gold somebody got right: the sum of the shares of all checks."""

    right: float
    checks: int


def hidden_scores() -> QuerySet[GoldScore]:
    """Those on gold that checks; visible gold teaches, and says nothing of people."""
    return GoldScore.objects.filter(gold_item__is_hidden=True, is_held=True)


def trusted_scores() -> QuerySet[GoldScore]:
    """Those that say something of people.

    On hidden gold that is not in doubt, of answers that were not voided.
    """
    trusted = hidden_scores().filter(gold_item__is_trusted=True)
    return trusted.exclude(submission__assignment__state=Assignment.State.VOIDED)


def tallies(
    project_id: int,
    *,
    before: datetime | None = None,
) -> dict[int, Tally]:
    """By annotator, over trusted gold; `before` leaves out what was scored then or later."""
    scores = trusted_scores().filter(project_id=project_id)
    if before is not None:
        scores = scores.filter(scored_at__lt=before)
    rows = scores.values("annotator_id").annotate(right=Sum("right_share"), checks=Count("pk"))
    return {row["annotator_id"]: Tally(row["right"], row["checks"]) for row in rows.order_by()}


@dataclass(frozen=True)
class Posterior:
    """Beta(alpha, beta) of the share right on gold, with the interval that holds 95 % of it."""

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
    prior = _population(tallies_by_annotator)
    return {
        annotator_id: _posterior(tallies_by_annotator.get(annotator_id, Tally(0, 0)), prior)
        for annotator_id in annotator_ids
    }


def _population(tallies_by_annotator: dict[int, Tally]) -> BetaPrior:
    seen = list(tallies_by_annotator.values())
    return fit_population([one.right for one in seen], [one.checks for one in seen])


def _posterior(tally: Tally, prior: BetaPrior) -> Posterior:
    skill = estimate_skill(tally.right, tally.checks, population=prior, probability=0.95)
    return Posterior(
        alpha=prior.mean * prior.strength + tally.right,
        beta=(1 - prior.mean) * prior.strength + tally.checks - tally.right,
        mean=skill.mean,
        lower=skill.lower,
        upper=skill.upper,
        check_count=tally.checks,
    )


def start_of_day(now: datetime) -> datetime:
    """The midnight, UTC, before `now`."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0)


@dataclass(frozen=True)
class DaySkill:
    """What was known of somebody at the end of a day."""

    on: date
    mean: float
    lower: float
    upper: float
    check_count: int


def skill_by_day(
    *, project_id: int, user_id: int, before: datetime | None = None
) -> list[DaySkill]:
    """The skill after each day with a check, under today's population; two queries."""
    prior = _population(tallies(project_id, before=before))
    scores = trusted_scores().filter(project_id=project_id, annotator_id=user_id)
    if before is not None:
        scores = scores.filter(scored_at__lt=before)
    rows = (
        scores.annotate(on=TruncDate("scored_at"))
        .values("on")
        .annotate(right=Sum("right_share"), checks=Count("pk"))
        .order_by("on")
    )
    days, tally = [], Tally(0.0, 0)
    for row in rows:
        tally = Tally(tally.right + row["right"], tally.checks + row["checks"])
        known = _posterior(tally, prior)
        days.append(DaySkill(row["on"], known.mean, known.lower, known.upper, known.check_count))
    return days
