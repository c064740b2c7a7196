"""The people of a project, found and put in order by the database, a page at a time."""

from dataclasses import dataclass

from django.db.models import (
    Count,
    Exists,
    F,
    FilteredRelation,
    FloatField,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import Exact

from guildmark.quality.models import AnnotatorFigures, Restriction, Skill
from guildmark.work.models import Seat, Submission

#: Who is shown: everybody, whom nothing keeps from working, whom something limits, whom a
#: restriction keeps from working, who lacks the training, who became worse, who may be too weak.
STATES = ("all", "active", "restricted", "blocked", "not_eligible", "worse", "below_mark")
SORTS = (
    *("joined", "name", "answers", "lower", "upper", "checks"),
    *("agreement", "speed", "last_active"),
)


@dataclass(frozen=True)
class Finding:
    """What is asked for: who, whose name has `text` in it, in which order."""

    state: str = "all"
    text: str = ""
    sort: str = "joined"
    is_descending: bool = False


def found_seats(project_id: int, finding: Finding) -> QuerySet[Seat]:
    """The seats that are asked for; whoever has no such figure comes last, either way round."""
    # People are fetched for the page alone: joined, everybody's rows would go through the sort.
    seats = Seat.objects.filter(project_id=project_id).prefetch_related("annotator")
    if finding.text:
        seats = seats.filter(annotator__pseudonym__icontains=finding.text)
    return _ordered(_of_state(seats, finding.state), finding)


def _of_state(seats: QuerySet[Seat], state: str) -> QuerySet[Seat]:
    active = Restriction.objects.filter(
        project_id=OuterRef("project_id"), annotator_id=OuterRef("annotator_id"), lifted_at=None
    )
    drift = Subquery(_figures().values("drift_state")[:1])
    is_weak = _skills().filter(lower__lt=OuterRef("project__gold_pass_mark"))
    wanted = {
        "active": ~Exists(active) & Q(blocked_reason="", ineligible_reason=""),
        "restricted": Exists(active),
        "blocked": ~Q(blocked_reason=""),
        "not_eligible": ~Q(ineligible_reason=""),
        "worse": Exact(drift, Value(AnnotatorFigures.Drift.WORSE)),
        "below_mark": Q(Exists(is_weak)),
    }
    return seats.filter(wanted[state]) if state in wanted else seats


def _ordered(seats: QuerySet[Seat], finding: Finding) -> QuerySet[Seat]:
    if finding.sort == "name":
        order = F("annotator__pseudonym")
    elif finding.sort == "last_active":
        order = F("claimed_at")
    elif finding.sort in _OF_SKILL:
        seats, order = seats.annotate(skill=_skill()), F(_OF_SKILL[finding.sort])
    elif finding.sort in {"answers", "agreement", "speed"}:
        seats, order = seats.annotate(order=_figure(finding.sort)), F("order")
    else:
        order = F("pk")
    if finding.is_descending:
        return seats.order_by(order.desc(nulls_last=True), "-pk")
    return seats.order_by(order.asc(nulls_last=True), "pk")


def _figure(sort: str) -> Subquery | Coalesce:
    if sort == "answers":
        answers = Submission.objects.filter(
            project_id=OuterRef("project_id"), annotator_id=OuterRef("annotator_id")
        )
        counted = answers.order_by().values("annotator_id").annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    value = Cast(KT(f"{sort}__value"), FloatField())
    return Subquery(_figures().annotate(value=value).values("value")[:1])


def _skill() -> FilteredRelation:
    """A seat's skill, joined once for all: looked up for each of 100,000 it takes twice the time.

    Made anew each time, for Django changes it.
    """
    is_theirs = Q(project__skills__annotator=F("annotator"))
    return FilteredRelation(
        "project__skills", condition=is_theirs & Q(project__skills__check_count__gt=0)
    )


_OF_SKILL = {"lower": "skill__lower", "upper": "skill__upper", "checks": "skill__check_count"}


def _skills() -> QuerySet[Skill]:
    return Skill.objects.filter(
        project_id=OuterRef("project_id"), annotator_id=OuterRef("annotator_id"), check_count__gt=0
    )


def _figures() -> QuerySet[AnnotatorFigures]:
    of_person = AnnotatorFigures.objects.filter(
        project_id=OuterRef("project_id"), annotator_id=OuterRef("annotator_id")
    )
    return of_person.order_by("-computed_on")
