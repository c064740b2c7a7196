"""How much a comparison of many shapes may cost: reckoned from their numbers and points before it
is done, so that what is refused is the same on every machine.

Costs are microseconds of one processor, as measured in docs/decisions/0012-shapes.md.
"""

from __future__ import annotations

from dataclasses import dataclass

#: Shapes of one kind on one image. A worker has 110 s for a task, and clusters and fuses, too.
MOST_WORK_US = 70e6
#: One table of two people's shapes, or of a model's and the right ones: somebody may be waiting.
#: What would cost more is held against each other on a grid.
MOST_TABLE_US = 3e6
#: Tables of many images together; from then on each may cost no more than the least.
MOST_TABLES_US = 400e6
LEAST_TABLE_US = 0.5e6


class TooManyAlike(ValueError):  # noqa: N818 -- an answer, not a fault
    """More pairs of shapes have something in common, or have to be looked at for it, than may."""


class TooTangled(TooManyAlike):
    """One outline crosses itself so often that it is no outline of anything."""


@dataclass(slots=True)
class Work:
    """What was reckoned so far, and the most there may be; both in microseconds."""

    most_us: float = float("inf")
    spent_us: float = 0.0

    @property
    def is_spent(self) -> bool:
        """Whether there is more than there may be."""
        return self.spent_us > self.most_us

    def add(self, cost_us: float) -> None:
        """Before it is done. Raises TooManyAlike."""
        self.spent_us += cost_us
        if self.is_spent:
            raise TooManyAlike(f"Comparing would take over {self.most_us / 1e6:.0f} s.")


@dataclass(slots=True)
class Tables:
    """The account of one table after another, as of the images of an evaluation."""

    spent_us: float = 0.0

    def work(self) -> Work:
        """What the next table may cost: tell `spend` when it is done."""
        left = MOST_TABLES_US - self.spent_us
        return Work(min(MOST_TABLE_US, max(LEAST_TABLE_US, left)))

    def spend(self, work: Work) -> None:
        """Keep what a table came to."""
        self.spent_us += work.spent_us
