"""Of whom the default rule about verdicts says that they do not tell right labels from wrong."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from concord.rules import Reading
from concord.skill import Verdicts, discernment_upper
from guildmark.quality.default_rules import VERDICTS

#: Of right labels, and of wrong ones, the share that somebody accepts.
KINDS = {
    "accepts all": (1.0, 1.0),
    "accepts 97 %": (0.97, 0.97),
    "coin": (0.5, 0.5),
    "good": (0.95, 0.2),
    "so-so": (0.9, 0.4),
}
#: How the others judge, whose word is taken for the truth.
OTHERS_RIGHT, OTHERS_WRONG = 0.95, 0.2
SHARES_RIGHT = (0.7, 0.9, 0.95)
OTHERS = (1, 2, 4)
VERDICTS_EACH = 300
PASS_MARK = 0.7  # of no use to this rule
Booleans = NDArray[np.bool_]


def measure(people: int, seed: int) -> list[dict[str, float | str]]:
    """By how many labels are right and how many others judge each: the share of whom it fires."""
    rng = np.random.default_rng(seed)
    return [
        {
            "right": right,
            "others": others,
            **{
                name: round(
                    sum(_fires(*_career(rng, right, others, accepts)) for _ in range(people))
                    / people,
                    3,
                )
                for name, accepts in KINDS.items()
            },
        }
        for right in SHARES_RIGHT
        for others in OTHERS
    ]


def _career(
    rng: np.random.Generator, right: float, others: int, accepts: Sequence[float]
) -> tuple[Booleans, Booleans]:
    """What somebody said, and what most others did, of labels that others have decided."""
    is_right = rng.random(VERDICTS_EACH) < right
    said = rng.random(VERDICTS_EACH) < np.where(is_right, *accepts)
    rates = np.where(is_right, OTHERS_RIGHT, OTHERS_WRONG)
    votes = 2 * rng.binomial(others, rates)
    decided = votes != others
    return said[decided], (votes > others)[decided]


def _fires(said: Booleans, held_right: Booleans) -> bool:
    """Whether the rule ever does, looked at after every verdict: with running counts, as playing
    it over the whole window each time takes ten times as long."""
    rule = VERDICTS.rule(pass_mark=PASS_MARK)
    window: deque[tuple[bool, bool]] = deque()
    counts = np.zeros((2, 2), dtype=int)  # by what others said, by what was said
    for one in zip(held_right.tolist(), said.tolist(), strict=True):
        window.append(one)
        counts[int(one[0]), int(one[1])] += 1
        if len(window) > (VERDICTS.last or 0):
            gone = window.popleft()
            counts[int(gone[0]), int(gone[1])] -= 1
        if len(window) < VERDICTS.least:
            continue
        (wrong_rejected, wrong_accepted), (rejected, accepted) = counts.tolist()
        bound = discernment_upper(
            Verdicts(rejected + accepted, accepted, wrong_rejected + wrong_accepted, wrong_accepted)
        )
        if rule.is_met(Reading(bound, None, ())):
            return True
    return False
