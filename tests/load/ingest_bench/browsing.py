"""Looking through a dataset of very many items, three quarters of them labelled, by the API.

Everything that a request costs the server is in the times: who asks, the queries, signed links,
JSON. Only the network and the web server are not.
"""

import time
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.test.utils import override_settings
from rest_framework.test import APIClient

from guildmark.core.clock import now
from guildmark.datasets.actions import refresh_profile
from tests.factories import work
from tests.factories.work import Workplace

MAKE = """
INSERT INTO datasets_item (organisation_id, dataset_id, name, sha256, width_px, height_px,
    byte_count, original_format, original, rendition, rendition_sha256, thumbnail, created_at,
    measured_at, bit_depth, is_grey, mean, dark_share, bright_share, contrast, entropy, sharpness,
    dhash, metadata)
SELECT %(organisation_id)s, %(dataset_id)s, 'picture-' || n || '.jpg', md5(n::text) || md5(n::text),
    4000, 3000 - n %% 7, 3000000, 'JPEG', '', '', '', '', now(), now(), 8, false,
    20 + 200 * random(), random() / 50, random() / 50, 20 + 200 * random(), 4 + 4 * random(),
    exp(4 + 4 * random()), ('x' || substr(md5(n::text), 1, 16))::bit(64)::bigint,
    jsonb_build_object('place', CASE WHEN n %% 20000 = 3 THEN 'pier' ELSE 'place ' || n %% 50 END)
FROM generate_series(1, %(count)s) AS n
"""
TASKS = """
INSERT INTO work_task (organisation_id, project_id, batch_id, item_id, step, state, is_gold,
    is_visible_gold, position, is_open, is_reentered, open_slots, leased, counted, target,
    skip_count, lapse_count, changed_at)
SELECT organisation_id, %(project_id)s, %(batch_id)s, id, 'draw',
    CASE WHEN id %% 1000 = 0 THEN 'disputed' WHEN id %% 3 = 0 THEN 'resolved' ELSE 'saturated' END,
    false, false, id, false, false, 0, 0, 3, 3, 0, 0, now()
FROM datasets_item WHERE dataset_id = %(dataset_id)s AND id %% 4 < 3 AND name LIKE 'picture-%%'
"""
RESULTS = """
INSERT INTO consensus_consensusresult (task_id, project_id, version, is_current, is_provisional,
    is_final, method, document, confidence, lowest_confidence, provenance, left_out,
    submission_count, inputs_sha256, computed_at)
SELECT id, project_id, 1, true, false, false, 'bench', jsonb_build_object('version', 1,
        'is_nothing_here', false, 'answers', '{}'::jsonb, 'shapes', jsonb_build_array(
            jsonb_build_object('id', 's1', 'kind', 'box', 'attributes', '{}'::jsonb, 'label',
                CASE WHEN item_id %% 2000 = 1 THEN 'rare' ELSE 'coin' END, 'geometry',
                jsonb_build_object('x', 1, 'y', 1, 'width', 30, 'height', 40)))),
    '{}', CASE WHEN item_id %% 500 = 1 THEN 0.05 ELSE 0.3 + 0.7 * random() END, '{}', '[]', 3, '',
    now()
FROM work_task WHERE project_id = %(project_id)s AND position = item_id
"""
FILLED = ("datasets_item", "work_task", "consensus_consensusresult", "consensus_labelleditem")
ROUNDS = 40
MOST_MS = 100


def browsed(count: int) -> dict[str, Any]:
    """95th percentile of a page by each way to look, and the time of making the profile.

    In the database that is connected: what is looked through stays there.
    """
    with override_settings(ALLOWED_HOSTS=["*"]):
        place = _filled(count)
        began = time.monotonic()
        refresh_profile(dataset_id=place.dataset.pk, now=now())
        made_in = time.monotonic() - began
        found = _measured(place)
    return {"items": count, **found, "profile_made_in_seconds": round(made_in, 1)}


def _filled(count: int) -> Workplace:
    """A project with so many items, which are told of by rows alone."""
    place = work.workplace(items=1)
    batch = work.open_batch(place)
    ids = {
        "organisation_id": place.organisation.pk,
        "dataset_id": place.dataset.pk,
        "project_id": place.project.pk,
        "batch_id": batch.pk,
        "count": count,
    }
    with connection.cursor() as cursor:
        for statement in (MAKE, TASKS, RESULTS):
            cursor.execute(statement, ids)
        for table in FILLED:
            cursor.execute(f"VACUUM ANALYZE {table}")  # as autovacuum does after so many rows
    return place


