"""All statistics that a rule can be made of."""

from __future__ import annotations

from collections.abc import Iterable

from concord.rules import (
    acceptance_share,
    consensus_agreement,
    drift,
    gold_bound,
    pair_similarity,
    skip_share,
    spammer_score,
    speed,
    verdict_skill,
)
from concord.rules.about import About
from concord.rules.observation import Observation, Reading, Window, ending, in_order
from concord.skill.speed import Crowd

STATISTICS: dict[str, About] = {
    one.key: one
    for one in (
        gold_bound.ABOUT,
        consensus_agreement.ABOUT,
        spammer_score.ABOUT,
        speed.ABOUT,
        skip_share.ABOUT,
        drift.ABOUT,
        pair_similarity.ABOUT,
        acceptance_share.ABOUT,
        verdict_skill.ABOUT,
    )
}


def read(
    statistic: str, observations: Iterable[Observation], window: Window, *, crowd: Crowd | None
) -> Reading:
    """The statistic over the end of a history.

    The order in which observations are given changes nothing, and one that is given twice counts
    once. Undefined with fewer than `window.least`, and where there is nobody to compare with.
    """
    return read_end(STATISTICS[statistic], in_order(observations), window, crowd)


def read_end(
    about: About, ordered: list[Observation], window: Window, crowd: Crowd | None
) -> Reading:
    """As `read`, of a history that is in order and holds nothing twice."""
    seen = ending(ordered, window)
    if len(seen) < window.least:
        return Reading(None, f"Fewer than {window.least} {about.observation}.", seen)
    value = about.compute(seen, crowd)
    if value is None:
        return Reading(None, about.without, seen)
    return Reading(value, None, seen)
