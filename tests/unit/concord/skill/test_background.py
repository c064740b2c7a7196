"""Matrices of confusion with what was not drawn and what is nothing."""

import numpy as np

from concord.skill.confusion import with_background


def test_a_column_says_what_is_not_drawn_and_a_row_what_is_nothing() -> None:
    counts = np.array([[6.0, 2.0], [0.0, 5.0]])
    background = np.array([[2.0, 0.0], [1.0, 3.0]])

    rates, seen = with_background(np.array([[0.75, 0.25], [0.0, 1.0]]), counts, background)

    np.testing.assert_allclose(rates, [[0.6, 0.2, 0.2], [0.0, 1.0, 0.0], [0.25, 0.75, 0.0]])
    np.testing.assert_allclose(seen, [[6, 2, 2], [0, 5, 0], [1, 3, 0]])


def test_a_class_of_which_nothing_is_known_is_missed_as_by_everybody() -> None:
    rates, seen = with_background(
        np.eye(2), np.diag([9.0, 0.0]), np.zeros((2, 2)), population=np.array([0.5, 0.3])
    )

    np.testing.assert_allclose(rates, [[0.95, 0.0, 0.05], [0.0, 0.7, 0.3], [0.0, 0.0, 0.0]])
    assert seen.sum() == 9


def test_of_nothing_there_is_nothing_and_no_division_by_it() -> None:
    rates, seen = with_background(np.eye(1), np.zeros((1, 1)), np.zeros((2, 1)))

    assert rates.tolist() == [[1.0, 0.0], [0.0, 0.0]]
    assert not seen.any()
