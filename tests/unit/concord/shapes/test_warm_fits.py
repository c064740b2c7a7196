"""A fit that goes on from an earlier one says what a new one does, whatever the kind of shape."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from concord.geometry.similarity import pairwise_similarity
from concord.shapes import ConsensusShape, Drawing, fit, resolve_all
from tests.unit.concord.shapes.kinds import DRAW, Json, drawing_of, shifted

#: How far a published fit and a provisional one may lie apart.
NEAR = 1e-3
LABELS = ["cat", "dog", "owl"]
#: Care in drawing, how often an object is found and named rightly.
PEOPLE = {
    "ann": (0.01, 0.95, 0.95),
    "bob": (0.03, 0.9, 0.9),
    "cyd": (0.02, 0.7, 0.8),
    "dan": (0.05, 0.9, 0.6),
}
PLACES = ((0, 0), (500, 0), (0, 500))
IMAGES, NEW = 14, 3
SIZE = (1000.0, 1000.0)
#: Polygons and masks take seconds.
KINDS = [
    pytest.param(kind, marks=pytest.mark.slow) if kind in ("polygon", "mask") else kind
    for kind in DRAW
]


def scenes(kind: str) -> dict[str, list[Drawing]]:
    """Three objects an image, of which some are missed, and something drawn that is none."""
    rng = np.random.default_rng(11)
    return {f"i{number:02}": _scene(kind, rng) for number in range(IMAGES)}


def _scene(kind: str, rng: np.random.Generator) -> list[Drawing]:
    truth = rng.integers(0, len(LABELS), len(PLACES))
    drawn = []
    for name, (care, finds, knows) in PEOPLE.items():
        shapes: list[tuple[str, Json]] = []
        for place, true in zip(PLACES, truth.tolist(), strict=True):
            if rng.random() < finds:
                called = true if rng.random() < knows else int(rng.integers(0, len(LABELS)))
                shapes.append((LABELS[called], shifted(DRAW[kind](rng, care, 0.0), *place)))
        if rng.random() < 0.2:
            shapes.append((LABELS[0], shifted(DRAW[kind](rng, care, 0.0), 500, 500)))
        drawn.append(drawing_of(name, kind, shapes))
    return drawn


@pytest.mark.parametrize("kind", KINDS)
def test_a_fit_that_goes_on_says_of_everything_what_a_new_one_says(kind: str) -> None:
    project = scenes(kind)
    sizes = dict.fromkeys(project, SIZE)
    # By name: of so few answers a new fit may choose another method than the last one did.
    learnt = partial(fit, labels=LABELS, method="hierarchical")
    earlier = learnt(dict(list(project.items())[:-NEW]))

    cold = resolve_all(project, learnt(project), sizes_px=sizes)
    warm = resolve_all(project, learnt(project, start=earlier), sizes_px=sizes)

    pairs = [
        (one, other)
        for image, shapes in cold.items()
        for one, other in zip(shapes, warm[image], strict=True)
    ]
    assert len(pairs) > len(PLACES) * IMAGES
    assert [one.sources for one, _ in pairs] == [other.sources for _, other in pairs]
    assert max(furthest(one, other) for one, other in pairs) <= NEAR
    assert max(apart(one, other) for one, other in pairs) <= NEAR


def furthest(one: ConsensusShape, other: ConsensusShape) -> float:
    """Of all probabilities of a shape."""
    named = one.label.probabilities
    return max(
        abs(one.exists - other.exists),
        abs(one.expected_iou - other.expected_iou),
        *(abs(named[key] - other.label.probabilities[key]) for key in named),
    )


def apart(one: ConsensusShape, other: ConsensusShape) -> float:
    """What two outlines do not share."""
    return 1.0 - float(pairwise_similarity(one.kind, [one.geometry], [other.geometry])[0, 0])
