"""Seats: the one row that claim and submit ask whether a person may work on a project."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import connection, transaction

from guildmark.core.errors import NotFound
from guildmark.core.said import to_column
from guildmark.events.actions import record
from guildmark.projects.models import Project
from guildmark.training import queries as training
from guildmark.training.actions import expire_qualifications, extend_qualification, warn_of_end
from guildmark.work.models import Seat
from guildmark.work.queries.audiences import met
from guildmark.work.queries.eligibility import Eligibility, eligibility, is_known_to
from guildmark.work.queries.people import last_work_at

# Longer than the time between two sweeps.
BEFORE_THE_END = timedelta(hours=2)
#: A second or two of a worker that others wait for.
END_CHUNK = 200
LOOKED_UP = "Your training is being looked up. Try again."


class Refreshed(NamedTuple):
    """The seat, None where there is none, and whether anything of it changed just now."""

    seat: Seat | None
    has_changed: bool


SEAT_MEMBER = """
INSERT INTO work_seat (annotator_id, project_id, ineligible_reason, blocked_reason, today_count,
    claim_count, has_had_all_gold, audience_ids)
SELECT m.user_id, p.id, %s, '', 0, 0, false, '{}'
FROM projects_project p JOIN communities_membership m ON m.community_id = p.community_id
WHERE m.user_id = %s AND p.id = %s AND p.state <> 'draft'
ON CONFLICT (annotator_id, project_id) DO NOTHING
"""


def require_seat(*, user_id: int, project_id: int, now: datetime) -> None:
    """Open the person's seat in a project, with the standing they have now.

    Raises NotFound when the project is none of their business. Calling twice is safe. The row is
    there, closed, before anything is asked: a change that comes in between finds it.
    """
    if _seat_member(user_id=user_id, project_id=project_id):
        _fill_seat(user_id=user_id, project_id=project_id, now=now)
        return
    if not is_known_to(user_id=user_id, project_id=project_id):
        raise NotFound
    Seat.objects.get_or_create(
        annotator_id=user_id,
        project_id=project_id,
        defaults={"ineligible_reason": LOOKED_UP},
    )
    refresh_seat(user_id=user_id, project_id=project_id, now=now)


def _fill_seat(*, user_id: int, project_id: int, now: datetime) -> None:
    """Write the standing to a seat that was made just now, without a lock: whoever looked
    meanwhile, and so saw no less, has written theirs, and that stays.
    """
    found = eligibility(user_id=user_id, project_id=project_id, now=now)
    blank = Seat.objects.filter(annotator_id=user_id, project_id=project_id)
    blank.filter(ineligible_reason=LOOKED_UP).update(
        ineligible_reason=found.reason,
        eligible_until=found.until,
        audience_ids=_audiences_met(user_id, project_id, found),
    )


def _seat_member(*, user_id: int, project_id: int) -> bool:
    """Make the closed seat of somebody of the project's community in one statement; whether it did:
    not where there is one, or the person must be known in another way.
    """
    with connection.cursor() as cursor:
        cursor.execute(SEAT_MEMBER, [to_column(LOOKED_UP), user_id, project_id])
        return bool(cursor.rowcount == 1)


@transaction.atomic
def refresh_seat(*, user_id: int, project_id: int, now: datetime) -> Refreshed:
    """Write membership, qualification and audiences to the person's seat, if they have one.

    Safe to repeat. A worker calls it when one of them changes. What
    `quality` decided is not touched. Who may not work has the audiences of before: they are asked
    about when the person may.
    """
    seat = locked_seat(user_id=user_id, project_id=project_id)
    if seat is None:
        return Refreshed(None, has_changed=False)
    found = eligibility(user_id=user_id, project_id=project_id, now=now)
    audiences = seat.audience_ids
    if not found.reason:
        audiences = _audiences_met(user_id, project_id, found)
    was = (seat.ineligible_reason, seat.eligible_until, seat.audience_ids)
    if (found.reason, found.until, audiences) == was:
        return Refreshed(seat, has_changed=False)
    seat.ineligible_reason, seat.eligible_until, seat.audience_ids = (
        found.reason,
        found.until,
        audiences,
    )
    seat.save(update_fields=["ineligible_reason", "eligible_until", "audience_ids"])
    return Refreshed(seat, has_changed=True)


def _audiences_met(user_id: int, project_id: int, found: Eligibility) -> list[int]:
    return met(user_id=user_id, audiences=found.audiences)[project_id] if not found.reason else []


def locked_seat(*, user_id: int, project_id: int) -> Seat | None:
    """The person's seat, if they have one: the first lock of whatever needs more than one."""
    seats = Seat.objects.select_for_update(no_key=True)
    return seats.filter(annotator_id=user_id, project_id=project_id).first()


