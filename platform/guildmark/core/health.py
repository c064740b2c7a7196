"""`/healthz`: the process answers. `/readyz`: database, broker and migrations are there."""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from redis.exceptions import RedisError


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
    except DatabaseError as error:
        return f"unknown: {type(error).__name__}"
    return f"{len(waiting)} to apply" if waiting else "ok"


def _broker() -> str:
    try:
        cache.get("readyz")
    except RedisError as error:
        return f"unreachable: {type(error).__name__}"
    return "ok"


def readyz(request: HttpRequest) -> JsonResponse:
    """200 when every part is there, else 503; the body says which one is missing."""
    parts = {"database": _database(), "broker": _broker(), "migrations": _migrations()}
    is_ready = all(state == "ok" for state in parts.values())
    return JsonResponse(parts, status=200 if is_ready else 503)
