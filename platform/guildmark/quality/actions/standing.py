"""The plain switch: no work, until somebody says otherwise."""

from datetime import datetime

from django.db import transaction

from guildmark.quality.actions.restricting import lift_restriction, restrict
from guildmark.quality.models import Restriction
from guildmark.quality.queries.standing import active_restrictions

Kind = Restriction.Kind


@transaction.atomic
def block_person(
    *, actor_id: int, project_id: int, user_id: int, reason: str, now: datetime
) -> None:
    """Pause an annotator in a project until the pause is lifted, with the reason they are shown.

    A restriction like any other, see `restrict`. Called twice with one reason, it is one pause.
    """
    active = active_restrictions(project_id=project_id, annotator_id=user_id)
    if active.filter(kind=Kind.PAUSE, reason=reason, expires_at=None).exists():
        return
    restrict(
        actor_id=actor_id,
        project_id=project_id,
        annotator_id=user_id,
        kind=Kind.PAUSE,
        reason=reason,
        now=now,
    )


@transaction.atomic
def unblock_person(*, actor_id: int, project_id: int, user_id: int, now: datetime) -> None:
    """Lift every pause of an annotator in a project, whoever made it. Safe to call twice."""
    active = active_restrictions(project_id=project_id, annotator_id=user_id)
    for pk in list(active.filter(kind=Kind.PAUSE).values_list("pk", flat=True)):
        lift_restriction(actor_id=actor_id, restriction_id=pk, now=now)
