"""Parts of a release: as large as asked, never across a tie, the same every time."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from concord.splits import SplitItem, divide

SHARES = {"train": 0.8, "val": 0.1, "test": 0.1}


def test_parts_are_as_large_as_their_shares_and_another_seed_divides_otherwise() -> None:
    items = [SplitItem(number) for number in range(1000)]

    first = divide(items, SHARES, seed=1, is_stratified=False)
    again = divide(items[::-1], SHARES, seed=1, is_stratified=False)
    other = divide(items, SHARES, seed=2, is_stratified=False)

    assert Counter(first.values()) == {"train": 800, "val": 100, "test": 100}
    assert first == again
    assert first != other


def test_a_rare_label_is_in_every_part_when_divided_by_label() -> None:
    items = [SplitItem(n, labels=("rare",) if n < 20 else ("common",)) for n in range(1000)]

    parts = divide(items, SHARES, seed=1, is_stratified=True)

    rare = Counter(parts[number] for number in range(20))
    assert rare == {"train": 16, "val": 2, "test": 2}
    assert Counter(parts.values()) == {"train": 800, "val": 100, "test": 100}


@given(
    ties=st.lists(st.lists(st.integers(0, 6), max_size=2).map(tuple), min_size=1, max_size=20),
    seed=st.integers(0, 9),
)
def test_items_that_share_a_tie_are_in_one_part(ties: list[tuple[int, ...]], seed: int) -> None:
    items = [SplitItem(number, ties=tie) for number, tie in enumerate(ties)]

    parts = divide(items, SHARES, seed=seed, is_stratified=True)

    assert parts.keys() == set(range(len(ties)))
    for one in items:
        for other in items:
            if set(one.ties) & set(other.ties):
                assert parts[one.key] == parts[other.key]
