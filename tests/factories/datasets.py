"""Datasets, items and imports for tests, made by the public actions."""

from collections.abc import Iterable
from datetime import datetime
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile

from guildmark.accounts.models import Organisation, Role
from guildmark.datasets import actions
from guildmark.datasets.models import Dataset, Import, Item
from tests.factories import accounts, pictures
from tests.factories.accounts import NOW

_numbers = count(1)


def owner_id(of: Organisation) -> int:
    """The id of somebody who may do everything in the organisation."""
    return of.staff.filter(role=Role.OWNER).earliest("pk").user_id


def dataset(of: Organisation | None = None, name: str = "", *, now: datetime = NOW) -> Dataset:
    """An empty dataset."""
    organisation = of or accounts.organisation()
    return actions.create_dataset(
        actor_id=owner_id(organisation),
        organisation_id=organisation.pk,
        name=name or f"Dataset {next(_numbers)}",
        now=now,
    )


def items(of: Dataset, number: int = 1, *, now: datetime = NOW, **size: int) -> list[Item]:
    """Small pictures in a dataset, each different from all others."""
    seeds = [next(_numbers) for _ in range(number)]
    return actions.add_items(
        dataset=of,
        files=[(f"picture-{seed}.jpg", pictures.jpeg(seed, **size)) for seed in seeds],
        actor_id=owner_id(of.organisation),
        now=now,
    )


def item(of: Dataset | None = None, *, now: datetime = NOW, **size: int) -> Item:
    """One small picture, 48 x 32 px unless `width_px` and `height_px` say otherwise."""
    return items(of or dataset(), now=now, **size)[0]


def scan(of: Dataset | None = None, *, now: datetime = NOW) -> Item:
    """A grey picture of 12 bits in 16, 640 x 480 px, each time another one."""
    into = of or dataset()
    levels = pictures.scan_levels(640, 480, high=4_000 - next(_numbers) % 1_000)
    return actions.add_items(
        dataset=into,
        files=[("scan.tif", pictures.grey_tiff(levels))],
        actor_id=owner_id(into.organisation),
        now=now,
    )[0]


def import_(
    of: Dataset | None = None, files: Iterable[tuple[str, bytes]] = (), *, now: datetime = NOW
) -> Import:
    """An import that still takes files, with these in it."""
    into = of or dataset()
    made = actions.create_import(actor_id=owner_id(into.organisation), dataset=into, now=now)
    for name, content in files:
        actions.add_import_file(
            import_id=made.pk, name=name, upload=SimpleUploadedFile(name or "x", content), now=now
        )
    return made


def started_import(
    of: Dataset | None = None, files: Iterable[tuple[str, bytes]] = (), *, now: datetime = NOW
) -> Import:
    """An import that a worker may take."""
    made = import_(of, files, now=now)
    return actions.start_import(
        actor_id=owner_id(made.dataset.organisation), import_id=made.pk, now=now
    )
