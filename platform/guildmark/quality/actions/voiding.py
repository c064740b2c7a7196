"""A person's work is taken out, at once as far as a request goes, and the rest by a worker."""

from datetime import datetime

from django.db import transaction

from guildmark.events.actions import record
from guildmark.quality import queries
from guildmark.quality.actions.scoring import refresh_skills
from guildmark.work import actions as work
from guildmark.work.queries.judging import voidable


@transaction.atomic
def void_work(
    *,
    actor_id: int | None,
    project_id: int,
    annotator_id: int,
    since: datetime | None,
    reason: str,
    now: datetime,
) -> tuple[int, int]:
    """Void what somebody handed in from `since` on; how many at once, and how many remain.

    One chunk of `work.void_chunk` in this transaction, with the skill that follows; where more
    remain, voiding.requested is recorded, and a worker goes on. Raises NotFound for somebody who
    never came. Calling twice voids once.
    """
    queries.person(project_id=project_id, user_id=annotator_id)
    voided = work.void_chunk(
        actor_id=actor_id,
        annotator_id=annotator_id,
        project_id=project_id,
        since=since,
        reason=reason,
        now=now,
    )
    refresh_skills(project_id=project_id, annotator_ids=[annotator_id], now=now)
    left = voidable(annotator_id=annotator_id, project_id=project_id, since=since, until=now)
    remaining = left.count()
    if remaining:
        record(
            name="voiding.requested",
            payload={
                "project_id": project_id,
                "annotator_id": annotator_id,
                "actor_id": actor_id,
                "since": since.isoformat() if since else None,
                "until": now.isoformat(),
                "reason": reason,
            },
            actor_id=actor_id,
            organisation_id=queries.organisation_id_of_project(project_id),
            now=now,
        )
    return voided, remaining
