"""Export formats. A further format is one new file and one line in `EXPORTERS`.

Specified in `docs/formats.md`.
"""

from collections.abc import Mapping

from concord.formats.cityscapes import Cityscapes
from concord.formats.coco import Coco
from concord.formats.coco_panoptic import CocoPanoptic
from concord.formats.content import (
    SPLITS,
    Exporter,
    Folder,
    Head,
    ReleasedItem,
    ReleasedSubmission,
    Sink,
    Written,
)
from concord.formats.csv import Csv, CsvExact
from concord.formats.cvat import Cvat
from concord.formats.datumaro import Datumaro
from concord.formats.huggingface import HuggingFace
from concord.formats.huggingface_parquet import HuggingFaceParquet
from concord.formats.imagefolder import ImageFolder
from concord.formats.index_png import InstancePng, SemanticPng
from concord.formats.jsonl import Jsonl, NotGuildmarkJsonl, read_jsonl
from concord.formats.label_studio import LabelStudio
from concord.formats.labelme import LabelMe
from concord.formats.manifest import FileEntry, FormatEntry, HashingSink, write_manifest
from concord.formats.voc import VOC, VOC_ZERO_BASED
from concord.formats.webdataset import WebDataset
from concord.formats.yolo import YOLO_DETECT, YOLO_OBB, YOLO_POSE, YOLO_SEGMENT

#: By the word that releases and routes use for the format, in the order in which they are shown.
EXPORTERS: Mapping[str, Exporter] = {
    exporter.key: exporter
    for exporter in (
        Jsonl(),
        Coco(),
        CocoPanoptic(),
        YOLO_DETECT,
        YOLO_SEGMENT,
        YOLO_OBB,
        YOLO_POSE,
        VOC,
        VOC_ZERO_BASED,
        SemanticPng(),
        InstancePng(),
        Cityscapes(),
        ImageFolder(),
        Csv(),
        CsvExact(),
        HuggingFace(),
        HuggingFaceParquet(),
        WebDataset(),
        Cvat(),
        LabelStudio(),
        LabelMe(),
        Datumaro(),
    )
}

#: The formats that hold how a label came about: `consensus`, `agreement` and `submissions`.
NAMING_PEOPLE = frozenset({Jsonl().key})

__all__ = [
    "EXPORTERS",
    "NAMING_PEOPLE",
    "SPLITS",
    "Exporter",
    "FileEntry",
    "Folder",
    "FormatEntry",
    "HashingSink",
    "Head",
    "NotGuildmarkJsonl",
    "ReleasedItem",
    "ReleasedSubmission",
    "Sink",
    "Written",
    "read_jsonl",
    "write_manifest",
]
