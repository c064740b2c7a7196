"""Files in the storage that no row names, as a process leaves them that dies before its row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models

from guildmark.datasets.models import Dataset, Import, ItemAid, Leftover
from guildmark.datasets.queries import upload_names
from guildmark.projects.models import Project
from guildmark.releases.models import Release

_HEX = re.compile(r"[0-9a-f]{32}")
_AID = re.compile(r"\d+-[0-9a-f]{32}")
_EXPORT = re.compile(r"\d+-\d+\.[a-z.]+")
_GOLD = "gold-"
_AIDS = "aids"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of the storage, with a `/` at its end, that holds what belongs to one row.

    `form` is that of the names we give in it; whatever is called otherwise is not ours to judge.
    """

    path: str
    form: re.Pattern[str]


def shelves() -> Iterator[Shelf]:
    """All folders that we keep files in, each of one dataset, import, project or release."""
    for number in _folders("items"):
        yield Shelf(f"items/{number}/", _HEX)
        yield Shelf(f"items/{number}/{_AIDS}/", _AID)
    for root, form in (
        ("imports", _HEX),
        ("labels", _HEX),
        ("evaluations", _HEX),
        ("exports", _EXPORT),
    ):
        for number in _folders(root):
            yield Shelf(f"{root}/{number}/", form)


def unnamed(shelf: Shelf) -> list[str]:
    """Files and folders of a shelf that no row names, in order.

    The storage is asked first: what is written meanwhile has its row by then, or is too young.
    """
    folders, files = _listed(shelf.path)
    found = {name for name in (*folders, *files) if shelf.form.fullmatch(name)}
    if not found:
        return []
    return [shelf.path + name for name in sorted(found - _named(shelf))]


def files_of(name: str) -> list[str]:
    """The files of a folder of ours, which has no others inside; of a file, itself."""
    _, files = _listed(name)
    return [f"{name}/{file}" for file in files] or [name]


def organisation_of(shelf: Shelf) -> int | None:
    """Whose the shelf is; None where that is gone, or never was."""
    root, owner = shelf.path.split("/")[:2]
    model: type[models.Model] = {"items": Dataset, "imports": Import, "labels": Project}.get(
        root, Project if owner.startswith(_GOLD) else Release
    )
    number = owner.removeprefix(_GOLD)
    rows = model._default_manager.filter(pk=int(number)) if number.isdigit() else None
    found: int | None = rows.values_list("organisation_id", flat=True).first() if rows else None
    return found


def sources() -> list[tuple[type[models.Model], str]]:
    """The columns in which names of files stand. Parts of uploads stand in lists: `upload_names`.

    Of an aid of many files the name is that of their folder.
    """
    fields = [
        (model, field.attname)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.FileField)
    ]
    return [*fields, (ItemAid, "name"), (Leftover, "name")]


def _named(shelf: Shelf) -> set[str]:
    """What stands directly on the shelf and is named by a row, or something in it."""
    start = len(shelf.path)
    names = chain.from_iterable(
        model._default_manager.filter(**{f"{field}__startswith": shelf.path})
        .values_list(field, flat=True)
        .iterator()
        for model, field in sources()
    )
    return {name[start:].partition("/")[0] for name in chain(names, _parts(shelf))}


def _parts(shelf: Shelf) -> list[str]:
    root, number = shelf.path.split("/")[:2]
    return upload_names(int(number)) if root == "imports" and number.isdigit() else []


def _folders(root: str) -> list[str]:
    return sorted(_listed(root)[0])


def _listed(path: str) -> tuple[list[str], list[str]]:
    """Folders and files of a folder; nothing where there is none."""
    try:
        return default_storage.listdir(path)
    except (FileNotFoundError, NotADirectoryError):
        return [], []
