"""An evaluation as a worker makes it: from rows and an uploaded file to rows, and where it goes."""

from __future__ import annotations

import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from typing import Any
from unittest import mock

import numpy as np

from tests.load.releases_bench import seeded

#: What a worker does one after another, by the function of `evaluation_run` that does it.
PARTS = {"_truths": "labels", "_read": "predictions", "evaluate": "arithmetic", "_keep": "rows"}
_SEED = 20_260_101


def measured(images: int, boxes: int) -> dict[str, Any]:
    """Seconds of the whole, of its processor, and of its parts' processor; nothing is kept.

    `processor_seconds` are a worker's own; what the database does meanwhile is in `seconds`.
    """
    with seeded.database():
        release_id = seeded.release(items=images, boxes=boxes)
        with tempfile.TemporaryDirectory() as media:
            return _evaluated(release_id, media)


def _evaluated(release_id: int, media: str) -> dict[str, Any]:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test.utils import override_settings

    from guildmark.core import clock
    from guildmark.core.models import Operation
    from guildmark.releases import actions, queries
    from guildmark.releases.actions import evaluation_run

    parts: dict[str, float] = defaultdict(float)
    with override_settings(MEDIA_ROOT=media):
        made, _ = actions.request_evaluation(
            actor_id=queries.release(release_id).created_by_id,
            release_id=release_id,
            name="Model",
            format_key="coco",
            upload=SimpleUploadedFile("results.json", _predictions(release_id)),
            now=clock.now(),
        )
        watched: dict[str, Any] = {
            name: _watched(getattr(evaluation_run, name), parts, said)
            for name, said in PARTS.items()
        }
        with mock.patch.multiple(evaluation_run, **watched):
            began, worked = time.perf_counter(), time.process_time()
            evaluation_run.run(evaluation_id=made.pk, clock=clock.now)
            seconds, worked = time.perf_counter() - began, time.process_time() - worked
    made.refresh_from_db()
    assert made.state == Operation.State.DONE, made.error_detail
    rest = {"rest": worked - sum(parts.values())}
    return {
        "seconds": round(seconds, 3),
        "processor_seconds": round(worked, 3),
        "parts": {name: round(value, 3) for name, value in {**parts, **rest}.items()},
    }


def _watched(
    function: Callable[..., Any], parts: dict[str, float], said: str
) -> Callable[..., Any]:
    @wraps(function)
    def timed(*given: Any, **named: Any) -> Any:
        began = time.process_time()
        try:
            return function(*given, **named)
        finally:
            parts[said] += time.process_time() - began

    return timed


def _predictions(release_id: int) -> bytes:
    """COCO results: every box a little moved, one in ten called something else."""
    from guildmark.releases import queries

    rng = np.random.default_rng(_SEED)
    rows = []
    for number, frozen in enumerate(queries.frozen_labels(release_id), start=1):
        for shape in frozen.document["shapes"]:
            box = [shape["geometry"][side] for side in ("x", "y", "width", "height")]
            moved = np.array(box) + rng.normal(0, 5, 4)
            label = int(shape["label"].removeprefix("label_"))
            said = rng.integers(0, 5) if rng.random() < 0.1 else label
            rows.append(
                {
                    "image_id": number,
                    "category_id": int(said) + 1,
                    "bbox": moved.round(2).tolist(),
                    "score": round(float(rng.random()), 3),
                }
            )
    return json.dumps(rows).encode()
