"""A known answer is suspected for what people miss on it beyond what they miss elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.skill import expected_misses, is_suspicious, suspicious_misses

GOOD, POOR = 0.1, 0.4


def test_people_who_miss_one_in_ten_are_suspicious_of_an_item_above_four_in_ten() -> None:
    assert suspicious_misses([GOOD] * 10) == pytest.approx(4.0)
    assert not is_suspicious(4, [GOOD] * 10)
    assert is_suspicious(5, [GOOD] * 10)


def test_people_who_miss_four_in_ten_anyway_are_not_suspicious_of_an_item_of_which_half_miss() -> (
    None
):
    assert suspicious_misses([POOR] * 10) == pytest.approx(8.0)
    assert not is_suspicious(8, [POOR] * 10)
    assert is_suspicious(9, [POOR] * 10)


def test_fewer_than_ten_answers_say_nothing() -> None:
    assert not is_suspicious(9, [GOOD] * 9)


def test_of_whom_nothing_is_known_one_miss_in_ten_is_expected() -> None:
    assert expected_misses([0, 0], [0, 0]) == pytest.approx([0.1, 0.1])


def test_a_person_is_drawn_towards_the_others_by_how_little_is_known_of_them() -> None:
    known, barely, *_ = expected_misses([10, 0] + [36] * 8, [40, 1] + [40] * 8)

    assert known > 0.6
    assert 0.15 < barely < known


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=20))
def test_an_expected_share_lies_between_never_and_always(pairs: list[tuple[int, int]]) -> None:
    right = [good for good, _ in pairs]
    n = [good + bad for good, bad in pairs]

    shares = expected_misses(right, n)

    assert all(0 < share < 1 for share in shares)
    assert sum(shares) <= suspicious_misses(shares) <= len(shares)
