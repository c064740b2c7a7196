"""A database of its own with a release of so many pictures, made by SQL in seconds."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

PEOPLE = 3
#: Labels differ a little from picture to picture, answers a little from the label.
_DOCUMENT = """
jsonb_build_object('version', 1, 'is_nothing_here', false, 'answers', '{{}}'::jsonb, 'shapes', (
    SELECT jsonb_agg(jsonb_build_object(
        'id', 's' || b, 'kind', 'box', 'label', 'label_' || b %% 5, 'attributes', '{{}}'::jsonb,
        'geometry', jsonb_build_object(
            'x', 40.0 * b + n %% 89 + {shift}, 'y', 30.0 * b + n %% 97 + {shift},
            'width', 60.5 + n %% 31, 'height', 70.25 + n %% 29)))
    FROM generate_series(0, %(boxes)s - 1) AS b))
"""
_ITEMS = """
INSERT INTO datasets_item (organisation_id, dataset_id, name, sha256, width_px, height_px,
    byte_count, original_format, original, rendition, rendition_sha256, thumbnail, created_at,
    metadata)
SELECT %(organisation_id)s, %(dataset_id)s, 'picture-' || n || '.jpg', md5(n::text) || md5(n::text),
    640, 480, 3000000, 'JPEG', '', 'p.jpg', md5(n::text) || md5(n::text), '', now(), '{}'::jsonb
FROM generate_series(1, %(items)s) AS n
"""
_ROWS = f"""
INSERT INTO releases_releaseitem (release_id, item_id, position, document, confidence, provenance,
    left_out, submissions, method, sha256, split, lowest_confidence)
SELECT %(release_id)s, item.id, n, {_DOCUMENT.format(shift="0")},
    jsonb_build_object('answers', '{{}}'::jsonb, 'shapes', (
        SELECT jsonb_object_agg('s' || b, jsonb_build_object('exists', 0.98, 'class', 0.97,
            'expected_iou', 0.9, 'drawn_by', 3, 'of', 3))
        FROM generate_series(0, %(boxes)s - 1) AS b)),
    '{{}}'::jsonb, '[]'::jsonb,
    (SELECT jsonb_agg(jsonb_build_object('id', gen_random_uuid(), 'annotator', 'person ' || p,
        'submitted_at', '2026-03-01T09:00:00+00:00', 'work_seconds', 12.5, 'is_counted', true,
        'document', {_DOCUMENT.format(shift="p / 4.0")})) FROM generate_series(1, {PEOPLE}) AS p),
    'fused', md5(n::text) || md5(n::text), '', 0.95
FROM (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM datasets_item
    WHERE dataset_id = %(dataset_id)s) AS item
"""  # noqa: S608 -- of constants alone


def definition() -> dict[str, Any]:
    """Five kinds of boxes."""
    labels = [
        {"key": f"label_{n}", "name": f"Label {n}", "color": "#30C7D2", "kind": "box"}
        for n in range(5)
    ]
    return {"version": 1, "labels": labels, "questions": []}


@contextmanager
def database() -> Iterator[str]:
    """A scratch database beside the configured one; its name. It is dropped at the end."""
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"bench_{os.getpid()}"  # no test's own
    made = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield made
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def connect_to(name: str) -> None:
    """In a process of its own: the same scratch database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guildmark.settings")
    import django

    django.setup()
    from django.db import connection

    connection.settings_dict["NAME"] = name


def release(*, items: int, boxes: int) -> int:
    """A published release of such pictures; its id."""
    from django.db import connection

    from guildmark.projects.models import GuidelineVersion, SchemaVersion
    from guildmark.releases.models import Release
    from tests.factories import work

    place = work.workplace()
    SchemaVersion.objects.filter(project=place.project).update(definition=definition())
    made = Release.objects.create(
        organisation_id=place.organisation.pk,
        project=place.project,
        version="1.0",
        state=Release.State.PUBLISHED,
        schema_version=SchemaVersion.objects.get(project=place.project),
        guideline_version=GuidelineVersion.objects.get(project=place.project),
        manifest={"release": {"project": "Bench", "version": "1.0", "organisation": "Guildmark"}},
        manifest_sha256="0" * 64,
        created_by=place.manager,
        created_at=work.NOW,
    )
    with connection.cursor() as cursor:
        given = {"organisation_id": place.organisation.pk, "dataset_id": place.dataset.pk}
        cursor.execute(_ITEMS, {**given, "items": items})
        cursor.execute(_ROWS, {**given, "release_id": made.pk, "boxes": boxes})
        cursor.execute("ANALYZE datasets_item, releases_releaseitem")
    return made.pk
