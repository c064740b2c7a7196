"""What a Guildmark is built on goes away while people are at work: nothing is lost, nothing is done
by halves, and it goes on by itself. See docs/decisions/0072-the-api-tried-by-a-machine.md.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.service.running import Guildmark

pytestmark = [pytest.mark.service, pytest.mark.slow]
RECOVERED_WITHIN_S = 60.0
SETTLED_WITHIN_S = 240.0  # what is lost with a whole worker waits for a sweep, then is computed
MEDIA_BYTES = 64_000_000
#: Of what people are at work on: answers too many, given twice, gone, counted wrongly.
NEVER = ("over_overlap", "repeats", "lost", "counter_drift", "budget_drift", "changed_answers")


@pytest.fixture
def state() -> Iterator[Path]:
    """The state folder of a Guildmark of its own, which may have another disk in it."""
    folder = Path(tempfile.mkdtemp(prefix="guildmark outages "))
    folder.chmod(0o711)  # PostgreSQL runs as another account where this is root
    yield folder / "state"
    shutil.rmtree(folder)


@pytest.fixture
def product(state: Path) -> Iterator[Guildmark]:
    """It is up."""
    guildmark = Guildmark(state)
    guildmark.start()
    yield guildmark
    guildmark.command("down")


@pytest.fixture
def media(state: Path) -> Iterator[Path]:
    """The folder of media is a small disk of its own."""
    folder = state / "data" / "media"
    folder.mkdir(parents=True)
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={MEDIA_BYTES}", "tmpfs", str(folder)],
        check=True,
    )
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def _beside(product: Guildmark, module: str, folder: Path) -> dict[str, Any]:
    """What a module of outages found; Any: numbers, nested."""
    said = product.beside(sys.executable, "-m", f"tests.outages.{module}", str(folder))
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    sys.stderr.write(f"\n{module}: {found}\n")
    return found


def test_postgresql_that_ends_again_and_again_loses_no_answer_and_nobody_meets_a_fault(
    product: Guildmark, state: Path
) -> None:
    found = _beside(product, "database", state)

    assert {name: found[name] for name in NEVER} == dict.fromkeys(NEVER, 0)
    assert set(found["met"]) <= {"200", "503", "404", "no answer"}
    assert found["met"]["503"] > 0  # it was away, and somebody asked
    assert found["met"].get("404", 0) <= found["leases_in_doubt"]
    assert max(seconds for _, seconds in found["recovered_s"]) < RECOVERED_WITHIN_S
    assert found["settled_s"] is not None  # workers and relay, too


def test_two_hundred_kills_of_whatever_works_leave_every_job_done_once(
    product: Guildmark, state: Path
) -> None:
    found = _beside(product, "workers", state)

    assert sum(found["kills"].values()) == 200
    assert {"worker", "light", "web", "worker as a whole"} - set(found["kills"]) == set()
    assert {name: found[name] for name in (*NEVER, "unlabelled", "twice")} == dict.fromkeys(
        (*NEVER, "unlabelled", "twice"), 0
    )
    assert found["settled_s"] < SETTLED_WITHIN_S
    assert set(found["met"]) <= {"200", "no answer"}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may put a small disk into a folder")
def test_a_disk_that_is_full_refuses_files_and_keeps_no_part_of_them_and_work_goes_on(
    media: Path, product: Guildmark
) -> None:
    found = _beside(product, "disk", media)

    assert found["first"] == 204
    assert found["part"] == found["form"] == [507, "no_room"]
    assert found["left"] == [3_000_000]  # the first part
    assert (found["later"], found["again"], found["ended"]) == ([204, 204], 201, True)
    assert {name: found[name] for name in NEVER} == dict.fromkeys(NEVER, 0)
    assert set(found["met"]) == {"200"}
