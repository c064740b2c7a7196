"""Bytes in the storage, through Django's storage API alone. Names are ours, never a sender's."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile

from guildmark.datasets.intake.results import Decoded, Spooled

CHUNK_BYTES = 1024 * 1024
#: By the format of the original: of its own bytes, and of what is served and exported of it.
ORIGINAL_ENDINGS = {"JPEG": "jpg", "PNG": "png", "TIFF": "tif"}
ENDINGS = {"JPEG": "jpg", "PNG": "png", "TIFF": "png"}


@dataclass(frozen=True)
class StoredPicture:
    """Names in the storage, and the SHA-256 of the rendition in hex.

    `shown` is empty where the rendition itself is shown.
    """

    original: str
    rendition: str
    rendition_sha256: str
    thumbnail: str
    shown: str = ""

    @property
    def names(self) -> list[str]:
        """Of the files that there are."""
        files = (self.original, self.rendition, self.thumbnail, self.shown)
        return [name for name in files if name]


@dataclass(frozen=True)
class StoredUpload:
    """The name in the storage of what was sent, and its size."""

    name: str
    byte_count: int


def store_picture(*, dataset_id: int, spooled: Spooled, decoded: Decoded) -> StoredPicture:
    """Keep what was made of a decoded picture, and the original: all of it, or nothing."""
    kind = decoded.picture.format
    with _all_or_nothing(f"items/{dataset_id}/{uuid4().hex}") as keep:
        return StoredPicture(
            original=keep(spooled.path, f"original.{ORIGINAL_ENDINGS[kind]}"),
            rendition=keep(decoded.rendition, f"rendition.{ENDINGS[kind]}"),
            rendition_sha256=_sha256(decoded.rendition),
            thumbnail=keep(decoded.thumbnail, "thumbnail.jpg"),
            shown=keep(decoded.shown, "shown.png") if decoded.shown else "",
        )


@contextmanager
def _all_or_nothing(folder: str) -> Iterator[Callable[[Path, str], str]]:
    """To keep files there under names of their own; what was kept goes where one cannot be."""
    with ExitStack() as undone:

        def keep(path: Path, name: str) -> str:
            stored = _store(path, f"{folder}/{name}")
            undone.callback(default_storage.delete, stored)
            return stored

        yield keep
        undone.pop_all()


def store_upload(*, import_id: int, upload: UploadedFile[bytes]) -> StoredUpload:
    """Keep an uploaded file until its import has ended."""
    name = default_storage.save(f"imports/{import_id}/{uuid4().hex}", upload)
    return StoredUpload(name, default_storage.size(name))


def store_aid(*, dataset_id: int, item_id: int, content: bytes) -> str:
    """Keep what was made of an item; its name in the storage."""
    return default_storage.save(_aid_name(dataset_id, item_id), ContentFile(content))


def store_tiles(*, dataset_id: int, item_id: int, tiles: Iterable[Path]) -> str:
    """Keep the tiles of an item under their own names, all of them or none.

    The name of their folder in the storage.
    """
    folder = _aid_name(dataset_id, item_id)
    with _all_or_nothing(folder) as keep:
        for tile in tiles:
            keep(tile, tile.name)
    return folder


def _aid_name(dataset_id: int, item_id: int) -> str:
    return f"items/{dataset_id}/aids/{item_id}-{uuid4().hex}"


def store_part(*, import_id: int, content: Path) -> str:
    """Keep a part of an upload; its name in the storage."""
    return _store(content, f"imports/{import_id}/{uuid4().hex}")


def chunks(*names: str) -> Iterator[bytes]:
    """The bytes of a stored file, or of its parts in their order."""
    for name in names:
        with default_storage.open(name) as stored:
            yield from stored.chunks(CHUNK_BYTES)


def _store(path: Path, name: str) -> str:
    with path.open("rb") as content:
        return default_storage.save(name, File(content))


def _sha256(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
