"""Whom the default rule of checks pauses, among people of known skill."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from concord.rules import Observation, replay
from guildmark.quality.default_rules import CHECKS
from tests.load.rules_bench.schedule import tasks_at

PASS_MARK = 0.70
CHECKS_EACH = 50
#: How often they are right: a coin flipper, then ever better people.
SKILLS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
START = datetime(2026, 1, 1, tzinfo=UTC)


def measure(people: int, seed: int) -> list[dict[str, float | None]]:
    """By skill: the share paused within CHECKS_EACH checks, and how soon."""
    rng = np.random.default_rng(seed)
    rule = CHECKS.rule(pass_mark=PASS_MARK)
    rows = []
    for skill in SKILLS:
        checks, tasks = [], []
        for _ in range(people):
            found = replay(rule, answers((rng.random(CHECKS_EACH) < skill).tolist()), crowd=None)
            if found.crossings:
                place = (found.crossings[0].at - START).days
                checks.append(place + 1)
                tasks.append(tasks_at(place + 1, rng)[-1])
        rows.append(
            {
                "right": skill,
                "paused": round(len(checks) / people, 4),
                "checks_median": _median(checks),
                "tasks_median": _median(tasks),
                "tasks_nine_of_ten": float(np.quantile(tasks, 0.9)) if tasks else None,
            }
        )
    return rows


def answers(shares: Sequence[float] | NDArray[np.float64]) -> list[Observation]:
    """Checks one after the other, of each of which so much was right."""
    return [
        Observation(key, START + timedelta(days=key), float(share))
        for key, share in enumerate(shares)
    ]


def _median(numbers: Sequence[int]) -> float | None:
    return float(np.median(numbers)) if numbers else None
