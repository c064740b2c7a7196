"""The figures of the bench are of what was measured, without interpolation."""

from tests.load.queue_bench.run import percentiles


def test_percentiles_are_the_smallest_value_that_covers_the_share() -> None:
    hundred = [number / 1000 for number in range(1, 101)]

    assert percentiles(hundred) == {"p50": 50.0, "p95": 95.0, "p99": 99.0}
    assert percentiles([0.002]) == {"p50": 2.0, "p95": 2.0, "p99": 2.0}
    assert percentiles([]) == {"p50": None, "p95": None, "p99": None}
