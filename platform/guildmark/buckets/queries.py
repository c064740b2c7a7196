"""Reads of the buckets app."""

from django.db.models import QuerySet

from guildmark.buckets.models import Bucket
from guildmark.core.errors import NotFound


def buckets_of(organisation_id: int) -> QuerySet[Bucket]:
    """The buckets of an organisation, by name."""
    return Bucket.objects.filter(organisation_id=organisation_id).order_by("name", "pk")


def bucket(*, organisation_id: int, bucket_id: int) -> Bucket:
    """One bucket of the organisation. Raises NotFound."""
    found = Bucket.objects.filter(pk=bucket_id, organisation_id=organisation_id).first()
    if found is None:
        raise NotFound
    return found
