"""Large files of forms lie under a name of ours while they arrive."""

import os
import signal
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory, override_settings

from guildmark.core.clock import now
from guildmark.datasets.arriving import ArrivingFile
from guildmark.datasets.intake.scratch import UPLOADS, clear_scratch

#: A web process with a file in hand, that waits to be killed.
HOLDS_A_FILE = """
import os, signal, sys
from django.conf import settings
settings.configure(FILE_UPLOAD_TEMP_DIR=None)
from guildmark.datasets.arriving import ArrivingFile
file = ArrivingFile("a.jpg", "image/jpeg", 0, None)
file.write(b"half of it")
file.flush()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("name", ["a.jpg", "a." + "b" * 240])
@override_settings(FILE_UPLOAD_MAX_MEMORY_SIZE=4)
def test_a_file_of_a_form_arrives_under_our_name_however_its_own_ends(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    request = RequestFactory().post("/", {"file": SimpleUploadedFile(name, b"a picture")})
    upload = request.FILES["file"]
    assert isinstance(upload, ArrivingFile)

    (lies,) = tmp_path.iterdir()
    assert (upload.name, upload.read()) == (name, b"a picture")
    assert lies.name.startswith(UPLOADS)
    upload.close()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_had_in_hand_goes_after_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", HOLDS_A_FILE],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        check=False,
    )
    left = [file.read_bytes() for file in tmp_path.iterdir()]
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    counts = [clear_scratch(now=now() + timedelta(hours=hours)) for hours in (23, 25)]

    assert ended.returncode == -signal.SIGKILL
    assert left == [b"half of it"]
    assert counts == [0, 1]
    assert list(tmp_path.iterdir()) == []
