"""Imports that still take files: each file, or part of one, says that somebody is at it."""

from datetime import datetime

from guildmark.core.errors import NotFound
from guildmark.datasets.errors import ImportClosed
from guildmark.datasets.models import Import


def open_for_files(import_id: int, *, now: datetime) -> Import:
    """The import, locked and marked as in use at `now`, for an action that adds to it.

    Raises NotFound, and ImportClosed when it takes no more files, and when it is a parcel.
    """
    found = open_for_parts(import_id, now=now)
    if found.is_parcel:
        raise ImportClosed
    return found


def open_for_parts(import_id: int, *, now: datetime) -> Import:
    """The same for parts of a file, which parcels take as well. Raises NotFound, ImportClosed."""
    found = Import.objects.select_for_update().filter(pk=import_id).first()
    if found is None:
        raise NotFound
    if not found.is_collecting:
        raise ImportClosed
    found.touched_at = now
    found.save(update_fields=["touched_at"])
    return found
