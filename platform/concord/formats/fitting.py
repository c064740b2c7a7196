"""Which formats would hold nothing of a set, by its schema."""

from __future__ import annotations

from collections.abc import Mapping

from concord.documents import KINDS, Schema
from concord.formats.classes import class_question
from concord.formats.shapes import AREA_KINDS
from concord.formats.yolo import YOLO_DETECT, YOLO_OBB, YOLO_POSE, YOLO_SEGMENT
from concord.sentences import Sentence, joined

_PAINTED = ("coco_panoptic", "png_semantic", "png_instance", "cityscapes")
_OF_ANY_KIND = ("coco", "voc", "voc_zero_based", "cvat", "datumaro")
#: What formats hold that have no place for answers; those that are not here have one.
_SHAPES: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(_OF_ANY_KIND, frozenset(KINDS)),
    **dict.fromkeys(_PAINTED, AREA_KINDS),
    **{one.key: one.kinds for one in (YOLO_DETECT, YOLO_SEGMENT, YOLO_OBB, YOLO_POSE)},
}


def unfit(format_key: str, schema: Schema) -> str:
    """Why the format would hold nothing of a set of this schema, in a sentence; else empty."""
    if format_key == "imagefolder":
        has_class = bool(schema.labels) or class_question(schema) is not None
        return "" if has_class else "It has a folder for each class, and nothing here says one."
    kinds = _SHAPES.get(format_key)
    used = {label.kind for label in schema.labels.values()}
    if kinds is None or used & kinds:
        return ""
    if not used:
        return "It holds shapes alone, and nobody was asked for any here."
    names = joined(*(kind.replace("_", " ") for kind in sorted(kinds)), by=", ")
    return Sentence("It holds shapes of other kinds than those here: {names}.", names=names)
