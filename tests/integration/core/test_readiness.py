"""`/readyz` says no, and which part is missing: a load balancer sends nobody there."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, override_settings

pytestmark = pytest.mark.django_db

NOBODY_LISTENS = "redis://127.0.0.1:1/0"


def answer() -> tuple[int, dict[str, str]]:
    found = Client().get("/readyz")
    return found.status_code, found.json()


def test_with_everything_there_it_is_ready() -> None:
    assert answer() == (200, {"database": "ok", "broker": "ok", "migrations": "ok"})


def test_a_migration_that_waits_is_not_ready() -> None:
    last = MigrationRecorder(connection).migration_qs.filter(app="work").order_by("-name").first()
    assert last is not None
    last.delete()

    status, parts = answer()

    assert (status, parts["migrations"], parts["broker"]) == (503, "1 to apply", "ok")


def test_a_database_of_a_newer_version_is_not_ready_and_not_migrated() -> None:
    MigrationRecorder(connection).record_applied("work", "9999_of_next_year")

    status, parts = answer()
    with pytest.raises(CommandError, match=r"newer than this code: it has work\.9999_of_next_year"):
        call_command("migrate", "--no-input", "--skip-checks", verbosity=0)

    assert (status, parts["migrations"]) == (503, "newer than this code: work.9999_of_next_year")


def test_a_migration_that_was_squashed_away_is_no_newer_one() -> None:
    MigrationRecorder(connection).record_applied("work", "0002_of_before_the_squash")

    assert answer()[0] == 200


def test_without_its_broker_it_is_not_ready() -> None:
    with override_settings(REDIS_URL=NOBODY_LISTENS):
        status, parts = answer()

    assert (status, parts["broker"].split(":")[0]) == (503, "unreachable")
    assert (parts["database"], parts["migrations"]) == ("ok", "ok")


@pytest.fixture
def _silent_database(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def refuse(*_: Any) -> None:
        raise OperationalError("the server closed the connection")

    with monkeypatch.context() as patch:
        patch.setattr(CursorWrapper, "execute", refuse)
        yield


@pytest.mark.usefixtures("_silent_database")
def test_without_its_database_it_is_not_ready_and_says_so_instead_of_failing() -> None:
    status, parts = answer()

    assert (status, parts["database"]) == (503, "unreachable: OperationalError")
    assert parts["migrations"] == "unknown: OperationalError"
