"""Events of the app, in one form."""

from datetime import datetime

from guildmark.collection.models import Asset, Brief
from guildmark.events.actions import record


def record_brief(
    name: str, brief: Brief, *, actor_id: int, now: datetime, **more: str | int
) -> None:
    """An event about a brief."""
    record(
        name=name,
        payload={"project_id": brief.project_id, "brief_id": brief.pk, **more},
        actor_id=actor_id,
        organisation_id=brief.organisation_id,
        now=now,
    )


def record_asset(
    name: str, asset: Asset, *, actor_id: int, now: datetime, **more: str | int
) -> None:
    """An event about a picture, with whom it is from and what it is paid."""
    record_brief(
        name,
        asset.brief,
        actor_id=actor_id,
        now=now,
        asset_id=asset.pk,
        user_id=asset.collector_id,
        amount_minor=asset.amount_minor,
        currency=asset.currency,
        **more,
    )
