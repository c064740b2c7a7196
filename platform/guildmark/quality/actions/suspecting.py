"""Known answers that are more likely wrong than the people who miss them."""

from datetime import datetime

from django.utils.translation import gettext_noop

from concord.skill import is_suspicious
from guildmark.quality import queries
from guildmark.quality.actions.gold import suspend_gold_item
from guildmark.quality.models import GoldItem

STANDS_OUT = gettext_noop("Far more people miss it than miss the other known answers.")


def suspend_if_suspicious(gold: GoldItem, *, now: datetime) -> None:
    """Suspend an active item that people miss far more than they miss others.

    See `docs/decisions/0015-gold-that-is-wrong.md`. Safe to call at any time.
    """
    if gold.state != GoldItem.State.ACTIVE:
        return
    evidence = queries.misses_of(gold)
    if is_suspicious(evidence.missed, evidence.shares):
        suspend_gold_item(actor_id=None, gold_item_id=gold.pk, reason=STANDS_OUT, now=now)
