"""Is there an object at all? From who drew it, and who looked and did not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse

from concord.shapes.existence import (
    ExistenceModel,
    Sightings,
    existence_prior,
    fit_existence,
    probability_exists,
)


def sightings(rows: list[list[int]]) -> Sightings:
    """1: drew it, 0: looked and did not, -1: did not look."""
    table = np.array(rows).reshape(len(rows), -1)
    return Sightings(
        sparse.csr_array((table == 1).astype(float)), sparse.csr_array((table >= 0).astype(float))
    )


@pytest.mark.parametrize(("drew", "looked"), [(1, 3), (2, 5), (3, 7)])
def test_under_the_prior_the_probability_is_the_one_worked_out_by_hand(
    drew: int, looked: int
) -> None:
    # Plain .6, hard .1, nothing .3, each given that somebody drew it.
    missed = looked - drew
    plain = 0.6 * 0.85**drew * 0.15**missed / (1 - 0.15**looked)
    hard = 0.1 * 0.5**looked / (1 - 0.5**looked)
    nothing = 0.3 * 0.1**drew * 0.9**missed / (1 - 0.9**looked)

    seen = sightings([[1] * drew + [0] * missed])
    found = probability_exists(existence_prior(), seen, tuple("abcdefg")[:looked])

    assert found[0] == pytest.approx((plain + hard) / (plain + hard + nothing))


def test_a_shape_of_the_only_one_who_looked_is_worth_more_than_one_of_many() -> None:
    alone = probability_exists(existence_prior(), sightings([[1, -1, -1]]), ("a", "b", "c"))

    # Of what is nothing two people draw 1 - .9 ** 2, one a tenth.
    plain, hard = 0.6 * 0.85 / (1 - 0.15**2), 0.1 * 0.5 / (1 - 0.5**2)
    nothing = 0.3 * 0.1 / (1 - 0.9**2)
    assert alone[0] == pytest.approx((plain + hard) / (plain + hard + nothing))


@pytest.mark.parametrize(("drew", "looked"), [(1, 1), (2, 5), (3, 7)])
def test_shares_of_what_was_seen_hold_for_as_many_people_as_looked(drew: int, looked: int) -> None:
    # As models were stored that knew shares of what somebody drew: plain .5, hard .1, nothing .4.
    model = ExistenceModel({}, {}, 0.9, (0.5, 0.1, 0.4), seen_by=1.0)
    given = [
        share * rate**drew * (1 - rate) ** (looked - drew) / (1 - (1 - rate) ** looked)
        for share, rate in zip(model.shares, (0.9, 0.5, 0.1), strict=True)
    ]

    names = tuple("abcdefg")[:looked]
    found = probability_exists(model, sightings([[1] * drew + [0] * (looked - drew)]), names)

    assert found[0] == pytest.approx(sum(given[:2]) / sum(given))


def test_a_fit_that_starts_from_shares_of_what_was_seen_ends_where_a_cold_one_does() -> None:
    seen, _ = simulated_sightings(1)
    cold, exists = fit_existence(seen, tuple("abcde"))

    model, found = fit_existence(seen, tuple("abcde"), replace(cold, seen_by=1.0))

    assert model.seen_by == 0.0
    np.testing.assert_allclose(found, exists, atol=1e-3)


def test_a_fit_of_images_that_one_and_that_many_looked_at_believes_the_one() -> None:
    rng = np.random.default_rng(4)
    exists = rng.random(4_000) < 0.25
    drawn = rng.random((4_000, 5)) < np.where(exists[:, None], 0.9, 0.1)
    looked = np.ones((4_000, 5), dtype=bool)
    looked[np.arange(2_000), :] = np.arange(5) == rng.integers(0, 5, 2_000)[:, None]
    seen = (drawn & looked).any(axis=1)
    alone = looked[seen].sum(axis=1) == 1
    table = np.where(looked, drawn, -1)[seen]

    _, found = fit_existence(sightings(table.astype(int).tolist()), tuple("abcde"))

    assert found[alone].mean() == pytest.approx(exists[seen][alone].mean(), abs=0.06)


def test_somebody_who_did_not_look_says_nothing() -> None:
    names = ("a", "b", "c", "d")

    looked = probability_exists(existence_prior(), sightings([[1, 1, 0, -1]]), names)
    only = probability_exists(existence_prior(), sightings([[1, 1, 0]]), names[:3])

    assert looked[0] == pytest.approx(only[0])


def test_every_further_drawer_makes_it_more_probable() -> None:
    rows = [[1] * n + [0] * (6 - n) for n in range(1, 7)]

    found = probability_exists(existence_prior(), sightings(rows), tuple("abcdef"))

    assert (np.diff(found) > 0).all()


def simulated_sightings(seed: int) -> tuple[Sightings, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    """Four careful people and one who draws where nothing is; 500 things that somebody drew."""
    rng = np.random.default_rng(seed)
    exists = rng.random(700) < 0.6
    sensitivity = np.array([0.95, 0.9, 0.85, 0.9, 0.6])
    false_alarm = np.array([0.03, 0.03, 0.03, 0.03, 0.5])
    drawn = rng.random((700, 5)) < np.where(exists[:, None], sensitivity, false_alarm)
    seen = drawn.any(axis=1)
    return sightings(drawn[seen].astype(int).tolist()), exists[seen]


@pytest.mark.parametrize("seed", range(3))
def test_em_finds_what_exists_and_who_raises_false_alarms(seed: int) -> None:
    seen, exists = simulated_sightings(seed)

    model, found = fit_existence(seen, tuple("abcde"))

    assert ((found >= 0.5) == exists).mean() > 0.97
    assert model.false_alarm["e"] > 3 * max(model.false_alarm[key] for key in "abcd")
    assert model.sensitivity["e"] < min(model.sensitivity[key] for key in "abcd") - 0.15
    np.testing.assert_allclose(probability_exists(model, seen, tuple("abcde")), found, atol=1e-3)


def test_a_project_without_clusters_has_the_prior() -> None:
    nobody = sparse.csr_array((0, 0))

    model, found = fit_existence(Sightings(nobody, nobody), ())

    assert model == existence_prior()
    assert found.shape == (0,)


def test_what_fifty_people_drew_is_no_more_than_certain() -> None:
    rng = np.random.default_rng(3)
    drawn = (rng.random((400, 50)) < rng.uniform(0.3, 1.0, (400, 1))).astype(int)

    model, found = fit_existence(
        sightings(drawn.tolist()), tuple(f"a{who:02}" for who in range(50))
    )

    assert found.max() <= 1.0
    assert probability_exists(model, sightings(drawn.tolist()), tuple(model.sensitivity)).max() <= 1
