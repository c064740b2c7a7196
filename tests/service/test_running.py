"""What a person sees of a Guildmark that is up."""

import os
import signal
import stat
from pathlib import Path

import psutil
import pytest

from tests.service.running import Guildmark, comes_true

pytestmark = pytest.mark.service
NAMES = ["valkey", "postgres", "web", "worker", "light", "beat", "relay"]


def test_health_and_readiness_answer(running: Guildmark) -> None:
    assert (running.get("/healthz"), running.get("/readyz")) == (200, 200)


def test_status_names_every_process_and_the_address(running: Guildmark) -> None:
    finished = running.command("status")

    first_words = [line.split()[0] for line in finished.stdout.splitlines()]
    assert first_words == ["process", "supervisor", *NAMES, "Address:"]
    assert running.read_state()["address"] in finished.stdout
    assert finished.returncode == 0


def test_a_second_up_says_that_it_runs_already(running: Guildmark) -> None:
    supervisor = running.supervisor().pid

    finished = running.command("up", "--no-browser")

    assert "running already" in finished.stdout
    assert finished.returncode == 0
    assert running.supervisor().pid == supervisor


def test_a_demo_beside_it_is_refused(running: Guildmark) -> None:
    finished = running.command("demo", "--no-browser")

    assert "running already" in finished.stdout
    assert finished.returncode == 1


def test_a_port_that_was_asked_for_and_is_taken_is_refused(
    running: Guildmark, tmp_path_factory: pytest.TempPathFactory
) -> None:
    port = running.read_state()["address"].rpartition(":")[2]
    another = Guildmark(tmp_path_factory.mktemp("another"))

    finished = another.command("up", "--no-browser", "--port", port)

    assert f"Port {port} is taken" in finished.stdout
    assert finished.returncode == 1
    assert not (another.state / "postgres").exists()


def test_a_database_and_a_broker_that_are_named_replace_the_ones_it_brings(
    running: Guildmark, open_folder: Path
) -> None:
    named = running.read_state()["environment"]
    foreign = {name: named[name] for name in ("DATABASE_URL", "REDIS_URL")}
    another = Guildmark(open_folder / "state", environment=foreign)

    another.start()
    parts = [process["name"] for process in another.read_state()["processes"]]
    ready = another.get("/readyz")
    another.command("down")

    assert parts == ["web", "worker", "light", "beat", "relay"]
    assert ready == 200
    assert not (another.state / "postgres").exists()


def test_secrets_are_for_their_owner_only(running: Guildmark) -> None:
    files = [running.state / "secrets.json", running.state / "run" / "state.json"]

    modes = [stat.S_IMODE(file.stat().st_mode) for file in files]

    assert modes == [0o600, 0o600]


def test_no_command_line_shows_a_password(running: Guildmark) -> None:
    secrets = (running.state / "secrets.json").read_text().split('"')[3::4]
    assert len(secrets) == 3

    lines = [
        " ".join(process.cmdline()) for process in running.supervisor().children(recursive=True)
    ]

    assert lines
    assert not [line for line in lines if any(secret in line for secret in secrets)]


@pytest.mark.parametrize("name", ["worker", "light", "relay"])
def test_the_containers_health_checks_find_a_healthy_process(running: Guildmark, name: str) -> None:
    """web and beat are asked at places that only a container has.

    A worker that has just been started is given the time to come.
    """
    assert comes_true(lambda: running.health_check(name).returncode == 0, 45)


def test_the_relays_health_check_finds_a_database_that_is_gone(running: Guildmark) -> None:
    finished = running.health_check("relay", DATABASE_URL="postgres://nobody@127.0.0.1:1/none")

    assert finished.returncode == 1
    assert "Connection refused" in finished.stdout


@pytest.mark.parametrize("name", ["web", "worker"])
def test_a_killed_process_is_started_again(running: Guildmark, name: str) -> None:
    killed = running.pid_of(name)
    family = [psutil.Process(killed), *psutil.Process(killed).children(recursive=True)]

    os.kill(killed, signal.SIGKILL)

    assert comes_true(lambda: running.pid_of(name) != killed, 15)
    assert comes_true(lambda: not any(process.is_running() for process in family), 5)
    assert comes_true(lambda: running.get("/readyz") == 200, 15)
