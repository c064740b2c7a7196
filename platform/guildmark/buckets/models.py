"""Buckets an organisation has named."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from guildmark.accounts.models import Organisation


class Bucket(models.Model):
    """Where objects of an organisation lie, and the key they are asked for with.

    `endpoint` is scheme and host (`https://s3.example.org`). By path the bucket's name is the first
    part of an object's address, else it stands before the host's. `sealed_secret` can be read by
    this installation alone; a bucket without a key is asked as anybody may.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="buckets")
    name = models.CharField(max_length=80, help_text="what people call it")
    endpoint = models.CharField(max_length=300)
    bucket_name = models.CharField(max_length=63)
    region = models.CharField(max_length=60, default="us-east-1")
    is_by_path = models.BooleanField(default=True)
    access_key_id = models.CharField(max_length=200, blank=True)
    sealed_secret = models.BinaryField(max_length=1000, default=b"")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="bucket_name_once"),
            models.CheckConstraint(
                condition=Q(access_key_id="", sealed_secret=b"")
                | ~Q(access_key_id="") & ~Q(sealed_secret=b""),
                name="bucket_key_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_key(self) -> bool:
        """Whether it is asked with a key."""
        return bool(self.access_key_id)
