"""Whether the figures of a bench are what was asked of it: said in its last line and its exit code.

Without Django, so that a bench can say it wherever it runs.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Figures = Mapping[str, Any]  # Any: numbers, nested


@dataclass(frozen=True)
class Target:
    """A bound of one figure, by its name."""

    figure: str
    bound: float
    is_least: bool

    @property
    def words(self) -> str:
        """As it is said beside the figure."""
        return f"{self.bound:g} or {'more' if self.is_least else 'less'}"

    def is_met(self, figures: Figures) -> bool:
        """False where the figure is missing, is no number, or is beyond the bound."""
        value = figures.get(self.figure)
        if not isinstance(value, int | float):
            return False
        return value >= self.bound if self.is_least else value <= self.bound


def at_least(figure: str, bound: float) -> Target:
    """The more the better."""
    return Target(figure, bound, is_least=True)


def at_most(figure: str, bound: float) -> Target:
    """The less the better."""
    return Target(figure, bound, is_least=False)


def judged(figures: Figures, targets: Sequence[Target]) -> dict[str, Any]:
    """The figures with `targets` (in words, by name), those that were `missed`, and `ok`."""
    missed = [one.figure for one in targets if not one.is_met(figures)]
    return {
        **figures,
        "targets": {one.figure: one.words for one in targets},
        "missed": missed,
        "ok": not missed,
    }


def leave_if_missed(said: Figures) -> None:
    """Ends the bench with an error that names what was missed, if what `judged` said is not ok."""
    if not said["ok"]:
        sys.exit(f"Missed: {', '.join(said['missed'])}.")
