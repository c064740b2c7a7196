"""Simple linear iterative clustering (Achanta et al. 2012, SLIC superpixels, algorithm 1).

Each sample is compared with the centres of the 3 x 3 places of the grid round its own, so that
whole pictures are compared at once; the paper looks as far.
"""

from itertools import product

import numpy as np
from numpy.typing import NDArray

from concord.superpixels.connection import connected

#: Samples between the first centres, both ways.
SPACING = 20
#: How much nearness counts beside colour; 1 to 20 in CIELAB (the paper's m).
COMPACTNESS = 10.0
ROUNDS = 6
#: Labels are kept in 16 bits.
MOST_CELLS = 65_536
#: A part with less than this share of a cell's first area joins a neighbour.
SMALLEST_SHARE = 0.25

Labels = NDArray[np.int32]
Samples = NDArray[np.float32]
_STEPS = tuple(product((-1, 0, 1), repeat=2))
_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ],
    dtype=np.float32,
)
_WHITE = np.array([0.95047, 1.0, 1.08883], dtype=np.float32)


def superpixels(rgb: NDArray[np.uint8], *, spacing: int = SPACING) -> Labels:
    """By sample of `rgb` (rows, columns, 3) in sRGB the number of its cell, from 0, without gaps.

    Every cell hangs together side by side. A picture without samples has no cells. Linear in the
    samples: a million take about 2 s and 200 MB. The same picture always has the same cells.
    """
    rows, columns, _ = rgb.shape
    if rows == 0 or columns == 0:
        return np.zeros((rows, columns), dtype=np.int32)
    while -(-rows // spacing) * -(-columns // spacing) > MOST_CELLS:
        spacing *= 2
    features = _tiled(_features(rgb, spacing), spacing)
    centres = features.mean(axis=(1, 3))
    own = np.zeros(features.shape[:4], dtype=np.int8)
    for _ in range(ROUNDS):
        own = _nearest(features, centres)
        centres = _moved(features, own, centres)
    labels = _numbered(own, centres.shape[1])[:rows, :columns]
    return connected(labels, fewest=max(1, round(SMALLEST_SHARE * spacing**2)))


def _features(rgb: NDArray[np.uint8], spacing: int) -> Samples:
    """CIELAB (D65) and place, the place so scaled that distances are those of the paper."""
    rows, columns, _ = rgb.shape
    scale = np.float32(COMPACTNESS / spacing)
    features = np.empty((rows, columns, 5), dtype=np.float32)
    features[..., :3] = _lab(rgb)
    features[..., 3] = np.arange(rows, dtype=np.float32)[:, None] * scale
    features[..., 4] = np.arange(columns, dtype=np.float32)[None, :] * scale
    return features


def _lab(rgb: NDArray[np.uint8]) -> Samples:
    level = np.arange(256, dtype=np.float64) / 255
    linear = np.where(level <= 0.04045, level / 12.92, ((level + 0.055) / 1.055) ** 2.4)
    xyz = linear.astype(np.float32)[rgb] @ _XYZ.T / _WHITE
    root = np.where(xyz > 216 / 24_389, np.cbrt(xyz), (24_389 / 27 * xyz + 16) / 116)
    x, y, z = np.moveaxis(root, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1, dtype=np.float32)


def _tiled(features: Samples, spacing: int) -> Samples:
    """(grid rows, spacing, grid columns, spacing, 5); the last samples are repeated to fit."""
    rows, columns, _ = features.shape
    beyond = ((0, -rows % spacing), (0, -columns % spacing), (0, 0))
    whole = np.pad(features, beyond, mode="edge")
    return whole.reshape(whole.shape[0] // spacing, spacing, -1, spacing, 5)


def _nearest(features: Samples, centres: Samples) -> NDArray[np.int8]:
    """Which of the 3 x 3 centres round its place of the grid each sample is nearest to."""
    best = np.full(features.shape[:4], np.inf, dtype=np.float32)
    own = np.zeros(features.shape[:4], dtype=np.int8)
    beyond = np.pad(centres, ((1, 1), (1, 1), (0, 0)), constant_values=np.float32(1e6))
    grid_rows, grid_columns, _ = centres.shape
    for number, (down, across) in enumerate(_STEPS):
        there = beyond[1 + down : 1 + down + grid_rows, 1 + across : 1 + across + grid_columns]
        apart = features - there[:, None, :, None, :]
        far = np.einsum("asbtk,asbtk->asbt", apart, apart)
        is_nearer = far < best
        best[is_nearer] = far[is_nearer]
        own[is_nearer] = number
    return own


def _moved(features: Samples, own: NDArray[np.int8], centres: Samples) -> Samples:
    """Each centre in the middle of its samples; one that has none stays."""
    grid_rows, grid_columns, _ = centres.shape
    sums = np.zeros((grid_rows + 2, grid_columns + 2, 5), dtype=np.float64)
    counts = np.zeros((grid_rows + 2, grid_columns + 2), dtype=np.int64)
    for number, (down, across) in enumerate(_STEPS):
        is_theirs = own == number
        rows = slice(1 + down, 1 + down + grid_rows)
        columns = slice(1 + across, 1 + across + grid_columns)
        sums[rows, columns] += np.einsum("asbtk,asbt->abk", features, is_theirs, dtype=np.float32)
        counts[rows, columns] += is_theirs.sum(axis=(1, 3))
    sums, counts = sums[1:-1, 1:-1], counts[1:-1, 1:-1]
    moved = (sums / np.maximum(counts, 1)[..., None]).astype(np.float32)
    return np.where(counts[..., None] > 0, moved, centres)


def _numbered(own: NDArray[np.int8], grid_columns: int) -> Labels:
    """The number of each sample's centre, row by row of the grid; back in the picture's shape."""
    steps = np.array([down * grid_columns + across for down, across in _STEPS], dtype=np.int32)
    grid_rows, spacing, _, _ = own.shape
    places = np.arange(grid_rows * grid_columns, dtype=np.int32).reshape(grid_rows, grid_columns)
    labels = places[:, None, :, None] + steps[own]
    return labels.reshape(grid_rows * spacing, grid_columns * spacing)
