"""Masks as PNG: whatever its rows repeat, Pillow reads the picture that was written."""

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from concord.formats.png import Cells, grey_png, palette_png, rgb_png

RUNS = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 300)), min_size=1, max_size=8)


def _read(png: bytes) -> NDArray[np.uint16]:
    with Image.open(io.BytesIO(png)) as image:
        image.load()
        return np.asarray(image).astype(np.uint16)


@given(runs=RUNS, width=st.integers(1, 70))
def test_rows_that_repeat_come_back_in_every_kind_of_picture(
    runs: list[tuple[int, int]], width: int
) -> None:
    kinds = np.random.default_rng(width).integers(0, 65_536, (4, width), dtype=np.uint16)
    index = np.concatenate([np.repeat(kinds[kind][None], count, axis=0) for kind, count in runs])
    rows = Cells.of(index)
    small = rows.mapped(lambda found: (found >> 8).astype(np.uint8))
    table = np.arange(256, dtype=np.uint8)[:, None].repeat(3, axis=1)
    colours = small.mapped(lambda found: np.stack([found, found // 2, found // 3], axis=-1))

    assert np.array_equal(_read(grey_png(rows)), index)
    assert np.array_equal(_read(grey_png(small)), index >> 8)
    assert np.array_equal(_read(palette_png(small, table)), index >> 8)
    assert np.array_equal(_read(rgb_png(colours))[..., 1], (index >> 8) // 2)


def test_a_picture_without_equal_rows_and_one_with_equal_rows_alone_are_written() -> None:
    for index in (
        np.arange(900, dtype=np.uint16).reshape(300, 3),
        np.full((4000, 2), 7, np.uint16),
    ):
        assert np.array_equal(_read(grey_png(Cells.of(index))), index)


@pytest.mark.parametrize("height", [1, 2, 3, 1024])
def test_as_few_rows_are_kept_as_there_are(height: int) -> None:
    rows = Cells.of(np.zeros((height, 5), np.uint8))

    assert (rows.values.shape, rows.heights.tolist()) == ((1, 5), [height])


@given(
    heights=st.lists(st.integers(1, 200), min_size=1, max_size=6),
    widths=st.lists(st.integers(1, 200), min_size=1, max_size=6),
    seed=st.integers(0, 9),
)
def test_cells_of_any_size_come_back_in_every_kind_of_picture(
    heights: list[int], widths: list[int], seed: int
) -> None:
    shape = (len(heights), len(widths))
    values = np.random.default_rng(seed).integers(0, 65_536, shape, dtype=np.uint16)
    values[:, seed % len(widths)] = 7  # an area of several cells
    cells = Cells(values, np.array(heights), np.array(widths)).merged()
    small = cells.mapped(lambda found: (found >> 8).astype(np.uint8))
    colours = small.mapped(lambda found: np.stack([found, found // 2, found // 3], axis=-1))
    pixels = values.repeat(heights, axis=0).repeat(widths, axis=1)

    assert np.array_equal(_read(grey_png(cells)), pixels)
    assert np.array_equal(_read(grey_png(small)), pixels >> 8)
    assert np.array_equal(_read(rgb_png(colours))[..., 2], (pixels >> 8) // 3)
