"""Answers that were kept for being asked for again."""

from guildmark.core.clock import now
from guildmark.core.idempotency import forget_answers as forget
from workers.app import HEAVY_LIMITS, app


@app.task(name="idempotency.forget_answers", **HEAVY_LIMITS)
def forget_answers(**_: object) -> None:
    """Delete what is older than a day, a chunk at a time."""
    while forget(now=now()):
        pass
