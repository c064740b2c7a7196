"""The people of a project as its manager sees them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db.models import Aggregate, Count, FloatField

from guildmark.core.errors import NotFound
from guildmark.projects.models import Project
from guildmark.quality.figures import Json, no_figure
from guildmark.quality.models import AnnotatorFigures, Restriction, Skill
from guildmark.quality.part_words import named
from guildmark.quality.queries.labels import LabelSkill, label_skills
from guildmark.quality.queries.skill import DaySkill, skill_by_day
from guildmark.quality.queries.verdicts import VerdictFigures, beside_others, verdict_figures
from guildmark.work.models import Seat, Submission


class Median(Aggregate):
    """The middle of a column; None without rows."""

    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


@dataclass(frozen=True)
class ShownFigures:
    """What the last fit says of somebody; figures with their reason before the first."""

    agreement: Json
    information_bits: Json
    spammer_score: Json
    speed: Json
    drift_state: str
    computed_at: datetime | None


NOT_YET = "Nothing was computed yet."
NO_FIGURES = ShownFigures(
    agreement=no_figure(NOT_YET),
    information_bits=no_figure(NOT_YET),
    spammer_score=no_figure(NOT_YET),
    speed=no_figure(NOT_YET),
    drift_state=AnnotatorFigures.Drift.UNKNOWN,
    computed_at=None,
)


def shown(row: AnnotatorFigures) -> ShownFigures:
    """The figures of a stored row."""
    return ShownFigures(
        agreement=row.agreement,
        information_bits=row.information_bits,
        spammer_score=row.spammer_score,
        speed=row.speed,
        drift_state=row.drift_state,
        computed_at=row.computed_at,
    )


def _newest_figures(project_id: int, ids: Sequence[int]) -> dict[int, ShownFigures]:
    rows = (
        AnnotatorFigures.objects.filter(project_id=project_id, annotator_id__in=ids)
        .defer("details", "rule_inputs")
        .order_by("annotator_id", "-computed_on")
        .distinct("annotator_id")
    )
    return {row.annotator_id: shown(row) for row in rows}


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
    restrictions: list[Restriction]
    last_active_at: datetime | None
    figures: ShownFigures
    verdicts: VerdictFigures | None


def people(page: Sequence[Seat], *, project_id: int) -> list[PersonRow]:
    """The rows of one page of seats: five queries, however many there are."""
    ids = [seat.annotator_id for seat in page]
    work: dict[int, Any] = {
        row["annotator_id"]: row
        for row in Submission.objects.filter(
            project_id=project_id, annotator_id__in=ids, is_current=True
        )
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
    figures = _newest_figures(project_id, ids)
    judging = verdict_figures(project_id, ids)
    restrictions = _active_restrictions(project_id, ids)
    nothing: dict[str, Any] = {"count": 0, "median_seconds": None}  # a row of `values`
    return [
        PersonRow(
            user_id=seat.annotator_id,
            pseudonym=seat.annotator.pseudonym,
            submission_count=work.get(seat.annotator_id, nothing)["count"],
            skill=skills.get(seat.annotator_id),
            median_seconds=work.get(seat.annotator_id, nothing)["median_seconds"],
            standing=_standing(seat, restrictions[seat.annotator_id]),
            blocked_reason=seat.blocked_reason or seat.ineligible_reason,
            restrictions=restrictions[seat.annotator_id],
            last_active_at=seat.claimed_at,
            figures=figures.get(seat.annotator_id, NO_FIGURES),
            verdicts=judging.get(seat.annotator_id),
        )
        for seat in page
    ]


def _active_restrictions(
    project_id: int, ids: Sequence[int]
) -> defaultdict[int, list[Restriction]]:
    found: defaultdict[int, list[Restriction]] = defaultdict(list)
    active = Restriction.objects.filter(project_id=project_id, annotator_id__in=ids, lifted_at=None)
    for one in active.order_by("pk"):
        found[one.annotator_id].append(one)
    return found


def _standing(seat: Seat, restrictions: Sequence[Restriction]) -> str:
    if seat.blocked_reason:
        return "blocked"
    if seat.ineligible_reason:
        return "not_eligible"
    limits = {Restriction.Kind.DAILY_CAP, Restriction.Kind.MORE_GOLD}
    return "limited" if any(one.kind in limits for one in restrictions) else "active"


def person(*, project_id: int, user_id: int) -> PersonRow:
    """One annotator of a project. Raises NotFound for somebody who never came."""
    seats = Seat.objects.filter(project_id=project_id, annotator_id=user_id)
    found = people(list(seats.select_related("annotator")), project_id=project_id)
    if not found:
        raise NotFound
    return found[0]


@dataclass(frozen=True)
class PersonDetail(PersonRow):
    """Everything that is known of one annotator of a project."""

    skill_over_time: list[DaySkill]
    labels: list[LabelSkill]
    details: Json
    currency: str


def person_detail(*, project_id: int, user_id: int) -> PersonDetail:
    """One annotator's page. Raises NotFound for somebody who never came."""
    newest = (
        AnnotatorFigures.objects.filter(project_id=project_id, annotator_id=user_id)
        .order_by("-computed_on")
        .first()
    )
    row = person(project_id=project_id, user_id=user_id)
    return PersonDetail(
        **{
            **{one.name: getattr(row, one.name) for one in fields(row)},
            "verdicts": beside_others(row.verdicts, project_id, user_id),
        },
        skill_over_time=skill_by_day(project_id=project_id, user_id=user_id),
        labels=label_skills(project_id=project_id, user_id=user_id),
        details=named_details(newest.details) if newest else NO_DETAILS,
        currency=Project.objects.values_list("currency", flat=True).get(pk=project_id),
    )


def named_details(details: Json) -> Json:
    """As they were kept, with parts named for the reader; fits of earlier versions kept less."""
    return {**NO_DETAILS, **details, "parts": named(details["parts"])}


NO_DETAILS: Json = {
    "parts": [],
    "drawing": None,
    "numbers": [],
    "drift": {
        "state": AnnotatorFigures.Drift.UNKNOWN.value,
        "began_at": None,
        "threshold": None,
        "undefined_reason": NOT_YET,
        "series": [],
    },
    "speed": {
        "robust_z": no_figure(NOT_YET),
        "median_seconds": None,
        "crowd_median_seconds": None,
        "crowd_lower_seconds": None,
        "crowd_upper_seconds": None,
    },
}
