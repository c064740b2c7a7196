"""What people earned, kept when the project it was earned in goes."""

from collections.abc import Collection, Iterable

from django.db.models import F
from django.db.models.functions import Greatest

from guildmark.work.models import KeptEarning


def add_kept_earnings(rows: Iterable[KeptEarning]) -> None:
    """Add each to what is kept of its person, project, state and currency.

    In the transaction that deletes what it was earned by, so that every sum is right at any time.
    Records nothing.
    """
    for row in rows:
        same = KeptEarning.objects.filter(
            project_id=row.project_id,
            annotator_id=row.annotator_id,
            state=row.state,
            currency=row.currency,
        )
        changed = same.update(
            task_count=F("task_count") + row.task_count,
            amount_minor=F("amount_minor") + row.amount_minor,
            last_at=Greatest("last_at", row.last_at),
            paid_count=F("paid_count") + row.paid_count,
            paid_minor=F("paid_minor") + row.paid_minor,
        )
        if not changed:
            row.save(force_insert=True)


def settle_kept_earnings(ids: Collection[int]) -> None:
    """All of these is paid from now on; records nothing, calling twice is safe.

    In the transaction of the payout that has them, which no deletion adds to them beside.
    """
    KeptEarning.objects.filter(pk__in=ids).update(
        paid_count=F("task_count"), paid_minor=F("amount_minor")
    )
