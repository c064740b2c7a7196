"""Verbs that work beside a Guildmark that is up: the shell, a bench, the demonstration's seed."""

import json
import re
import sys
from pathlib import Path

import pytest

from tests.service.running import Guildmark, free_port

pytestmark = pytest.mark.service
LINE = re.compile(r"  (?P<name>\w+).* (?P<right>[01]\.\d{3}) +(?P<items>\d+) items$")
#: Lines of a table that are of nobody of a kind.
MADE = ("best", "voting", "consensus")
NAMES = ("Coins on surfaces", "Materials close up")
SEEDED_WITHIN_SECONDS = 2400.0  # ten times what it takes alone
ZEROS = ("over_overlap", "under_overlap", "repeats", "lost_counters")


def rightness(table: str) -> dict[str, float]:
    """How right each line of a project's table is, in 0 to 1, by the first word of its name."""
    lines = table.partition("\n\n")[0].splitlines()
    found = [LINE.match(line) for line in lines]
    return {one["name"]: float(one["right"]) for one in found if one is not None}


def mean_of_people(table: str) -> float:
    """How right an answer was on average, kind by kind, weighted by how many each kind gave."""
    found = [LINE.match(line) for line in table.partition("\n\n")[0].splitlines()]
    people = [one for one in found if one is not None and one["name"] not in MADE]
    count = sum(int(one["items"]) for one in people)
    return sum(float(one["right"]) * int(one["items"]) for one in people) / count


@pytest.mark.slow
def test_the_whole_demonstration_is_righter_than_voting_and_its_best_annotator(
    open_folder: Path,
) -> None:
    """As a visitor has it: `./guildmark demo`, at full size."""
    demo = Guildmark(open_folder / "state")
    port = str(free_port())

    finished = demo.command(
        "demo", "--exit", "--no-browser", "--port", port, within_seconds=SEEDED_WITHIN_SECONDS
    )

    assert finished.returncode == 0, finished.stdout
    for name in NAMES:
        _, table = finished.stdout.split(f"{name}, against the truth")
        right = rightness(table)
        assert right["consensus"] > max(right["best"], right["voting"]), table
    assert finished.stdout.splitlines()[-2:] == [
        f"  Mail is written into {demo.state / 'mail'}",
        f"Demo ready: http://localhost:{port}",
    ]


def test_the_shell_knows_the_product_and_its_database(running: Guildmark) -> None:
    told = running.command("shell", said="print(User.objects.count() + 41_000)\n")

    assert re.search(r"41\d{3}", told.stdout), told.stdout


@pytest.mark.slow
def test_the_bench_of_the_queue_drives_the_service_and_nothing_is_lost(running: Guildmark) -> None:
    command = ["-P", "-m", "tests.load.queue", "--tasks", "6", "--annotators", "3"]

    last = running.beside(sys.executable, *command, "--overlap", "3").splitlines()[-1]

    told = json.loads(last)
    assert {name: told[name] for name in ZEROS} == dict.fromkeys(ZEROS, 0)
    assert told["annotations_per_second"] > 0
    for timed in ("next_ms", "submit_ms"):
        assert told[timed].keys() == {"p50", "p95", "p99"}
    assert told.keys() >= {"next_alone_ms", "cpu_ms_per_annotation", "settle_s"}


def test_the_demonstration_goes_its_way_and_prints_how_it_did(running: Guildmark) -> None:
    seeding = [sys.executable, "manage.py", "seed_demo", "--small"]

    told = running.beside(*seeding)
    again = running.beside(*seeding)

    for name in NAMES:
        assert f"{name}: release 1.0 is published" in told
        _, table = told.split(f"{name}, against the truth")
        right = rightness(table)
        assert right.keys() >= {"careful", "spammer", "voting", "consensus"}
        # Too few for a best one, and for voting to be worse: but people are, taken together.
        assert right["consensus"] > mean_of_people(table)
    assert "Demo" not in told.splitlines()[-1]
    assert re.findall(r"^  (\w+) +\w+@demo\.invalid", told, re.MULTILINE) == [
        "annotator", "newcomer", "manager", "client",
    ]  # fmt: skip
    assert "The demonstration is here already." in again
