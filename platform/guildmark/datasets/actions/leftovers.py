"""Deleting files for certain: at once, or with the commit, and again for as long as it fails.

A storage may be away, or refuse, and a process may die between its commit and its deleting. What
is let go of is a row in the same transaction, so that none of this leaves bytes behind unseen.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial

import structlog
from django.core.files.storage import default_storage
from django.db import transaction

from guildmark.core.idempotency import if_undone
from guildmark.datasets.models import TOLD_AFTER, Leftover
from guildmark.events.actions import record

log = structlog.get_logger(__name__)
SWEPT_AT_ONCE = 500
#: After the first try, which follows the commit at once; doubled with each that fails.
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
#: So many refusals one after another are a storage that is away: the others wait for the next time.
AWAY_AFTER = 3


def let_go(names: Iterable[str], *, organisation_id: int | None, now: datetime) -> None:
    """Delete files once the caller's transaction commits; empty names are none.

    What cannot be deleted then is tried again by `sweep`, and never raised.
    """
    rows = _rows(names, organisation_id=organisation_id, now=now)
    if rows:
        Leftover.objects.bulk_create(rows)
        transaction.on_commit(partial(_delete, rows, now=now), robust=True)


def discard(names: Iterable[str], *, organisation_id: int, now: datetime) -> None:
    """Delete files now that were stored for a row which was not written; empty names are none.

    What cannot be deleted is tried again by `sweep`, and never raised: a row tells of it then. The
    database is asked nothing where all went: the caller may be here because it is away.
    """
    rows = _rows(names, organisation_id=organisation_id, now=now)
    gone = {row.name for row, refusal in _tried(rows) if not refusal}
    left = [row for row in rows if row.name not in gone]
    if left:
        write = partial(Leftover.objects.bulk_create, left)
        if_undone(write)
        write()


def _rows(names: Iterable[str], *, organisation_id: int | None, now: datetime) -> list[Leftover]:
    due = now + FIRST_WAIT
    return [
        Leftover(name=name, organisation_id=organisation_id, since=now, due_at=due)
        for name in names
        if name
    ]


def sweep(*, now: datetime) -> int:
    """Try what is due once more; how many files. Safe to repeat, and beside itself.

    Records leftover.refused once for a file that was refused TOLD_AFTER times.
    """
    due = Leftover.objects.filter(due_at__lte=now).order_by("due_at", "pk")
    rows = list(due[:SWEPT_AT_ONCE])
    _delete(rows, now=now)
    return len(rows)


def _delete(rows: Sequence[Leftover], *, now: datetime) -> None:
    gone = []
    for row, refusal in _tried(rows):
        if refusal:
            _wait(row, refusal, now)
        else:
            gone.append(row.pk)
    Leftover.objects.filter(pk__in=gone).delete()


def _tried(rows: Iterable[Leftover]) -> Iterator[tuple[Leftover, str]]:
    """Each with what the storage says against deleting it, until the storage is away."""
    refused = 0
    for row in rows:
        refusal = _refusal(row.name)
        yield row, refusal
        refused = refused + 1 if refusal else 0
        if refused == AWAY_AFTER:
            return


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
        payload={
            "name": row.name,
            "reason": why,
            "organisation_id": row.organisation_id,
        },
        actor_id=None,
        organisation_id=row.organisation_id,
        now=now,
    )
