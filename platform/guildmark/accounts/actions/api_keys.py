"""Keys of machines."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from guildmark.accounts.key_cache import drop_key, keep_key
from guildmark.accounts.key_secrets import KeyText, new_key_text
from guildmark.accounts.models import ApiKey
from guildmark.core.errors import NotFound
from guildmark.events.actions import record

USE_NOTED_EVERY = timedelta(minutes=1)


@transaction.atomic
def create_api_key(
    *,
    actor_id: int,
    organisation_id: int,
    name: str,
    scopes: Collection[str],
    expires_at: datetime | None,
    now: datetime,
) -> tuple[ApiKey, KeyText]:
    """Make a key. Its text is in the answer and nowhere else: it cannot be shown again.

    Records api_key.created. Calling twice makes two keys.
    """
    text = new_key_text()
    key = ApiKey.objects.create(
        organisation_id=organisation_id,
        name=name,
        prefix=text.prefix,
        secret_sha256=text.secret_sha256,
        scopes=sorted(set(scopes)),
        created_by_id=actor_id,
        created_at=now,
        expires_at=expires_at,
    )
    record(
        name="api_key.created",
        payload={"api_key_id": key.pk, "name": name, "scopes": key.scopes},
        actor_id=actor_id,
        organisation_id=organisation_id,
        now=now,
    )
    return key, text


@transaction.atomic
def revoke_api_key(
    *, actor_id: int, organisation_id: int, api_key_id: int, now: datetime
) -> ApiKey:
    """End a key for good. Records api_key.revoked. Raises NotFound. Twice does no harm."""
    key = (
        ApiKey.objects.select_for_update()
        .filter(pk=api_key_id, organisation_id=organisation_id)
        .first()
    )
    if key is None:
        raise NotFound
    if key.revoked_at is not None:
        return key
    key.revoked_at = now
    key.save(update_fields=["revoked_at"])
    record(
        name="api_key.revoked",
        payload={"api_key_id": key.pk, "name": key.name},
        actor_id=actor_id,
        organisation_id=organisation_id,
        now=now,
    )
    # After the commit: dropped earlier, a request beside it could put the old key back.
    transaction.on_commit(lambda: drop_key(key.prefix), robust=True)
    return key


def note_api_key_use(*, key: ApiKey, now: datetime) -> None:
    """Remember when the key was used, at most once a minute: a write per request is too many.

    Records nothing. Safe to call beside itself.
    """
    if key.last_used_at is not None and now - key.last_used_at < USE_NOTED_EVERY:
        return
    is_stale = Q(last_used_at=None) | Q(last_used_at__lte=now - USE_NOTED_EVERY)
    ApiKey.objects.filter(is_stale, pk=key.pk, revoked_at=None).update(last_used_at=now)
    key.last_used_at = now
    keep_key(key)
