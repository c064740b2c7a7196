"""What a worker does with an import, and what has become of it."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.test import TestCase

from guildmark.datasets import actions, queries
from guildmark.datasets.actions import ImportRun
from guildmark.datasets.models import Import
from guildmark.events.models import Event
from tests.factories import pictures
from tests.factories.accounts import NOW


def clock() -> datetime:
    return NOW + timedelta(minutes=1)


def run(of: Import, **options: Any) -> Import:  # options of run_import
    """Do what the worker does, until it has ended."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        while actions.run_import(import_id=of.pk, clock=clock, **options) is ImportRun.MORE:
            pass
    of.refresh_from_db()
    return of


def outcomes(of: Import) -> list[tuple[str, str, str]]:
    """Name, state and code of every file and member."""
    return [(file.name, file.state, file.refusal_code) for file in queries.import_files(of.pk)]


def counts(of: Import) -> tuple[str, int, int, int, int, int]:
    return (
        of.state,
        of.progress_done,
        of.progress_total,
        of.item_count,
        of.duplicate_count,
        of.refused_count,
    )


def stored_files() -> set[str]:
    """Everything in the storage."""
    root = Path(default_storage.path(""))
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def event_names(of: Import) -> list[str]:
    found = Event.objects.filter(payload__import_id=of.pk).order_by("pk")
    return list(found.values_list("name", flat=True))


def _five_files() -> list[tuple[str, bytes]]:
    return [(f"{number}.jpg", pictures.jpeg(number)) for number in range(5)]
