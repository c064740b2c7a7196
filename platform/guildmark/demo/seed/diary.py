"""What happens within a minute is told as the work of days, so that there is a history to see.

The simulated people and the workers go the real way, now. Afterwards everything of the project that
says when it was moves by one mapping that keeps the order: each day's work to the hours of that
day, the last of them yesterday.
"""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, transaction
from django.db.models import (
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import TruncDate

from guildmark.core.clock import now
from guildmark.demo.seed import moments
from guildmark.projects.models import Project
from guildmark.quality.models import AnnotatorFigures, GoldScore, Restriction
from guildmark.work.models import Assignment, Seat, Submission

BEGINS, ENDS = time(8), time(18)
#: After the people the workers have the evening.
LEFT_ALONE = timedelta(minutes=30)
LEASE = timedelta(minutes=30)
#: What a worker takes to hold an answer against a known one, and a person to read a task.
SCORED_AFTER = timedelta(seconds=20)
READ_FOR = timedelta(seconds=4)
TICK = timedelta(microseconds=1)

# A moment from the first to the last that was seen lies as far between the told ones.
TOLD = """
CREATE OR REPLACE FUNCTION pg_temp.demo_told(
    moment timestamptz, seen timestamptz[], told timestamptz[]
) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
        WHEN moment < seen[1] OR moment >= seen[cardinality(seen)] THEN moment
        ELSE (
            SELECT told[i] + (told[i + 1] - told[i])
                * (extract(epoch FROM moment - seen[i])
                    / extract(epoch FROM seen[i + 1] - seen[i]))::float8
            FROM width_bucket(moment, seen) AS i
        )
    END
$$
"""


class Diary:
    """The days of a project, numbered from 1; `count` is yesterday, and on day 0 it was made."""

    def __init__(self, project: Project, *, days: int) -> None:
        self._project = project
        self._midnight = datetime.combine(now().date() - timedelta(days=days + 1), time(), UTC)
        self._seen = [self._began()]
        self._told = [self._at(0, BEGINS)]

    def _began(self) -> datetime:
        """When the first of it was made; now, where that was told by an earlier run already."""
        organisation, dataset = self._project.organisation, self._project.dataset
        made = [one.created_at for one in (organisation, dataset, self._project) if one is not None]
        first_day = self._at(1, time())
        return min((moment for moment in made if moment >= first_day), default=now())

    def _at(self, day: int, hour: time) -> datetime:
        return self._midnight + timedelta(days=day, hours=hour.hour)

    def begin(self, day: int) -> None:
        """From now on it is the morning of this day; until now it was the one before it."""
        self._mark(max(self._told[-1], self._at(day - 1, ENDS)))
        self._mark(self._at(day, BEGINS))

    def end(self, day: int) -> None:
        """From now on it is the evening of this day: nobody is at work."""
        self._mark(self._at(day, ENDS))

    def _mark(self, told: datetime) -> None:
        self._seen.append(max(now(), self._seen[-1] + TICK))
        self._told.append(told)

    @transaction.atomic
    def write(self) -> None:
        """Tell everything since the last time so; what comes later is of the same evening."""
        self._mark(self._told[-1] + LEFT_ALONE)
        with connection.cursor() as cursor:
            cursor.execute(TOLD)
        self._drop_what_is_made_anew()
        self._move_ends()
        for rows, columns in moments.of_project(self._project):
            rows.update(**{column: self._moved(column) for column in columns})
        self._put_right()
        self._seen, self._told = self._seen[-1:], self._told[-1:]

    def _drop_what_is_made_anew(self) -> None:
        """After a run that was cut off: a day has one row of figures for each person."""
        figures = AnnotatorFigures.objects.filter(project=self._project)
        seen = {"computed_at__gte": self._seen[0], "computed_at__lt": self._seen[-1]}
        anew = figures.filter(**seen).values("annotator")
        figures.filter(computed_on=self._told[-1].date(), annotator__in=anew).delete()

    def _moved(self, column: str) -> Func:
        arrays = ArrayField(DateTimeField())
        seen, told = (Value(knots, output_field=arrays) for knots in (self._seen, self._told))
        return Func(
            F(column), seen, told, function="pg_temp.demo_told", output_field=DateTimeField()
        )

    def _move_ends(self) -> None:
        """A week that began earlier ends earlier; before its start moves, which it is held by."""
        Restriction.objects.filter(project=self._project, expires_at__isnull=False).update(
            expires_at=_added("expires_at", self._moved("starts_at") - F("starts_at"))
        )

    def _put_right(self) -> None:
        """What follows something else: a lease, a check, the day of a count, the end of a pause."""
        of_project = {"project": self._project}
        days = (self._told[0], self._told[-1])
        submissions = Submission.objects.filter(**of_project)
        answered = Assignment.objects.filter(
            **of_project, ended_at__range=days, pk__in=submissions.values("assignment")
        )
        latest = Submission.objects.filter(assignment=OuterRef("pk"), is_current=True)
        answered.update(leased_at=_added("ended_at", _spent(latest), -READ_FOR))
        answered.update(lease_expires_at=_added("leased_at", LEASE))
        handed_in = Submission.objects.filter(pk=OuterRef("submission")).values("submitted_at")
        GoldScore.objects.filter(**of_project, scored_at__range=days).update(
            scored_at=_added(Subquery(handed_in), SCORED_AFTER)
        )
        AnnotatorFigures.objects.filter(**of_project).update(computed_on=_day("computed_at"))
        Seat.objects.filter(**of_project).update(today_on=_day("claimed_at"))
        pauses = Restriction.objects.filter(
            project=OuterRef("project"),
            annotator=OuterRef("annotator"),
            kind=Restriction.Kind.PAUSE,
            lifted_at=None,
        )
        Seat.objects.filter(**of_project, blocked_until__isnull=False).update(
            blocked_until=Subquery(pauses.order_by("-expires_at").values("expires_at")[:1])
        )


def _added(moment: Any, *by: Any) -> "ExpressionWrapper[Any]":
    """A column or an expression, and what is added to it: Any, as Django takes both."""
    total = F(moment) if isinstance(moment, str) else moment
    for one in by:
        total += one
    return ExpressionWrapper(total, output_field=DateTimeField())


def _spent(answers: QuerySet[Submission]) -> "ExpressionWrapper[Any]":
    """Less the time that the answer took."""
    seconds = Subquery(answers.values("seconds_spent")[:1])
    return ExpressionWrapper(
        seconds * Value(timedelta(seconds=-1), output_field=DurationField()),
        output_field=DurationField(),
    )


def _day(column: str) -> TruncDate:
    return TruncDate(column, tzinfo=UTC)
