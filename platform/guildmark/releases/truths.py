"""What predictions are held against, picture by picture: frozen items, or known answers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from concord.documents import Schema, draft_problems
from concord.formats.predictions import TargetImage
from concord.formats.reading import LabelRefusal
from guildmark.datasets.models import Item
from guildmark.quality.models import GoldItem
from guildmark.releases import evaluation_queries
from guildmark.releases.content import picture_path
from guildmark.releases.freezing import canonical
from guildmark.releases.models import EvaluationItem, ReleaseItem

Json = dict[str, Any]  # JSON that `freezing` or `quality` wrote: `Any` stands for its values


@dataclass(frozen=True, slots=True)
class Truth:
    """The label of a picture and where it comes from: one of `frozen` and `gold` is there.

    `names` are those by which a model may call the picture. `sha256` is another one when the label
    changes.
    """

    item: Item
    document: Json
    names: tuple[str, ...]
    sha256: str
    frozen: ReleaseItem | None = None
    gold: GoldItem | None = None

    def target(self) -> TargetImage:
        """What reading predictions needs of it."""
        return TargetImage(self.names, self.item.width_px, self.item.height_px)

    def row(self) -> EvaluationItem:
        """A row that holds the truth and nothing else yet."""
        if self.gold is None:
            return EvaluationItem(frozen=self.frozen)
        return EvaluationItem(gold_item=self.gold, reference=self.document)


def truths_of_release(items: Iterable[ReleaseItem]) -> Iterator[Truth]:
    """Frozen items as they come. They are called by their path in exports, and by their own."""
    for frozen in items:
        names = (*_names(picture_path(frozen)), *_names(frozen.item.name))
        yield Truth(frozen.item, frozen.document, names, frozen.sha256, frozen=frozen)


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
            message = f"The known answer of {item.name} is left out: {problems[0].message}"
            left_out.append(LabelRefusal("older_schema", message, "", None))
            continue
        sha256 = hashlib.sha256(canonical([gold.pk, gold.reference])).hexdigest()
        truths.append(Truth(item, gold.reference, _names(item.name), sha256, gold=gold))
    return truths, left_out


def _names(path: str) -> tuple[str, ...]:
    """The path and its last part."""
    name = path.replace("\\", "/")
    return name, PurePosixPath(name).name


def truth_sha256(truths: Sequence[Truth]) -> str:
    """The same for the same labels of the same images in the same order."""
    return hashlib.sha256(canonical([one.sha256 for one in truths])).hexdigest()
