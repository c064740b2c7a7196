"""Predictions that come as a ZIP with a file for each picture. No name in it is ever a path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import IO

import numpy as np

from concord.formats.predictions import ReadPredictions, Target
from concord.formats.predictions.archives import (
    IndexPicture,
    read_mask_predictions,
    read_yolo_predictions,
)
from concord.formats.predictions.content import NotRead
from concord.formats.predictions.object_pictures import read_object_predictions
from concord.formats.reading import LabelRefusal
from concord.sentences import Sentence
from guildmark.core.uploads import MEGABYTE
from guildmark.datasets.intake.decoder import Decoder
from guildmark.datasets.intake.kinds import is_zip
from guildmark.datasets.intake.refusals import ENDS_ARCHIVE, FileRefused
from guildmark.datasets.intake.results import Member, Spooled
from guildmark.datasets.intake.walking import Alive, wanted
from guildmark.releases.models import Evaluation

Format = Evaluation.Format
MOST_TEXT_BYTES = 200 * MEGABYTE
BLOCK_BYTES = 1 << 20
_TEXTS = (".txt", ".yaml", ".yml")
_PICTURES = (".png",)
#: In the folder beside pictures of objects.
_NOTES, _NOTED = (".json",), "objects"
#: Beside `masks` our own exports have the same in colours, and the pictures themselves.
_NOT_MASKS = frozenset({"colours", "images"})


def read_archive(
    format_key: str, file: IO[bytes], target: Target, *, alive: Alive
) -> ReadPredictions:
    """All that a ZIP says of the target's images; `alive` is called now and then.

    Raises NotRead where it is none, or says nothing of its format, and TooManyPredictions.
    """
    with Decoder() as decoder:
        blocks = iter(lambda: file.read(BLOCK_BYTES), b"")
        archive = decoder.spool(blocks, name="archive")
        if not is_zip(archive.head):
            raise NotRead(
                "not_readable", "This format comes as a ZIP with a file for each picture."
            )
        reader = _Archive(decoder, archive, alive)
        try:
            if format_key == Format.YOLO:
                return read_yolo_predictions(reader.texts(), target)
            notes = reader.notes()
            if notes:
                return read_object_predictions(reader.pictures(), notes, target)
            return read_mask_predictions(reader.pictures(), target)
        except FileRefused as refused:
            raise NotRead(refused.code, refused.sentence) from refused


class _Archive:
    """The members of one archive."""

    def __init__(self, decoder: Decoder, archive: Spooled, alive: Alive) -> None:
        self._decoder = decoder
        self._archive = archive
        self._alive = alive

    def texts(self) -> dict[str, bytes]:
        """Text files by their path. Raises FileRefused, and NotRead also where there are none."""
        return self._read(self._members(_TEXTS))

    def notes(self) -> dict[str, bytes]:
        """What numbers in pictures of objects are, by path. Raises FileRefused and NotRead."""
        return self._read(
            (member, path) for member, path in self._ending(_NOTES) if _NOTED in path.split("/")
        )

    def _read(self, members: Iterable[tuple[Member, str]]) -> dict[str, bytes]:
        files: dict[str, bytes] = {}
        left = MOST_TEXT_BYTES
        for member, path in members:
            inflated = self._decoder.member(self._archive, member.index, most_bytes=left)
            left -= inflated.byte_count
            if left <= 0:
                most = MOST_TEXT_BYTES // MEGABYTE
                raise NotRead("too_many", Sentence("The texts have more than {n} MB.", n=most))
            files[path] = inflated.path.read_bytes()
        return files

    def pictures(self) -> Iterator[IndexPicture | LabelRefusal]:
        """Masks one by one, and those that cannot be read. Raises FileRefused."""
        left = self._decoder.limits.archive_bytes
        for member, path in self._masks():
            try:
                inflated = self._decoder.member(self._archive, member.index, most_bytes=left)
                left -= inflated.byte_count
                yield self._picture(path, inflated)
            except FileRefused as refused:
                if refused.code in ENDS_ARCHIVE:
                    raise
                yield LabelRefusal(refused.code, refused.sentence, path)

    def _picture(self, path: str, inflated: Spooled) -> IndexPicture:
        indexed, content = self._decoder.index(inflated.path)
        size = (indexed.height, indexed.width)
        if indexed.pixel_bytes == 2:  # of 16 bits
            return IndexPicture(path, np.frombuffer(content, dtype="<u2").reshape(size))
        shape = size if indexed.pixel_bytes == 1 else (*size, indexed.pixel_bytes)
        return IndexPicture(path, np.frombuffer(content, dtype=np.uint8).reshape(shape))

    def _masks(self) -> Iterator[tuple[Member, str]]:
        """What lies beside masks is one itself only where nothing else is."""
        has_masks = False
        for member, path in self._members(_PICTURES):
            if not _is_beside(path):
                has_masks = True
                yield member, path
        if not has_masks:
            yield from self._members(_PICTURES)

    def _members(self, endings: tuple[str, ...]) -> Iterator[tuple[Member, str]]:
        found = False
        for one in self._ending(endings):
            found = True
            yield one
        if not found:
            words = ", ".join(endings)
            raise NotRead(
                "not_readable", Sentence("The ZIP holds no files {endings}.", endings=words)
            )

    def _ending(self, endings: tuple[str, ...]) -> Iterator[tuple[Member, str]]:
        return wanted(
            self._decoder,
            self._archive,
            lambda name: name.lower().endswith(endings),
            self._alive,
        )


def _is_beside(path: str) -> bool:
    return not _NOT_MASKS.isdisjoint(PurePosixPath(path).parts)
