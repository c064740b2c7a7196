"""When a rule fires over a history: once on the way in."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from concord.rules import Observation, Rule, Window, read, replay

START = datetime(2026, 3, 1, tzinfo=UTC)
RULE = Rule("gold_upper_bound", Window(5, 5), 0.7)


def _answers(right: str) -> list[Observation]:
    return [
        Observation(key, START + timedelta(minutes=key), float(one == "r"))
        for key, one in enumerate(right)
    ]


def _minutes(right: str) -> list[int]:
    found = replay(RULE, _answers(right), crowd=None)
    return [int((one.at - START).total_seconds() // 60) for one in found.crossings]


def test_a_rule_fires_when_its_condition_comes_true_and_not_again_while_it_stays() -> None:
    assert _minutes("rwwwwwwwww") == [4]


def test_it_fires_again_after_the_condition_was_false() -> None:
    assert _minutes("wwwww" + "rrrrr" + "wwwww") == [4, 13]


def test_nobody_is_judged_before_there_is_enough() -> None:
    found = replay(RULE, _answers("wwww"), crowd=None)

    assert (found.crossings, found.had_enough) == ((), False)


def test_an_empty_history_is_no_reason() -> None:
    assert replay(RULE, [], crowd=None).readings == 0


def test_a_firing_carries_the_window_that_made_it() -> None:
    (fired,) = replay(RULE, _answers("rwwwww"), crowd=None).crossings

    assert [one.key for one in fired.reading.seen] == [0, 1, 2, 3, 4]
    assert (fired.reading.n, fired.reading.total) == (5, 1)


@given(st.text(alphabet="rw", max_size=60))
def test_played_over_a_history_a_rule_says_what_it_said_at_the_time(right: str) -> None:
    history = _answers(right)
    fired, is_armed = [], True
    for end in range(1, len(history) + 1):
        is_met = RULE.is_met(read("gold_upper_bound", history[:end], RULE.window, crowd=None))
        if is_met and is_armed:
            fired.append(history[end - 1].at)
        if is_met is not None:
            is_armed = not is_met

    assert [one.at for one in replay(RULE, history, crowd=None).crossings] == fired


@given(st.text(alphabet="rw", max_size=40), st.randoms(use_true_random=False))
def test_a_history_told_twice_and_out_of_order_fires_the_same(right: str, order: object) -> None:
    told = _answers(right) * 2
    order.shuffle(told)  # type: ignore[attr-defined]  # hypothesis gives a random.Random

    assert replay(RULE, told, crowd=None) == replay(RULE, _answers(right), crowd=None)
