"""Gold calibrates shapes of every kind."""

import numpy as np
import pytest

from concord.documents import Document, Shape, compile_schema
from guildmark.consensus.consolidation import Plan, TaskVotes, Vote, calibrate, fit_project
from guildmark.consensus.consolidation.evidence import gather_evidence
from guildmark.consensus.doubt import EXISTS, EXPECTED_IOU, LABELS
from tests.unit.concord.shapes.kinds import DRAW, SIDE_PX, true_shape


def _nothing() -> None:
    """No progress to report."""


def _document(kind: str, geometry: dict[str, object]) -> Document:
    return Document(False, (Shape("s0", kind, "coin", geometry, {}),), {})


def _drawn(kind: str, first: int, count: int, *, is_gold: bool = False) -> list[TaskVotes]:
    """Pictures of one thing, which three people draw with a steady hand."""
    rng = np.random.default_rng(first)
    known = _document(kind, true_shape(kind)) if is_gold else None
    return [
        TaskVotes(
            number,
            SIDE_PX,
            SIDE_PX,
            tuple(
                Vote(number * 10 + who, who, _document(kind, DRAW[kind](rng, 0.01, 0.0)))
                for who in range(3)
            ),
            known=known,
        )
        for number in range(first, first + count)
    ]


@pytest.mark.parametrize("kind", DRAW)
def test_what_people_make_of_gold_is_held_against_it(kind: str) -> None:
    label = {"key": "coin", "name": "Coin", "color": "#AA0000", "kind": kind}
    skeleton = {"points": [{"key": "nose", "name": "Nose"}], "edges": []}
    schema = compile_schema(
        {
            "labels": [label | ({"skeleton": skeleton} if kind == "keypoints" else {})],
            "questions": [],
        }
    )
    tasks, gold = _drawn(kind, 0, 4), _drawn(kind, 100, 2, is_gold=True)
    model = fit_project([*tasks, *gold], schema)

    found = gather_evidence(tasks, gold, schema, Plan(), model, on_step=_nothing)

    assert [rate.measured for rate in found.rates[EXISTS]] == [1.0, 1.0]
    assert all(0.7 < rate.measured <= 1 for rate in found.rates[EXPECTED_IOU])
    assert len(found.guesses[LABELS]) == 2


def test_one_mask_for_all_of_a_class_has_no_label_to_be_wrong_about() -> None:
    label = {"name": "Coin", "color": "#AA0000", "kind": "mask"}
    schema = compile_schema(
        {
            "labels": [
                {**label, "key": "coin", "is_semantic": True},
                {**label, "key": "note"},
                {**label, "key": "bill"},
            ],
            "questions": [],
        }
    )
    tasks, gold = _drawn("mask", 0, 4), _drawn("mask", 100, 12, is_gold=True)
    model = fit_project([*tasks, *gold], schema)

    found = gather_evidence(tasks, gold, schema, Plan(), model, on_step=_nothing)
    trust = calibrate(tasks, gold, schema, Plan(), model, on_step=_nothing)

    assert [rate.measured for rate in found.rates[EXISTS]] == [1.0] * 12
    assert LABELS not in found.guesses
    assert trust.is_calibrated(EXPECTED_IOU)
