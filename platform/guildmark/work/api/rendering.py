"""Plain values of what the work app answers."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from guildmark.core.clock import seconds_left
from guildmark.datasets.media import levels_at, media_url
from guildmark.work.errors import StoredDraft
from guildmark.work.models import Task
from guildmark.work.queries.leases import Lease
from guildmark.work.queries.versions import guideline_number, known_schema

# Any: JSON on its way out, described by the serializers of `documentation`


def money(amount_minor: int, currency: str) -> dict[str, Any]:
    """An amount in minor units."""
    return {"amount_minor": amount_minor, "currency": currency}


def task_item(task: Task, *, viewer: str, now: datetime) -> dict[str, Any]:
    """The picture of a task in a list, as `TaskItemOut` has it."""
    thumbnail = media_url(item_id=task.item_id, variant="thumbnail", viewer=viewer, now=now)
    return {"id": task.item_id, "name": task.item.name, "thumbnail_url": thumbnail}


def draft_json(draft: StoredDraft | None) -> dict[str, Any] | None:
    """A draft, or None."""
    if draft is None:
        return None
    return {"revision": draft.revision, "document": draft.document, "window_id": draft.window_id}


def lease_json(lease: Lease, *, viewer: str, now: datetime) -> dict[str, Any]:
    """An assignment as its person sees it."""
    known = known_schema(lease.schema_version_id)
    return {
        "id": lease.assignment_id,
        "project_id": lease.project_id,
        "project_name": lease.project_name,
        "item": _item_json(lease, viewer=viewer, now=now),
        "step": lease.step,
        "state": lease.state,
        "lease_expires_at": lease.lease_expires_at,
        "lease_seconds_left": seconds_left(lease.lease_expires_at, now),
        "extensions_left": lease.extensions_left,
        "price": money(lease.amount_minor, lease.currency),
        "schema_version": {
            "id": known.id,
            "number": known.number,
            "definition": known.definition,
        },
        "guideline_version": {
            "id": lease.guideline_version_id,
            "number": guideline_number(lease.guideline_version_id),
        },
        "draft": draft_json(lease.draft),
        "subject": lease.subject,
        "sent_back": asdict(lease.sent_back) if lease.sent_back else None,
    }


def _item_json(lease: Lease, *, viewer: str, now: datetime) -> dict[str, Any]:
    """The picture of a lease, at addresses that are good for whoever has it."""
    item = lease.item
    return {
        "id": item.id,
        "name": item.name,
        "width_px": item.width_px,
        "height_px": item.height_px,
        "image_url": media_url(
            item_id=item.id,
            variant="rendition",
            assignment_id=lease.assignment_id,
            viewer=viewer,
            now=now,
        ),
        "levels": levels_at(
            (item.window_low, item.window_high),
            item_id=item.id,
            assignment_id=lease.assignment_id,
            viewer=viewer,
            now=now,
        ),
    }
