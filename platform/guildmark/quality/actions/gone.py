"""Pictures that are gone: nobody is asked, checked or taught by them."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from guildmark.quality.actions.gold import retire_gold_item
from guildmark.quality.models import GoldItem
from guildmark.training.actions import stop_teaching
from guildmark.work.actions import lock_tasks, stop_asking
from guildmark.work.models import Task


@transaction.atomic
def stop_using(*, actor_id: int, item_id: int, reason: str, note: str, now: datetime) -> None:
    """An item whose picture goes is used no more: as by `stop_teaching` and `stop_asking` (for the
    `reason`), and its gold is retired with the `note`. Records what they do. Safe to repeat.
    """
    stop_teaching(actor_id=actor_id, item_id=item_id, now=now)
    for gold_item_id in lock_uses([item_id]):
        retire_gold_item(actor_id=actor_id, gold_item_id=gold_item_id, reason=note, now=now)
    stop_asking(actor_id=actor_id, item_id=item_id, reason=reason, now=now)


def lock_uses(item_ids: Collection[int]) -> list[int]:
    """Lock what is known of items and then their tasks, as whoever retires gold does; the gold
    that is not retired. For several items at once: who holds a batch waits for no task."""
    gold = GoldItem.objects.filter(item_id__in=item_ids).exclude(state=GoldItem.State.RETIRED)
    found = list(gold.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    lock_tasks(Task.objects.filter(item_id__in=item_ids))
    return found
