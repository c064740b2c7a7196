"""`/healthz`: the process answers. `/readyz`: database, broker and migrations are there."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from guildmark.core.newer import unknown_migrations

#: Seconds that the broker is waited for: whoever asks asks again soon.
PATIENCE_S = 1


def healthz(request: HttpRequest) -> JsonResponse:
    """200 as long as the process can answer."""
    return JsonResponse({"status": "ok"})


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return f"unreachable: {type(error).__name__}"
    return "ok"


def _migrations() -> str:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        unknown = unknown_migrations()
    except DatabaseError as error:
        return f"unknown: {type(error).__name__}"
    if unknown:
        return f"newer than this code: {', '.join(unknown)}"
    return f"{len(waiting)} to apply" if waiting else "ok"


def _broker() -> str:
    # Not by the cache, which makes do without: a broker that is away is what is looked for.
    broker = Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=PATIENCE_S,
        socket_connect_timeout=PATIENCE_S,
        retry=Retry(NoBackoff(), retries=0),
    )
    try:
        broker.ping()
    except RedisError as error:
        return f"unreachable: {type(error).__name__}"
    finally:
        broker.close()
    return "ok"


def readyz(request: HttpRequest) -> JsonResponse:
    """200 when every part is there, else 503; the body says which one is missing."""
    parts = {"database": _database(), "broker": _broker(), "migrations": _migrations()}
    is_ready = all(state == "ok" for state in parts.values())
    return JsonResponse(parts, status=200 if is_ready else 503)
