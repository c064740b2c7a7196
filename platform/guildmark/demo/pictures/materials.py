"""Crops of textures, some of them hard to tell apart, with the exact answer."""

import io
from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from skimage import data

from guildmark.demo.pictures.scenes import Picture

SIZE_PX = 384
NAMES: dict[str, str] = {
    "brick": "Brick",
    "grass": "Grass",
    "gravel": "Gravel",
    "fur": "Fur",
}


@cache
def _textures() -> dict[str, NDArray[np.uint8]]:
    """Grey photographs, so that colour does not give the answer away."""
    chelsea = data.chelsea()[150:, :170]
    fur = np.asarray(Image.fromarray(chelsea).convert("L").resize((512, 452)))
    return {
        "brick": data.brick(),
        "grass": data.grass(),
        "gravel": data.gravel(),
        "fur": fur,
    }


def material(rng: np.random.Generator, name: str, kind: str) -> Picture:
    """One crop: a part of the texture, enlarged, blurred and with grain."""
    texture = _textures()[kind]
    side = int(rng.uniform(60, 190))
    top = rng.integers(texture.shape[0] - side)
    left = rng.integers(texture.shape[1] - side)
    crop = Image.fromarray(texture[top : top + side, left : left + side])
    image = crop.resize((SIZE_PX, SIZE_PX), Image.Resampling.BICUBIC).filter(
        ImageFilter.GaussianBlur(rng.uniform(0, 3.5))
    )
    levels = np.asarray(image, dtype=np.float64) + rng.normal(0, 6, (SIZE_PX, SIZE_PX))
    out = io.BytesIO()
    Image.fromarray(np.clip(levels, 0, 255).astype(np.uint8)).save(out, "JPEG", quality=85)
    truth = {"version": 1, "is_nothing_here": False, "shapes": [], "answers": {"material": kind}}
    return Picture(name, out.getvalue(), truth)


def materials(rng: np.random.Generator, count: int, *, prefix: str) -> Iterator[Picture]:
    """Crops with kinds at random."""
    kinds = list(NAMES)
    for index in range(1, count + 1):
        kind = kinds[rng.integers(len(kinds))]
        yield material(rng, f"{prefix}-{index:03d}.jpg", kind)
