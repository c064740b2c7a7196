"""What a person has done and earned."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Max, QuerySet

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


# What is left of deleted projects: pictures were never tasks.
DONE = """
SELECT currency, count(*), sum(amount_minor)::bigint,
    count(*) FILTER (WHERE ended_at >= %(midnight)s),
    coalesce(sum(amount_minor) FILTER (WHERE ended_at >= %(midnight)s), 0)::bigint
FROM work_assignment
WHERE annotator_id = %(user_id)s AND state = ANY (%(paid)s)
    AND (%(project_id)s::bigint IS NULL OR project_id = %(project_id)s)
GROUP BY currency
UNION ALL
SELECT currency, sum(task_count)::bigint, sum(amount_minor)::bigint, 0, 0
FROM work_keptearning
WHERE annotator_id = %(user_id)s AND state = ANY (%(paid)s)
    AND (%(project_id)s::bigint IS NULL OR project_id = %(project_id)s)
GROUP BY currency
"""
_SUMS = ("tasks", "amount", "tasks_today", "amount_today")


@dataclass(frozen=True, slots=True)
class Done:
    """What was done since midnight UTC, and ever."""

    today: Earned
    total: Earned


def done(*, user_id: int, now: datetime, project_id: int | None = None, currency: str) -> Done:
    """What a person has done, in a project or everywhere, in those that are deleted too.

    Amounts are in the currency most of it was earned in, `currency` where there is nothing;
    what was earned in another is counted as tasks and not added to the amount. One query.
    """
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    asked: dict[str, int | datetime | list[str] | None] = {
        "user_id": user_id,
        "project_id": project_id,
        "paid": list(PAID),
        "midnight": midnight,
    }
    sums: dict[str, Counter[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(DONE, asked)
        for of_currency, *numbers in cursor.fetchall():
            sums.setdefault(of_currency, Counter()).update(dict(zip(_SUMS, numbers, strict=True)))
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
