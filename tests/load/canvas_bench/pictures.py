"""Photographs from a fixed seed: soft shapes with edges and grain, as large as asked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from guildmark.datasets.intake.limits import Limits
from guildmark.datasets.intake.tiles import write_tiles

SEED = 20260101
GRAIN = 256


def draw(path: Path, width_px: int, height_px: int) -> None:
    """A JPEG of patches of colour with sharp borders, under a grain that repeats."""
    if path.exists():
        return
    rng = np.random.default_rng(SEED)
    patches = rng.integers(40, 216, (height_px // 200, width_px // 200, 3), dtype=np.uint8)
    picture = Image.fromarray(patches).resize((width_px, height_px), Image.Resampling.NEAREST)
    grain = Image.fromarray(rng.integers(0, 256, (GRAIN, GRAIN, 3), dtype=np.uint8))
    tiled = Image.new("RGB", picture.size)
    for x in range(0, width_px, GRAIN):
        for y in range(0, height_px, GRAIN):
            tiled.paste(grain, (x, y))
    Image.blend(picture, tiled, 0.08).save(path, quality=85)


def cut(path: Path, folder: Path) -> None:
    """The tiles of a picture, as the product makes them."""
    if folder.exists():
        return
    folder.mkdir()
    write_tiles(path, folder=folder, most_pixels=Limits().pixels)
