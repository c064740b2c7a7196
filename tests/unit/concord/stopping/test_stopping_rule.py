"""When the next label is worth its price."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.stopping import Decision, StoppingRule, decide, is_audited

#: An error costs ten labels, so an item is done from .9 on.
RULE = StoppingRule(label_cost=5.0, error_cost=50.0, fixed_labels=3, most_labels=6, audit_share=0.0)
AUDIT_ALL = StoppingRule(
    label_cost=5.0, error_cost=50.0, fixed_labels=3, most_labels=6, audit_share=1.0
)


@pytest.mark.parametrize(
    ("confidence", "labels", "expected"),
    [
        (0.99, 1, Decision("ask", "too_few")),
        (0.89, 2, Decision("ask", "too_unsure")),
        # .09 * 50 = 4.5 is less than the 5 that a label costs.
        (0.91, 2, Decision("stop", "sure_enough")),
        (0.91, 6, Decision("stop", "limit_reached")),
        (0.89, 6, Decision("adjudicate", "limit_reached")),
        (0.89, 9, Decision("adjudicate", "limit_reached")),
        (None, 2, Decision("ask", "too_few")),
        (None, 3, Decision("stop", "limit_reached")),
    ],
)
def test_an_item_is_asked_on_while_its_error_costs_more_than_a_label(
    confidence: float | None, labels: int, expected: Decision
) -> None:
    assert decide("item", confidence, labels, RULE) == expected


def test_an_audited_item_goes_on_to_the_limit_and_then_ends_like_any_other() -> None:
    assert decide("item", 0.99, 2, RULE).outcome == "stop"
    assert decide("item", 0.99, 2, AUDIT_ALL) == Decision("ask", "audited")
    assert decide("item", 0.99, 6, AUDIT_ALL) == Decision("stop", "limit_reached")
    assert decide("item", 0.5, 6, AUDIT_ALL) == Decision("adjudicate", "limit_reached")


def test_where_errors_are_cheaper_than_labels_the_least_is_enough() -> None:
    rule = StoppingRule(
        label_cost=5.0, error_cost=1.0, fixed_labels=3, most_labels=6, audit_share=0.0
    )

    assert decide("item", 0.0, 2, rule) == Decision("stop", "sure_enough")


def test_the_audited_are_a_fixed_share_that_only_grows() -> None:
    items = [f"item {number}" for number in range(4000)]

    some = {item for item in items if is_audited(item, 0.03)}
    more = {item for item in items if is_audited(item, 0.05)}

    assert 80 < len(some) < 160
    assert some < more
    assert not any(is_audited(item, 0.0) for item in items)
    assert all(is_audited(item, 1.0) for item in items)


@given(
    confidence=st.floats(0, 1),
    surer=st.floats(0, 1),
    labels=st.integers(0, 12),
    error_cost=st.floats(0.1, 1e4),
    share=st.floats(0, 1),
)
def test_more_confidence_never_asks_for_more(
    confidence: float, surer: float, labels: int, error_cost: float, share: float
) -> None:
    rule = StoppingRule(1.0, error_cost, fixed_labels=3, most_labels=8, audit_share=share)
    low, high = sorted((confidence, surer))

    before, after = decide("a", low, labels, rule), decide("a", high, labels, rule)

    assert (before.outcome, after.outcome) not in {("stop", "ask"), ("stop", "adjudicate")}
    if labels < rule.least_labels:
        assert before.outcome == "ask"
    if labels >= rule.most_labels:
        assert before.outcome != "ask"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"label_cost": 0.0}, "more than nothing"),
        ({"least_labels": 4}, "rise in this order"),
        ({"most_labels": 2}, "rise in this order"),
        ({"audit_share": 1.1}, "between 0 and 1"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(changed: dict[str, float], sentence: str) -> None:
    sound = {"label_cost": 1.0, "error_cost": 5.0, "fixed_labels": 3, "most_labels": 5}

    with pytest.raises(ValueError, match=sentence):
        StoppingRule(**{**sound, **changed})  # type: ignore[arg-type] # the refused are floats


def test_a_confidence_above_one_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        decide("item", 1.2, 3, RULE)
