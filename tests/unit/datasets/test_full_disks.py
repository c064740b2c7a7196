"""What is written of a picture where only a part of it fits: nothing is taken for the whole."""

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from guildmark.datasets.intake.indexed import write_index
from guildmark.datasets.intake.jpegs import write_jpeg
from tests.factories import pictures


@contextmanager
def room_for(byte_count: int) -> Iterator[None]:
    """Files of this process end there: the system takes the part of a write that fits."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (byte_count, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


def test_a_jpeg_that_fits_in_part_is_an_error_and_no_picture(tmp_path: Path) -> None:
    image = Image.effect_noise((200, 200), 90)
    write_jpeg(image, tmp_path / "whole.jpg", quality=92)
    needed = (tmp_path / "whole.jpg").stat().st_size

    with pytest.raises(OSError, match="too large"), room_for(needed - 10):
        write_jpeg(image, tmp_path / "cut.jpg", quality=92)


def test_an_index_that_finds_no_room_is_no_damage_of_the_file(tmp_path: Path) -> None:
    source = tmp_path / "a.png"
    source.write_bytes(pictures.png(1))

    with pytest.raises(OSError, match="No space left"):
        write_index(source, target=Path("/dev/full"), most_pixels=10**6)
