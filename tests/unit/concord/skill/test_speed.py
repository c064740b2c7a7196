"""Speed as a robust z of the logarithm of seconds per object."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.measure import Measure
from concord.skill import OUTLYING_Z, Task, measure_speeds


def people(*seconds: float) -> dict[str, list[Task]]:
    """One person a number, "a" first, always so quick."""
    return {name: [Task(s, 1)] * 10 for name, s in zip("abcdefgh", seconds, strict=False)}


def test_the_score_is_the_published_one() -> None:
    # Iglewicz and Hoaglin 1993, by hand: logs to the base 2 are 1, 2, 3, 4, 8; their median is 3
    # and the median deviation 1; so 8 has .6745 * 5.
    found = measure_speeds(people(2, 4, 8, 16, 256))

    assert found["e"].robust_z == Measure(pytest.approx(0.6745 * 5), n=10)  # type: ignore[arg-type]  # compared only
    assert found["c"].robust_z.value == pytest.approx(0.0)


def test_who_clicks_through_stands_out() -> None:
    found = measure_speeds(people(20, 22, 24, 26, 30, 2))

    assert found["f"].robust_z.value is not None
    assert found["f"].robust_z.value < -OUTLYING_Z


def test_seconds_are_for_an_object_and_looking_at_nothing_takes_the_time_of_one() -> None:
    tasks = [Task(30.0, 3)] * 6 + [Task(10.0, 0)] * 5

    found = measure_speeds({"a": tasks})

    assert found["a"].seconds_per_object == Measure(pytest.approx(10.0), n=11)  # type: ignore[arg-type]  # compared only


def test_one_long_pause_changes_little() -> None:
    tasks = [Task(10.0, 1)] * 10

    found = measure_speeds({"a": [*tasks, Task(7200.0, 1)]})

    assert found["a"].seconds_per_object.value == pytest.approx(10.0)


@given(
    seconds=st.lists(st.floats(1, 100), min_size=5, max_size=8, unique=True),
    scale=st.sampled_from([0.1, 60.0]),
)
def test_the_unit_of_time_and_the_order_of_people_change_nothing(
    seconds: list[float], scale: float
) -> None:
    crowd = people(*seconds)
    slower = {
        name: [Task(one.seconds * scale, 1) for one in done]
        for name, done in reversed(crowd.items())
    }

    found, turned = measure_speeds(crowd), measure_speeds(slower)

    if all(one.robust_z.value is not None for one in (*found.values(), *turned.values())):
        for name, one in found.items():
            assert turned[name].robust_z.value == pytest.approx(one.robust_z.value, rel=1e-6)


def test_nobody_is_judged_on_too_little() -> None:
    few = {**people(1, 2, 3, 4, 5), "z": [Task(1.0, 1)] * 9}

    assert measure_speeds(few)["z"].robust_z == Measure(None, "Fewer than 10 tasks.", n=9)
    assert measure_speeds(people(1, 2, 3, 4))["a"].robust_z == Measure(
        None, "Fewer than 5 people to compare with.", n=10
    )
    assert measure_speeds(people(3, 3, 3, 3, 9))["e"].robust_z == Measure(
        None, "Half of the people are equally quick.", n=10
    )
    assert measure_speeds({}) == {}


@pytest.mark.parametrize(("seconds", "objects"), [(0.0, 1), (math.nan, 1), (3.0, -1)])
def test_tasks_that_cannot_be_are_refused(seconds: float, objects: int) -> None:
    with pytest.raises(ValueError, match="more than 0 seconds"):
        Task(seconds, objects)
