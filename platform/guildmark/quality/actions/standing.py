"""Whether somebody may go on: decided here, written to the seat by `work`."""

from datetime import datetime

from django.db import transaction

from guildmark.quality import queries
from guildmark.work import actions as work


@transaction.atomic
def block_person(
    *, actor_id: int, project_id: int, user_id: int, reason: str, now: datetime
) -> None:
    """Let an annotator take no more work in a project, with the reason they are shown.

    Records standing.set (by `work`). Raises NotFound for somebody who never came. Safe twice.
    """
    _set(actor_id, project_id, user_id, reason, now)


@transaction.atomic
def unblock_person(*, actor_id: int, project_id: int, user_id: int, now: datetime) -> None:
    """Lift a block. As `block_person`."""
    _set(actor_id, project_id, user_id, "", now)


def _set(actor_id: int, project_id: int, user_id: int, reason: str, now: datetime) -> None:
    queries.person(project_id=project_id, user_id=user_id)
    work.set_standing(
        actor_id=actor_id,
        project_id=project_id,
        user_id=user_id,
        blocked_reason=reason,
        now=now,
    )
