"""Folders for real Guildmarks, and one that several tests look at."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service.running import Guildmark


@pytest.fixture(scope="module")
def open_folder() -> Iterator[Path]:
    """A folder that other accounts may pass through, which pytest's own are not."""
    folder = Path(tempfile.mkdtemp(prefix="guildmark service "))
    if os.geteuid() == 0:
        folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def running(open_folder: Path) -> Iterator[Guildmark]:
    """A Guildmark that is up, in a folder with a space in its name."""
    guildmark = Guildmark(open_folder / "shared state")
    guildmark.start()
    yield guildmark
    guildmark.command("down")
