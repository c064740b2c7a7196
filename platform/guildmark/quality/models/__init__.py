"""Known answers, how people did on them, and what follows for their standing."""

from guildmark.quality.models.bank import GoldChange, GoldContest, GoldStock
from guildmark.quality.models.checks import (
    AnnotatorFigures,
    GoldItem,
    GoldScore,
    Skill,
    VerdictScore,
)
from guildmark.quality.models.rules import QualityRule, RuleFiring, RuleTrial
from guildmark.quality.models.standing import Appeal, Restriction

__all__ = [
    "AnnotatorFigures",
    "Appeal",
    "GoldChange",
    "GoldContest",
    "GoldItem",
    "GoldScore",
    "GoldStock",
    "QualityRule",
    "Restriction",
    "RuleFiring",
    "RuleTrial",
    "Skill",
    "VerdictScore",
]
