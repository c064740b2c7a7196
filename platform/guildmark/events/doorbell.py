"""The nudge that makes the relay quick. Losing it costs half a second and nothing else."""

import time
from functools import cache

import structlog
from django.conf import settings
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

CHANNEL = "guildmark:doorbell"
#: After a ring the relay waits for so long before it looks, and finds what came in meanwhile. So
#: a process that has just rung need not ring again, which costs a twentieth of a whole submit.
GATHER_SECONDS = 0.05
log = structlog.get_logger(__name__)


class _Bell:
    """When this process rang last, on the clock of time.monotonic."""

    rung_at = float("-inf")


@cache
def broker() -> Redis:
    """One pooled client a process, made at first use (after the server has forked)."""
    return Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=1,
        socket_connect_timeout=1,
        # Redis 8 tries four times by default: 4 s of a person's time for a nudge.
        retry=Retry(NoBackoff(), retries=0),
    )


def ring() -> None:
    """Wake the relay, unless this process has done so just now.

    The broker being away is logged: the relay looks by itself too. Two threads may both ring.
    """
    moment = time.monotonic()
    if moment - _Bell.rung_at < GATHER_SECONDS:
        return
    _Bell.rung_at = moment
    try:
        broker().publish(CHANNEL, b"1")
    except RedisError as error:
        log.warning("doorbell_unreachable", error=type(error).__name__)
