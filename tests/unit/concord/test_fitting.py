"""Which formats are offered for a set: those that hold anything of it."""

import pytest

from concord.documents import KINDS, compile_schema
from concord.formats import EXPORTERS
from concord.formats.fitting import unfit

QUESTION = {
    "key": "kind", "text": "Which?", "type": "choice", "required": True,
    "options": [{"key": "a", "name": "A"}, {"key": "b", "name": "B"}],
}  # fmt: skip
ASKS_TEXT = {"key": "note", "text": "What?", "type": "text", "required": False}
AREAS = {"coco_panoptic", "png_semantic", "png_instance", "cityscapes"}
OF_SHAPES = {"coco", "voc", "voc_zero_based", "cvat", "datumaro"}
YOLO = {"yolo_detect", "yolo_segment", "yolo_obb", "yolo_pose"}


def _unfit(kinds: list[str], questions: list[object]) -> set[str]:
    labels = []
    for kind in kinds:
        label: dict[str, object] = {"key": kind, "name": kind, "color": "#30C7D2", "kind": kind}
        if kind == "keypoints":
            label["skeleton"] = {"points": [{"key": "a", "name": "A"}], "edges": []}
        labels.append(label)
    schema = compile_schema({"version": 1, "labels": labels, "questions": questions})
    return {key for key in EXPORTERS if unfit(key, schema)}


@pytest.mark.parametrize(
    ("kinds", "questions", "wanted"),
    [
        ([], [QUESTION], AREAS | OF_SHAPES | YOLO),
        ([], [ASKS_TEXT], AREAS | OF_SHAPES | YOLO | {"imagefolder"}),
        (["box"], [], {"yolo_pose"}),
        (["keypoints"], [], AREAS | {"yolo_segment", "yolo_obb"}),
        (["polyline"], [QUESTION], AREAS | YOLO),
        ([*KINDS], [], set()),
    ],
)
def test_a_format_is_unfit_where_it_would_hold_nothing(
    kinds: list[str], questions: list[object], wanted: set[str]
) -> None:
    assert _unfit(kinds, questions) == wanted
