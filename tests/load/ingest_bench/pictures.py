"""Pictures that cost what photographs cost: large, textured, each different."""

import io
from pathlib import Path

import numpy as np
from PIL import Image

WIDTH_PX, HEIGHT_PX = 4_000, 3_000
QUALITY = 88


def photographs(folder: Path, count: int) -> list[Path]:
    """So many JPEGs of 12 megapixels: one scene, told apart by a comment."""
    chance = np.random.default_rng(12)
    coarse = chance.integers(20, 235, (60, 80, 3), dtype=np.uint8)
    scene = Image.fromarray(coarse).resize((WIDTH_PX, HEIGHT_PX), Image.Resampling.BICUBIC)
    noise = chance.normal(0, 6, (HEIGHT_PX, WIDTH_PX, 1))
    levels = np.clip(np.asarray(scene, dtype=np.float32) + noise, 0, 255).astype(np.uint8)
    image = Image.fromarray(levels)
    paths = []
    for index in range(count):
        out = io.BytesIO()
        if index == 0:
            image.save(out, format="JPEG", quality=QUALITY, comment=b"picture 000000")
            first = out.getvalue()
        path = folder / f"{index:05}.jpg"
        path.write_bytes(first.replace(b"picture 000000", f"picture {index:06}".encode()))
        paths.append(path)
    return paths
