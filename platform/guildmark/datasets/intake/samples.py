"""A picture as plain colours, few enough to be computed with. Imports no Django, no NumPy."""

import math
from pathlib import Path

from guildmark.datasets.intake.decode import open_picture
from guildmark.datasets.intake.results import Samples

MOST_SAMPLES = 1_000_000


def write_samples(source: Path, *, target: Path, most_pixels: int) -> Samples:
    """Write red, green and blue by sample, row by row, a byte each. Raises FileRefused.

    A sample is the mean of `step` x `step` pixels, so many that there are at most MOST_SAMPLES;
    the last of a row or column may stand for fewer.
    """
    image = open_picture(source, most_pixels=most_pixels).image
    step = max(1, math.ceil(math.sqrt(image.width * image.height / MOST_SAMPLES)))
    small = (image.reduce(step) if step > 1 else image).convert("RGB")
    target.write_bytes(small.tobytes())
    return Samples(small.width, small.height, step)
