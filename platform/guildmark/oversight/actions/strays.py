"""Letting go of files that no row names."""

from __future__ import annotations

from datetime import datetime, timedelta
from secrets import randbelow

import structlog
from django.core.files.storage import default_storage
from django.db import transaction

from guildmark.datasets.actions import let_go
from guildmark.oversight.queries import strays
from guildmark.oversight.queries.strays import Shelf

log = structlog.get_logger(__name__)
#: A file is stored before its row is written, and no process takes nearly so long in between.
LEFT_ALONE_FOR = timedelta(days=1)
#: So many files are let go of in one run; the others wait for the next.
MOST_AT_ONCE = 5000


def clear_strays(*, now: datetime) -> int:
    """Let go of files older than a day that no row names; how many. Each folder is told in the log.

    A process that died between storing and writing left them. What has another form of name than
    ours stays, whatever it is. What the storage refuses is a leftover. Safe to repeat, and beside
    uploads under way.
    """
    count = 0
    for shelf in _from_anywhere(list(strays.shelves())):
        if count >= MOST_AT_ONCE:
            break
        count += _clear(shelf, most=MOST_AT_ONCE - count, now=now)
    return count


def _from_anywhere(shelves: list[Shelf]) -> list[Shelf]:
    """All of them, another one first each time: where a run is cut short, none waits for ever."""
    first = randbelow(len(shelves)) if shelves else 0
    return shelves[first:] + shelves[:first]


def _clear(shelf: Shelf, *, most: int, now: datetime) -> int:
    names: list[str] = []
    for unnamed in strays.unnamed(shelf):
        names += _old_files(unnamed, now)
        if len(names) >= most:
            break
    if names:
        log.warning("files_of_no_row", folder=shelf.path, count=len(names), first=names[0])
        with transaction.atomic():
            let_go(names, organisation_id=strays.organisation_of(shelf), now=now)
    return len(names)


def _old_files(name: str, now: datetime) -> list[str]:
    """The file, or those of the folder, if all are old; none where the storage does not say."""
    try:
        files = strays.files_of(name)
        is_old = all(_is_old(file, now) for file in files)
    except Exception as error:  # each storage has its own, and no file waits for another
        log.warning("stray_not_looked_at", name=name, refusal=f"{error!r}")
        return []
    return files if is_old else []


def _is_old(name: str, now: datetime) -> bool:
    try:
        return default_storage.get_modified_time(name) < now - LEFT_ALONE_FOR
    except FileNotFoundError:  # somebody else's, gone meanwhile
        return False
