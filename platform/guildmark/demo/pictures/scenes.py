"""Scenes of coins on real backgrounds, with the exact box or mask of what is seen of each coin."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from skimage import data

from concord.geometry.masks import Mask, to_geometry
from guildmark.demo.pictures.coins import NAMES, cut_coins, tinted

WIDTH_PX, HEIGHT_PX = 800, 600
SMALLEST_SEEN_SHARE = 0.6
EMPTY_SHARE = 0.07
Rgb = NDArray[np.float64]  # (height, width, 3), 0 to 1


@dataclass(frozen=True)
class Picture:
    """A JPEG with its true annotation document."""

    name: str
    jpeg: bytes
    truth: dict[str, Any]


@dataclass(frozen=True)
class _Placed:
    kind: str
    mask: NDArray[np.bool_]  # (HEIGHT_PX, WIDTH_PX), what is seen of it
    whole_px: int

    @property
    def is_hidden_in_part(self) -> bool:
        """Whether another coin lies on a tenth of it or more."""
        return int(self.mask.sum()) < 0.9 * self.whole_px


def _gray_tinted(grey: NDArray[np.uint8], tint: tuple[float, float, float]) -> Rgb:
    levels: Rgb = (grey.astype(np.float64) / 255)[..., None] * np.array(tint)
    return np.clip(levels, 0, 1)


@cache
def _backgrounds() -> tuple[Rgb, ...]:
    """Photographs under CC0 or in the public domain, with coloured versions of the grey ones."""
    return (
        data.coffee().astype(np.float64) / 255,
        _gray_tinted(data.brick(), (0.86, 0.62, 0.52)),
        _gray_tinted(data.grass(), (0.62, 0.78, 0.42)),
        _gray_tinted(data.gravel(), (0.82, 0.80, 0.76)),
        data.chelsea().astype(np.float64) / 255,
        data.rocket().astype(np.float64) / 255,
        data.immunohistochemistry().astype(np.float64) / 255,
    )


def _background(rng: np.random.Generator) -> Rgb:
    """A crop of a photograph, turned over at random, a little darker so that coins stand out."""
    photograph = _backgrounds()[rng.integers(len(_backgrounds()))]
    if rng.random() < 0.5:
        photograph = photograph[:, ::-1]
    height, width = photograph.shape[:2]
    share = rng.uniform(0.7, 1.0)
    crop_width = int(min(width, height * WIDTH_PX / HEIGHT_PX) * share)
    crop_height = int(crop_width * HEIGHT_PX / WIDTH_PX)
    left = rng.integers(width - crop_width + 1)
    top = rng.integers(height - crop_height + 1)
    crop = photograph[top : top + crop_height, left : left + crop_width]
    image = Image.fromarray((crop * 255).astype(np.uint8)).resize(
        (WIDTH_PX, HEIGHT_PX), Image.Resampling.BICUBIC
    )
    return np.asarray(image, dtype=np.float64) / 255 * rng.uniform(0.6, 0.85)


def _coin_image(rng: np.random.Generator, kind: str) -> Image.Image:
    """A coin of the kind, turned and scaled."""
    coins = cut_coins()
    rgba = tinted(coins[rng.integers(len(coins))], kind)
    image = Image.fromarray((rgba * 255).astype(np.uint8), "RGBA")
    diameter_px = float(np.exp(rng.uniform(np.log(44), np.log(150))))
    scale = diameter_px / max(image.size)
    size = (max(8, round(image.width * scale)), max(8, round(image.height * scale)))
    return image.resize(size, Image.Resampling.LANCZOS).rotate(
        rng.uniform(0, 360), Image.Resampling.BICUBIC, expand=True
    )


def _mask(alpha: NDArray[np.float64], left: int, top: int) -> NDArray[np.bool_]:
    """The pixels of the picture that a coin with this `(height, width)` outline covers there."""
    height, width = alpha.shape
    mask = np.zeros((HEIGHT_PX, WIDTH_PX), dtype=bool)
    mask[top : top + height, left : left + width] = alpha > 0.5
    return mask


def _paste(canvas: Rgb, pixels: NDArray[np.float64], left: int, top: int) -> None:
    """Lay the coin, `(height, width, 4)`, with a soft shadow on the canvas, in place."""
    height, width = pixels.shape[:2]
    shadow = canvas[top + 4 : top + 4 + height, left + 4 : left + 4 + width]
    shadow *= 1 - 0.45 * pixels[: shadow.shape[0], : shadow.shape[1], 3:]
    place = canvas[top : top + height, left : left + width]
    alpha = pixels[..., 3:]
    place[...] = pixels[..., :3] * alpha + place * (1 - alpha)


def _box(mask: NDArray[np.bool_]) -> dict[str, float]:
    """The pixel-edge box of a mask: column c covers [c, c + 1]."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return {
        "x": float(columns[0]),
        "y": float(rows[0]),
        "width": float(columns[-1] - columns[0] + 1),
        "height": float(rows[-1] - rows[0] + 1),
    }


