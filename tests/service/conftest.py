"""Folders for real Guildmarks, and one that several tests look at."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service.running import Guildmark


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other accounts may pass through, which pytest's own are not."""
    folder = Path(tempfile.mkdtemp(prefix="guildmark service "))
    if os.geteuid() == 0:
        folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guildmark]:
    """A Guildmark that is set up once, in a folder with a space that only its owner may enter."""
    folder = tmp_path_factory.mktemp("closed")
    folder.chmod(0o700)
    guildmark = Guildmark(folder / "shared state")
    yield guildmark
    guildmark.command("down")
    place = guildmark.state / "postgres" / "PLACE"
    if place.exists():
        shutil.rmtree(place.read_text().strip())


@pytest.fixture
def running(shared: Guildmark) -> Guildmark:
    """The shared Guildmark, which is up; whoever ends it has the next test start it again."""
    if not shared.is_up():
        shared.start()
    return shared
