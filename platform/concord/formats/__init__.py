"""Export formats. A further format is one new file and one line in `EXPORTERS`.

Specified in `docs/formats.md`.
"""

from collections.abc import Mapping

from concord.formats.coco import Coco
from concord.formats.content import (
    Exporter,
    Head,
    ReleasedItem,
    ReleasedSubmission,
    Sink,
    Written,
)
from concord.formats.csv import Csv
from concord.formats.jsonl import Jsonl, NotGuildmarkJsonl, read_jsonl
from concord.formats.manifest import FileEntry, FormatEntry, HashingSink, write_manifest

#: By the word that releases and routes use for the format, in the order in which they are shown.
EXPORTERS: Mapping[str, Exporter] = {
    exporter.key: exporter
    for exporter in (
        Coco(),
        Csv(),
        Jsonl(),
    )
}

__all__ = [
    "EXPORTERS",
    "Exporter",
    "FileEntry",
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
