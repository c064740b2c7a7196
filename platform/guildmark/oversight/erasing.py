"""Which rows belong to a project or a dataset, by the models' own foreign keys; taking them out.

Nothing is named here that the models say already: an app that adds a table to a project has it
deleted with the project. A row belongs where a foreign key that cascades, or that protects, leads
to what is deleted, over any number of rows. A key that is set to nothing leads nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection, models
from django.db.models import (
    CASCADE,
    PROTECT,
    SET_NULL,
    Exists,
    ForeignObjectRel,
    OuterRef,
    Q,
    QuerySet,
)

from guildmark.datasets.models import Dataset, Item
from guildmark.projects.models import Project

Model = type[models.Model]
ForeignKey = models.ForeignKey[Any, Any]
#: What leads to a project: its rows protect each other, so that nobody deletes one by mistake.
OF_PROJECTS = (CASCADE, PROTECT)
#: What leads to a dataset. What protects its items is a project's, and refuses the deletion.
OF_DATASETS = (CASCADE,)


@dataclass(frozen=True, slots=True)
class Owned:
    """A model whose rows go, and how a filter finds them: any of the paths to the root's id."""

    model: Model
    paths: tuple[str, ...]

    def rows(self, path: str, root_id: int) -> QuerySet[Any]:
        """Those that one of the paths finds."""
        return self.model._default_manager.filter(**{path: root_id})

    def count(self, root_id: int) -> int:
        """How many there are; a row that two paths find counts once where there is one path."""
        return sum(self.rows(path, root_id).count() for path in self.paths)


@cache
def owned_by(root: Model, follows: tuple[Any, ...]) -> tuple[Owned, ...]:
    """The models of all that belongs to a row of `root`, each before what it points to."""
    paths: dict[Model, tuple[str, ...]] = {root: ("pk",)}
    order: list[Model] = []
    _visit(root, follows, paths, order)
    for model in reversed(order[:-1]):
        keys = [key for key in _keys(model, follows) if _target(key) in paths]
        paths[model] = _paths(keys, root, paths)
    return tuple(Owned(model, paths[model]) for model in order[:-1])


def _visit(
    model: Model, follows: tuple[Any, ...], paths: dict[Model, tuple[str, ...]], order: list[Model]
) -> None:
    """Depth first: what points to a model comes before it."""
    for child in _pointing_to(model, follows):
        if child not in paths:
            paths[child] = ()
            _visit(child, follows, paths, order)
    order.append(model)


def _pointing_to(model: Model, follows: tuple[Any, ...]) -> Iterator[Model]:
    for key in _keys_to(model):
        if key.remote_field.on_delete in follows and key.model is not model:
            yield key.model


def _keys_to(model: Model) -> Iterator[ForeignKey]:
    """Every foreign key that points to a model."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and isinstance(relation.field, models.ForeignKey):
            yield relation.field


def _keys(model: Model, follows: tuple[Any, ...]) -> list[ForeignKey]:
    """The foreign keys of a model that say whose its rows are."""
    return [
        key
        for key in model._meta.concrete_fields
        if isinstance(key, models.ForeignKey)
        and key.remote_field.on_delete in follows
        and _target(key) is not model
    ]


def _target(key: ForeignKey) -> Model:
    target: Model = key.related_model
    return target


def _paths(
    keys: Sequence[ForeignKey], root: Model, paths: dict[Model, tuple[str, ...]]
) -> tuple[str, ...]:
    """By a key that is always there, best one to the root itself; else by each of them."""
    certain = sorted(
        (key for key in keys if not key.null), key=lambda key: _target(key) is not root
    )
    chosen = certain[:1] or keys
    return tuple(
        key.attname if _target(key) is root else f"{key.name}__{path}"
        for key in chosen
        for path in paths[_target(key)]
    )


def some_ids(owned: Owned, path: str, root_id: int, *, after: Any, limit: int) -> list[Any]:
    """The next keys of rows that a path finds, in order; `after` none for the first.

    Going on where the last chunk ended, a table without an index for the path is walked once, not
    once for each chunk, nor all the rows that have just gone.
    """
    rows = owned.rows(path, root_id)
    if after is not None:
        rows = rows.filter(pk__gt=after)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:limit])


def take_out(model: Model, ids: Sequence[Any]) -> list[str]:
    """Delete rows in the caller's transaction; the names of their files, which are not touched."""
    files: list[str] = []
    if _keeps_files(model):
        rows = model._default_manager.filter(pk__in=ids)
        need = getattr(model, "stored_names_need", ())
        if need:  # of none, Django would read all there are
            rows = rows.select_related(*need)
        files = [name for row in rows for name in _files(row)]
    _unbind(model, ids)
    _delete(model, ids)
    return files


def _unbind(model: Model, ids: Sequence[Any]) -> None:
    """Keys that would be set to nothing are, and those of rows of the model to one another."""
    for key in _keys_to(model):
        if key.remote_field.on_delete is SET_NULL or (key.model is model and key.null):
            rows = key.model._default_manager.filter(**{f"{key.name}__in": ids})
            rows.update(**{key.name: None})


def _delete(model: Model, ids: Sequence[Any]) -> None:
    """Rows alone: what points to them went before. The database says so if not, at the commit."""
    table = connection.ops.quote_name(model._meta.db_table)
    column = connection.ops.quote_name(str(model._meta.pk.column))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE {column} = ANY(%s)", [list(ids)])  # noqa: S608 -- names of our models


def _keeps_files(model: Model) -> bool:
    return hasattr(model, "stored_names") or bool(_file_fields(model))


def _file_fields(model: Model) -> list[str]:
    fields = model._meta.concrete_fields
    return [one.attname for one in fields if isinstance(one, models.FileField)]


def _files(row: models.Model) -> list[str]:
    """Names in the storage of all that a row keeps there, as its model says where it does."""
    if hasattr(row, "stored_names"):
        return sorted({*row.stored_names})
    names = {str(getattr(row, one)) for one in _file_fields(type(row))}
    return sorted(name for name in names if name)


def projects_that_use(dataset: Dataset) -> QuerySet[Project]:
    """Projects of a dataset, and others with rows that protect its items, by name."""
    users = Q(dataset=dataset)
    owned = {one.model: one for one in owned_by(Project, OF_PROJECTS)}
    for key in _keys_to(Item):
        if key.remote_field.on_delete is PROTECT:
            of_items = key.model._default_manager.filter(**{f"{key.name}__dataset": dataset})
            for path in owned[key.model].paths:
                users |= Q(Exists(of_items.filter(**{path: OuterRef("pk")})))
    projects = Project.objects.filter(organisation_id=dataset.organisation_id)
    return projects.filter(users).order_by("name", "pk")
