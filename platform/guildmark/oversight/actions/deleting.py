"""A manager deletes pictures: in every app at once."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from guildmark.collection.actions import delete_collected
from guildmark.datasets.actions import delete_item, let_go
from guildmark.datasets.models import GONE, Dataset, Item
from guildmark.events.actions import record
from guildmark.projects.actions.locks import lock_projects_of
from guildmark.quality.actions import stop_using

REASON = "picture_deleted"


def delete_pictures(
    *, actor_id: int, dataset: Dataset, item_ids: Sequence[int], note: str, now: datetime
) -> int:
    """Delete pictures of a dataset for good; how many there were.

    Their bytes and all that was made of them go. The items stay without them, for what people
    answered and what was released: nobody is asked about them any more, what was paid stays paid,
    gold and training leave them out, exports that hold them are taken back. Each is a transaction
    of its own, so that no lock of a task is held while another is waited for. Records item.deleted
    for each. Safe to repeat, and beside itself: those that are gone are passed over.
    """
    there = Item.objects.filter(dataset=dataset, pk__in=item_ids).exclude(exclusion_reason__in=GONE)
    ids = list(there.order_by("pk").values_list("pk", flat=True))
    return sum(_delete(one, dataset, actor_id=actor_id, note=note, now=now) for one in ids)


@transaction.atomic
def _delete(item_id: int, dataset: Dataset, *, actor_id: int, note: str, now: datetime) -> bool:
    """False where it went meanwhile."""
    lock_projects_of(dataset.pk)  # no batch that is made beside this takes the picture
    if Item.objects.get(pk=item_id).is_gone:
        return False
    delete_collected(actor_id=actor_id, item_id=item_id, note=note, now=now)
    stop_using(actor_id=actor_id, item_id=item_id, reason=REASON, note=note, now=now)
    files = delete_item(item_id=item_id, note=note, now=now)
    record(
        name="item.deleted",
        payload={"dataset_id": dataset.pk, "item_id": item_id, "reason": note},
        actor_id=actor_id,
        organisation_id=dataset.organisation_id,
        now=now,
    )
    let_go(files, organisation_id=dataset.organisation_id, now=now)
    return True
