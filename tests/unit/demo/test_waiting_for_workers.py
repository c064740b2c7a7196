"""The demonstration waits for workers as long as they get on."""

from collections.abc import Iterator
from itertools import count

import pytest

from guildmark.demo.seed import outcome


class Clock:
    """A second passes at each look, and none while one sleeps."""

    def __init__(self) -> None:
        self._seconds: Iterator[int] = count()

    def monotonic(self) -> int:
        """As that of `time`."""
        return next(self._seconds)

    def sleep(self, _: float) -> None:
        """As that of `time`."""


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time that passes at once."""
    monkeypatch.setattr(outcome, "time", Clock())


def test_slow_workers_are_waited_for() -> None:
    looks = [left for left in (3, 2, 1) for _ in range(outcome.PATIENCE_SECONDS - 9)] + [0]
    left = iter([*looks, -1])

    outcome.wait_for("Consensus", lambda: next(left))

    assert next(left) == -1  # nobody looked once more


def test_workers_that_do_nothing_are_given_up() -> None:
    with pytest.raises(outcome.NoWorkersError, match="Consensus did not finish"):
        outcome.wait_for("Consensus", lambda: 3)
