"""Photographs of the usual size, all different, of what the scikit-image wheel ships."""

from __future__ import annotations

import io
import random

from PIL import Image
from skimage import data

from tests.e2e.pictures import Picture

SIZE_PX = (2000, 1500)
_LOADED = (data.astronaut, data.chelsea, data.coffee, data.rocket)


def photographs(count: int) -> list[Picture]:
    """Parts of four photographs, enlarged; the same for the same count. No answer is known."""
    dice = random.Random(6)
    whole = [Image.fromarray(load()) for load in _LOADED]
    return [_part(whole[number % len(whole)], number, dice) for number in range(count)]


def _part(whole: Image.Image, number: int, dice: random.Random) -> Picture:
    width = dice.randrange(whole.width // 2, whole.width * 9 // 10)
    height = min(width * SIZE_PX[1] // SIZE_PX[0], whole.height)
    left, top = dice.randrange(whole.width - width), dice.randrange(whole.height - height + 1)
    part = whole.crop((left, top, left + width, top + height)).resize(
        SIZE_PX, Image.Resampling.LANCZOS
    )
    content = io.BytesIO()
    part.save(content, "JPEG", quality=90)
    return Picture(f"photograph-{number:02d}.jpg", content.getvalue(), ())
