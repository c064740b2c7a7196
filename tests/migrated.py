"""One database is migrated; each of several processes of tests works on a copy of it.

Migrating takes the time of some hundred tests. Who comes first does it while the others wait; who
goes last takes the database away.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection


@contextmanager
def shared_database(folder: Path, run: str) -> Iterator[str]:
    """The name of this run's migrated database; `folder` is known to all of its processes."""
    name = f"migrated_{run}"
    with _alone(folder):
        users = _users(folder)
        if users == 0:
            _migrate(name)
        _set_users(folder, users + 1)
    try:
        yield name
    finally:
        with _alone(folder):
            users = _users(folder) - 1
            _set_users(folder, users)
            if users == 0:
                _drop(name)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _users(folder: Path) -> int:
    counted = folder / "migrated.users"
    return int(counted.read_text()) if counted.exists() else 0


def _set_users(folder: Path, users: int) -> None:
    (folder / "migrated.users").write_text(str(users))


def _migrate(name: str) -> None:
    """Made as Django makes a test's database, which then leaves the connection as it was."""
    own_name, test = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    own_test_name = test["NAME"]
    test["NAME"] = name
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        connection.close()
        test["NAME"] = own_test_name
        connection.settings_dict["NAME"] = own_name
        settings.DATABASES[connection.alias]["NAME"] = own_name


def _drop(name: str) -> None:
    connection.close()  # what it is at now is the test's database, which is gone
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
    connection.close()
