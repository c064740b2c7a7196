"""Statistics of rules: what they say of a window, and that order and repeats change nothing."""

import math
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.rules import STATISTICS, Crowd, Observation, Operator, Window, read, verdicts_of
from concord.skill import Verdicts, discernment_upper, wilson_lower, wilson_upper

START = datetime(2026, 3, 1, tzinfo=UTC)
CROWD = Crowd(middle=math.log(8.0), spread=0.3, people=20)


def _seen(*values: float) -> list[Observation]:
    return [
        Observation(key, START + timedelta(minutes=key), value) for key, value in enumerate(values)
    ]


def test_every_statistic_says_what_it_is_and_which_side_is_worse() -> None:
    wrong_sides = {key: one.operator for key, one in STATISTICS.items()}

    assert wrong_sides == {
        "gold_upper_bound": Operator.BELOW,
        "consensus_agreement": Operator.BELOW,
        "spammer_score": Operator.BELOW,
        "speed_z": Operator.BELOW,
        "skip_share": Operator.AT_LEAST,
        "drift": Operator.AT_LEAST,
        "pair_similarity": Operator.BELOW,
        "acceptance_share": Operator.BELOW,
        "verdict_skill": Operator.BELOW,
    }
    assert all(one.needs and one.undefined and one.unit for one in STATISTICS.values())
    assert [key for key, one in STATISTICS.items() if not one.is_ground_alone] == ["speed_z"]


@pytest.mark.parametrize("statistic", ["gold_upper_bound", "acceptance_share"])
def test_a_bound_is_that_of_the_answers_in_the_window(statistic: str) -> None:
    history = _seen(0, 0, 0, 0, 0, 1, 1, 0, 1, 1)

    found = read(statistic, history, Window(5, 5), crowd=None)

    assert (found.value, found.n, found.total) == (wilson_upper(4, 5), 5, 4)


def test_agreement_counts_a_submission_once_however_many_decisions_it_holds() -> None:
    found = read("consensus_agreement", _seen(*[0.5] * 9), Window(10, 5), crowd=None)

    assert found.value == wilson_upper(5, 9)


def test_skips_are_held_against_somebody_only_at_the_least() -> None:
    found = read("skip_share", _seen(1, 1, 0, 1), Window(10, 4), crowd=None)

    assert found.value == wilson_lower(3, 4)


def test_speed_compares_the_median_with_the_crowd() -> None:
    quick = read("speed_z", _seen(*[math.log(1.0)] * 10), Window(30, 10), crowd=CROWD)
    usual = read("speed_z", _seen(*[math.log(8.0)] * 10), Window(30, 10), crowd=CROWD)

    assert quick.value == pytest.approx(0.6745 * -math.log(8.0) / 0.3)
    assert usual.value == 0


@pytest.mark.parametrize(
    "crowd", [None, Crowd(1.0, 0.3, 4), Crowd(1.0, 0.0, 20)], ids=["none", "small", "alike"]
)
def test_speed_is_undefined_without_a_crowd_to_compare_with(crowd: Crowd | None) -> None:
    found = read("speed_z", _seen(*[1.0] * 10), Window(30, 10), crowd=crowd)

    assert (found.value, found.reason) == (None, "There is no crowd to compare with.")


@pytest.mark.parametrize("statistic", ["spammer_score", "drift", "pair_similarity"])
def test_what_a_fit_says_counts_as_it_is_now(statistic: str) -> None:
    assert read(statistic, _seen(0.9, 0.2), Window(None, 1), crowd=None).value == 0.2


@pytest.mark.parametrize("statistic", STATISTICS)
def test_too_few_observations_are_no_reading_and_say_so(statistic: str) -> None:
    least = max(2, STATISTICS[statistic].least[0])

    found = read(statistic, _seen(*[1.0] * (least - 1)), Window(None, least), crowd=CROWD)

    assert found.value is None
    assert found.reason == f"Fewer than {least} {STATISTICS[statistic].observation}."


@given(
    statistic=st.sampled_from(sorted(STATISTICS)),
    values=st.lists(st.integers(0, 1), min_size=1, max_size=40),
    last=st.integers(5, 30) | st.none(),
    seed=st.integers(0, 1000),
)
def test_order_changes_nothing_and_a_repeat_counts_once(
    statistic: str, values: list[int], last: int | None, seed: int
) -> None:
    history = _seen(*map(float, values))
    told = history + random.Random(seed).sample(history, len(history) // 2)
    random.Random(seed).shuffle(told)
    window = Window(last, 5)

    assert read(statistic, told, window, crowd=CROWD) == read(
        statistic, history, window, crowd=CROWD
    )


def _verdicts(*said: tuple[bool, bool]) -> list[Observation]:
    """What was said of a label, and what others decided."""
    return [
        Observation(key, START + timedelta(minutes=key), float(value), expected=float(expected))
        for key, (value, expected) in enumerate(said)
    ]


def test_verdicts_are_held_against_what_others_decided_in_the_window_alone() -> None:
    before = _verdicts(*[(True, False)] * 9)
    told = [(True, True)] * 12 + [(False, True)] * 3 + [(False, False)] * 4 + [(True, False)]
    history = [*before, *(replace(one, key=one.key + 9, at=one.at + timedelta(hours=1))
                          for one in _verdicts(*told))]  # fmt: skip

    found = read("verdict_skill", history, Window(20, 20), crowd=None)

    assert (found.value, found.n) == (discernment_upper(Verdicts(15, 12, 5, 1)), 20)
    assert verdicts_of(found.seen) == Verdicts(15, 12, 5, 1)


def test_where_all_labels_were_right_nobody_is_called_good_or_bad() -> None:
    found = read("verdict_skill", _verdicts(*[(True, True)] * 40), Window(40, 20), crowd=None)

    assert (found.value, found.n) == (None, 40)
    assert found.reason is not None
    assert "wrong" in found.reason


@given(values=st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_shares_and_bounds_stay_between_nothing_and_all(values: list[float]) -> None:
    for key in ("gold_upper_bound", "consensus_agreement", "skip_share", "acceptance_share"):
        found = read(key, _seen(*values), Window(30, 1), crowd=None)

        assert found.value is not None
        assert 0 <= found.value <= 1


@pytest.mark.parametrize(("last", "least"), [(5, 6), (None, 0)])
def test_a_window_that_never_holds_enough_is_refused(last: int | None, least: int) -> None:
    with pytest.raises(ValueError, match="A window holds"):
        Window(last, least)
