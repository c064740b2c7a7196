"""Files in the storage that no row names, as a process leaves them that dies before its row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import chain
from operator import or_

import structlog
from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Q

from guildmark.collection.models import Asset
from guildmark.core.numbers import whole_number
from guildmark.datasets.models import Dataset, Import, ImportFile, Item, ItemAid, Leftover
from guildmark.datasets.queries import upload_names
from guildmark.incoming.models import LabelImport
from guildmark.projects.models import Project
from guildmark.releases.models import Evaluation, Export, Release

log = structlog.get_logger(__name__)
_HEX = re.compile(r"[0-9a-f]{32}")
_AID = re.compile(r"\d+-[0-9a-f]{32}")
_EXPORT = re.compile(r"\d+-\d+\.[a-z.]+")
_GOLD = "gold-"
_AIDS = "aids"
#: By kind of shelf the models whose rows name files there, and how they say whose they are.
OWNERS: Mapping[str, Mapping[type[models.Model], str]] = {
    "items": {Item: "dataset_id", Asset: "brief__project__dataset_id"},
    _AIDS: {ItemAid: "item__dataset_id"},
    "imports": {ImportFile: "of_import_id"},
    "labels": {LabelImport: "project_id"},
    "evaluations": {Evaluation: "release_id"},
    "gold": {Evaluation: "project_id"},
    "exports": {Export: "release_id"},
}


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of the storage, with a `/` at its end, that holds what belongs to one row.

    `form` is that of the names we give in it; whatever is called otherwise is not ours to judge.
    `kind` says which rows name them: a key of OWNERS.
    """

    path: str
    form: re.Pattern[str]
    kind: str


def shelves() -> Iterator[Shelf]:
    """All folders that we keep files in, each of one dataset, import, project or release."""
    for number in _folders("items"):
        yield Shelf(f"items/{number}/", _HEX, "items")
        yield Shelf(f"items/{number}/{_AIDS}/", _AID, _AIDS)
    for root, form in (
        ("imports", _HEX),
        ("labels", _HEX),
        ("evaluations", _HEX),
        ("exports", _EXPORT),
    ):
        for number in _folders(root):
            yield Shelf(f"{root}/{number}/", form, "gold" if number.startswith(_GOLD) else root)


def unnamed(shelf: Shelf) -> list[str]:
    """Files and folders of a shelf that no row names, in order; none where it cannot be listed.

    The storage is asked first: what is written meanwhile has its row by then, or is too young.
    """
    folders, files = _listed_or_told(shelf.path)
    found = {name for name in (*folders, *files) if shelf.form.fullmatch(name)}
    for named in (_named_by_its_owner, _let_go_of, _named_by_any):
        if found:
            found -= named(shelf)
    return [shelf.path + name for name in sorted(found)]


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
    number = _number(shelf)
    rows = model._default_manager.filter(pk=number) if number is not None else None
    found: int | None = rows.values_list("organisation_id", flat=True).first() if rows else None
    return found


def sources() -> list[tuple[type[models.Model], list[str]]]:
    """The columns in which names of files stand. Parts of uploads stand in lists: `upload_names`.

    Of an aid of many files the name is that of their folder.
    """
    found = [(model, _file_columns(model)) for model in apps.get_models()]
    return [*((model, columns) for model, columns in found if columns), (ItemAid, ["name"])]


def _file_columns(model: type[models.Model]) -> list[str]:
    fields = model._meta.concrete_fields
    return [field.attname for field in fields if isinstance(field, models.FileField)]


def _named_by_its_owner(shelf: Shelf) -> set[str]:
    """By rows of the owner, which an index finds: nearly all."""
    number = _number(shelf)
    if number is None:
        return set()
    found = set[str]()
    for model, lookup in OWNERS[shelf.kind].items():
        rows = model._default_manager.filter(**{lookup: number})
        found |= _standing(shelf, _names(rows, _file_columns(model) or ["name"]))
    return found | _standing(shelf, upload_names(number) if shelf.kind == "imports" else [])


def _number(shelf: Shelf) -> int | None:
    """The owner's; None where somebody else made the folder."""
    return whole_number(shelf.path.split("/")[1].removeprefix(_GOLD))


def _let_go_of(shelf: Shelf) -> set[str]:
    rows = Leftover.objects.filter(name__startswith=shelf.path)
    return _standing(shelf, _names(rows, ["name"]))


def _named_by_any(shelf: Shelf) -> set[str]:
    """By whatever row: a project changes its dataset, and its pictures lie where they were put.

    No index helps, so this is asked only where something has no name yet.
    """
    found = set[str]()
    for model, columns in sources():
        starts = (Q(**{f"{column}__startswith": shelf.path}) for column in columns)
        rows = model._default_manager.filter(reduce(or_, starts))
        found |= _standing(shelf, _names(rows, columns))
    return found


def _names(rows: models.QuerySet[models.Model], columns: list[str]) -> Iterator[str]:
    return chain.from_iterable(rows.values_list(*columns).iterator())


def _standing(shelf: Shelf, names: Iterable[str]) -> set[str]:
    """What stands directly on the shelf and is one of the names, or holds one."""
    start = len(shelf.path)
    return {name[start:].partition("/")[0] for name in names if name.startswith(shelf.path)}


def _folders(root: str) -> list[str]:
    return sorted(_listed_or_told(root)[0])


def _listed_or_told(path: str) -> tuple[list[str], list[str]]:
    """The same; nothing, and a line in the log, of what the storage does not list."""
    try:
        return _listed(path)
    except Exception as error:  # each storage has its own, and no shelf waits for another
        log.warning("shelf_not_listed", folder=path, refusal=f"{error!r}")
        return [], []


def _listed(path: str) -> tuple[list[str], list[str]]:
    """Folders and files of a folder; nothing where there is none."""
    try:
        return default_storage.listdir(path)
    except (FileNotFoundError, NotADirectoryError):
        return [], []
