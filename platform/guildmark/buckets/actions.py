"""Buckets are named, given another key, and forgotten. What lies in them is never touched here."""

from datetime import datetime

from django.db import IntegrityError, transaction

from guildmark.buckets.errors import BucketNameTaken
from guildmark.buckets.models import Bucket
from guildmark.core.errors import NotFound
from guildmark.core.sealing import seal
from guildmark.events.actions import record


@transaction.atomic
def add_bucket(
    *,
    actor_id: int,
    organisation_id: int,
    name: str,
    endpoint: str,
    bucket_name: str,
    region: str,
    is_by_path: bool,
    access_key_id: str,
    secret_access_key: str,
    now: datetime,
) -> Bucket:
    """Name a bucket; its secret is sealed. Records bucket.added. Raises BucketNameTaken."""
    try:
        with transaction.atomic():
            made = Bucket.objects.create(
                organisation_id=organisation_id,
                name=name,
                endpoint=endpoint,
                bucket_name=bucket_name,
                region=region,
                is_by_path=is_by_path,
                access_key_id=access_key_id,
                sealed_secret=_sealed(secret_access_key),
                created_by_id=actor_id,
                created_at=now,
            )
    except IntegrityError as error:
        raise BucketNameTaken from error
    _record("bucket.added", made, actor_id=actor_id, now=now)
    return made


@transaction.atomic
def change_bucket_key(
    *,
    actor_id: int,
    organisation_id: int,
    bucket_id: int,
    access_key_id: str,
    secret_access_key: str,
    now: datetime,
) -> Bucket:
    """Ask with another key from now on, or with none. Records bucket.key_changed.

    Safe to repeat. Raises NotFound.
    """
    bucket = _locked(organisation_id, bucket_id)
    bucket.access_key_id = access_key_id
    bucket.sealed_secret = _sealed(secret_access_key)
    bucket.save(update_fields=["access_key_id", "sealed_secret"])
    _record("bucket.key_changed", bucket, actor_id=actor_id, now=now)
    return bucket


@transaction.atomic
def remove_bucket(*, actor_id: int, organisation_id: int, bucket_id: int, now: datetime) -> None:
    """Forget a bucket and its key; its objects stay where they are. Records bucket.removed.

    An import or export that still asks it ends with a reason. Raises NotFound, also when called
    again.
    """
    bucket = _locked(organisation_id, bucket_id)
    _record("bucket.removed", bucket, actor_id=actor_id, now=now)
    bucket.delete()


def _sealed(secret_access_key: str) -> bytes:
    return seal(secret_access_key.encode()) if secret_access_key else b""


def _locked(organisation_id: int, bucket_id: int) -> Bucket:
    mine = Bucket.objects.select_for_update().filter(organisation_id=organisation_id)
    bucket = mine.filter(pk=bucket_id).first()
    if bucket is None:
        raise NotFound
    return bucket


def _record(name: str, bucket: Bucket, *, actor_id: int, now: datetime) -> None:
    record(
        name=name,
        payload={"bucket_id": bucket.pk, "name": bucket.name},
        actor_id=actor_id,
        organisation_id=bucket.organisation_id,
        now=now,
    )
