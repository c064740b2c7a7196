"""The objects of one image are not so many witnesses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.measure import undefined
from concord.skill import clustered_share

IMAGES = st.lists(st.integers(1, 8).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))


def _width(right: list[int], seen: list[int]) -> float:
    share = clustered_share(right, seen)
    assert share.lower is not None
    assert share.upper is not None
    return share.upper - share.lower


def test_below_five_images_there_is_no_number() -> None:
    assert clustered_share([3, 0, 1, 2, 0], [3, 0, 2, 2, 1]) == undefined(
        "Fewer than 5 images to go by.", n=8
    )


def test_images_that_are_all_right_or_all_wrong_count_as_one_each() -> None:
    grouped = _width([4, 0] * 10, [4] * 20)
    mixed = _width([2] * 10 + [2] * 10, [4] * 20)

    assert grouped > 1.8 * mixed


def test_one_object_an_image_is_wilsons_interval() -> None:
    share = clustered_share([1] * 8 + [0] * 2, [1] * 10)

    # Wilson 1927 for 9 of 10 - 1: the ratio's variance counts one image less.
    assert (share.value, share.n) == (0.8, 10)
    assert share.lower == pytest.approx(0.472, abs=0.01)
    assert share.upper == pytest.approx(0.948, abs=0.01)


def test_never_wrong_is_as_sure_as_there_are_images() -> None:
    share = clustered_share([9] * 5, [9] * 5)

    assert (share.value, share.upper) == (1.0, 1.0)
    assert share.lower == pytest.approx(0.566, abs=0.005)


@given(IMAGES)
def test_the_interval_holds_the_share(images: list[tuple[int, int]]) -> None:
    share = clustered_share([right for right, _ in images], [seen for _, seen in images])

    if share.value is not None:
        assert share.lower is not None
        assert share.upper is not None
        assert 0 <= share.lower <= share.value + 1e-12
        assert share.value - 1e-12 <= share.upper <= 1
