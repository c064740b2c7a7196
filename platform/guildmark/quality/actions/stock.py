"""The alarm that a project runs out of gold: raised once, until there is enough again."""

from datetime import datetime

from django.db import transaction

from guildmark.events.actions import record
from guildmark.projects.models import Project
from guildmark.quality import queries
from guildmark.quality.models import GoldStock


@transaction.atomic
def check_stock(*, project_id: int, now: datetime) -> GoldStock:
    """Look whether there is enough gold, and write it down.

    Records gold.stock_low when it has become too little, and nothing while it stays so. Safe to
    call at any time. Raises Project.DoesNotExist.
    """
    project = Project.objects.get(pk=project_id)
    GoldStock.objects.get_or_create(project=project, defaults={"checked_at": now})
    row = GoldStock.objects.select_for_update().get(project=project)
    found = queries.gold_stock(project_id=project_id, now=now)
    was_low, row.is_low = row.is_low, found.is_low
    row.reason, row.checked_at = found.reason, now
    if was_low != row.is_low:
        row.since = now if row.is_low else None
    row.save()
    if row.is_low and not was_low:
        record(
            name="gold.stock_low",
            payload={"project_id": project_id, "reason": found.reason},
            actor_id=None,
            organisation_id=project.organisation_id,
            now=now,
        )
    return row
