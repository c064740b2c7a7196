"""How many labels the open items will still take."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.measure import Measure, undefined
from concord.stopping import (
    Forecast,
    OpenItems,
    StoppingRule,
    forecast,
    forecast_uncalibrated,
)

RULE = StoppingRule(1.0, 10.0, fixed_labels=3, most_labels=6, audit_share=0.0)
SURE = np.array([[0.9, 0.1], [0.1, 0.9]])


def open_items(
    posteriors: list[list[float]], labels: list[int], *, is_audited: bool = False
) -> OpenItems:
    return OpenItems(
        np.array(posteriors),
        np.array(labels, dtype=np.int64),
        np.full(len(labels), is_audited),
    )


def exactly(value: float, n: int) -> Measure:
    return Measure(value, lower=value, upper=value, n=n)


def test_people_who_are_right_nine_times_of_ten_decide_by_hand() -> None:
    # At odds of 1 with two labels: one label makes .9, which is the target; so one for each.
    items = open_items([[0.5, 0.5]] * 100, [2] * 100)

    found = forecast(items, SURE, 1.0, StoppingRule(1.0, 9.0, 3, 6, audit_share=0.0))

    assert found.labels.value == 100
    assert found.adjudicated.value == 0


def test_one_that_can_be_contradicted_takes_longer_by_hand() -> None:
    # Target .95, people right with .9, odds of 1. Two that agree make .988. A pair agrees with
    # .82; else it is odds of 1 again: 2 / .82 labels, cut at four: 2 + .18 * 2 = 2.36 an item;
    # .18 ** 2 = .0324 are left unsure.
    items = open_items([[0.5, 0.5]] * 1000, [2] * 1000)

    found = forecast(items, SURE, 1.0, StoppingRule(1.0, 20.0, 3, 6, audit_share=0.0))

    assert found.labels.value == pytest.approx(2360, rel=0.02)
    assert found.adjudicated.value == pytest.approx(32.4, rel=0.2)


def test_people_who_err_alike_make_it_longer_and_less_certain() -> None:
    items = open_items([[0.6, 0.4]] * 50, [2] * 50)

    alone = forecast(items, SURE, 1.0, RULE).labels
    alike = forecast(items, SURE, 3.0, RULE).labels

    assert alone.value is not None
    assert alike.value is not None
    assert alike.value > alone.value
    assert _width(alike) > _width(alone)


def _width(measure: Measure) -> float:
    assert measure.lower is not None
    assert measure.upper is not None
    return measure.upper - measure.lower


def test_audited_items_go_to_the_limit() -> None:
    items = open_items([[0.99, 0.01]] * 5, [2] * 5, is_audited=True)

    found = forecast(items, SURE, 1.0, RULE)

    assert found.labels.value == 20
    assert found.labels.upper == 20


def test_nothing_open_needs_nothing() -> None:
    items = OpenItems(np.empty((0, 2)), np.empty(0, dtype=np.int64), np.empty(0, dtype=np.bool_))

    assert forecast(items, SURE, 2.0, RULE) == Forecast(exactly(0.0, 0), exactly(0.0, 0))


def test_without_knowing_how_people_answer_there_is_no_forecast() -> None:
    items = open_items([[0.5, 0.5]], [2])

    found = forecast(items, np.empty(0), 2.0, RULE)

    reason = undefined("It is not known yet how people answer.", n=1)
    assert found == Forecast(reason, reason)
    assert found.amount_minor(5) == reason


def test_uncalibrated_items_get_the_fixed_number() -> None:
    found = forecast_uncalibrated(np.array([0, 1, 3, 5]), RULE)

    assert found == Forecast(exactly(5.0, 4), exactly(0.0, 4))
    assert found.amount_minor(7) == exactly(35.0, 4)


@settings(max_examples=12, deadline=None)
@given(
    seed=st.integers(0, 2**16),
    n=st.sampled_from([1, 7, 40_000]),
    classes=st.integers(2, 4),
    temperature=st.floats(0.5, 6),
)
def test_a_forecast_lies_between_nothing_and_the_limit(
    seed: int, n: int, classes: int, temperature: float
) -> None:
    rng = np.random.default_rng(seed)
    items = OpenItems(
        rng.dirichlet(np.ones(classes), size=n),
        rng.integers(0, 9, size=n),
        rng.random(n) < 0.1,
    )

    found = forecast(items, rng.dirichlet(np.ones(classes), size=classes), temperature, RULE)

    most = np.maximum(RULE.most_labels - items.labels, 0).sum()
    for measure, limit in ((found.labels, most), (found.adjudicated, n)):
        assert measure.value is not None
        assert measure.lower is not None
        assert measure.upper is not None
        assert 0 <= measure.lower <= measure.value * (1 + 1e-9)
        assert measure.upper <= limit


def test_rates_and_posteriors_of_nought_are_no_trouble() -> None:
    items = open_items([[1.0, 0.0], [0.5, 0.5]], [0, 0])

    found = forecast(items, np.eye(2), 2.0, RULE)

    assert found.labels.value == pytest.approx(4.0)
