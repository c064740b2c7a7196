"""Two simulated models whose predictions are evaluated against the published release."""

import io
import json
from collections.abc import Iterator
from typing import Any

import numpy as np
from django.core.files.uploadedfile import SimpleUploadedFile

from concord.documents import Document, parse_document
from concord.scoring import match_shapes
from guildmark.core.clock import now
from guildmark.core.models import Operation
from guildmark.demo.mistakes import answer
from guildmark.demo.people import Manner
from guildmark.demo.seed.outcome import wait_for
from guildmark.demo.seed.projects import Seeded
from guildmark.demo.seed.staff import Staff
from guildmark.releases.actions import request_evaluation
from guildmark.releases.models import Evaluation, Release, ReleaseItem

#: As if two rounds of training: the second misses less and calls fewer things by a wrong name.
MODELS = (
    Manner("model-2026-10", 0.100, 0.030, 1.8, 0.35, 0.10, 0.22, 0.1),
    Manner("model-2026-11", 0.070, 0.010, 0.9, 0.20, 0.05, 0.12, 0.1),
)
_SURE, _UNSURE = (6.0, 2.0), (2.0, 4.0)  # beta distributions of scores, when right and when wrong


def evaluate_models(seeded: Seeded, staff: Staff, release: Release, *, seed: int) -> None:
    """Both models' predictions uploaded, and evaluated by the workers. Safe to call twice."""
    ids = [
        request_evaluation(
            actor_id=staff.manager.pk,
            release_id=release.pk,
            name=model.name,
            format_key=Evaluation.Format.JSONL,
            upload=_file(seeded, release, model, np.random.default_rng([seed, 900 + number])),
            now=now(),
        )[0].pk
        for number, model in enumerate(MODELS)
    ]
    live = Evaluation.objects.filter(pk__in=ids, state__in=Operation.LIVE)
    wait_for("The evaluation of models", live.count)


def _file(
    seeded: Seeded, release: Release, model: Manner, rng: np.random.Generator
) -> SimpleUploadedFile:
    content = io.StringIO()
    for row in _rows(seeded, release, model, rng):
        content.write(json.dumps(row) + "\n")
    return SimpleUploadedFile(f"{model.name}.jsonl", content.getvalue().encode())


def _rows(
    seeded: Seeded, release: Release, model: Manner, rng: np.random.Generator
) -> Iterator[dict[str, Any]]:
    items = ReleaseItem.objects.filter(release=release).select_related("item").order_by("position")
    for image_id, frozen in enumerate(items, start=1):
        known = seeded.truth.get(frozen.item_id)
        if known is None:
            continue
        said = answer(
            known,
            model,
            rng,
            definition=seeded.definition,
            width_px=frozen.item.width_px,
            height_px=frozen.item.height_px,
        )
        yield {
            "image_id": image_id,
            "shapes": _scored(parse_document(said), parse_document(known), rng),
            "answers": {
                key: {"option": value, "score": _score(value == known["answers"][key], rng)}
                for key, value in said["answers"].items()
            },
        }


def _scored(said: Document, known: Document, rng: np.random.Generator) -> list[dict[str, Any]]:
    """Scores are higher for what is there, as a trained model's are, and overlap all the same."""
    pairs = match_shapes(said.shapes, known.shapes, iou_threshold=0.5)
    right = {
        one.first for one in pairs if said.shapes[one.first].label == known.shapes[one.second].label
    }
    return [
        {
            "kind": shape.kind,
            "label": shape.label,
            "geometry": dict(shape.geometry),
            "score": _score(place in right, rng),
        }
        for place, shape in enumerate(said.shapes)
    ]


def _score(is_right: bool, rng: np.random.Generator) -> float:
    return round(float(rng.beta(*(_SURE if is_right else _UNSURE))), 3)
