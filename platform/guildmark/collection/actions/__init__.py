"""What changes briefs, consent and collected pictures."""

from guildmark.collection.actions.collecting import collect_asset
from guildmark.collection.actions.consenting import (
    delete_collected,
    sign_consent,
    withdraw_asset,
    withdraw_consent,
)
from guildmark.collection.actions.planning import BriefPlan, save_brief
from guildmark.collection.actions.reviewing import accept_asset, reject_asset, review_asset

__all__ = [
    "BriefPlan",
    "accept_asset",
    "collect_asset",
    "delete_collected",
    "reject_asset",
    "review_asset",
    "save_brief",
    "sign_consent",
    "withdraw_asset",
    "withdraw_consent",
]