def _fits(placed: list[_Placed], mask: NDArray[np.bool_]) -> bool:
    """Whether every coin below stays visible enough under a new one."""
    return all(
        (below.mask & ~mask).sum() >= SMALLEST_SEEN_SHARE * below.whole_px for below in placed
    )


def _place(
    rng: np.random.Generator, size: tuple[int, int], placed: list[_Placed]
) -> tuple[int, int]:
    """The left and top of a new coin; one in three lies near another."""
    width, height = size
    left, top = rng.integers(2, WIDTH_PX - width - 8), rng.integers(2, HEIGHT_PX - height - 8)
    if placed and rng.random() < 0.33:
        rows, columns = np.nonzero(placed[rng.integers(len(placed))].mask)
        pick = rng.integers(len(rows))
        left, top = columns[pick] - width * rng.random(), rows[pick] - height * rng.random()
    return (
        int(np.clip(left, 2, WIDTH_PX - width - 8)),
        int(np.clip(top, 2, HEIGHT_PX - height - 8)),
    )


def _lay_coins(rng: np.random.Generator, canvas: Rgb, wanted: int) -> list[_Placed]:
    """Coins one over the other, each keeping most of itself in sight; changes the canvas."""
    placed: list[_Placed] = []
    kinds = list(NAMES)
    for _ in range(wanted * 6):
        if len(placed) == wanted:
            break
        kind = kinds[rng.integers(len(kinds))]
        coin = _coin_image(rng, kind)
        pixels = np.asarray(coin, dtype=np.float64) / 255
        left, top = _place(rng, coin.size, placed)
        mask = _mask(pixels[..., 3], left, top)
        if _fits(placed, mask):
            _paste(canvas, pixels, left, top)
            placed = [_Placed(old.kind, old.mask & ~mask, old.whole_px) for old in placed]
            placed.append(_Placed(kind, mask, int(mask.sum())))
    return placed


def _photographed(rng: np.random.Generator, coins: int) -> tuple[bytes, list[_Placed]]:
    """The JPEG of a scene with up to `coins` coins, and what is seen of each."""
    canvas = _background(rng)
    placed = _lay_coins(rng, canvas, coins)
    grain = rng.standard_normal((HEIGHT_PX, WIDTH_PX), dtype=np.float32) * np.float32(0.012)
    canvas += grain[..., None]
    image = Image.fromarray((np.clip(canvas, 0, 1) * 255).astype(np.uint8))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88)
    return out.getvalue(), placed


def scene(rng: np.random.Generator, name: str, *, coins: int) -> Picture:
    """One scene with up to `coins` coins and the boxes of what is seen of them."""
    jpeg, placed = _photographed(rng, coins)
    shapes = [
        {
            "id": f"t{index}",
            "kind": "box",
            "label": coin.kind,
            "geometry": _box(coin.mask),
            "attributes": {"hidden": "in_part" if coin.is_hidden_in_part else "no"},
        }
        for index, coin in enumerate(placed, start=1)
    ]
    truth = {"version": 1, "is_nothing_here": not shapes, "shapes": shapes, "answers": {}}
    return Picture(name, jpeg, truth)


def mask_scenes(rng: np.random.Generator, count: int, *, prefix: str) -> Iterator[Picture]:
    """Scenes with 2 to 5 coins, and a mask of what is seen of each."""
    for index in range(1, count + 1):
        jpeg, placed = _photographed(rng, int(rng.integers(2, 6)))
        found = [(coin.kind, Mask(0, 0, coin.mask).cropped(WIDTH_PX, HEIGHT_PX)) for coin in placed]
        shapes = [
            {
                "id": f"t{number}",
                "kind": "mask",
                "label": kind,
                "geometry": to_geometry(mask),
                "attributes": {},
            }
            for number, (kind, mask) in enumerate(found, start=1)
            if mask is not None
        ]
        truth = {"version": 1, "is_nothing_here": not shapes, "shapes": shapes, "answers": {}}
        yield Picture(f"{prefix}-{index:03d}.jpg", jpeg, truth)


def scenes(rng: np.random.Generator, count: int, *, prefix: str) -> Iterator[Picture]:
    """Scenes with 2 to 7 coins, a few of them with none."""
    for index in range(1, count + 1):
        coins = 0 if rng.random() < EMPTY_SHARE else int(rng.integers(2, 8))
        yield scene(rng, f"{prefix}-{index:03d}.jpg", coins=coins)
