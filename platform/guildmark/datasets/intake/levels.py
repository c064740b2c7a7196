"""Grey pictures of more than 8 bits: their levels kept whole, and a window that shows them.

A window is the two levels that are shown as black and as white; what lies between is spread over
256 levels, what lies outside is black or white. Imports no Django; NumPy inside the functions, for
it costs the child 75 MB of address space that few pictures need.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEVELS = 65_536
#: The darkest and the brightest half per cent say nothing of what the picture shows.
WINDOW_SHARES = (0.005, 0.995)
BAND_PX = 256
WHITE_IS_ZERO = 0
PHOTOMETRIC = 262

Window = tuple[int, int]


def has_levels(image: Image.Image) -> bool:
    """Whether it is grey of more than 8 bits, as Pillow opens it."""
    return image.mode.startswith("I;16")


def with_levels(image: Image.Image, *, is_inverted: bool = False) -> Image.Image:
    """The picture as levels 0 (black) to 65,535, and nothing else; `is_inverted` where 0 is white.

    Levels stay as they are: of a camera with 12 bits none is above 4,095.
    """
    import numpy as np  # noqa: PLC0415 -- heavy: not for web processes

    if image.mode == "I;16" and not is_inverted:
        image.info = {}
        return image
    plain = Image.new("I;16", image.size)
    for top, band in _bands(image):
        levels = band.astype("<u2")
        plain.paste(Image.fromarray(~levels if is_inverted else levels), (0, top))
        assert levels.dtype == np.uint16  # noqa: S101  what mode I;16 holds
    return plain


def window_of(image: Image.Image) -> Window:
    """The levels between which all but the darkest and the brightest half per cent lie.

    They differ by 1 at least.
    """
    import numpy as np  # noqa: PLC0415 -- heavy: not for web processes

    counts = np.zeros(LEVELS, dtype=np.int64)
    for _, band in _bands(image):
        counts += np.bincount(band.reshape(-1), minlength=LEVELS)
    shares = np.cumsum(counts) / (image.width * image.height)
    low, high = (int(np.searchsorted(shares, share)) for share in WINDOW_SHARES)
    return (min(low, LEVELS - 2), max(high, min(low, LEVELS - 2) + 1))


def windowed(image: Image.Image, window: Window) -> Image.Image:
    """The picture in 256 levels, as it looks through the window.

    `convert("L")` would clip nearly all of it to white.
    """
    import numpy as np  # noqa: PLC0415 -- heavy: not for web processes

    low, high = window
    spread = (np.arange(LEVELS, dtype=np.float64) - low) * (255.0 / (high - low))
    table = np.clip(np.rint(spread), 0, 255).astype(np.uint8)
    shown = Image.new("L", image.size)
    for top, band in _bands(image):
        shown.paste(Image.fromarray(table[band]), (0, top))
    return shown


def _bands(image: Image.Image) -> Iterator[tuple[int, NDArray[np.uint16]]]:
    """Rows from the top, (rows, columns), a few at a time: an array is one more copy of them."""
    import numpy as np  # noqa: PLC0415 -- heavy: not for web processes

    for top in range(0, image.height, BAND_PX):
        bottom = min(top + BAND_PX, image.height)
        yield top, np.asarray(image.crop((0, top, image.width, bottom)))
