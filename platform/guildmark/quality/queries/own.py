"""How somebody does, as they may know it: up to the last midnight, and several checks together."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from guildmark.core.errors import NotFound
from guildmark.projects.models import Project
from guildmark.quality.figures import Json
from guildmark.quality.models import AnnotatorFigures, GoldScore
from guildmark.quality.queries.labels import LabelSkill, label_skills
from guildmark.quality.queries.people import (
    NO_DETAILS,
    NO_FIGURES,
    ShownFigures,
    named_details,
    shown,
)
from guildmark.quality.queries.skill import DaySkill, skill_by_day, start_of_day
from guildmark.quality.queries.verdicts import VerdictFigures, beside_others, verdict_figures
from guildmark.work.models import Seat, Submission

#: So many checks are told of together.
LEAST_IN_BLOCK = 5


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


def own_quality(*, user_id: int, now: datetime) -> list[OwnQuality]:
    """By project, up to last midnight, and as of the last block of checks: none gives itself away.

    A project with fewer checks than make a block is left out.
    """
    midnight = start_of_day(now)
    own = GoldScore.objects.filter(annotator_id=user_id, scored_at__lt=midnight, is_held=True)
    projects = Project.objects.filter(pk__in=own.values("project_id")).order_by("name", "pk")
    rows = []
    for project in projects:
        days = skill_by_day(project_id=project.pk, user_id=user_id, before=midnight)
        blocks = _in_blocks(days)
        if not blocks:
            continue
        skill = blocks[-1]
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


@dataclass(frozen=True)
class OwnDetail:
    """Everything somebody may know of how they do in a project."""

    project_id: int
    name: str
    pass_mark: float
    currency: str
    until: datetime
    submission_count: int
    skill: DaySkill | None
    figures: ShownFigures
    skill_over_time: list[DaySkill]
    labels: list[LabelSkill]
    details: Json
    verdicts: VerdictFigures | None


def own_detail(*, user_id: int, project_id: int, now: datetime) -> OwnDetail:
    """One project of somebody's, as it was at midnight. Raises NotFound where they never worked.

    The figures are those of a fit of an earlier day: what an answer of today changes is seen
    together with all others of the day.
    """
    if not Seat.objects.filter(annotator_id=user_id, project_id=project_id).exists():
        raise NotFound
    midnight = start_of_day(now)
    project = Project.objects.get(pk=project_id)
    blocks = _in_blocks(skill_by_day(project_id=project_id, user_id=user_id, before=midnight))
    figures = (
        AnnotatorFigures.objects.filter(
            project_id=project_id, annotator_id=user_id, computed_on__lt=midnight.date()
        )
        .order_by("-computed_on")
        .first()
    )
    submissions = Submission.objects.filter(
        project_id=project_id, annotator_id=user_id, submitted_at__lt=midnight, is_current=True
    )
    return OwnDetail(
        project_id=project_id,
        name=project.name,
        pass_mark=project.gold_pass_mark,
        currency=project.currency,
        until=midnight,
        submission_count=submissions.count(),
        skill=blocks[-1] if blocks else None,
        figures=shown(figures) if figures else NO_FIGURES,
        skill_over_time=blocks,
        labels=_labels_up_to(blocks, project_id=project_id, user_id=user_id),
        details=_by_day(figures.details) if figures else NO_DETAILS,
        verdicts=_verdicts(project_id, user_id, midnight),
    )


def _verdicts(project_id: int, user_id: int, midnight: datetime) -> VerdictFigures | None:
    """What they said of labels, up to midnight."""
    own = verdict_figures(project_id, [user_id], before=midnight).get(user_id)
    return beside_others(own, project_id, user_id)


def _labels_up_to(blocks: list[DaySkill], *, project_id: int, user_id: int) -> list[LabelSkill]:
    """Label by label, over the checks that the last block tells of together."""
    if not blocks:
        return []
    end = datetime.combine(blocks[-1].on + timedelta(days=1), time(), UTC)
    return label_skills(project_id=project_id, user_id=user_id, before=end)


def _in_blocks(days: list[DaySkill]) -> list[DaySkill]:
    """Only the days on which LEAST_IN_BLOCK checks or more have come since the one before.

    Somebody who did a single task on a day would else read off whether it was a check.
    """
    kept: list[DaySkill] = []
    for day in days:
        if day.check_count - (kept[-1].check_count if kept else 0) >= LEAST_IN_BLOCK:
            kept.append(day)
    return kept


def _by_day(details: Json) -> Json:
    """The same with the chart of drift a point a day: its highest of each, at its midnight."""
    drift = details["drift"]
    days: dict[str, float] = {}
    for point in drift["series"]:
        on = _midnight(point["at"])
        days[on] = max(days.get(on, 0.0), point["value"])
    series = [{"at": on, "value": value} for on, value in days.items()]
    began_at = _midnight(drift["began_at"]) if drift["began_at"] else None
    return {**named_details(details), "drift": {**drift, "began_at": began_at, "series": series}}


def _midnight(moment: str) -> str:
    return start_of_day(datetime.fromisoformat(moment)).isoformat()
