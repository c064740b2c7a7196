"""Members held against criteria, what their work says of them, and those who wait to come in."""

from collections.abc import Callable

from guildmark.communities import actions, queries
from guildmark.core.clock import now
from guildmark.quality.queries.experience import experience, people_after
from guildmark.quality.queries.skill import start_of_day
from workers.app import HEAVY_LIMITS, app
from workers.receipts import after, once

CHUNK = 200


@app.task(name="communities.review_members", **HEAVY_LIMITS)
def review_members(*, event_id: int, community_id: int, **_: object) -> None:
    """Everybody, a chunk at a time, because the criteria changed."""
    with after(event_id=event_id, handler="communities.review_members") as is_first:
        if is_first:
            _in_chunks(actions.reevaluate, community_id)


#: A pause keeps the place; who comes back takes one.
GIVES_UP_A_PLACE = ("left", "removed", "ineligible")


@app.task(name="communities.fill_seats", **HEAVY_LIMITS)
def fill_seats(*, event_id: int, community_id: int, state: str, **_: object) -> None:
    """Somebody went: who waits inside for a place may have theirs."""
    with after(event_id=event_id, handler="communities.fill_seats") as is_first:
        if is_first and state in GIVES_UP_A_PLACE:
            _in_chunks(actions.fill_seats, community_id)


@app.task(name="communities.fill_seats_of_answer", **HEAVY_LIMITS)
def fill_seats_of_answer(*, event_id: int, user_id: int, trait: str, **_: object) -> None:
    """Somebody answers otherwise: the place they had by the answer before is free."""
    with after(event_id=event_id, handler="communities.fill_seats_of_answer") as is_first:
        for community_id in queries.quotas_over(user_id=user_id, key=trait) if is_first else ():
            _in_chunks(actions.fill_seats, community_id)


def _in_chunks(action: Callable[..., int | None], community_id: int) -> None:
    reached: int | None = 0
    while reached is not None:
        reached = action(community_id=community_id, after_membership_id=reached, now=now())


@app.task(name="communities.follow_membership")
def follow_membership(*, event_id: int, user_id: int, community_id: int, **_: object) -> None:
    """Somebody came in, changed or went: others may ask for members of that community."""
    with once(event_id=event_id, handler="communities.follow_membership") as is_first:
        if is_first:
            actions.follow_membership(user_id=user_id, community_id=community_id, now=now())


@app.task(name="communities.count_traits", **HEAVY_LIMITS)
def count_traits(**_: object) -> None:
    """What everybody has done up to last midnight, a chunk of people at a time."""
    midnight = start_of_day(now())
    reached = 0
    while people := people_after(reached, limit=CHUNK):
        actions.count_traits(counts=experience(people, before=midnight), now=now())
        reached = people[-1]


@app.task(name="communities.expire_applications")
def expire_applications(**_: object) -> None:
    """End the applications nobody answered."""
    while actions.expire_applications(now=now()):
        pass
