"""Looking through a dataset of very many items, by the queries of the API."""

import time
from collections.abc import Mapping
from typing import Any

from django.db import connection, transaction

from guildmark.accounts.models import Organisation
from guildmark.core.clock import now
from guildmark.datasets.actions import refresh_profile
from guildmark.datasets.models import Dataset
from guildmark.datasets.queries.browsing import ItemFilter, chosen_items, page_of
from guildmark.datasets.queries.profile import profile

MAKE = """
INSERT INTO datasets_item (organisation_id, dataset_id, name, sha256, width_px, height_px,
    byte_count, original_format, original, rendition, rendition_sha256, thumbnail, created_at,
    measured_at, bit_depth, is_grey, mean, dark_share, bright_share, contrast, entropy, sharpness,
    dhash, metadata)
SELECT %(organisation_id)s, %(dataset_id)s, 'picture-' || n || '.jpg', md5(n::text) || md5(n::text),
    4000, 3000 - n %% 7, 3000000, 'JPEG', '', '', '', '', now(), now(), 8, false,
    20 + 200 * random(), random() / 50, random() / 50, 20 + 200 * random(), 4 + 4 * random(),
    exp(4 + 4 * random()), ('x' || substr(md5(n::text), 1, 16))::bit(64)::bigint,
    jsonb_build_object('place', 'place ' || n %% 50)
FROM generate_series(1, %(count)s) AS n
"""
ROUNDS = 5


def browsed(count: int) -> dict[str, Any]:
    """95th percentile of a page by all ways, the slowest way, and the time of a profile."""
    with transaction.atomic():
        name = f"bench-{time.time_ns()}"
        organisation = Organisation.objects.create(name=name, slug=name, created_at=now())
        dataset = Dataset.objects.create(organisation=organisation, name=name, created_at=now())
        with connection.cursor() as cursor:
            cursor.execute(
                MAKE,
                {
                    "organisation_id": dataset.organisation_id,
                    "dataset_id": dataset.pk,
                    "count": count,
                },
            )
            cursor.execute("ANALYZE datasets_item")
        found = _measured(dataset.pk)
        transaction.set_rollback(True)
    return {"items": count, **found}


def _measured(dataset_id: int) -> dict[str, Any]:
    began = time.monotonic()
    refresh_profile(dataset_id=dataset_id, now=now())
    made_in = time.monotonic() - began
    times = {name: _times(dataset_id, how) for name, how in _ways(dataset_id).items()}
    times["profile page"] = [_timed(lambda: profile(dataset_id)) for _ in range(ROUNDS)]
    everything = sorted(value for values in times.values() for value in values)
    slowest = max(times, key=lambda name: max(times[name]))
    return {
        "browse_p95_ms": round(everything[int(0.95 * (len(everything) - 1))], 1),
        "browse_slowest": slowest,
        "browse_slowest_ms": round(max(times[slowest]), 1),
        "profile_made_in_seconds": round(made_in, 1),
    }


def _ways(dataset_id: int) -> dict[str, Mapping[str, Any]]:
    """Filters and orders as people take them; Any: fields of `ItemFilter` beside the order."""
    return {
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
        "metadata": {"metadata": {"place": "place 7"}},
        "metadata, by brightness": {"metadata": {"place": "place 7"}, "sort": "mean"},
        "duplicates": {"suspicion": "duplicate"},
        "excluded": {"is_excluded": True},
        "in use, by size": {"is_excluded": False, "sort": "megapixels"},
    }


def _times(dataset_id: int, how: Mapping[str, Any]) -> list[float]:
    """Milliseconds of the first page, then of the pages after it."""
    order = how.get("sort", "id")
    wanted = ItemFilter(**{name: value for name, value in how.items() if name != "sort"})
    times, cursor = [], ""
    for _ in range(ROUNDS):
        began = time.monotonic()
        page = page_of(
            chosen_items(dataset_id, wanted),
            sort=order.removeprefix("-"),
            is_descending=order.startswith("-"),
            cursor=cursor,
            size=60,
        )
        times.append(1000 * (time.monotonic() - began))
        cursor = page.next_cursor
    return times


def _timed(what: Any) -> float:
    """Milliseconds of a call; Any: whatever it answers."""
    began = time.monotonic()
    what()
    return 1000 * (time.monotonic() - began)
