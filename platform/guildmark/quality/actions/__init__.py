"""The writers of the quality app."""

from guildmark.quality.actions.figures import record_figures
from guildmark.quality.actions.gold import (
    activate_gold_item,
    add_gold_item,
    retire_gold_item,
    suspend_gold_item,
)
from guildmark.quality.actions.scoring import refresh_skills, score_gold
from guildmark.quality.actions.standing import block_person, unblock_person

__all__ = [
    "activate_gold_item",
    "add_gold_item",
    "block_person",
    "record_figures",
    "refresh_skills",
    "retire_gold_item",
    "score_gold",
    "suspend_gold_item",
    "unblock_person",
]
