"""Deleting files for certain: at once after the commit, and again for as long as it fails.

A storage may be away, or refuse, and a process may die between its commit and its deleting. What
is let go of is a row in the same transaction, so that none of this leaves bytes behind unseen.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial

import structlog
from django.core.files.storage import default_storage
from django.db import transaction

from guildmark.datasets.models import Leftover
from guildmark.events.actions import record

log = structlog.get_logger(__name__)
SWEPT_AT_ONCE = 500
#: After the first try, which follows the commit at once; doubled with each that fails.
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
#: So many refusals one after another are a storage that is away: the others wait for the next time.
AWAY_AFTER = 3
#: After about half an hour of refusals people are told.
TOLD_AFTER = 5


def let_go(names: Iterable[str], *, organisation_id: int, now: datetime) -> None:
    """Delete files once the caller's transaction commits; empty names are none.

    What cannot be deleted then is tried again by `sweep`, and never raised.
    """
    wanted = [name for name in names if name]
    if not wanted:
        return
    due = now + FIRST_WAIT
    rows = Leftover.objects.bulk_create(
        Leftover(name=name, organisation_id=organisation_id, since=now, due_at=due)
        for name in wanted
    )
    transaction.on_commit(partial(_delete, rows, now=now), robust=True)


def sweep(*, now: datetime) -> int:
    """Try what is due once more; how many files. Safe to repeat, and beside itself.

    Records leftover.refused once for a file that was refused TOLD_AFTER times.
    """
    due = Leftover.objects.filter(due_at__lte=now).order_by("due_at", "pk")
    rows = list(due[:SWEPT_AT_ONCE])
    _delete(rows, now=now)
    return len(rows)


def _delete(rows: Sequence[Leftover], *, now: datetime) -> None:
    gone, refused = [], 0
    for row in rows:
        why = _refusal(row.name)
        if not why:
            gone.append(row.pk)
            refused = 0
            continue
        _wait(row, why, now)
        refused += 1
        if refused == AWAY_AFTER:
            break
    Leftover.objects.filter(pk__in=gone).delete()


def _refusal(name: str) -> str:
    """What the storage says against deleting a file; empty where the file is gone."""
    try:
        default_storage.delete(name)
    except Exception as error:  # each storage has its own, and no file waits for another
        return f"{type(error).__name__}: {error}"[:200]
    return ""


@transaction.atomic
def _wait(row: Leftover, why: str, now: datetime) -> None:
    count = row.try_count + 1
    wait = min(FIRST_WAIT * 2**row.try_count, LONGEST_WAIT)
    mine = Leftover.objects.filter(pk=row.pk, try_count=row.try_count)
    if not mine.update(try_count=count, due_at=now + wait, refusal=why) or count != TOLD_AFTER:
        return
    log.error("file_not_deleted", name=row.name, since=row.since.isoformat(), refusal=why)
    record(
        name="leftover.refused",
        payload={"name": row.name, "reason": why},
        actor_id=None,
        organisation_id=row.organisation_id,
        now=now,
    )
