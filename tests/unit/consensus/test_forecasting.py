"""What is left: labels by what the rule has decided, time by the pace of answers."""

import random

import pytest

from concord.measure import Measure
from guildmark.consensus.forecasting import (
    BatchTasks,
    Pace,
    TaskGroup,
    expect_hours,
    expect_labels,
    pace_of,
)


def _adaptive(*groups: TaskGroup) -> BatchTasks:
    return BatchTasks(groups, least=2, usual=3, most=5)


def test_a_fixed_overlap_is_known_exactly() -> None:
    batch = BatchTasks(
        [TaskGroup(10, 0, 3, has_ended=False), TaskGroup(5, 3, 3, has_ended=True)], 3, 3, 3
    )

    labels, overlap = expect_labels(batch)

    assert (labels.value, labels.lower, labels.upper, labels.n) == (30.0, 30.0, 30.0, 10)
    assert overlap.value == 3.0


def test_before_anything_is_judged_it_is_the_usual_number_and_anything_between() -> None:
    labels, overlap = expect_labels(_adaptive(TaskGroup(10, 0, 2, has_ended=False)))

    assert (labels.value, labels.lower, labels.upper) == (30.0, 20.0, 50.0)
    assert (overlap.value, overlap.n) == (3.0, 0)


def test_the_share_that_went_on_is_that_of_tasks_judged_and_not_of_tasks_ended() -> None:
    """Half of those that were judged with two labels went on; few of them have ended yet."""
    batch = _adaptive(
        TaskGroup(50, 2, 2, has_ended=True),
        TaskGroup(45, 2, 3, has_ended=False),
        TaskGroup(5, 3, 3, has_ended=True),
        TaskGroup(100, 0, 2, has_ended=False),
    )

    labels, overlap = expect_labels(batch)

    assert overlap.value == pytest.approx(2.5)
    assert overlap.n == 100
    assert labels.value == pytest.approx(45 + 100 * 2.5)
    assert labels.lower == pytest.approx(279, abs=1)
    assert labels.upper == pytest.approx(384, abs=1)


def test_the_interval_holds_what_is_asked_in_nine_of_ten_plays() -> None:
    """Tasks go on with .4, .5 and .6; a forecast is made when a third of them have ended."""
    lots, held = random.Random(1), 0
    for _ in range(200):
        ends = [_played(lots) for _ in range(300)]
        known, rest = ends[:100], ends[100:]
        groups = [TaskGroup(1, end, end, has_ended=True) for end in known]
        labels, _ = expect_labels(_adaptive(*groups, TaskGroup(len(rest), 0, 2, has_ended=False)))
        assert labels.lower is not None
        assert labels.upper is not None
        held += labels.lower <= sum(rest) <= labels.upper
    assert held >= 180


def _played(lots: random.Random) -> int:
    labels = 2
    while labels < 5 and lots.random() < 0.2 + 0.1 * labels:
        labels += 1
    return labels


@pytest.mark.parametrize(
    ("per_hour", "words"),
    [
        ([0, 0, 0], "Nobody had answered before this hour."),
        ([0, 5, 5], "Not enough is known. Answers: 10, hours: 2; it takes 20 in 4."),
        ([50] + [0] * 48, "Nobody has answered for two days."),
    ],
)
def test_too_little_is_said_in_words(per_hour: list[int], words: str) -> None:
    assert pace_of(per_hour) == words
    assert expect_hours(Measure(5.0, lower=5.0, upper=5.0), pace_of(per_hour)).reason == words


def test_an_even_pace_has_a_narrow_interval_and_a_burst_does_not_move_it() -> None:
    even, burst = pace_of([0, 10, 11, 9, 10, 10, 11]), pace_of([0, 10, 11, 9, 10, 500, 11])

    assert isinstance(even, Pace)
    assert isinstance(burst, Pace)
    assert even.value == pytest.approx(61 / 6)
    assert even.lower > 9
    assert burst.value < 12


def test_nights_are_part_of_a_pace_of_days() -> None:
    days = [0] * 16 + [30] * 8

    found = pace_of(days * 6)

    assert isinstance(found, Pace)
    assert found.value == pytest.approx(10.0, rel=0.1)


def test_time_is_uncertain_by_labels_and_by_pace() -> None:
    hours = expect_hours(Measure(100.0, lower=80.0, upper=120.0), Pace(10.0, 8.0, 16.0, 200))

    assert (hours.value, hours.lower, hours.upper, hours.n) == (10.0, 5.0, 15.0, 200)
    stopped = expect_hours(Measure(100.0, lower=80.0, upper=120.0), Pace(1.0, 0.0, 3.0, 20))
    assert stopped.upper is None
