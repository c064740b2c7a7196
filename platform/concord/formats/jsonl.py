"""Our own lossless format: one JSON object a line, the head first, then one line an item.

Everything a release knows is in it, and reading it gives back what was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

import orjson

from concord.documents import parse_document, render_document
from concord.formats.content import (
    BesideLabels,
    Counter,
    Folder,
    Head,
    ReleasedItem,
    ReleasedSubmission,
    Written,
)
from concord.formats.origin import Origin
from concord.sentences import Sentence

FORMAT = "guildmark-jsonl"
FORMAT_VERSION = 1


class NotGuildmarkJsonl(ValueError):  # noqa: N818 -- named for what it says, like its siblings
    """The file does not begin with a head that this version can read."""


class Jsonl(BesideLabels):
    """Every item with its consensus, every submission, agreement and method."""

    key = "jsonl"
    name = Sentence("Guildmark JSONL (lossless)")
    path = "annotations/guildmark.jsonl"

    def write(self, head: Head, items: Iterable[ReleasedItem], folder: Folder) -> Written:
        """One pass, one line at a time."""
        counter = Counter(head.schema)
        with folder.file(self.path) as sink:
            sink.write(orjson.dumps(_render_head(head), option=orjson.OPT_APPEND_NEWLINE))
            for item in items:
                counter.add(item)
                row = _render_item(item, has_link=head.has_links)
                sink.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
        return counter.written

    def omissions(self, head: Head) -> tuple[str, ...]:
        """Nothing is lost."""
        return ()


def read_jsonl(lines: Iterable[bytes]) -> tuple[Head, Iterator[ReleasedItem]]:
    """The head at once, the items one by one as they are asked for.

    `lines` is an open binary file. Raises NotGuildmarkJsonl when the first line is not a head of
    this version. Items are taken as written: whoever imports from elsewhere checks documents.
    """
    remaining = iter(lines)
    head = read_head(next(remaining, b""))
    return head, (_parse_item(orjson.loads(line)) for line in remaining if line.strip())


def _render_head(head: Head) -> dict[str, object]:
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "schema": head.definition,
        "metadata": head.metadata,
        "splits": head.splits,
    }


def read_head(line: bytes) -> Head:
    """What the first line says. Raises NotGuildmarkJsonl."""
    try:
        head = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise NotGuildmarkJsonl("The first line is not JSON.") from error
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise NotGuildmarkJsonl("The first line is not the head of a Guildmark JSONL file.")
    if head.get("version") != FORMAT_VERSION:
        raise NotGuildmarkJsonl(
            Sentence("Only version {n} of the format can be read.", n=FORMAT_VERSION)
        )
    definition, metadata, splits = head.get("schema"), head.get("metadata"), head.get("splits", [])
    if not isinstance(definition, dict) or not isinstance(metadata, dict):
        raise NotGuildmarkJsonl("The first line has a schema and metadata, both objects.")
    if not isinstance(splits, list) or not all(isinstance(one, str) for one in splits):
        raise NotGuildmarkJsonl("The parts in the first line are a list of their names.")
    return Head(definition, metadata, tuple(splits))


def _render_item(item: ReleasedItem, *, has_link: bool) -> dict[str, object]:
    return {
        "key": item.key,
        "file_name": item.file_name,
        "width_px": item.width_px,
        "height_px": item.height_px,
        "sha256": item.sha256,
        "document": render_document(item.document),
        "shape_confidence": item.shape_confidence,
        "answer_confidence": item.answer_confidence,
        "consensus": item.consensus,
        "agreement": item.agreement,
        "submissions": [_render_submission(submission) for submission in item.submissions],
        "split": item.split,
        **({"origin": asdict(item.origin)} if item.origin else {}),
        **({"link": item.link} if has_link else {}),
    }


def _render_submission(submission: ReleasedSubmission) -> dict[str, object]:
    return {
        "id": submission.id,
        "annotator": submission.annotator,
        "submitted_at": submission.submitted_at.isoformat(),
        "work_seconds": submission.work_seconds,
        "is_counted": submission.is_counted,
        "document": render_document(submission.document),
    }


# JSON that our own writer wrote: `Any` stands for its values.
def _parse_item(line: dict[str, Any]) -> ReleasedItem:
    submissions = tuple(_parse_submission(submission) for submission in line.pop("submissions"))
    document = parse_document(line.pop("document"))
    said = line.pop("origin", None)
    origin = Origin(**said) if said else None
    return ReleasedItem(**line, document=document, submissions=submissions, origin=origin)


def _parse_submission(value: dict[str, Any]) -> ReleasedSubmission:
    return ReleasedSubmission(
        id=value["id"],
        annotator=value["annotator"],
        submitted_at=datetime.fromisoformat(value["submitted_at"]),
        work_seconds=value["work_seconds"],
        is_counted=value["is_counted"],
        document=parse_document(value["document"]),
    )
