"""JPEGs written whole, or not at all. Imports no Django."""

import io
from pathlib import Path

from PIL import Image


def write_jpeg(image: Image.Image, target: Path, *, quality: int, subsampling: int = -1) -> None:
    """Write it. Raises OSError where it does not fit. -1: the colours as Pillow takes them.

    Given a file, Pillow (13.0) hands all of a JPEG to the system at once, and where a part of it
    fits takes that for the whole: no error, and a picture that is cut off.
    """
    held = io.BytesIO()
    image.save(held, format="JPEG", quality=quality, subsampling=subsampling)
    target.write_bytes(held.getbuffer())
