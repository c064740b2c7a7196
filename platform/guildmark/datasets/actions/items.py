"""The one way an item comes to be."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from guildmark.datasets.actions.measures import keep_measures
from guildmark.datasets.files import StoredPicture
from guildmark.datasets.intake.names import display_name
from guildmark.datasets.intake.results import Decoded, Spooled
from guildmark.datasets.models import Dataset, Item


def insert_item(
    *,
    dataset: Dataset,
    name: str,
    spooled: Spooled,
    decoded: Decoded,
    stored: StoredPicture,
    now: datetime,
    metadata: Mapping[str, str] | None = None,
) -> tuple[Item, bool]:
    """The item of these bytes, and whether it is new, in the caller's transaction.

    Two that bring the same bytes at once: the database lets one in, the other is given its item.
    """
    low, high = decoded.picture.window or (None, None)
    try:
        with transaction.atomic():
            item = Item.objects.create(
                organisation_id=dataset.organisation_id,
                dataset=dataset,
                name=display_name(name),
                sha256=spooled.sha256,
                width_px=decoded.picture.width_px,
                height_px=decoded.picture.height_px,
                byte_count=spooled.byte_count,
                original_format=decoded.picture.format,
                original=stored.original,
                rendition=stored.rendition,
                rendition_sha256=stored.rendition_sha256,
                thumbnail=stored.thumbnail,
                shown=stored.shown,
                window_low=low,
                window_high=high,
                created_at=now,
                metadata=dict(metadata or {}),
            )
            keep_measures(dataset, item, decoded.picture.measures, now=now)
    except IntegrityError as error:
        if "item_bytes_once" not in str(error):
            raise
        return Item.objects.get(dataset=dataset, sha256=spooled.sha256), False
    return item, True