def _measured(place: Workplace) -> dict[str, Any]:
    client = APIClient()
    client.force_login(place.manager, backend="allauth.account.auth_backends.AuthenticationBackend")
    p95 = {name: _p95(_times(client, path, asked)) for name, path, asked in _ways(place)}
    slowest = max(p95, key=lambda name: p95[name])
    over = [name for name, value in p95.items() if value > MOST_MS]
    return {
        "browse_slowest": slowest,
        "browse_p95_ms": p95[slowest],
        "ways": len(p95),
        "ways_over_100_ms": over,
        "p95_ms_by_way": p95,
    }


def _p95(times: Sequence[float]) -> float:
    """Of the times in milliseconds, the one that 19 in 20 do not exceed."""
    ordered = sorted(times)
    return round(ordered[-(-95 * len(ordered) // 100) - 1], 1)


def _ways(place: Workplace) -> list[tuple[str, str, Mapping[str, Any]]]:
    """Filters and orders as people take them: a name, the address, what is asked for."""
    of_dataset = f"/api/v1/datasets/{place.dataset.pk}"
    of_project = f"/api/v1/projects/{place.project.pk}/items"
    return [
        ("profile page", f"{of_dataset}/profile", {}),
        *((name, f"{of_dataset}/items", asked) for name, asked in OF_DATASET.items()),
        *((name, of_project, asked) for name, asked in OF_WORK.items()),
    ]


OF_DATASET: Mapping[str, Mapping[str, Any]] = {
    "all": {},
    "last come": {"sort": "-id"},
    "by name": {"sort": "name"},
    "least sharp": {"sort": "sharpness"},
    "brightest": {"sort": "-mean"},
    "blurred": {"suspicion": "blurred"},
    "dark, by contrast": {"suspicion": "dark", "sort": "contrast"},
    "a bin": {"measure": "entropy", "at_least": 6.0, "below": 6.2},
    "a bin, by sharpness": {
        "measure": "mean",
        "at_least": 60.0,
        "below": 70.0,
        "sort": "-sharpness",
    },
    "a part of the name": {"name": "e-4711"},
    "metadata": {"metadata_key": "place", "metadata_value": "place 7"},
    "metadata, by brightness": {
        "metadata_key": "place",
        "metadata_value": "place 7",
        "sort": "mean",
    },
    "rare metadata": {"metadata_key": "place", "metadata_value": "pier"},
    "rare metadata, by brightness": {
        "metadata_key": "place",
        "metadata_value": "pier",
        "sort": "mean",
    },
    "duplicates": {"suspicion": "duplicate"},
    "excluded": {"use": "excluded"},
    "in use, by size": {"use": "used", "sort": "megapixels"},
}
OF_WORK: Mapping[str, Mapping[str, Any]] = {
    "nobody was asked": {"state": "not_asked"},
    "disputed": {"state": "disputed"},
    "resolved, by name": {"state": "resolved", "sort": "name"},
    "a frequent label": {"label": "coin"},
    "a frequent label, by sharpness": {"label": "coin", "sort": "sharpness"},
    "a rare label": {"label": "rare"},
    "a rare label, by sharpness": {"label": "rare", "sort": "sharpness"},
    "a label that is nowhere": {"label": "nothing"},
    "hardly sure": {"sure_below": 0.1},
    "hardly sure, by sharpness": {"sure_below": 0.1, "sort": "sharpness"},
    "less than sure": {"sure_below": 0.9},
    "resolved, a label, less than sure": {
        "state": "resolved",
        "label": "coin",
        "sure_below": 0.5,
    },
}


def _times(client: APIClient, path: str, asked: Mapping[str, Any]) -> list[float]:
    """Milliseconds of a page and of those after it; the first, which fills caches, is left out."""
    times, cursor = [], ""
    size = {} if path.endswith("profile") else {"page_size": 60}
    for _ in range(ROUNDS + 1):
        began = time.monotonic()
        answer = client.get(path, {**asked, **size, **({"cursor": cursor} if cursor else {})})
        times.append(1000 * (time.monotonic() - began))
        assert answer.status_code == 200, answer.content
        cursor = answer.json().get("next_cursor", "")
    return times[1:]
