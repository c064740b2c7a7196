"""Datasets, and items that come in without an import."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from guildmark.core.errors import NotFound
from guildmark.datasets import queries
from guildmark.datasets.actions.items import insert_item
from guildmark.datasets.actions.leftovers import discard
from guildmark.datasets.errors import DatasetNameTaken, PictureRefused
from guildmark.datasets.files import store_picture
from guildmark.datasets.intake.decoder import Decoder
from guildmark.datasets.intake.kinds import picture_kind_of
from guildmark.datasets.intake.refusals import FileRefused
from guildmark.datasets.models import Dataset, DatasetProfile, Item
from guildmark.events.actions import record


@transaction.atomic
def create_dataset(*, actor_id: int, organisation_id: int, name: str, now: datetime) -> Dataset:
    """Make an empty dataset. Records dataset.created. Raises DatasetNameTaken."""
    try:
        with transaction.atomic():
            dataset = Dataset.objects.create(
                organisation_id=organisation_id, name=name, created_at=now
            )
            DatasetProfile.objects.create(dataset=dataset)
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
        discard(stored.names, organisation_id=dataset.organisation_id, now=now)
    return item


@transaction.atomic
def set_capture_time(*, actor_id: int, dataset_id: int, is_kept: bool, now: datetime) -> None:
    """Say whether the moment a picture was taken is kept with it; without, what is kept goes.

    Records dataset.updated. Pictures that are there already do not get one afterwards. Calling
    twice changes nothing more. Raises NotFound.
    """
    dataset = Dataset.objects.select_for_update().filter(pk=dataset_id).first()
    if dataset is None:
        raise NotFound
    if dataset.keeps_capture_time == is_kept:
        return
    dataset.keeps_capture_time = is_kept
    dataset.save(update_fields=["keeps_capture_time"])
    if not is_kept:
        Item.objects.filter(dataset_id=dataset_id).exclude(taken_at="").update(taken_at="")
    record(
        name="dataset.updated",
        payload={"dataset_id": dataset_id, "keeps_capture_time": is_kept},
        actor_id=actor_id,
        organisation_id=dataset.organisation_id,
        now=now,
    )


@transaction.atomic
def begin_dataset_deletion(dataset_id: int) -> None:
    """Nothing comes in any more, and no project takes it. Records nothing: whoever deletes it does.

    Safe to repeat. Raises NotFound.
    """
    found = Dataset.objects.select_for_update().filter(pk=dataset_id).first()
    if found is None:
        raise NotFound
    found.is_deleting = True
    found.save(update_fields=["is_deleting"])
