"""How a project's quiz is composed and passed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from guildmark.core.errors import NotFound
from guildmark.projects.models import Project
from guildmark.training.actions.records import record_of
from guildmark.training.models import TrainingPlan


@transaction.atomic
def update_plan(
    *, actor_id: int, project_id: int, changes: Mapping[str, Any], now: datetime
) -> TrainingPlan:
    """Change some numbers of the plan. Records training_plan.changed. Raises NotFound.

    Attempts that run are judged by the plan as it is when they are submitted. Safe twice.
    """
    project = Project.objects.filter(pk=project_id).first()
    if project is None:
        raise NotFound
    plan, _ = TrainingPlan.objects.select_for_update().get_or_create(project=project)
    for name, value in changes.items():
        setattr(plan, name, value)
    plan.save(update_fields=list(changes))
    record_of(project, "training_plan.changed", actor_id=actor_id, now=now, changes=dict(changes))
    return plan
