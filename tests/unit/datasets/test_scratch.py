"""What killed processes leave in the folder for temporary files."""

import os
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest

from guildmark.core.clock import now
from guildmark.datasets.intake.decoder import Decoder
from guildmark.datasets.intake.scratch import clear_scratch


def _aged(path: Path, hours: int) -> None:
    at = (now() - timedelta(hours=hours)).timestamp()
    os.utime(path, (at, at))


def test_what_a_killed_process_left_goes_after_a_day_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Decoder() as busy, Decoder() as left:
        left.spool([b"a picture"], name="upload")
        folders = [Path(one._folder.name) for one in (busy, left)]
        _aged(folders[0], 23)
        _aged(folders[1], 25)
        part = tmp_path / "guildmark-part-x"
        upload = tmp_path / "guildmark-upload-x"
        foreign = tmp_path / "others-x"
        for file in (part, upload, foreign):
            file.write_bytes(b"1")
            _aged(file, 25)

        counts = [clear_scratch(now=now()) for _ in range(2)]
        stay = sorted(tmp_path.iterdir())
        folders[1].mkdir()  # for its own end

    assert counts == [3, 0]
    assert stay == sorted([folders[0], foreign])
