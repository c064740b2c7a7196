"""Imports of labels for tests, made by the actions and the worker's work."""

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase

from guildmark.core import clock
from guildmark.datasets.models import Item
from guildmark.incoming import actions
from guildmark.incoming.actions import running
from guildmark.incoming.models import LabelImport
from tests.factories.work import Workplace

BOX = [10.0, 20.0, 40.0, 30.0]


def coco(boxes: Mapping[str, list[list[float]]], *, name: str = "coin") -> bytes:
    """A COCO file of pictures of 640 x 480 with these boxes, all of one category."""
    images = [
        {"id": number, "file_name": file_name, "width": 640, "height": 480}
        for number, file_name in enumerate(boxes, start=1)
    ]
    annotations = [
        {"id": 1000 * image + at, "image_id": image, "category_id": 7, "bbox": box}
        for image, each in enumerate(boxes.values(), start=1)
        for at, box in enumerate(each)
    ]
    categories = [{"id": 7, "name": name}]
    return json.dumps(
        {"images": images, "annotations": annotations, "categories": categories}
    ).encode()


def archive(files: Mapping[str, bytes]) -> bytes:
    """A ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        for name, content in files.items():
            zipped.writestr(name, content)
    return out.getvalue()


def asked(
    place: Workplace,
    content: bytes,
    *,
    purpose: str = "truth",
    format_key: str = "coco",
    mapping: Mapping[str, str | None] | None = None,
    file_name: str = "labels.json",
    **more: Any,  # further fields of `Asked`
) -> LabelImport:
    """One that waits for a worker."""
    made, _ = actions.request_label_import(
        actor_id=place.manager.pk,
        project_id=place.project.pk,
        asked=actions.Asked(purpose, format_key, "An agency", mapping=mapping, **more),
        upload=SimpleUploadedFile(file_name, content),
        now=clock.now(),
    )
    return made


def ran(made: LabelImport) -> LabelImport:
    """As a worker leaves it, its file with it."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        running.run(label_import_id=made.pk, clock=clock.now)
    made.refresh_from_db()
    return made


def started(place: Workplace, made: LabelImport, mapping: Mapping[str, str | None]) -> LabelImport:
    """One whose names a person has led to labels."""
    return actions.start_label_import(
        actor_id=place.manager.pk, label_import_id=made.pk, mapping=mapping, now=clock.now()
    )


def kept(place: Workplace, content: bytes, **more: Any) -> LabelImport:
    """One that a worker has kept; every name of the file is a coin."""
    return ran(asked(place, content, mapping={"coin": "coin"}, **more))


def pictures(place: Workplace) -> list[Item]:
    """The pictures of a project, by id."""
    return list(place.dataset.items.order_by("pk"))
