"""What a test that commits leaves behind is deleted row by row.

Django truncates: PostgreSQL then makes a new file for each of a thousand tables and indexes, which
takes longer than most such tests. They leave some dozen rows.
"""

from collections.abc import Sequence

import pytest
from django.core.management.color import Style
from django.db.backends.postgresql.operations import DatabaseOperations


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
    deletions = [f"DELETE FROM {operations.quote_name(table)}" for table in tables]  # noqa: S608
    return ["; ".join(deletions)] if deletions else []


def deleting() -> pytest.MonkeyPatch:
    """From now on; to be undone."""
    patch = pytest.MonkeyPatch()
    patch.setattr(DatabaseOperations, "sql_flush", delete_rows)
    return patch
