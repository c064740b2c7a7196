"""Keeping the labels of one picture: as gold, as truth, or as a suggestion."""

from __future__ import annotations

from datetime import datetime
from enum import Enum, auto
from typing import Any

from django.utils.translation import gettext_noop

from concord.documents import Schema
from concord.formats.reading import ReadImage
from guildmark.consensus import actions as consensus
from guildmark.consensus.errors import TaskInWork
from guildmark.incoming.documents import (
    NotKept,
    answer_confidences_of,
    confidences_of,
    document_for,
    require_size,
)
from guildmark.incoming.matching import Picture
from guildmark.incoming.models import LabelImport
from guildmark.incoming.options import options_of
from guildmark.quality import actions as quality
from guildmark.quality.errors import (
    GoldItemElsewhere,
    GoldItemExists,
    GoldItemShown,
    WrongReference,
)
from guildmark.quality.models import GoldItem
from guildmark.work import actions as work
from guildmark.work.errors import ItemsUnavailable

Json = dict[str, Any]  # an annotation document
Purpose = LabelImport.Purpose
UNKNOWN = gettext_noop("No picture of the dataset, or more than one, is called so.")
PARTLY_READ = gettext_noop(
    "Something of this picture could not be read, so that the rest would be wrong."
)
CROWD = gettext_noop(
    "It has a region with uncounted objects (iscrowd), which would be taken for one object."
)
OTHER_GOLD = gettext_noop(
    "The picture is gold with another answer. Correct that one where it is wrong."
)
SHOWN = gettext_noop(
    "People see the answer to this picture while they learn, so it proves nothing."
)


class Kept(Enum):
    """What became of a label that was kept."""

    NEW = auto()
    UNCHANGED = auto()


class Keeper:
    """Keeps the labels of one import."""

    def __init__(self, of_import: LabelImport, schema: Schema) -> None:
        self._of_import = of_import
        self._schema = schema
        self._options = options_of(of_import.options)

    def keep(
        self, image: ReadImage, picture: Picture | None, *, is_broken: bool, now: datetime
    ) -> Kept:
        """In the caller's transaction. `is_broken`: an object of it was refused. NotKept."""
        if picture is None:
            raise NotKept("unknown_image", UNKNOWN)
        require_size(image, picture)
        is_draft = self._of_import.purpose == Purpose.SUGGESTION
        if not is_draft:
            self._require_whole(image, is_broken=is_broken)
        document = document_for(
            image,
            picture,
            mapping=self._of_import.mapping or {},
            schema=self._schema,
            question=self._options.question,
            is_draft=is_draft,
        )
        if is_draft:
            return self._keep_suggestion(image, picture, document, now=now)
        if self._of_import.purpose == Purpose.GOLD:
            return self._keep_gold(picture, document, now=now)
        return self._keep_truth(picture, document, now=now)

    def _require_whole(self, image: ReadImage, *, is_broken: bool) -> None:
        if is_broken:
            raise NotKept("partly_read", PARTLY_READ)
        if any(shape.is_crowd for shape in image.shapes):
            raise NotKept("crowd_region", CROWD)

    def _keep_gold(self, picture: Picture, document: Json, *, now: datetime) -> Kept:
        try:
            quality.add_gold_item(
                actor_id=self._of_import.created_by_id,
                project_id=self._of_import.project_id,
                item_id=picture.id,
                reference=document,
                is_hidden=self._options.is_hidden,
                now=now,
            )
        except GoldItemExists as error:
            known = GoldItem.objects.get(project_id=self._of_import.project_id, item_id=picture.id)
            if known.reference == document:
                return Kept.UNCHANGED
            raise NotKept(error.code, OTHER_GOLD) from error
        except GoldItemShown as error:
            raise NotKept(error.code, SHOWN) from error
        except (GoldItemElsewhere, WrongReference) as error:
            raise NotKept(error.code, error.detail) from error
        return Kept.NEW

    def _keep_truth(self, picture: Picture, document: Json, *, now: datetime) -> Kept:
        of_import = self._of_import
        try:
            is_new = consensus.put_known_label(
                actor_id=of_import.created_by_id,
                project_id=of_import.project_id,
                batch_id=lambda: self._batch_id(now),
                item_id=picture.id,
                document=document,
                source=of_import.source_name,
                now=now,
            )
        except (TaskInWork, ItemsUnavailable) as error:
            raise NotKept(error.code, error.detail) from error
        return Kept.NEW if is_new else Kept.UNCHANGED

    def _batch_id(self, now: datetime) -> int:
        """Made with the first task that goes into it."""
        of_import = self._of_import
        if of_import.batch is None:
            of_import.batch = work.make_known_batch(
                actor_id=of_import.created_by_id,
                project_id=of_import.project_id,
                name=f"{of_import.source_name[:90]} ({of_import.pk})",
                now=now,
            )
        return of_import.batch.pk

    def _keep_suggestion(
        self, image: ReadImage, picture: Picture, document: Json, *, now: datetime
    ) -> Kept:
        """What could be read: people see what is missing, and nothing counts before they say so."""
        mapping = self._of_import.mapping or {}
        is_new = work.put_suggestion(
            project_id=self._of_import.project_id,
            item_id=picture.id,
            source_name=self._of_import.source_name,
            document=document,
            confidences=confidences_of(image, mapping),
            answer_confidences=answer_confidences_of(image, mapping, self._options.question),
            now=now,
        )
        return Kept.NEW if is_new else Kept.UNCHANGED
