"""An export put into a bucket, and what is there afterwards."""

import zipfile

from django.core.files.storage import default_storage

from guildmark.buckets.client import BucketClient
from guildmark.buckets.models import Bucket
from guildmark.core import clock
from guildmark.releases import actions
from guildmark.releases.models import Delivery, Export
from tests.factories import releases

FOLDER = "training/cards"


def requested(export: Export, bucket: Bucket, prefix: str = FOLDER) -> Delivery:
    return releases.delivery(export, bucket, prefix)


def delivered(export: Export, bucket: Bucket, prefix: str = FOLDER) -> Delivery:
    made = requested(export, bucket, prefix)
    actions.deliver(delivery_id=made.pk, clock=clock.now)
    made.refresh_from_db()
    return made


def contents(client: BucketClient) -> dict[str, bytes]:
    return {
        one.key: b"".join(client.read(one.key, most_bytes=1 << 24))
        for one in client.page(prefix="").objects
    }


def members(export: Export) -> dict[str, bytes]:
    with default_storage.open(str(export.file.name)) as file, zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
