"""Exports as a worker makes them: from rows of the database to a file in the storage."""

from __future__ import annotations

import multiprocessing
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence

from tests.load.releases_bench import seeded


def measured(
    count: int, boxes: int, formats: Sequence[str]
) -> Iterator[tuple[str, dict[str, float]]]:
    """Each format in a process of its own: seconds, its processor's, and MB above idle."""
    with seeded.database() as name:
        release_id = seeded.release(items=count, boxes=boxes)
        for key in formats:
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                yield key, pool.apply(_export, (name, release_id, key))


def _export(name: str, release_id: int, key: str) -> dict[str, float]:
    seeded.connect_to(name)
    from django.test.utils import override_settings

    from guildmark.core import clock
    from guildmark.core.models import Operation
    from guildmark.releases import actions, queries

    with tempfile.TemporaryDirectory() as media, override_settings(MEDIA_ROOT=media):
        made, _ = actions.request_export(
            actor_id=queries.release(release_id).created_by_id,
            release_id=release_id,
            format_key=key,
            has_pictures=False,
            now=clock.now(),
        )
        idle = _peak_mb()
        began, worked = time.perf_counter(), time.process_time()
        actions.build_export(export_id=made.pk, clock=clock.now)
        seconds, worked = time.perf_counter() - began, time.process_time() - worked
        made.refresh_from_db()
        assert made.state == Operation.State.DONE, made.error_detail
        return {
            "seconds": round(seconds, 2),
            "processor_seconds": round(worked, 2),
            "peak_mb_above_idle": round(_peak_mb() - idle, 1),
            "zip_mb": round(made.byte_count / 1e6, 1),
        }


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
