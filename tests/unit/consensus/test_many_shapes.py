"""Pictures of a thousand shapes each person: agreement takes seconds, and no table of all pairs."""

import time
import tracemalloc

import numpy as np
import pytest

from concord.documents import Document, Shape, compile_schema
from guildmark.consensus.agreement import measure_all, steps
from guildmark.consensus.consolidation import Consolidated, Judged, TaskVotes, Vote

PEOPLE, SHAPES = 5, 1_000
LABELS = ("coin", "key")


def _crowded(task_id: int) -> Judged:
    """Everybody drew a thousand boxes a little differently; one in twenty is called otherwise."""
    rng = np.random.default_rng(task_id)
    places = np.stack(np.meshgrid(np.arange(40), np.arange(25)), axis=-1).reshape(-1, 2) * 30.0
    votes = []
    for person in range(PEOPLE):
        drawn = places + rng.normal(0, 1.0, places.shape)
        shapes = tuple(
            Shape(
                f"s{number}",
                "box",
                LABELS[int(rng.random() < 0.05)],
                {"x": x, "y": y, "width": 20.0, "height": 20.0},
                {},
            )
            for number, (x, y) in enumerate(drawn.tolist())
        )
        votes.append(
            Vote(person, person, Document(is_nothing_here=False, shapes=shapes, answers={}))
        )
    nothing = Consolidated({}, {}, {}, [], 1.0, False, "majority")
    return Judged(TaskVotes(task_id, 1200, 750, tuple(votes)), nothing)


def test_agreement_on_a_thousand_shapes_of_five_people_takes_seconds_and_little_memory() -> None:
    kind = {"color": "#AA0000", "kind": "box"}
    schema = compile_schema(
        {"labels": [{"key": key, "name": key, **kind} for key in LABELS], "questions": []}
    )
    judged = [_crowded(task_id) for task_id in range(2)]
    told: list[None] = []
    tracemalloc.start()
    began = time.process_time()

    found = measure_all(judged, schema, on_step=lambda: told.append(None))

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # Traced, it takes some 3 s of processor time; the table of 5,000 x 5,000 alone has 200 MB.
    assert time.process_time() - began < 30
    assert peak < 60_000_000
    assert len(told) == steps(schema, len(judged))
    assert found["f1_50"]["undefined_reason"] == "Fewer than 30 items were answered by two people."
    assert found["f1_50"]["item_count"] == 2
    assert found["labels"][0]["figures"]["mean_iou"]["item_count"] == pytest.approx(2)
