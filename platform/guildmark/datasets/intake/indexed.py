"""A PNG whose pixels are numbers or colours, as they are: nothing is turned, matched or shown.

Imports no Django, no NumPy.
"""

from pathlib import Path

from PIL import Image

from guildmark.datasets.intake.decode import BROKEN, damaged, refuse_by_header
from guildmark.datasets.intake.refusals import FileRefused
from guildmark.datasets.intake.results import Indexed

#: Where the header of a PNG says how many bits a sample has.
_BITS_AT = 24
#: Pillow stretches greys of fewer bits over these, so that white is white.
_SHOWN_BITS = 8


def write_index(source: Path, *, target: Path, most_pixels: int) -> Indexed:
    """Write the pixels row by row: a byte each, two (low first) of 16 bits, or red, green, blue.

    Raises FileRefused, and OSError where the disk is full.
    """
    Image.MAX_IMAGE_PIXELS = None  # judged by the header, as every picture
    try:
        with source.open("rb") as stream, Image.open(stream, formats=("PNG",)) as file:
            refuse_by_header(file, most_pixels)
            file.load()
            image, pixel_bytes = _plain(file, _bits(source))
    except BROKEN as error:
        raise damaged(error) from error
    target.write_bytes(image.tobytes())  # a disk without room is no damage of theirs
    return Indexed(image.width, image.height, pixel_bytes)


def _bits(source: Path) -> int:
    """Of one sample, by the header of a PNG (IHDR)."""
    with source.open("rb") as stream:
        stream.seek(_BITS_AT)
        return stream.read(1)[0]


def _plain(image: Image.Image, bits: int) -> tuple[Image.Image, int]:
    """The picture as its numbers or colours, and the bytes of a pixel. Raises FileRefused."""
    if image.mode in {"1", "L"} and bits < _SHOWN_BITS:
        stretched = ((1 << _SHOWN_BITS) - 1) // ((1 << bits) - 1)
        return image.convert("L").point(lambda level: level // stretched), 1
    if image.mode.startswith("I;16"):
        return (image if image.mode == "I;16" else image.convert("I;16")), 2
    if image.mode in {"L", "P"}:
        return image, 1
    if image.mode == "RGB":
        return image, 3
    sentence = "Masks are PNG of one number a pixel, with a palette, or in red, green and blue."
    raise FileRefused("unsupported_format", sentence)
