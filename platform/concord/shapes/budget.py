"""What comparing the shapes of a project may cost: one account for all kinds of an image, and for
all images of a fit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from concord.geometry.work import MOST_WORK_US, Work

Floats = NDArray[np.float64]

#: What finding crowds on one image may cost, in microseconds (see `concord.geometry.work`).
MOST_CROWDS_US = 20e6
#: An image that costs more is counted towards the most that all such images may cost together, in
#: microseconds: a fit has half an hour, and compares them several times.
LARGE_US = 5e6
MOST_LARGE_US = 400e6


@dataclass(frozen=True, slots=True, eq=False)
class Budget:
    """Microseconds reckoned so far for each image, (images,) twice: to compare its shapes, whatever
    their kind, and to find crowds of one person's among them."""

    pairs_us: Floats
    crowds_us: Floats

    @classmethod
    def of(cls, image_count: int) -> Self:
        """Nothing is spent yet."""
        return cls(np.zeros(image_count), np.zeros(image_count))

    def work_on(self, image: int) -> Work:
        """What is left to compare the shapes of an image: tell `spent_on` when it is done."""
        return Work(MOST_WORK_US, float(self.pairs_us[image]))

    def crowds_on(self, image: int) -> Work:
        """What is left to find crowds on an image: tell `crowds_spent_on` when they are."""
        return Work(MOST_CROWDS_US, float(self.crowds_us[image]))

    def spent_on(self, image: int, work: Work) -> None:
        """Keep what `work_on` an image came to."""
        self.pairs_us[image] = work.spent_us

    def crowds_spent_on(self, image: int, work: Work) -> None:
        """Keep what `crowds_on` an image came to."""
        self.crowds_us[image] = work.spent_us

    def refused(self) -> int | None:
        """The image that costs most, where one costs too much, or those that are large do together;
        else None."""
        large = self.pairs_us[self.pairs_us > LARGE_US]
        is_too_much = self.pairs_us.max(initial=0.0) > MOST_WORK_US or large.sum() > MOST_LARGE_US
        return int(self.pairs_us.argmax()) if is_too_much else None

    def is_large(self, image: int) -> bool:
        """Whether an image counts towards what large ones may cost together."""
        return bool(self.pairs_us[image] > LARGE_US)
