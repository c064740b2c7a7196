"""API keys kept at hand for half a minute: a machine's every request would ask for its key.

The bound on how long a revoked key could live on, should the cache not hear of it.
"""

from django.core.cache import cache

from guildmark.accounts.models import ApiKey

SECONDS = 30


def _place(prefix: str) -> str:
    return f"api-key:{prefix}"


def cached_key(prefix: str) -> ApiKey | None:
    """The key with its organisation, as it was at most 30 seconds ago."""
    key = cache.get(_place(prefix))
    return key if isinstance(key, ApiKey) else None


def keep_key(key: ApiKey) -> None:
    """Have the key at hand for the next requests."""
    cache.set(_place(key.prefix), key, SECONDS)


def drop_key(prefix: str) -> None:
    """Forget it at once."""
    cache.delete(_place(prefix))
