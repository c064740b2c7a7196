"""Members held against the criteria of their community."""

from guildmark.communities import actions
from guildmark.core.clock import now
from workers.app import HEAVY_LIMITS, app
from workers.receipts import after


@app.task(name="communities.review_members", **HEAVY_LIMITS)
def review_members(*, event_id: int, community_id: int, **_: object) -> None:
    """Everybody, a chunk at a time, because the criteria changed."""
    with after(event_id=event_id, handler="communities.review_members") as is_first:
        reached: int | None = 0 if is_first else None
        while reached is not None:
            reached = actions.reevaluate(
                community_id=community_id, after_membership_id=reached, now=now()
            )
