"""The one place that reads the time; rules are given `now`."""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """The present moment, aware, UTC."""
    return timezone.now()


def seconds_left(until: datetime, now: datetime) -> int:
    """Whole seconds, 0 once it is over: for people whose device's clock is wrong."""
    return max(0, int((until - now).total_seconds()))
