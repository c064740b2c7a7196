"""Item analysis: a worked table, and what makes a question suspicious."""

import numpy as np
import pytest

from concord.item_analysis import ItemStatistics, item_statistics


def test_discrimination_is_the_correlation_with_the_rest() -> None:
    rng = np.random.default_rng(5)
    table = (rng.random((40, 6)) < np.linspace(0.2, 0.95, 40)[:, None]).astype(float)
    table[:10, 5] = np.nan
    passed = np.nanmean(table, axis=1) >= 0.6

    found = item_statistics(table, passed)

    rest = np.nansum(np.delete(table, 0, axis=1), axis=1) / (5 - np.isnan(table[:, 5]))
    assert found[0].discrimination == pytest.approx(np.corrcoef(table[:, 0], rest)[0, 1])
    assert (found[5].n, found[0].n) == (30, 40)
    assert found[0].right == table[:, 0].sum()
    assert found[0].passed_n == passed.sum()


def test_a_known_answer_that_is_wrong_is_suspicious() -> None:
    table = np.ones((24, 4))
    table[:8, 1:] = 0
    table[8:, 0] = 0  # those who are right elsewhere are "wrong" here

    wrong, right, *_ = item_statistics(table, table[:, 1] == 1)

    assert wrong.discrimination == pytest.approx(-1)
    assert (wrong.is_suspicious, right.is_suspicious) == (True, False)


@pytest.mark.parametrize(
    ("passed_n", "missed", "suspicious"), [(10, 5, True), (10, 4, False), (9, 9, False)]
)
def test_what_many_who_passed_missed_is_suspicious(
    passed_n: int, missed: int, suspicious: bool
) -> None:
    one = ItemStatistics(
        n=passed_n, right=passed_n - missed, discrimination=None, passed_n=passed_n,
        passed_missed=missed,
    )  # fmt: skip

    assert one.is_suspicious is suspicious


def test_few_answers_and_answers_all_alike_tell_nothing() -> None:
    few, alike = item_statistics(np.eye(12), np.ones(12, bool)), np.ones((30, 2))

    assert {one.discrimination for one in few} == {None}
    assert {one.discrimination for one in item_statistics(alike, np.ones(30, bool))} == {None}
