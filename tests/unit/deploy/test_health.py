"""What a container's health check says of beat, whose schedule is a file or several."""

import os
import time
from pathlib import Path

import pytest

from deploy import health


@pytest.fixture
def schedule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "beat-schedule"
    monkeypatch.setattr(health, "BEAT_SCHEDULE", path)
    return path


def _write(path: Path, *, seconds_ago: float) -> None:
    path.touch()
    then = time.time() - seconds_ago
    os.utime(path, (then, then))


def test_beat_is_ill_before_a_schedule_and_when_it_is_old(schedule: Path) -> None:
    before = health.beat()
    _write(schedule, seconds_ago=1000)

    assert before == "no schedule was written yet"
    assert health.beat() == "the schedule is 1000 s old"


def test_beat_is_well_while_its_schedule_is_written(schedule: Path) -> None:
    _write(schedule, seconds_ago=10)

    assert health.beat() == ""


def test_a_schedule_in_sqlite_is_written_beside_its_file(schedule: Path) -> None:
    """Since Python 3.13: the file itself is left alone until the end."""
    _write(schedule, seconds_ago=1000)
    _write(schedule.with_name("beat-schedule-wal"), seconds_ago=10)

    assert health.beat() == ""
