"""Imports of labels as people see them, and what their worker reads."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from concord.documents import Schema
from guildmark.core.errors import NotFound
from guildmark.core.models import Operation
from guildmark.datasets.models import Item
from guildmark.incoming.errors import ProjectNotLabelled
from guildmark.incoming.matching import Picture
from guildmark.incoming.models import LabelImport, RefusedLabel
from guildmark.projects.documents import compiled_schema
from guildmark.projects.models import Project, SchemaVersion


def label_imports(project_id: int) -> QuerySet[LabelImport]:
    """The imports of a project, the newest first."""
    return (
        LabelImport.objects.filter(project_id=project_id)
        .select_related("pictures", "project")
        .order_by("-pk")
    )


def label_import(label_import_id: int) -> LabelImport:
    """One import. Raises NotFound."""
    found = (
        LabelImport.objects.select_related("pictures", "project").filter(pk=label_import_id).first()
    )
    if found is None:
        raise NotFound
    return found


def refused_labels(label_import_id: int) -> QuerySet[RefusedLabel]:
    """What was not kept and why, in the order of the file."""
    return RefusedLabel.objects.filter(of_import_id=label_import_id).order_by("pk")


def project(project_id: int) -> Project:
    """The project, with its dataset. Raises NotFound."""
    found = Project.objects.select_related("dataset").filter(pk=project_id).first()
    if found is None:
        raise NotFound
    return found


def schema_in_force(project_id: int) -> tuple[int, Schema]:
    """The newest version of a project's schema: its id and its labels. ProjectNotLabelled."""
    newest = SchemaVersion.objects.filter(project_id=project_id).order_by("-number")
    version_id = newest.values_list("pk", flat=True).first()
    if version_id is None:
        raise ProjectNotLabelled
    return version_id, compiled_schema(version_id)


def pictures_of(dataset_id: int) -> Iterator[Picture]:
    """The pictures that labels may be for: those that are excluded are not."""
    rows = Item.objects.filter(dataset_id=dataset_id, excluded_at=None).order_by("pk")
    columns = ("pk", "name", "sha256", "rendition_sha256", "width_px", "height_px")
    for pk, name, original, rendition, width, height in rows.values_list(*columns).iterator():
        yield Picture(pk, name, (original, rendition), width, height)


def waiting_for(import_id: int) -> list[int]:
    """Live imports of labels whose pictures come in by an import."""
    live = LabelImport.objects.filter(pictures_id=import_id, state__in=Operation.LIVE)
    return list(live.order_by("pk").values_list("pk", flat=True))
