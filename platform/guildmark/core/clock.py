"""The one place that reads the time; rules are given `now`."""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """The present moment, aware, UTC."""
    return timezone.now()
