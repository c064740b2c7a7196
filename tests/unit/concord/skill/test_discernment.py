"""Whether verdicts tell right labels from wrong ones, whatever the share of right labels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.skill import Verdicts, discernment_upper, estimate_discernment
from concord.skill.discernment import ONE_KIND

#: Newcombe 1998, table II, method 10: a of m against b of n, and the interval of 95 %.
PUBLISHED = [
    ((56, 70), (48, 80), (0.0524, 0.3339)),
    ((9, 10), (3, 10), (0.1705, 0.8090)),
    ((6, 7), (2, 7), (0.0582, 0.8062)),
    ((5, 56), (0, 29), (-0.0381, 0.1926)),
    ((0, 10), (0, 20), (-0.1611, 0.2775)),
    ((0, 10), (0, 10), (-0.2775, 0.2775)),
    ((10, 10), (0, 20), (0.6791, 1.0)),
    ((10, 10), (0, 10), (0.6075, 1.0)),
]


@pytest.mark.parametrize(("right", "wrong", "interval"), PUBLISHED)
def test_the_interval_is_the_published_one(
    right: tuple[int, int], wrong: tuple[int, int], interval: tuple[float, float]
) -> None:
    found = estimate_discernment(Verdicts(right[1], right[0], wrong[1], wrong[0]))

    assert found.value == pytest.approx(right[0] / right[1] - wrong[0] / wrong[1])
    assert (found.lower, found.upper) == pytest.approx(interval, abs=5e-5)


@pytest.mark.parametrize("is_accepted", [True, False])
def test_who_says_the_same_of_everything_tells_nothing_though_nearly_all_labels_are_right(
    is_accepted: bool,
) -> None:
    said = Verdicts(190, 190 * is_accepted, 10, 10 * is_accepted)

    found, bound = estimate_discernment(said), discernment_upper(said)

    assert said.as_decided == (190 if is_accepted else 10)
    assert said.by_one_word == 190
    assert found.value == 0
    assert bound is not None
    assert bound < 0.25


def test_nothing_is_said_while_all_labels_are_of_one_kind() -> None:
    for said in (Verdicts(50, 50, 0, 0), Verdicts(0, 0, 50, 1), Verdicts(0, 0, 0, 0)):
        assert (estimate_discernment(said).value, discernment_upper(said)) == (None, None)
        assert estimate_discernment(said).reason == ONE_KIND


_COUNTS = st.integers(1, 60).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))


@given(right=_COUNTS, wrong=_COUNTS)
def test_bounds_hold_the_value_and_turn_with_the_labels(
    right: tuple[int, int], wrong: tuple[int, int]
) -> None:
    found = estimate_discernment(Verdicts(*right, *wrong))
    turned = estimate_discernment(Verdicts(*wrong, *right))

    assert found.value is not None
    assert found.lower is not None
    assert found.upper is not None
    assert -1 <= found.lower <= found.value <= found.upper <= 1
    assert turned.value == pytest.approx(-found.value)
    assert (turned.lower, turned.upper) == pytest.approx((-found.upper, -found.lower))


def test_more_is_accepted_than_there_was() -> None:
    with pytest.raises(ValueError, match="more right answers"):
        Verdicts(3, 4, 1, 0)
