"""Where an import takes its pictures from, when nobody sends them."""

from django.db import models

from guildmark.buckets.models import Bucket
from guildmark.datasets.models.items import Import


class BucketSource(models.Model):
    """The bucket whose objects under `prefix` an import takes in.

    `last_key` is how far the listing has come, in `page_count` pages; the objects up to it are
    files of the import.
    """

    of_import = models.OneToOneField(
        Import, models.CASCADE, primary_key=True, related_name="bucket_source"
    )
    bucket = models.ForeignKey(Bucket, models.SET_NULL, null=True, related_name="+")
    prefix = models.CharField(max_length=1024, blank=True)
    last_key = models.CharField(max_length=1024, blank=True)
    page_count = models.PositiveIntegerField(default=0, db_default=0)
    is_listed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"bucket of import {self.of_import_id}"
