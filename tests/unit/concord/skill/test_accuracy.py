"""Accuracy on gold as a posterior, and the bounds that rules use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.skill import (
    PLATFORM_PRIOR,
    BetaPrior,
    estimate_skill,
    fit_population,
    wilson_lower,
    wilson_upper,
)

COUNTS = st.integers(0, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_the_posterior_is_the_textbook_one() -> None:
    # Gelman et al., Bayesian Data Analysis, section 2.4: 437 girls among 980 births, flat prior:
    # mean .446, central 95 % interval [.415, .477].
    found = estimate_skill(437, 980, population=BetaPrior(mean=0.5, strength=2.0), probability=0.95)

    assert found.mean == pytest.approx(0.446, abs=5e-4)
    assert (found.lower, found.upper) == pytest.approx((0.415, 0.477), abs=5e-4)


def test_without_gold_there_is_only_the_prior() -> None:
    found = estimate_skill(0, 0)

    assert found.mean == PLATFORM_PRIOR.mean
    assert found.n == 0


@given(counts=COUNTS)
def test_the_interval_holds_the_mean_and_more_gold_narrows_it(counts: tuple[int, int]) -> None:
    right, n = counts

    some = estimate_skill(right, n)
    more = estimate_skill(right * 10, n * 10)

    assert 0 <= some.lower < some.mean < some.upper <= 1
    if n > 0 and 0 < right < n:
        assert more.upper - more.lower < some.upper - some.lower


def test_a_newcomer_ranks_below_somebody_as_good_and_proven() -> None:
    assert estimate_skill(5, 5).lower < estimate_skill(50, 50).lower


def test_a_population_of_equals_shrinks_more_than_one_of_opposites() -> None:
    alike = fit_population([16] * 20, [20] * 20)
    opposites = fit_population([20] * 10 + [8] * 10, [20] * 20)

    assert alike.strength > 5 * opposites.strength
    assert alike.mean == pytest.approx(0.8, abs=0.01)


def test_the_order_of_people_does_not_matter_and_silence_says_nothing() -> None:
    right, n = [3, 10, 1, 0], [4, 12, 9, 0]

    assert fit_population(right, n) == fit_population(right[::-1], n[::-1])
    assert fit_population(right, n) == fit_population(right[:3], n[:3])
    assert fit_population([], []) == fit_population([0], [0]) == PLATFORM_PRIOR


def test_a_few_perfect_answers_do_not_make_everybody_perfect() -> None:
    prior = fit_population([2, 1], [2, 1])

    assert 0.8 < prior.mean < 0.9


def test_the_bounds_are_wilsons() -> None:
    # Newcombe 1998, table I, two-sided 95 % for 81 of 263 and 15 of 148: .2553 to .3662 and
    # .0624 to .1605; each end is the one-sided bound at .975.
    for (right, n), (lower, upper) in {
        (81, 263): (0.2553, 0.3662),
        (15, 148): (0.0624, 0.1605),
    }.items():
        assert wilson_lower(right, n, probability=0.975) == pytest.approx(lower, abs=5e-5)
        assert wilson_upper(right, n, probability=0.975) == pytest.approx(upper, abs=5e-5)


@given(counts=COUNTS)
def test_a_share_lies_between_its_bounds(counts: tuple[int, int]) -> None:
    right, n = counts
    lower, upper = wilson_lower(right, n), wilson_upper(right, n)

    assert 0 <= lower <= upper <= 1
    if n:
        assert lower <= right / n <= upper


def test_nothing_seen_bounds_nothing() -> None:
    assert (wilson_lower(0, 0), wilson_upper(0, 0)) == (0.0, 1.0)


@pytest.mark.parametrize(("right", "n"), [(-1, 3), (4, 3)])
def test_impossible_counts_are_refused(right: int, n: int) -> None:
    for use in (wilson_upper, wilson_lower):
        with pytest.raises(ValueError, match="right answers"):
            use(right, n)
    with pytest.raises(ValueError, match="right answers"):
        estimate_skill(right, n)


def test_impossible_probabilities_and_priors_are_refused() -> None:
    with pytest.raises(ValueError, match="interval"):
        estimate_skill(1, 2, probability=1.0)
    with pytest.raises(ValueError, match="one-sided"):
        wilson_upper(1, 2, probability=0.5)
    with pytest.raises(ValueError, match="prior"):
        BetaPrior(mean=1.0, strength=2.0)
    with pytest.raises(ValueError, match="prior"):
        BetaPrior(mean=0.5, strength=0.0)
