"""One Guildmark per state folder, known by a lock and not by a process id."""

import stat
from pathlib import Path

import pytest

from deploy.local import instance, secret_store
from deploy.local.errors import RunsAlready
from deploy.local.instance import InstanceState, ProcessState
from deploy.local.paths import Home

STATE = InstanceState(
    pid=1,
    address="http://localhost:8000",
    is_ready=True,
    processes=(ProcessState("web", 2, 8000, 0),),
    environment={"DATABASE_URL": "postgres://"},
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "state")
    made.prepare()
    return made


def test_a_running_one_is_seen_and_a_second_one_refused(home: Home) -> None:
    with instance.only_one(home):
        instance.write_state(home, STATE)

        assert instance.running(home) == STATE
        with pytest.raises(RunsAlready, match="http://localhost:8000"), instance.only_one(home):
            pass

    assert instance.running(home) is None


def test_a_state_file_that_a_killed_one_left_is_stale(home: Home) -> None:
    instance.write_state(home, STATE)

    assert home.state_file.exists()
    assert instance.running(home) is None


def test_two_state_folders_do_not_know_of_each_other(home: Home, tmp_path: Path) -> None:
    other = Home(tmp_path / "other")
    other.prepare()

    with instance.only_one(home), instance.only_one(other):
        instance.write_state(home, STATE)

        assert instance.running(other) is None


def test_secrets_are_made_once_and_for_the_owner_only(home: Home) -> None:
    first = secret_store.load_or_create(home.state)

    assert secret_store.load_or_create(home.state) == first
    assert len({first.secret_key, first.database_password, first.broker_password}) == 3
    assert stat.S_IMODE((home.state / "secrets.json").stat().st_mode) == 0o600
