"""What predictions are held against, picture by picture: frozen items, or known answers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from concord.documents import Schema, draft_problems
from concord.formats.reading import LabelRefusal
from concord.sentences import Sentence, joined
from guildmark.datasets.models import GONE
from guildmark.quality.models import GoldItem
from guildmark.releases import evaluation_queries
from guildmark.releases.content import LONGEST_STEM_BYTES, OLD_STEM_BYTES, path_of
from guildmark.releases.freezing import canonical
from guildmark.releases.queries import FrozenTruth

Json = dict[str, Any]  # JSON that `freezing` or `quality` wrote: `Any` stands for its values


@dataclass(frozen=True, slots=True)
class Truth:
    """The label of a picture and where it comes from: one of `frozen` and `gold` is there.

    `sha256` is another one when the label changes.
    """

    name: str
    width_px: int
    height_px: int
    document: Json
    sha256: str
    frozen: FrozenTruth | None = None
    gold: GoldItem | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Those by which a model may call the picture: of a release, by its path in exports, too.

        Put together when they are asked for: most models call it by its number.
        """
        own = _names(self.name)
        if self.frozen is None:
            return own
        path = _path(self.frozen, LONGEST_STEM_BYTES)
        old = path if self.name.isascii() else _path(self.frozen, OLD_STEM_BYTES)
        return (*_names(path), *own, *(_names(old) if old != path else ()))


def truths_of_release(rows: Iterable[FrozenTruth]) -> Iterator[Truth]:
    """Frozen items as they come."""
    for row in rows:
        yield Truth(row.name, row.width_px, row.height_px, row.document, row.sha256, frozen=row)


def _path(frozen: FrozenTruth, most_bytes: int) -> str:
    is_gone = frozen.exclusion_reason in GONE
    return path_of(
        frozen.position,
        frozen.name,
        rendition=frozen.rendition,
        original_format=frozen.original_format if is_gone else "",
        most_bytes=most_bytes,
    )


def truths_of_gold(project_id: int, schema: Schema) -> tuple[list[Truth], list[LabelRefusal]]:
    """The gold in use, by its id, and what of it does not fit the schema and is left out."""
    truths: list[Truth] = []
    left_out: list[LabelRefusal] = []
    for gold in evaluation_queries.gold_in_use(project_id):
        item = gold.item
        problems = draft_problems(
            gold.reference, schema=schema, width_px=item.width_px, height_px=item.height_px
        )
        if problems:
            said = Sentence("The known answer of {name} is left out.", name=item.name)
            message = joined(said, problems[0].message)
            left_out.append(LabelRefusal("older_schema", message, "", None))
            continue
        sha256 = hashlib.sha256(canonical([gold.pk, gold.reference])).hexdigest()
        truths.append(
            Truth(item.name, item.width_px, item.height_px, gold.reference, sha256, gold=gold)
        )
    return truths, left_out


def _names(path: str) -> tuple[str, ...]:
    """The path and its last part."""
    name = path.replace("\\", "/")
    return name, PurePosixPath(name).name


def truth_sha256(truths: Sequence[Truth]) -> str:
    """The same for the same labels of the same images in the same order."""
    return hashlib.sha256(canonical([one.sha256 for one in truths])).hexdigest()
