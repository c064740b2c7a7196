"""Redis as a cache that may be away: the product is slower then, and goes on.

Sessions are in the database too. What only the cache holds (counters against guessing, API keys
at hand) starts again from nothing.
"""

from collections.abc import Callable
from typing import Any

import structlog
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)

# Any throughout: a cache holds values of every type, and Django's own class has no types.


class KeptClients(RedisCacheClient):
    """One client, kept. Django makes a new one each time, at half the cost of a look-up.

    A client has no state of its own: each call takes a connection out of the pool and back. With
    several servers to read from it would stay with one of them; here there is one.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kept: dict[bool, Any] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        """The client for reading, or for writing."""
        if write not in self._kept:
            self._kept[write] = super().get_client(key, write=write)
        return self._kept[write]


class PatientRedisCache(RedisCache):
    """Django's Redis cache; while the server cannot be reached it holds nothing."""

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = KeptClients

    def _try(self, ask: Callable[[], Any], otherwise: Any) -> Any:
        try:
            return ask()
        except RedisError as error:
            log.warning("cache_unreachable", error=type(error).__name__)
            return otherwise

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """The value, or the default."""
        ask = super().get
        return self._try(lambda: ask(key, default, version), default)

    def get_many(self, keys: Any, version: int | None = None) -> dict[Any, Any]:
        """The values that are there."""
        ask = super().get_many
        found: dict[Any, Any] = self._try(lambda: ask(keys, version), {})
        return found

    def has_key(self, key: Any, version: int | None = None) -> bool:
        """True when it is there."""
        ask = super().has_key
        return bool(self._try(lambda: ask(key, version), False))

    def set(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> None:
        """Keep a value, if that can be done."""
        ask = super().set
        self._try(lambda: ask(key, value, *args, **kwargs), None)

    def set_many(self, data: dict[Any, Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Keep several; the keys that could not be kept."""
        ask = super().set_many
        failed: list[Any] = self._try(lambda: ask(data, *args, **kwargs), list(data))
        return failed

    def add(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> bool:
        """True when it was not there before. Away, it never was: a waiting loop must end."""
        ask = super().add
        return bool(self._try(lambda: ask(key, value, *args, **kwargs), True))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """The counter, raised; away, it starts here."""
        ask = super().incr
        return int(self._try(lambda: ask(key, delta, version), delta))

    def touch(self, key: Any, *args: Any, **kwargs: Any) -> bool:
        """True when it is there."""
        ask = super().touch
        return bool(self._try(lambda: ask(key, *args, **kwargs), False))

    def delete(self, key: Any, version: int | None = None) -> bool:
        """True when it was there."""
        ask = super().delete
        return bool(self._try(lambda: ask(key, version), False))
