"""What a person has done and earned."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum

from guildmark.projects.models import Project
from guildmark.work.models import Assignment, KeptEarning
from guildmark.work.queries.batches import PAID
from guildmark.work.queries.eligibility import is_known_to


@dataclass(frozen=True, slots=True)
class Earned:
    """Tasks done, and their price in minor units of one currency."""

    task_count: int
    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Done:
    """What was done since midnight UTC, and ever."""

    today: Earned
    total: Earned


def done(*, user_id: int, now: datetime, project_id: int | None = None, currency: str) -> Done:
    """What a person has done, in a project or everywhere, in those that are deleted too.

    Amounts are in the currency most of it was earned in, `currency` where there is nothing;
    what was earned in another is counted as tasks and not added to the amount.
    """
    mine = Assignment.objects.filter(annotator_id=user_id, state__in=PAID)
    kept = kept_earnings(user_id).filter(state__in=PAID)  # pictures were never tasks
    if project_id is not None:
        mine, kept = mine.filter(project_id=project_id), kept.filter(project_id=project_id)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    is_today = Q(ended_at__gte=midnight)
    here = mine.values("currency").annotate(
        tasks=Count("pk"),
        amount=Sum("amount_minor"),
        tasks_today=Count("pk", filter=is_today),
        amount_today=Sum("amount_minor", filter=is_today),
    )
    gone = kept.values("currency").annotate(tasks=Sum("task_count"), amount=Sum("amount_minor"))
    sums: dict[str, Counter[str]] = {}
    for row in (*here.order_by(), *gone.order_by()):
        numbers: dict[str, Any] = dict(row)  # rows of `values()`: sums by name, and the currency
        of_currency = sums.setdefault(numbers.pop("currency"), Counter())
        of_currency.update({key: value or 0 for key, value in numbers.items()})
    if not sums:
        return Done(Earned(0, 0, currency), Earned(0, 0, currency))
    most = min(sums, key=lambda name: (-sums[name]["tasks"], name))
    tasks, tasks_today = (
        sum(one[key] for one in sums.values()) for key in ("tasks", "tasks_today")
    )
    return Done(
        today=Earned(tasks_today, sums[most]["amount_today"], most),
        total=Earned(tasks, sums[most]["amount"], most),
    )


def kept_earnings(user_id: int) -> QuerySet[KeptEarning]:
    """What somebody earned in projects that are deleted, the newest first."""
    return KeptEarning.objects.filter(annotator_id=user_id).order_by("-last_at", "-pk")


def last_work_at(*, user_id: int, project_id: int) -> datetime | None:
    """When somebody last did work in a project that stood; None for never."""
    stood = [one for one in PAID if one != Assignment.State.VOIDED]
    done_there = Assignment.objects.filter(
        annotator_id=user_id, project_id=project_id, state__in=stood
    )
    last: datetime | None = done_there.aggregate(last=Max("ended_at"))["last"]
    return last


def progress(*, user_id: int, project_id: int, now: datetime) -> Done | None:
    """What a person has done in a project; None when the project is none of their business."""
    if not is_known_to(user_id=user_id, project_id=project_id):
        return None
    currency = Project.objects.values_list("currency", flat=True).get(pk=project_id)
    return done(user_id=user_id, project_id=project_id, currency=currency, now=now)
