"""Releases, exports and evaluations, made by the actions and the workers' work."""

import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from guildmark.buckets.models import Bucket
from guildmark.core import clock
from guildmark.datasets.models import Item
from guildmark.releases import actions
from guildmark.releases.actions import evaluation_run
from guildmark.releases.actions.building import build
from guildmark.releases.models import Delivery, Evaluation, Export, Release
from tests.factories import consensus, datasets, work
from tests.factories.work import Workplace


def pictured_place(*, items: int = 2) -> Workplace:
    """A project with real pictures of 640 x 480 that three people have answered."""
    place = work.workplace()
    datasets.items(place.dataset, items, width_px=640, height_px=480)
    return consensus.labelled(place=place)


def asked_for(
    place: Workplace, *, version: str | None = None, plan: dict[str, Any] | None = None
) -> Release:
    """One that no worker has begun. The plan is JSON, as the API takes it."""
    return actions.create(
        actor_id=place.manager.pk,
        project_id=place.project.pk,
        version=version,
        note="",
        plan=plan,
        now=clock.now(),
    )


def ready(
    place: Workplace, *, version: str | None = None, plan: dict[str, Any] | None = None
) -> Release:
    """A frozen release."""
    release = asked_for(place, version=version, plan=plan)
    build(release_id=release.pk, clock=clock.now)
    release.refresh_from_db()
    return release


def published(place: Workplace) -> Release:
    """One that clients see."""
    return actions.publish(actor_id=place.manager.pk, release_id=ready(place).pk, now=clock.now())


def waiting_export(release: Release, format_key: str = "csv") -> Export:
    """One that no worker has begun."""
    made, _ = actions.request_export(
        actor_id=release.created_by_id,
        release_id=release.pk,
        format_key=format_key,
        has_pictures=False,
        now=clock.now(),
    )
    return made


def exported(
    release: Release, format_key: str = "coco", *, has_pictures: bool = False, language: str = "en"
) -> Export:
    """A written export."""
    export, _ = actions.request_export(
        actor_id=release.created_by_id,
        release_id=release.pk,
        format_key=format_key,
        has_pictures=has_pictures,
        language=language,
        now=clock.now(),
    )
    actions.build_export(export_id=export.pk, clock=clock.now)
    export.refresh_from_db()
    return export


def delivery(export: Export, bucket: Bucket, prefix: str = "") -> Delivery:
    """One that waits for a worker."""
    made, _ = actions.request_delivery(
        actor_id=export.created_by_id,
        export_id=export.pk,
        bucket_id=bucket.pk,
        prefix=prefix,
        now=clock.now(),
    )
    return made


def items_of(place: Workplace) -> list[Item]:
    """The pictures of a project, by id."""
    return list(place.dataset.items.order_by("pk"))


def perfect_results(release: Release) -> list[dict[str, Any]]:
    """COCO results that say exactly what a release of boxes says."""
    return [
        {
            "image_id": image_id,
            "category_id": 1,
            "bbox": [shape["geometry"][key] for key in ("x", "y", "width", "height")],
            "score": 0.9,
        }
        for image_id, row in enumerate(release.items.order_by("position"), start=1)
        for shape in row.document["shapes"]
    ]


def predictions_file(release: Release, rows: object = None) -> SimpleUploadedFile:
    """A file to upload; without rows that of a model that is right."""
    content = perfect_results(release) if rows is None else rows
    text = content if isinstance(content, str) else json.dumps(content)
    return SimpleUploadedFile("results.json", text.encode())


def evaluation(
    release: Release, rows: object = None, *, name: str = "Model", format_key: str = "coco"
) -> Evaluation:
    """One that waits for a worker."""
    made, _ = actions.request_evaluation(
        actor_id=release.created_by_id,
        release_id=release.pk,
        name=name,
        format_key=format_key,
        upload=predictions_file(release, rows),
        now=clock.now(),
    )
    return made


def gold_evaluation(
    place: Workplace, content: bytes, *, name: str = "Model", format_key: str = "jsonl"
) -> Evaluation:
    """One against the project's gold, that waits for a worker."""
    made, _ = actions.request_gold_evaluation(
        actor_id=place.manager.pk,
        project_id=place.project.pk,
        name=name,
        format_key=format_key,
        upload=SimpleUploadedFile("results.jsonl", content),
        now=clock.now(),
    )
    return made


def evaluated(
    release: Release, rows: object = None, *, name: str = "Model", format_key: str = "coco"
) -> Evaluation:
    """One that a worker has worked on."""
    made = evaluation(release, rows, name=name, format_key=format_key)
    evaluation_run.run(evaluation_id=made.pk, clock=clock.now)
    made.refresh_from_db()
    return made


def pseudonyms(release: Release) -> list[str]:
    """The annotators of a release."""
    rows = release.items.values_list("submissions", flat=True)
    return sorted({answer["annotator"] for row in rows for answer in row})
