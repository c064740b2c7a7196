"""Large pictures cut into tiles of several sizes."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from guildmark.datasets.intake.tiles import write_tiles
from guildmark.datasets.intake.tiling import tile_names
from tests.factories import pictures


def test_every_tile_of_every_level_has_a_name() -> None:
    names = tile_names(1_025, 600)

    assert [name for name in names if name.startswith("0-")] == [
        "0-0-0.jpg", "0-1-0.jpg", "0-2-0.jpg", "0-0-1.jpg", "0-1-1.jpg", "0-2-1.jpg",
    ]  # fmt: skip
    assert names[6:] == ["1-0-0.jpg", "1-1-0.jpg", "2-0-0.jpg"]


@pytest.mark.parametrize(("width", "height"), [(512, 512), (1, 1)])
def test_a_picture_that_fits_into_a_tile_is_one(width: int, height: int) -> None:
    assert tile_names(width, height) == ["0-0-0.jpg"]


def test_what_is_written_is_what_is_named_and_shows_the_picture(tmp_path: Path) -> None:
    source, folder = tmp_path / "picture.jpg", tmp_path / "tiles"
    source.write_bytes(pictures.jpeg(width_px=1_100, height_px=600))
    folder.mkdir()

    write_tiles(source, folder=folder, most_pixels=10_000_000)

    assert sorted(tile.name for tile in folder.iterdir()) == sorted(tile_names(1_100, 600))
    whole = np.asarray(Image.open(source).convert("RGB"), dtype=np.int16)
    corner = np.asarray(Image.open(folder / "0-2-1.jpg").convert("RGB"), dtype=np.int16)
    assert corner.shape == (88, 76, 3)
    assert np.abs(corner - whole[512:, 1_024:]).mean() < 4
    assert Image.open(folder / "2-0-0.jpg").size == (275, 150)
