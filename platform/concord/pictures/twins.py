"""Near-duplicates among very many pictures, without comparing each with each.

Two pictures are candidates when their 64-bit difference hashes differ in at most 8 bits. If they
do, then of 9 bands of the hash at least one is equal (8 changed bits cannot touch all 9): so only
pictures with an equal band are compared, band by band (multi-index hashing, Norouzi, Punjani and
Fleet 2012). Equal hashes are looked at once. Candidates are twins when their 64 x 64 levels agree
once the brightness of each is taken out.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Indexes = NDArray[np.int64]
Signatures = NDArray[np.uint8]

MOST_BITS = 8
BANDS = 9
#: Two pictures are alike when the root mean square of the difference of their levels, the means
#: taken out, is at most 8 of 255, or two fifths of the contrast of the flatter one (a correlation
#: of 0.92): copies, smaller and brighter ones and those cut by some pixels are, the next
#: photograph of a hand-held camera mostly is not.
MOST_DIFFERENCE, MOST_OF_CONTRAST = 8.0, 0.4
BLOCK, WIDE_BLOCK = 1_024, 8_192
PAIRS = 1_024
#: Bounds of the work on sets that are one picture over and over, or flat pictures alone. What is
#: beyond them stays ungrouped.
MOST_CANDIDATES = 20_000_000
MOST_ROUNDS = 64


def twins(hashes: Hashes, signatures_of: Callable[[Indexes], Signatures]) -> Indexes:
    """For each of `(pictures,)` hashes the lowest index of its group; alone, its own.

    `signatures_of` answers `(n, 4096)` uint8 for n indexes, and is asked for candidates alone, at
    most 2,048 at once. Groups are closed: a twin of a twin is in the group. Of pictures with one
    hash the first stands for all against other hashes. Time grows with the number of candidates,
    for hashes spread over their range far slower than the square.
    """
    groups = _Groups(len(hashes), signatures_of)
    unique, members = _by_hash(hashes)
    for group in members:
        if len(group) > 1:
            groups.gather(group)
    first_of = np.array([group[0] for group in members], dtype=np.int64)
    left = MOST_CANDIDATES
    for ones, others in near_hashes(unique):
        left -= len(ones)
        if left < 0:
            break
        for start in range(0, len(ones), PAIRS):
            part = slice(start, start + PAIRS)
            groups.compare(first_of[ones[part]], first_of[others[part]])
    return groups.roots(np.arange(len(hashes), dtype=np.int64))


class _Groups:
    """A forest of pictures: each points to a lower one of its group, the lowest to itself."""

    def __init__(self, count: int, signatures_of: Callable[[Indexes], Signatures]) -> None:
        self._leader = np.arange(count, dtype=np.int64)
        self._signatures_of = signatures_of

    def roots(self, indexes: Indexes) -> Indexes:
        """The lowest picture of the group of each."""
        found = self._leader[indexes]
        while True:
            further = self._leader[found]
            if np.array_equal(further, found):
                return found
            found = further

    def gather(self, alike_hashes: Indexes) -> None:
        """Compare pictures of one hash with the first, those left with the first of them, so on.

        Flat pictures share the hash of zeros and need not be alike.
        """
        left = alike_hashes
        for _ in range(MOST_ROUNDS):
            if len(left) < 2:
                return
            is_left = np.ones(len(left), dtype=bool)
            is_left[0] = False
            for start in range(1, len(left), PAIRS):
                part = left[start : start + PAIRS]
                is_alike = self.compare(np.full(len(part), left[0]), part)
                is_left[start : start + PAIRS] = ~is_alike
            left = left[is_left]

    def compare(self, ones: Indexes, others: Indexes) -> NDArray[np.bool_]:
        """Join the pairs that are alike; which are in one group then."""
        apart = np.flatnonzero(self.roots(ones) != self.roots(others))
        if len(apart):
            wanted, places = np.unique(
                np.concatenate([ones[apart], others[apart]]), return_inverse=True
            )
            levels = self._signatures_of(wanted).astype(np.float32)
            levels -= levels.mean(axis=1, keepdims=True)
            left, right = places[: len(apart)], places[len(apart) :]
            for pair in apart[_alike(levels, left, right)].tolist():
                self._join(int(ones[pair]), int(others[pair]))
        together: NDArray[np.bool_] = self.roots(ones) == self.roots(others)
        return together

    def _join(self, one: int, other: int) -> None:
        first, second = self.roots(np.array([one, other], dtype=np.int64)).tolist()
        self._leader[max(first, second)] = min(first, second)
        self._leader[[one, other]] = min(first, second)


def _alike(levels: NDArray[np.float32], left: Indexes, right: Indexes) -> NDArray[np.bool_]:
    """Of pairs of rows of centred levels, which are alike."""
    deviation = np.sqrt(np.mean(levels**2, axis=1))
    difference = np.sqrt(np.mean((levels[left] - levels[right]) ** 2, axis=1))
    flatter = np.minimum(deviation[left], deviation[right])
    alike: NDArray[np.bool_] = difference <= np.maximum(MOST_DIFFERENCE, MOST_OF_CONTRAST * flatter)
    return alike


def near_hashes(unique: Hashes) -> Iterator[tuple[Indexes, Indexes]]:
    """Pairs of indexes of distinct hashes at most 8 bits apart, each once, in blocks."""
    edges = np.linspace(0, 64, BANDS + 1).astype(int)
    masks = [np.uint64(((1 << int(high - low)) - 1) << int(low)) for low, high in pairwise(edges)]
    for number, mask in enumerate(masks):
        band = unique & mask
        order = np.argsort(band, kind="stable")
        starts = np.flatnonzero(np.r_[True, band[order][1:] != band[order][:-1]])
        for bucket in np.split(order, starts[1:]):
            yield from _near_in(unique, bucket, masks[:number])


def _near_in(
    unique: Hashes, bucket: Indexes, earlier: list[np.uint64]
) -> Iterator[tuple[Indexes, Indexes]]:
    """Near pairs of one bucket that no earlier band has found."""
    for start in range(0, len(bucket), BLOCK):
        rows = bucket[start : start + BLOCK]
        for begin in range(start, len(bucket), WIDE_BLOCK):
            columns = bucket[begin : begin + WIDE_BLOCK]
            apart = unique[rows][:, None] ^ unique[columns][None, :]
            near = np.bitwise_count(apart) <= MOST_BITS
            near &= (begin + np.arange(len(columns))) > (start + np.arange(len(rows)))[:, None]
            at, to = np.nonzero(near)
            is_new = np.ones(len(at), dtype=bool)
            for mask in earlier:
                is_new &= (apart[at, to] & mask) != 0
            if is_new.any():
                yield rows[at[is_new]], columns[to[is_new]]


def _by_hash(hashes: Hashes) -> tuple[Hashes, list[Indexes]]:
    """Distinct hashes, and the pictures of each in rising order."""
    unique, inverse = np.unique(hashes, return_inverse=True)
    order = np.argsort(inverse, kind="stable").astype(np.int64)
    ends = np.cumsum(np.bincount(inverse, minlength=len(unique)))
    return unique, np.split(order, ends[:-1]) if len(unique) else []
