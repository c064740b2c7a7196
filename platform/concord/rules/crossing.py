"""When a rule fires: once on the way in, and not again before the way out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from concord.rules.about import Operator
from concord.rules.catalogue import STATISTICS, read_end
from concord.rules.observation import Observation, Reading, Window, in_order
from concord.skill.speed import Crowd


@dataclass(frozen=True, slots=True)
class Rule:
    """A statistic over a window, and the threshold on whose worse side it fires."""

    statistic: str
    window: Window
    threshold: float

    def is_met(self, reading: Reading) -> bool | None:
        """Whether the condition holds; None where the reading is undefined."""
        if reading.value is None:
            return None
        if STATISTICS[self.statistic].operator == Operator.BELOW:
            return reading.value < self.threshold
        return reading.value >= self.threshold


@dataclass(frozen=True, slots=True)
class Crossing:
    """The rule fired after the observation at `at`, on this reading."""

    at: datetime
    reading: Reading


@dataclass(frozen=True, slots=True)
class Replay:
    """What a rule would have done over a history.

    `readings` is how many times there was enough to judge.
    """

    crossings: tuple[Crossing, ...]
    readings: int

    @property
    def had_enough(self) -> bool:
        """Whether the rule could judge this person at all."""
        return self.readings > 0


def replay(rule: Rule, observations: Iterable[Observation], *, crowd: Crowd | None) -> Replay:
    """The rule after each observation of a history, in the order of time.

    It fires when its condition holds, and again only after it did not: an undefined reading
    changes nothing. The effect that a firing would have had is not played: people went on as they
    did. Linear in the history times the window.
    """
    crossings, readings, is_armed = [], 0, True
    for reading in _readings(rule, in_order(observations), crowd):
        is_met = rule.is_met(reading)
        if is_met is None:
            continue
        readings += 1
        if is_met and is_armed:
            crossings.append(Crossing(reading.seen[-1].at, reading))
        is_armed = not is_met
    return Replay(tuple(crossings), readings)


def _readings(rule: Rule, ordered: list[Observation], crowd: Crowd | None) -> Iterator[Reading]:
    about = STATISTICS[rule.statistic]
    length = rule.window.last
    for end in range(rule.window.least, len(ordered) + 1):
        start = 0 if length is None else max(0, end - length)
        yield read_end(about, ordered[start:end], rule.window, crowd)
