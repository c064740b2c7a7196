"""Datasets, and items that come in without an import."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from guildmark.datasets import queries
from guildmark.datasets.actions.items import insert_item
from guildmark.datasets.errors import DatasetNameTaken, PictureRefused
from guildmark.datasets.files import discard_picture, store_picture
from guildmark.datasets.intake.decoder import Decoder
from guildmark.datasets.intake.kinds import picture_kind_of
from guildmark.datasets.intake.refusals import FileRefused
from guildmark.datasets.models import Dataset, Item
from guildmark.events.actions import record


@transaction.atomic
def create_dataset(*, actor_id: int, organisation_id: int, name: str, now: datetime) -> Dataset:
    """Make an empty dataset. Records dataset.created. Raises DatasetNameTaken."""
    try:
        with transaction.atomic():
            dataset = Dataset.objects.create(
                organisation_id=organisation_id, name=name, created_at=now
            )
    except IntegrityError as error:
        raise DatasetNameTaken from error
    record(
        name="dataset.created",
        payload={"dataset_id": dataset.pk, "name": name},
        actor_id=actor_id,
        organisation_id=organisation_id,
        now=now,
    )
    return dataset


def add_item(*, dataset: Dataset, name: str, content: bytes, actor_id: int, now: datetime) -> Item:
    """Decode one picture here and now and make it an item. Records item.added.

    The same bytes twice give the item that is there. Raises PictureRefused.
    """
    return add_items(dataset=dataset, files=[(name, content)], actor_id=actor_id, now=now)[0]


def add_items(
    *, dataset: Dataset, files: Iterable[tuple[str, bytes]], actor_id: int, now: datetime
) -> list[Item]:
    """Decode pictures, given as name and bytes, with one child process; an item for each.

    Each item is a transaction of its own and records item.added; bytes the dataset has give the
    item that is there. Raises PictureRefused at the first that cannot be decoded.
    """
    with Decoder() as decoder:
        return [
            _add(decoder, dataset, name=name, content=content, actor_id=actor_id, now=now)
            for name, content in files
        ]


def _add(
    decoder: Decoder, dataset: Dataset, *, name: str, content: bytes, actor_id: int, now: datetime
) -> Item:
    spooled = decoder.spool([content], name="upload")
    existing = queries.item_with_bytes(dataset_id=dataset.pk, sha256=spooled.sha256)
    if existing is not None:
        return existing
    try:
        picture_kind_of(spooled.head)
        decoded = decoder.picture(spooled.path)
    except FileRefused as refused:
        raise PictureRefused(refused.code, f"{name}: {refused.sentence}") from refused
    stored = store_picture(dataset_id=dataset.pk, spooled=spooled, decoded=decoded)
    with transaction.atomic():
        item, is_new = insert_item(
            dataset=dataset, name=name, spooled=spooled, decoded=decoded, stored=stored, now=now
        )
        if is_new:
            record(
                name="item.added",
                payload={"dataset_id": dataset.pk, "item_id": item.pk},
                actor_id=actor_id,
                organisation_id=dataset.organisation_id,
                now=now,
            )
    if not is_new:
        discard_picture(stored)
    return item
