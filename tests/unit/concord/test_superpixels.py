"""Pictures parted into cells: they keep to edges, hang together, and travel unchanged."""

import gzip

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.ndimage import label

from concord.superpixels import Superpixels, packed, superpixels, unpacked

Picture = NDArray[np.uint8]


def _halves(rows: int = 60, columns: int = 90) -> Picture:
    """Dark to the left of a slanting edge, bright to its right."""
    down, across = np.mgrid[:rows, :columns]
    is_bright = across > 30 + down // 3
    return np.where(is_bright[..., None], np.uint8(220), np.uint8(40)).repeat(3, axis=2)


def _parts(of: NDArray[np.int32]) -> int:
    """How many pieces the cells are in, side by side."""
    return sum(label(of == number)[1] for number in range(int(of.max()) + 1))


def test_no_cell_crosses_an_edge() -> None:
    picture = _halves()

    cells = superpixels(picture, spacing=10)

    bright = picture[..., 0] > 100
    shares = np.bincount(cells.ravel(), bright.ravel()) / np.bincount(cells.ravel())
    assert set(shares.tolist()) == {0.0, 1.0}
    assert 30 <= cells.max() + 1 <= 80


def test_a_flat_picture_is_parted_as_its_grid() -> None:
    cells = superpixels(np.full((40, 60, 3), 90, dtype=np.uint8), spacing=20)

    expected = np.arange(6).reshape(2, 3).repeat(20, axis=0).repeat(20, axis=1)
    assert np.array_equal(cells, expected)


@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 2**31), st.sampled_from([3, 8, 20]))
def test_cells_are_numbered_without_gaps_and_hang_together(
    rows: int, columns: int, seed: int, spacing: int
) -> None:
    picture = np.random.default_rng(seed).integers(0, 256, (rows, columns, 3), dtype=np.uint8)

    cells = superpixels(picture, spacing=spacing)

    count = int(cells.max()) + 1
    assert cells.shape == (rows, columns)
    assert np.unique(cells).tolist() == list(range(count))
    assert _parts(cells) == count


def test_small_pieces_join_what_they_lie_in() -> None:
    picture = np.full((40, 40, 3), 90, dtype=np.uint8)
    picture[10:12, 10:12] = 255

    cells = superpixels(picture, spacing=20)

    assert cells.max() + 1 == 4


@pytest.mark.parametrize("shape", [(0, 0, 3), (0, 5, 3), (5, 0, 3)])
def test_a_picture_without_samples_has_no_cells(shape: tuple[int, int, int]) -> None:
    assert superpixels(np.zeros(shape, dtype=np.uint8)).shape == shape[:2]


def test_a_single_sample_is_one_cell() -> None:
    assert superpixels(np.zeros((1, 1, 3), dtype=np.uint8)).tolist() == [[0]]


def test_cells_travel_unchanged_and_as_the_same_bytes() -> None:
    cells = Superpixels(superpixels(_halves(), spacing=10), step=4)

    content = packed(cells)

    assert unpacked(content).step == 4
    assert np.array_equal(unpacked(content).labels, cells.labels)
    assert packed(cells) == content


def test_what_a_browser_reads_is_a_head_and_differences_from_the_row_above() -> None:
    labels = np.array([[0, 1, 1], [2, 1, 3]], dtype=np.int32)

    plain = gzip.decompress(packed(Superpixels(labels, step=2)))

    assert np.frombuffer(plain[:16], "<u4").tolist() == [1, 3, 2, 2]
    assert np.frombuffer(plain[16:], "<u2").tolist() == [0, 1, 1, 2, 0, 2]
