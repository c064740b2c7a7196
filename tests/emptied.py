"""What a test that commits leaves behind is deleted row by row.

Django truncates: PostgreSQL then makes a new file for each of a thousand tables and indexes, which
takes longer than most such tests. They leave some dozen rows. Then Django has every app look for
its content types and permissions, and write them anew: no test changes them, so they stay.
"""

from collections.abc import Callable, Sequence

import pytest
from django.core.management.color import Style
from django.core.management.commands import flush
from django.db.backends.postgresql.operations import DatabaseOperations

STAYING = frozenset({"auth_permission", "django_content_type"})


def delete_rows(
    operations: DatabaseOperations,
    style: Style,
    tables: Sequence[str],
    *,
    reset_sequences: bool = False,
    allow_cascade: bool = False,
) -> list[str]:
    """In any order and one statement: foreign keys are looked at when all are gone."""
    assert not reset_sequences, "numbers go on"
    assert not allow_cascade, "all tables are emptied"
    emptied = [operations.quote_name(table) for table in tables if table not in STAYING]
    deletions = [f"DELETE FROM {table}" for table in emptied]  # noqa: S608
    return ["; ".join(deletions)] if deletions else []


def deleting(then: Callable[[], object]) -> pytest.MonkeyPatch:
    """From now on, and each time something is done `then`; to be undone."""
    patch = pytest.MonkeyPatch()
    patch.setattr(DatabaseOperations, "sql_flush", delete_rows)
    patch.setattr(flush, "emit_post_migrate_signal", lambda *_: then())
    return patch
