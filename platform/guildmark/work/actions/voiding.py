"""Taking somebody's answers out, so that others are asked in their place."""

from datetime import datetime

from django.db import connection, transaction

from guildmark.events.actions import record, ring_after_commit
from guildmark.projects.models import Project
from guildmark.work.queries.judging import voidable

CHUNK = 200


def void_submissions(
    *,
    actor_id: int | None,
    annotator_id: int,
    project_id: int,
    since: datetime | None,
    reason: str,
    now: datetime,
) -> int:
    """Void a person's answers of a project handed in from `since` on, None for all; how many.

    submitted | accepted -> voided. They stay paid, count nowhere any more, and their tasks are
    asked again in the same transaction, at the head of their batch, of others: the person never
    gets them a second time. Answers that came after `now` are left alone.

    Records submission.voided each, and submissions.voided for every chunk; task.reopened and
    batch.reopened where a label was there already. Chunks are transactions of their own: called
    again after it was cut off, it goes on where it ended. Calling twice voids once.
    """
    total = 0
    while count := void_chunk(
        actor_id=actor_id,
        annotator_id=annotator_id,
        project_id=project_id,
        since=since,
        reason=reason,
        now=now,
    ):
        total += count
    return total


@transaction.atomic
def void_chunk(
    *,
    actor_id: int | None,
    annotator_id: int,
    project_id: int,
    since: datetime | None,
    reason: str,
    now: datetime,
) -> int:
    """As `void_submissions`, for at most CHUNK of them."""
    found = voidable(annotator_id=annotator_id, project_id=project_id, since=since, until=now)
    ids = list(found.order_by("pk").values_list("pk", flat=True)[:CHUNK])
    if not ids:
        return 0
    count = take_out(ids, "voided", reason="voided", note=reason, actor_id=actor_id, now=now)
    record(
        name="submissions.voided",
        payload={
            "project_id": project_id,
            "annotator_id": annotator_id,
            "count": count,
            "reason": reason,
        },
        actor_id=actor_id,
        organisation_id=Project.objects.values_list("organisation_id", flat=True).get(
            pk=project_id
        ),
        now=now,
    )
    return count


def take_out(
    assignment_ids: list[int],
    state: str,
    *,
    reason: str,
    note: str,
    actor_id: int | None,
    now: datetime,
) -> int:
    """Call `work_take_out` in the caller's transaction; how many were taken out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT work_take_out(%s::bigint[], %s, %s, %s, %s, %s)",
            [assignment_ids, state, reason, note, actor_id, now],
        )
        count: int = cursor.fetchone()[0]
    ring_after_commit()
    return count
