"""Answers that are the same for everybody, and dear: made once in some seconds."""

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

T = TypeVar("T")


def for_a_moment(key: str, *, seconds: int, make: Callable[[], T]) -> T:
    """What `make` answers, or answered within `seconds`, to whoever asked with this key.

    The value is pickled into the cache; while the cache is away it is made each time. Two who ask
    at the same moment may both make it.
    """
    kept: T | None = cache.get(key)
    if kept is None:
        kept = make()
        cache.set(key, kept, seconds)
    return kept
