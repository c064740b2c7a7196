"""What a file may cost. Each limit has a refusal that names it."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Limits of one file; the defaults are those of the product.

    `memory_bytes` is the address space of the child: a picture takes 4 bytes a pixel, and as much
    again while it is turned upright.
    """

    pixels: int = 100_000_000
    memory_bytes: int = 512 * MEGABYTE
    seconds: float = 30.0
    picture_bytes: int = 256 * MEGABYTE
    members: int = 20_000
    archive_bytes: int = 2048 * MEGABYTE
    ratio: int = 100
    ratio_floor_bytes: int = 1 * MEGABYTE
    name_characters: int = 255
