"""Qualifications and attempts whose time is up."""

from guildmark.core.clock import now
from guildmark.training import actions
from guildmark.work import actions as work
from guildmark.work.actions.seats import END_CHUNK
from workers.app import HEAVY_LIMITS, app
from workers.receipts import after, once

MOST_CHUNKS = 10


@app.task(name="training.make_qualifications_stale", **HEAVY_LIMITS)
def make_qualifications_stale(*, event_id: int, project_id: int, **_: object) -> None:
    """What was granted for an older major version of the guideline, a chunk at a time."""
    with after(event_id=event_id, handler="training.make_qualifications_stale") as is_first:
        while is_first and actions.make_qualifications_stale(project_id=project_id, now=now()):
            pass


@app.task(name="training.follow_qualification")
def follow_qualification(*, event_id: int, user_id: int, project_id: int, **_: object) -> None:
    """Somebody was qualified, or is no more: communities may ask for it."""
    with once(event_id=event_id, handler="training.follow_qualification") as is_first:
        if is_first:
            actions.follow_qualification(user_id=user_id, project_id=project_id, now=now())


@app.task(name="training.extend_qualifications", **HEAVY_LIMITS)
def extend_qualifications(**_: object) -> None:
    """Give what is in use its time anew, before it ends."""
    work.extend_qualifications_in_use(now=now())


@app.task(name="training.warn_of_ends", **HEAVY_LIMITS)
def warn_of_ends(**_: object) -> None:
    """Tell people whose qualification ends within days what to do about it."""
    work.warn_of_ends(now=now())


@app.task(name="training.expire_qualifications")
def expire_qualifications(**_: object) -> None:
    """Write down what has ended; where very many end at once, the rest in a minute."""
    for _chunk in range(MOST_CHUNKS):
        if work.end_qualifications(now=now()) < END_CHUNK:
            break


@app.task(name="training.expire_attempts")
def expire_attempts(**_: object) -> None:
    """Close sittings that nobody handed in; where very many end at once, the rest in a minute."""
    for _chunk in range(MOST_CHUNKS):
        if not actions.expire_attempts(now=now()):
            break
