"""Reading other people's labels: COCO, YOLO, Pascal VOC, our own JSONL, and folders of classes.

Pure functions on bytes. What is read is checked by the rules of the annotation document where the
picture's size is known; what breaks them is refused with its place, never bent into shape.
Specified in `docs/formats.md`.
"""

from concord.formats.reading.coco import read_coco
from concord.formats.reading.content import (
    OTHER_FORMAT,
    FoundLabel,
    LabelRefusal,
    ReadImage,
    ReadLabels,
    ReadShape,
    document_of,
)
from concord.formats.reading.folders import is_picture_name, read_folders
from concord.formats.reading.jsonl import read_lossless
from concord.formats.reading.voc import read_voc
from concord.formats.reading.yolo import YOLO_TASKS, read_yolo

__all__ = [
    "OTHER_FORMAT",
    "YOLO_TASKS",
    "FoundLabel",
    "LabelRefusal",
    "ReadImage",
    "ReadLabels",
    "ReadShape",
    "document_of",
    "is_picture_name",
    "read_coco",
    "read_folders",
    "read_lossless",
    "read_voc",
    "read_yolo",
]
