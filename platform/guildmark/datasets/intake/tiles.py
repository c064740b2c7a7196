"""A large picture as tiles of several sizes, so that a browser loads what it shows. No Django."""

from pathlib import Path

from guildmark.datasets.intake.decode import open_picture
from guildmark.datasets.intake.jpegs import write_jpeg
from guildmark.datasets.intake.tiling import TILE_PX, tile_name

QUALITY = 90


def write_tiles(source: Path, *, folder: Path, most_pixels: int) -> None:
    """Write the tiles of a picture into a folder. Raises FileRefused and MemoryError."""
    image = open_picture(source, most_pixels=most_pixels).image
    level = 0
    while True:
        for top in range(0, image.height, TILE_PX):
            for left in range(0, image.width, TILE_PX):
                right, bottom = min(left + TILE_PX, image.width), min(top + TILE_PX, image.height)
                name = tile_name(level, left // TILE_PX, top // TILE_PX)
                tile = image.crop((left, top, right, bottom))
                write_jpeg(tile, folder / name, quality=QUALITY)
        if max(image.size) <= TILE_PX:
            return
        image, level = image.reduce(2), level + 1
