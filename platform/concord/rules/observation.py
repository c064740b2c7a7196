"""One thing seen of a person, and what a statistic makes of several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Observation:
    """A value at a moment; the statistic says what it means.

    `key` is the id of what it was seen on, a submission mostly: one key is one observation,
    however often it is told. `is_trusted` is false when what it was held against is in doubt now.
    `expected` is the value it should have had, for a statistic that asks.
    """

    key: int
    at: datetime
    value: float
    is_trusted: bool = True
    expected: float | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """The last `last` observations, or all without a number; no judgement on under `least`."""

    last: int | None
    least: int

    def __post_init__(self) -> None:
        """Refuse a window that never holds enough."""
        if self.least < 1 or (self.last is not None and self.last < self.least):
            raise ValueError("A window holds at least one observation, and as many as it needs.")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a statistic says of a window: a value, or None with the reason.

    `seen` are the observations in the window, in the order of time, and `total` the sum of their
    values.
    """

    value: float | None
    reason: str | None
    seen: tuple[Observation, ...]

    @property
    def total(self) -> float:
        """The sum of the values."""
        return sum(one.value for one in self.seen)

    @property
    def n(self) -> int:
        """How many observations the value rests on."""
        return len(self.seen)


def in_order(observations: Iterable[Observation]) -> list[Observation]:
    """By time, then key; of one key the last that was told."""
    by_key = {one.key: one for one in observations}
    return sorted(by_key.values(), key=lambda one: (one.at, one.key))


def ending(observations: Sequence[Observation], window: Window) -> tuple[Observation, ...]:
    """The part of a history in order that the window holds."""
    return tuple(observations if window.last is None else observations[-window.last :])
