"""Items that are not to be used, and those brought back."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from guildmark.datasets.actions.measures import mark_stale
from guildmark.datasets.models import GONE, Dataset, Item
from guildmark.datasets.queries.browsing import ItemFilter, chosen_items
from guildmark.events.actions import record

MOST_NAMED = 1_000


@transaction.atomic
def exclude_items(
    *,
    actor_id: int,
    dataset: Dataset,
    reason: str,
    item_ids: Sequence[int] | None = None,
    suspicion: str = "",
    now: datetime,
) -> int:
    """Leave items out of new batches: those named, or all the profile suspects; how many changed.

    Tasks that are there go on. Those excluded before keep their reason. Records items.excluded,
    with at most 1,000 ids. Safe to repeat.
    """
    wanted = ItemFilter(is_excluded=False, suspicion=suspicion)
    changed = _locked(dataset, wanted, item_ids)
    Item.objects.filter(pk__in=changed).update(excluded_at=now, exclusion_reason=reason)
    _record("items.excluded", dataset, changed, actor_id=actor_id, reason=reason, now=now)
    return len(changed)


@transaction.atomic
def include_items(
    *,
    actor_id: int,
    dataset: Dataset,
    item_ids: Sequence[int] | None = None,
    reason: str = "",
    now: datetime,
) -> int:
    """Bring excluded items back: those named, or all excluded for a reason; how many changed.

    What its owner took back, or a manager deleted, stays out. Records items.included. Safe to
    repeat.
    """
    wanted = ItemFilter(is_excluded=True, exclusion_reason=reason)
    changed = _locked(dataset, wanted, item_ids)
    Item.objects.filter(pk__in=changed).update(excluded_at=None, exclusion_reason="")
    _record("items.included", dataset, changed, actor_id=actor_id, reason=reason, now=now)
    return len(changed)


def _locked(dataset: Dataset, wanted: ItemFilter, item_ids: Sequence[int] | None) -> list[int]:
    """Ids of the items that will change, locked in their order."""
    items = chosen_items(dataset.pk, wanted).exclude(exclusion_reason__in=GONE)
    if item_ids is not None:
        items = items.filter(pk__in=item_ids)
    return list(items.order_by("pk").select_for_update().values_list("pk", flat=True))


def _record(
    name: str, dataset: Dataset, changed: list[int], *, actor_id: int, reason: str, now: datetime
) -> None:
    if not changed:
        return
    mark_stale(dataset.pk)
    record(
        name=name,
        payload={
            "dataset_id": dataset.pk,
            "item_count": len(changed),
            "reason": reason,
            "item_ids": changed[:MOST_NAMED],
        },
        actor_id=actor_id,
        organisation_id=dataset.organisation_id,
        now=now,
    )
