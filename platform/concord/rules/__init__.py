"""Quality rules as arithmetic: what is seen of people, statistics of it, and when a rule fires."""

from concord.rules.about import About, Operator, Seen
from concord.rules.catalogue import STATISTICS, read
from concord.rules.crossing import Crossing, Replay, Rule, replay
from concord.rules.observation import Observation, Reading, Window, in_order
from concord.rules.verdict_skill import verdicts_of
from concord.skill.speed import Crowd

__all__ = [
    "STATISTICS",
    "About",
    "Crossing",
    "Crowd",
    "Observation",
    "Operator",
    "Reading",
    "Replay",
    "Rule",
    "Seen",
    "Window",
    "in_order",
    "read",
    "replay",
    "verdicts_of",
]
