"""Near-duplicates, distributions and suspicions over arrays of measures."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from concord.pictures import (
    Distribution,
    Range,
    distribution,
    near_hashes,
    outliers,
    thresholds,
    twins,
)

Levels = NDArray[np.uint8]


def _scene(seed: int) -> Levels:
    """64 x 64 levels with structure, as a photograph has."""
    coarse = np.random.default_rng(seed).integers(0, 256, (8, 8)).astype(np.uint8)
    return np.kron(coarse, np.ones((8, 8), dtype=np.uint8)).ravel()


def _hashes(*values: int) -> NDArray[np.uint64]:
    return np.array(values, dtype=np.uint64)


@given(st.lists(st.integers(0, 2**64 - 1), max_size=30, unique=True), st.data())
def test_every_pair_at_most_8_bits_apart_is_found_once(
    values: list[int], data: st.DataObject
) -> None:
    flips = data.draw(st.lists(st.sets(st.integers(0, 63), max_size=10), max_size=30))
    near = [
        value ^ sum(1 << bit for bit in bits) for value, bits in zip(values, flips, strict=False)
    ]
    unique = np.unique(_hashes(*values, *near))

    found = [
        tuple(sorted((int(one), int(other))))
        for ones, others in near_hashes(unique)
        for one, other in zip(ones, others, strict=True)
    ]

    wanted = [
        (one, other)
        for one, other in combinations(range(len(unique)), 2)
        if (int(unique[one]) ^ int(unique[other])).bit_count() <= 8
    ]
    assert sorted(found) == wanted


def test_twins_are_named_by_the_first_of_them() -> None:
    scenes = np.array([_scene(1), _scene(2), _scene(1) // 10 * 9 + 9, _scene(3), _scene(2)])
    hashes = _hashes(0b1111, 1 << 40, 0b1, 2**64 - 1, 1 << 40)

    groups = twins(hashes, lambda places: scenes[places])

    assert groups.tolist() == [0, 1, 0, 3, 1]


def test_near_hashes_of_different_pictures_are_no_twins() -> None:
    scenes = np.array([_scene(1), _scene(2)])

    assert twins(_hashes(0, 1), lambda places: scenes[places]).tolist() == [0, 1]


def test_flat_pictures_of_one_hash_are_grouped_by_what_they_show() -> None:
    step = np.r_[np.zeros(2048), np.full(2048, 200)].astype(np.uint8)
    scenes = np.array([np.zeros(4096), step, np.full(4096, 7), step], dtype=np.uint8)

    assert twins(_hashes(0, 0, 0, 0), lambda places: scenes[places]).tolist() == [0, 1, 0, 1]


def test_a_twin_of_a_twin_is_in_the_group() -> None:
    scenes = np.array([_scene(1)] * 3)
    hashes = _hashes(0, 0b11111, 0b1111111111)

    assert twins(hashes, lambda places: scenes[places]).tolist() == [0, 0, 0]


def test_nothing_has_no_twins() -> None:
    assert twins(_hashes(), lambda places: np.zeros((0, 4096), np.uint8)).tolist() == []


def test_a_distribution_holds_every_value() -> None:
    values = np.r_[np.linspace(1, 2, 500), 1e6]

    found = distribution(values)

    assert found is not None
    assert sum(found.counts) == 501
    assert (found.edges[0], found.edges[-1]) == (1.0, 1e6)
    assert found.counts[0] < 50


def test_equal_values_are_one_bin_and_no_values_none() -> None:
    assert distribution(np.full(3, 2.0)) == Distribution((2.0, 2.0), (3,), (2.0,) * 5)
    assert distribution(np.empty(0)) is None


def _values(**changed: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
    count = len(next(iter(changed.values())))
    usual = {
        "mean": 120.0,
        "sharpness": 500.0,
        "clipped_share": 0.0,
        "contrast": 120.0,
        "short_side_px": 800.0,
        "elongation": 1.5,
    }
    return {name: np.full(count, value) for name, value in usual.items()} | changed


def test_blur_is_what_lies_far_under_the_others() -> None:
    sharpness = np.r_[np.geomspace(300, 900, 97), 4.0, 9.0, 15.0]

    bound = thresholds(_values(sharpness=sharpness))["blurred"]

    assert bound.below is not None
    assert 15 < bound.below < 300


def test_a_set_that_is_dark_throughout_is_not_suspected_as_a_whole() -> None:
    night = np.linspace(5, 60, 100)

    bound = thresholds(_values(mean=night))["dark"]

    assert bound.below is not None
    assert (night < bound.below).sum() == 10


def test_few_pictures_are_judged_by_fixed_bounds_alone() -> None:
    found = thresholds(_values(mean=np.array([3.0, 120.0])))

    assert found["dark"] == Range(below=40.0)
    assert found["blurred"] == Range(below=0.0)


def test_what_lies_far_from_the_others_is_counted_on_both_sides() -> None:
    """Median 10, median distance 1: a robust deviation is 1.4826, so 3.5 of them are 5.1891."""
    usual = np.array([9.0, 10.0, 11.0] * 8)
    values = np.concatenate([usual, [10.0, 4.0, 4.9, 15.1, 15.2, 90.0]])

    found = outliers(values, is_log=False)

    assert found is not None
    assert (found.low, found.high) == pytest.approx((4.8109, 15.1891))
    assert (found.low_count, found.high_count) == (1, 2)


def test_by_ratio_what_is_far_is_far_in_factors() -> None:
    values = np.expm1(np.array([0.9, 1.0, 1.1] * 8 + [1.0, 5.0]))

    found = outliers(values, is_log=True)

    assert found is not None
    assert np.log1p([found.low, found.high]) == pytest.approx([1 - 0.51891, 1 + 0.51891])
    assert (found.low_count, found.high_count) == (0, 1)


@pytest.mark.parametrize("values", [np.arange(19.0), np.array([3.0] * 30 + [9.0])])
def test_nothing_stands_out_among_few_or_among_equals(values: NDArray[np.float64]) -> None:
    assert outliers(values, is_log=False) is None