def extend_qualifications_in_use(*, now: datetime) -> int:
    """Give people who have worked since their qualification was granted its time anew; how many.

    Looked at when the end is near, not at each answer: until then the old end does no harm. Part of
    a sweep. Records qualification.extended each. Safe to repeat and beside itself.
    """
    ending = training.ending_qualifications(until=now + BEFORE_THE_END)
    return _extend(training.endings(ending), now=now)


def end_qualifications(*, now: datetime, limit: int = END_CHUNK) -> int:
    """Write down what has ended, of at most `limit` whose time is up; how many were looked at.

    Who has worked since the last sweep that looked ahead is given time anew instead. Call again
    while it answers `limit`. Records qualification.extended or qualification.changed each. Safe to
    repeat and beside itself.
    """
    ending = training.ending_qualifications(until=now)
    due = list(training.endings(ending[:limit]))
    _extend(due, now=now)
    expire_qualifications(now=now, only=[one.pk for one in due], limit=limit)
    return len(due)


def warn_of_ends(*, now: datetime) -> int:
    """Warn people whose qualification ends soon because they have not worked; how many.

    Who has worked is given time anew instead, also after a warning. Part of a sweep. Records
    qualification.extended or qualification.ending each. Safe to repeat and beside itself.
    """
    _extend(training.soon_ending(now=now), now=now)
    ending = [one.pk for one in training.soon_ending(now=now)]
    return sum(warn_of_end(qualification_id=pk, now=now) for pk in training.unwarned(ending))


def _extend(ending: Iterable[training.Ending], *, now: datetime) -> int:
    extended = 0
    for one in ending:
        of = {"user_id": one.user_id, "project_id": one.project_id}
        worked_at = last_work_at(**of)
        if worked_at is None or _lasts_as_long(one, worked_at):
            continue
        with transaction.atomic():
            # before the qualification: who sends a person back to the quiz holds the seat already
            locked_seat(**of)
            if extend_qualification(qualification_id=one.pk, worked_at=worked_at, now=now):
                refresh_seat(**of, now=now)
                extended += 1
    return extended


def _lasts_as_long(one: training.Ending, worked_at: datetime) -> bool:
    """Whether the work gives no more time: seen without a lock, so that nobody waits for it."""
    if one.valid_days is None:
        return False
    return worked_at + timedelta(days=one.valid_days) <= one.expires_at


def refresh_seats_of_project(*, project_id: int, now: datetime) -> None:
    """Refresh everybody's seat: a guideline was published, or the project closed or opened."""
    people = Seat.objects.filter(project_id=project_id).values_list("annotator_id", flat=True)
    for user_id in people.order_by("annotator_id").iterator():
        refresh_seat(user_id=user_id, project_id=project_id, now=now)


def refresh_seats_of_member(*, user_id: int, community_id: int, now: datetime) -> None:
    """Refresh a person's seats in the projects of a community: the membership changed."""
    projects = Project.objects.filter(community_id=community_id, seats__annotator_id=user_id)
    for project_id in projects.order_by("pk").values_list("pk", flat=True):
        refresh_seat(user_id=user_id, project_id=project_id, now=now)


@transaction.atomic
def set_standing(
    *,
    user_id: int,
    project_id: int,
    blocked_reason: str,
    blocked_until: datetime | None = None,
    daily_cap: int | None = None,
    gold_boost: float = 1.0,
    actor_id: int | None,
    now: datetime,
) -> Seat:
    """Block a person in a project, with the reason they are shown; "" lifts the block.

    At `blocked_until` the caller lifts it; it is kept to be told.

    `daily_cap` bounds the tasks they may take a day; None lifts that. `gold_boost` says how many
    times as often checks come. Records standing.set. Calling twice is safe. A lease they hold ends
    by itself: they cannot submit it.
    """
    project = Project.objects.get(pk=project_id)
    Seat.objects.get_or_create(
        annotator_id=user_id,
        project_id=project_id,
        defaults={"ineligible_reason": LOOKED_UP},
    )
    seat = Seat.objects.select_for_update(no_key=True).get(
        annotator_id=user_id, project_id=project_id
    )
    seat.blocked_reason = blocked_reason
    seat.blocked_until = blocked_until
    seat.daily_cap = daily_cap
    if gold_boost > seat.gold_boost:  # drawn anew: the old gap may be as long as 28 tasks
        seat.gold_countdown = None
    seat.gold_boost = gold_boost
    seat.save(
        update_fields=[
            "blocked_reason",
            "blocked_until",
            "daily_cap",
            "gold_boost",
            "gold_countdown",
        ]
    )
    record(
        name="standing.set",
        payload={
            "project_id": project_id,
            "annotator_id": user_id,
            "blocked_reason": blocked_reason,
            "daily_cap": daily_cap,
            "gold_boost": gold_boost,
        },
        actor_id=actor_id,
        organisation_id=project.organisation_id,
        now=now,
    )
    return seat
