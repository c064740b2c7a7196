"""Real coins, cut from the `coins` photograph and tinted into kinds.

The photograph ("no known copyright restrictions", Brooklyn Museum) holds 24 coins on a grey
ground. A threshold and a watershed give their outlines; a kind is a tint of the grey.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from skimage import data, filters, measure, segmentation
from skimage.morphology import remove_small_holes

Rgba = NDArray[np.float64]  # (height, width, 4), 0 to 1, alpha is the coin's outline

SMALLEST_AREA_PX = 600
TINTS: dict[str, tuple[float, float, float]] = {
    "silver": (0.93, 0.96, 1.00),
    "gold": (1.20, 0.93, 0.42),
    "copper": (1.18, 0.66, 0.46),
    "oxidised": (0.52, 1.00, 0.83),
}
NAMES: dict[str, str] = {
    "silver": "Silver",
    "gold": "Gold",
    "copper": "Copper",
    "oxidised": "Oxidised",
}


@dataclass(frozen=True)
class Coin:
    """One coin: its grey levels 0 to 1 and its outline, both `(height, width)`."""

    grey: NDArray[np.float64]
    outline: NDArray[np.bool_]


@cache
def cut_coins() -> tuple[Coin, ...]:
    """The coins of the photograph, in reading order of their regions."""
    photograph = data.coins().astype(np.float64) / 255
    elevation = filters.sobel(photograph)
    markers = np.zeros(photograph.shape, dtype=np.int32)
    markers[photograph < 30 / 255] = 1
    markers[photograph > 150 / 255] = 2
    filled = remove_small_holes(segmentation.watershed(elevation, markers) == 2, max_size=2000)
    regions = measure.regionprops(measure.label(filled))
    return tuple(
        Coin(grey=photograph[region.slice], outline=region.image)
        for region in regions
        if region.area > SMALLEST_AREA_PX
    )


def tinted(coin: Coin, kind: str) -> Rgba:
    """The coin in the colour of its kind, levels stretched to the coin's own 2 to 98 %."""
    low, high = np.percentile(coin.grey[coin.outline], [2, 98])
    grey = np.clip((coin.grey - low) / (high - low), 0, 1) * 0.72 + 0.16
    rgb = np.clip(grey[..., None] * np.array(TINTS[kind]), 0, 1)
    return np.dstack([rgb, coin.outline.astype(np.float64)])
