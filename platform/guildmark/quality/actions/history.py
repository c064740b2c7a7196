"""What is done to gold, written into its history and recorded as an event."""

from datetime import datetime

from guildmark.core.errors import NotFound
from guildmark.events.actions import record
from guildmark.quality.models import GoldChange, GoldItem


def note(
    gold: GoldItem,
    kind: GoldChange.Kind,
    *,
    actor_id: int | None,
    reason: str = "",
    has_new_reference: bool = False,
    now: datetime,
) -> None:
    """One more line of a gold item's history, and the event gold_item.<kind>."""
    GoldChange.objects.create(
        gold_item=gold,
        kind=kind,
        reason=reason,
        reference_version=gold.reference_version,
        reference=gold.reference if has_new_reference else None,
        actor_id=actor_id,
        changed_at=now,
    )
    announce(gold, kind, actor_id=actor_id, now=now)


def announce(
    gold: GoldItem, what: str, *, actor_id: int | None, now: datetime, **more: int
) -> None:
    """The event gold_item.<what>."""
    record(
        name=f"gold_item.{what}",
        payload={"gold_item_id": gold.pk, "project_id": gold.project_id, **more},
        actor_id=actor_id,
        organisation_id=gold.project.organisation_id,
        now=now,
    )


def locked(gold_item_id: int) -> GoldItem:
    """A gold item, locked, with its project and picture. Raises NotFound."""
    gold = (
        GoldItem.objects.select_for_update(no_key=True, of=("self",))
        .select_related("project", "item")
        .filter(pk=gold_item_id)
        .first()
    )
    if gold is None:
        raise NotFound
    return gold
