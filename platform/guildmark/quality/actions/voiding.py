"""A person's work is taken out, at once as far as a request goes, and the rest by a worker."""

from datetime import datetime

from django.db import transaction

from guildmark.events.actions import record
from guildmark.quality import queries
from guildmark.quality.actions.restricting import locked_seat, restrict
from guildmark.quality.actions.scoring import refresh_skills
from guildmark.quality.errors import VoidingUnderWay
from guildmark.quality.models import Restriction
from guildmark.quality.queries.standing import was_taken_back
from guildmark.quality.queries.voiding import being_voided
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

    The person is told by a restriction of the kind `voiding`, which they can appeal against. One
    chunk of `work.void_chunk` in this transaction, with the skill that follows; where more remain,
    voiding.requested is recorded, and a worker goes on. Records restriction.made. Raises NotFound
    for somebody who never came. Calling twice voids and tells once: what a worker has still to take
    out remains, and nothing happens. Raises VoidingUnderWay where there is more than that.
    """
    queries.person(project_id=project_id, user_id=annotator_id)
    locked_seat(project_id, annotator_id)
    found = voidable(annotator_id=annotator_id, project_id=project_id, since=since, until=now)
    answers = found.count()
    if not answers:
        return 0, 0
    under_way = being_voided(project_id=project_id, annotator_id=annotator_id)
    if found.filter(under_way).exists():
        if found.exclude(under_way).exists():
            raise VoidingUnderWay
        return 0, answers
    told = restrict(
        actor_id=actor_id,
        project_id=project_id,
        annotator_id=annotator_id,
        kind=Restriction.Kind.VOIDING,
        reason=reason,
        evidence={
            "asked_anew": answers,
            "asked_anew_since": since.isoformat() if since else None,
        },
        now=now,
    )
    voided = work.void_chunk(
        actor_id=actor_id,
        annotator_id=annotator_id,
        project_id=project_id,
        since=since,
        reason=reason,
        now=now,
    )
    refresh_skills(project_id=project_id, annotator_ids=[annotator_id], now=now)
    if voided < answers:
        _ask_for_the_rest(told, since, now=now)
    return voided, answers - voided


def _ask_for_the_rest(told: Restriction, since: datetime | None, *, now: datetime) -> None:
    """A worker takes out what is left of a voiding. Records voiding.requested."""
    record(
        name="voiding.requested",
        payload={
            "restriction_id": told.pk,
            "project_id": told.project_id,
            "annotator_id": told.annotator_id,
            "actor_id": told.created_by_id,
            "since": since.isoformat() if since else None,
            "until": now.isoformat(),
            "reason": told.reason,
        },
        actor_id=told.created_by_id,
        organisation_id=told.organisation_id,
        now=now,
    )


def void_rest(*, restriction_id: int, since: datetime | None) -> int:
    """Go on with a voiding that was too much for one request; how many. Called by a worker.

    Ends where the voiding was taken back meanwhile. A chunk is a transaction of its own. Records
    what `work.void_chunk` records. Safe to repeat: it goes on where it ended.
    """
    told = Restriction.objects.get(pk=restriction_id)
    total = 0
    while count := void_chunk_of(told, since, note=told.reason):
        total += count
    return total


def void_chunk_of(told: Restriction, since: datetime | None, *, note: str) -> int:
    """One chunk of a voiding, in a transaction of its own; none where it was taken back.

    The seat is locked: who takes the voiding back finds all that was voided, and ends it.
    """
    with transaction.atomic():
        locked_seat(told.project_id, told.annotator_id)
        if was_taken_back(told.pk):
            return 0
        return work.void_chunk(
            actor_id=told.created_by_id,
            annotator_id=told.annotator_id,
            project_id=told.project_id,
            since=since,
            reason=note,
            now=told.starts_at,
        )
