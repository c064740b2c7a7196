"""How many answers came in, by hour and by day, UTC. The last of them is not over."""

from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.db.models.functions import TruncDay, TruncHour

from guildmark.work.models import Submission

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def answers_by_hour(
    project_id: int, *, hours: int, now: datetime, only: Q | None = None
) -> list[tuple[datetime, int]]:
    """The last `hours` hours, the oldest first, of those answers `only` lets through; one query."""
    first = now.replace(minute=0, second=0, microsecond=0) - (hours - 1) * HOUR
    return _counted(project_id, TruncHour("submitted_at"), first, HOUR, hours, only=only)


def answers_by_day(project_id: int, *, days: int, now: datetime) -> list[tuple[datetime, int]]:
    """The last `days` days, the oldest first; one query."""
    first = now.replace(hour=0, minute=0, second=0, microsecond=0) - (days - 1) * DAY
    return _counted(project_id, TruncDay("submitted_at"), first, DAY, days)


def _counted(
    project_id: int,
    unit: TruncHour | TruncDay,
    first: datetime,
    step: timedelta,
    number: int,
    *,
    only: Q | None = None,
) -> list[tuple[datetime, int]]:
    rows = Submission.objects.filter(only or Q(), project_id=project_id, submitted_at__gte=first)
    by_unit = rows.annotate(unit=unit).values_list("unit").annotate(Count("pk")).order_by("unit")
    found = dict(by_unit)
    moments = [first + index * step for index in range(number)]
    return [(moment, found.get(moment, 0)) for moment in moments]
