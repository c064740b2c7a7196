"""What can be measured on a picture without knowing what it shows. Imports no Django, no NumPy.

Everything is measured on the upright 8-bit rendition, brought down to about 1,000 px first (a
whole number of pixels averaged into one), sharpness at 512 px: two sizes of one photograph measure
alike. A level is luma, 0 (black) to 255 (white).
"""

import base64
import math
from collections.abc import Callable
from typing import Any

from PIL import Image, ImageMath

from guildmark.datasets.intake.results import Measures

#: A quarter of the long side of a picture of 12 megapixels, which JPEG is decoded at by itself.
MEASURED_PX = 1_000
SHARPNESS_PX = 512
SIGNATURE_PX = 64
DARK_BELOW, BRIGHT_ABOVE = 5, 250
CONTRAST_SHARES = (0.05, 0.95)
EXIF_IFD, TAKEN_AT = 0x8769, 0x9003


def reduced(image: Image.Image) -> Image.Image:
    """The picture with at least `MEASURED_PX` on its long side, or itself where it has not."""
    factor = max(image.size) // MEASURED_PX
    return image.reduce(min(factor, *image.size)) if factor > 1 else image


def measured(small: Image.Image, *, bit_depth: int, taken_at: str) -> Measures:
    """The measures of a rendition that was `reduced`. `bit_depth` is that of the original."""
    grey = small if small.mode == "L" else small.convert("L")
    counts = grey.histogram()
    total = grey.width * grey.height
    low, high = (_level_at(counts, share * total) for share in CONTRAST_SHARES)
    return Measures(
        bit_depth=bit_depth,
        is_grey=_is_grey(small),
        mean=sum(level * count for level, count in enumerate(counts)) / total,
        dark_share=sum(counts[:DARK_BELOW]) / total,
        bright_share=sum(counts[BRIGHT_ABOVE + 1 :]) / total,
        contrast=high - low,
        entropy=_entropy(counts, total),
        sharpness=_sharpness(grey),
        dhash=_dhash(grey),
        signature=_signature(grey),
        taken_at=taken_at,
    )


def taken_at(image: Image.Image) -> str:
    """When the camera says the picture was taken, "2026-05-01T12:30:00" of its own clock, or ""."""
    text = image.getexif().get_ifd(EXIF_IFD).get(TAKEN_AT)
    parts = str(text or "").strip("\x00 ").split(" ")
    if len(parts) != 2 or not all(part.replace(":", "").isdigit() for part in parts):
        return ""
    return f"{parts[0].replace(':', '-')}T{parts[1]}"[:19]


def _level_at(counts: list[int], below: float) -> int:
    """The lowest level with at least so many pixels at it or under it."""
    seen = 0
    for level, count in enumerate(counts):
        seen += count
        if seen >= below:
            return level
    return len(counts) - 1


def _entropy(counts: list[int], total: int) -> float:
    """Bits a pixel of the histogram of levels: 0 for one flat level, 8 at most."""
    shares = [count / total for count in counts if count]
    return max(0.0, -sum(share * math.log2(share) for share in shares))


def _is_grey(small: Image.Image) -> bool:
    """True where no pixel has a colour: the largest chroma is under 8 of 255."""
    if small.mode == "L":
        return True
    chroma = small.convert("YCbCr")
    counts = [chroma.getchannel(band).histogram() for band in ("Cb", "Cr")]
    return not any(any(one[:121]) or any(one[136:]) for one in counts)


def _sharpness(grey: Image.Image) -> float:
    """Variance of the Laplacian (4-neighbours) at 512 px on the long side; 0 under 3 px.

    Pictures that are smaller are measured as they are. (Pech-Pacheco et al. 2000, LAP4/variance.)
    """
    if max(grey.size) > SHARPNESS_PX:
        scale = SHARPNESS_PX / max(grey.size)
        size = (max(1, round(grey.width * scale)), max(1, round(grey.height * scale)))
        grey = grey.resize(size, Image.Resampling.BOX)
    width, height = grey.size
    if min(width, height) < 3:
        return 0.0

    def moved(x: int, y: int) -> Image.Image:
        return grey.crop((1 + x, 1 + y, width - 1 + x, height - 1 + y)).convert("F")

    around = {"n": moved(0, -1), "s": moved(0, 1), "w": moved(-1, 0), "e": moved(1, 0)}
    laplacian = _computed(
        lambda a: a["n"] + a["s"] + a["w"] + a["e"] - 4 * a["c"], **around, c=moved(0, 0)
    )
    squared = _computed(lambda a: a["x"] * a["x"], x=laplacian)
    return max(0.0, _mean(squared) - _mean(laplacian) ** 2)


def _computed(how: Callable[[dict[str, Any]], Any], **images: Image.Image) -> Image.Image:
    # ImageMath hands its own operands over, which it has no public type for.
    result: Image.Image = ImageMath.lambda_eval(how, **images)
    return result


def _mean(image: Image.Image) -> float:
    """The mean of a picture of floats, summed in double precision."""
    value = image.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    assert isinstance(value, float)  # noqa: S101  tells mypy that mode "F" has one float a pixel
    return value


def _dhash(grey: Image.Image) -> str:
    """64 bits in hex: whether each of 8 x 8 cells is brighter than its right neighbour."""
    cells = grey.resize((9, 8), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            at = 9 * row + column
            bits = bits << 1 | (cells[at] > cells[at + 1])
    return f"{bits:016x}"


def _signature(grey: Image.Image) -> str:
    """64 x 64 levels, row by row, in base64: what twins are compared by."""
    small = grey.resize((SIGNATURE_PX, SIGNATURE_PX), Image.Resampling.BOX)
    return base64.b64encode(small.tobytes()).decode()
