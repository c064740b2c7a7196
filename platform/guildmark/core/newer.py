"""Code that is older than its database: told from the migrations it does not know."""

import re
from importlib import import_module
from pathlib import Path

from django.apps import AppConfig, apps
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.recorder import MigrationRecorder

_NUMBERS = re.compile(r"(?:^|_squashed_)(\d{4})(?=_)")


def unknown_migrations(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Those applied that only a newer Guildmark has, as `app.name`, in order.

    Of our own apps, and with a higher number than any here: names that were squashed away are
    lower, and known. Raises DatabaseError.
    """
    newest = {
        app.label: _highest(_names(app))
        for app in apps.get_app_configs()
        if app.name.startswith("guildmark.")
    }
    applied = MigrationRecorder(connections[using]).applied_migrations()
    return sorted(
        f"{label}.{name}"
        for label, name in applied
        if label in newest and _highest([name]) > newest[label]
    )


def _names(app: AppConfig) -> list[str]:
    """Of the files, which are not loaded for it."""
    folder = Path(str(import_module(app.name).__file__)).parent / "migrations"
    return [path.stem for path in folder.glob("[0-9]*.py")]


def _highest(names: list[str]) -> int:
    """The highest number that names of migrations bear; 0 of none."""
    return max((int(number) for name in names for number in _NUMBERS.findall(name)), default=0)
