"""What a label claimed, and what it could not be wrong about."""

from dataclasses import replace

import pytest

from concord.calibration import Calibration
from concord.documents import Document, Shape, compile_schema
from guildmark.consensus.consolidation import Plan, TaskVotes, Vote, consolidate, starting_model
from guildmark.consensus.consolidation.trust import Trust
from guildmark.consensus.doubt import LABELS
from guildmark.consensus.models import ConsensusResult
from guildmark.consensus.queries.claims import Claim, claims_of
from tests.unit.concord.shapes.kinds import SIDE_PX, true_shape


@pytest.mark.parametrize(("is_semantic", "label_claims"), [(False, 1), (True, 0)])
def test_what_can_be_called_one_thing_alone_is_no_claim(
    *, is_semantic: bool, label_claims: int
) -> None:
    """Of a mask that three people drew alike, labels alone are calibrated."""
    label = {"name": "Label", "color": "#AA0000", "kind": "mask"}
    schema = compile_schema(
        {
            "labels": [
                {**label, "key": "coin", "is_semantic": is_semantic},
                {**label, "key": "note"},
                {**label, "key": "bill"},
            ],
            "questions": [],
        }
    )
    drawn = Document(False, (Shape("s0", "mask", "coin", true_shape("mask"), {}),), {})
    task = TaskVotes(1, SIDE_PX, SIDE_PX, tuple(Vote(who, who, drawn) for who in range(3)))
    even = Calibration("temperature", 40, "", temperature=1.0)
    model = replace(starting_model(schema), trust=Trust({}, {LABELS: even}))
    made = consolidate(task, schema, model, Plan())
    said = ConsensusResult(
        document=made.document, confidence=made.confidence, left_out=made.left_out
    )

    found = claims_of(
        said, made.document, schema=schema, iou_threshold=0.5, tolerances={}, terms=None
    )

    (sure,) = made.confidence["shapes"].values()
    assert sure["calibration"]["class"]["is_calibrated"]
    assert found == [Claim(sure["class"], True)] * label_claims
