"""How much a comparison of many shapes may cost: reckoned from their numbers and points before it
is done, so that what is refused is the same on every machine.

Costs are microseconds of one processor, as measured in docs/decisions/0012-shapes.md.
"""

from __future__ import annotations

from dataclasses import dataclass

#: Shapes of one kind on one image. A worker has 110 s for a task, and clusters and fuses, too.
MOST_WORK_US = 70e6


class TooManyAlike(ValueError):  # noqa: N818 -- an answer, not a fault
    """More pairs of shapes have something in common, or have to be looked at for it, than may."""


class TooTangled(TooManyAlike):
    """One outline crosses itself so often that it is no outline of anything."""


@dataclass(slots=True)
class Work:
    """What was reckoned so far, and the most there may be; both in microseconds."""

    most_us: float = float("inf")
    spent_us: float = 0.0

    def add(self, cost_us: float) -> None:
        """Before it is done. Raises TooManyAlike."""
        self.spent_us += cost_us
        if self.spent_us > self.most_us:
            raise TooManyAlike(f"Comparing would take over {self.most_us / 1e6:.0f} s.")
