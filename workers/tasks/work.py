"""Leases that ran out, seats of people whose standing changed elsewhere, work to be judged."""

from guildmark.core.clock import now
from guildmark.work import actions
from workers.app import HEAVY_LIMITS, app
from workers.receipts import acknowledge, after, once


@app.task(name="work.expire_leases")
def expire_leases(**_: object) -> None:
    """Take back the leases that ran out."""
    actions.expire_leases(now=now())


@app.task(name="work.resume_due")
def resume_due(**_: object) -> None:
    """Resume the batches that were paused until now."""
    actions.resume_due(now=now())


@app.task(name="work.drain_ended", **HEAVY_LIMITS)
def drain_ended(**_: object) -> None:
    """Drain the batches that have reached their end, the large ones too."""
    actions.drain_ended(now=now())


@app.task(name="work.change_overlap", **HEAVY_LIMITS)
def change_overlap(*, overlap_change_id: int, event_id: int | None = None, **_: object) -> None:
    """A batch is to ask more people, or fewer: a chunk of its tasks at a time.

    The sweep of quiet operations calls without an event.
    """
    acknowledge(event_id=event_id, handler="work.change_overlap")
    actions.carry_out_overlap(overlap_change_id=overlap_change_id, clock=now)


@app.task(name="work.expire_returned")
def expire_returned(**_: object) -> None:
    """Give on what its author did not take up again in time."""
    actions.expire_returned(now=now())


@app.task(name="work.settle_batches")
def settle_batches(**_: object) -> None:
    """Lift the fronts of batches, and complete those with nothing left."""
    actions.settle_batches(now=now())


@app.task(name="work.refresh_seat")
def refresh_seat(*, event_id: int, user_id: int, project_id: int, **_: object) -> None:
    """A qualification was granted, or ended."""
    with once(event_id=event_id, handler="work.refresh_seat") as is_first:
        if is_first:
            actions.refresh_seat(user_id=user_id, project_id=project_id, now=now())


@app.task(name="work.refresh_person_audiences")
def refresh_person_audiences(*, event_id: int, user_id: int, **_: object) -> None:
    """A person said something else of themselves."""
    with once(event_id=event_id, handler="work.refresh_person_audiences") as is_first:
        if is_first:
            actions.refresh_audiences_of_person(user_id=user_id, now=now())


@app.task(name="work.refresh_member_seats")
def refresh_member_seats(*, event_id: int, user_id: int, community_id: int, **_: object) -> None:
    """A membership began, changed or ended."""
    with once(event_id=event_id, handler="work.refresh_member_seats") as is_first:
        if is_first:
            actions.refresh_seats_of_member(user_id=user_id, community_id=community_id, now=now())


@app.task(name="work.refresh_project_seats", **HEAVY_LIMITS)
def refresh_project_seats(*, event_id: int, project_id: int, **_: object) -> None:
    """A guideline was published, or the project opened, closed or changed its community."""
    with after(event_id=event_id, handler="work.refresh_project_seats") as is_first:
        if is_first:
            actions.refresh_seats_of_project(project_id=project_id, now=now())


@app.task(name="work.accept_unjudged", **HEAVY_LIMITS)
def accept_unjudged(**_: object) -> None:
    """Accept what nobody has judged in time, and ask no longer for second verdicts in vain."""
    actions.end_audits(now=now())
    actions.accept_unjudged(now=now())
