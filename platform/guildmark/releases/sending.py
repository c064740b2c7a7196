"""The files of an export as objects of a bucket: what is there with the same bytes is passed over.

The manifest and the checksums are last in an export, and so they are last in the bucket: where
they are, everything is.
"""

from __future__ import annotations

import hashlib
import mimetypes
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import IO

from guildmark.buckets.client import BucketClient
from guildmark.releases.errors import PartTooLarge
from guildmark.releases.models import Export

#: Of one request, as the makers of S3 have it.
MOST_PART_BYTES = 5 * 1024**3
_IN_MEMORY_BYTES = 8 * 1024 * 1024
_BLOCK = 1 << 18
_UNKNOWN = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an export."""

    path: str
    byte_count: int
    open: Callable[[], IO[bytes]]


def parts_of(export: Export, file: IO[bytes]) -> tuple[Iterator[Part], int]:
    """The files in the ZIP in its order, or the one file that is no ZIP; and how many they are."""
    if export.file_suffix != "zip":
        name = f"{export.file_stem}.{export.file_suffix}"
        return iter([Part(name, export.byte_count, lambda: file)]), 1
    archive = zipfile.ZipFile(file)
    members = archive.infolist()
    parts = (Part(one.filename, one.file_size, partial(archive.open, one)) for one in members)
    return parts, len(members)


class Sender:
    """Puts parts below a folder of a bucket, and counts. It lists once what is there."""

    def __init__(self, client: BucketClient, folder: str) -> None:
        self._client = client
        self._folder = folder
        self._there = dict(_listed(client, f"{folder}/"))
        self.sent_count = self.kept_count = self.byte_count = 0

    def send(self, part: Part) -> None:
        """Store a part, unless it is there. Raises AskRefused, PartTooLarge."""
        if part.byte_count > MOST_PART_BYTES:
            raise PartTooLarge(f"{part.path} has more than 5 GB, which a bucket does not take.")
        key = f"{self._folder}/{part.path}"
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES) as content:
            mark = _copied(part, content)
            if self._there.get(key) == (part.byte_count, mark):
                self.kept_count += 1
                return
            content.seek(0)
            kind = mimetypes.guess_type(part.path)[0] or _UNKNOWN
            # A spooled file has all that is asked of a file; the types do not say so.
            self._client.write(
                key,
                content,  # type: ignore[arg-type]  # see above
                byte_count=part.byte_count,
                content_type=kind,
            )
        self.sent_count += 1
        self.byte_count += part.byte_count


def _copied(part: Part, content: IO[bytes]) -> str:
    """Copies a part, and gives its MD5: what buckets call an object that came in one piece.

    One that calls it otherwise, as those do that encrypt with keys of their own, is sent it again.
    """
    digest = hashlib.md5(usedforsecurity=False)
    with part.open() as source:
        while block := source.read(_BLOCK):
            digest.update(block)
            content.write(block)
    return digest.hexdigest()


def _listed(client: BucketClient, prefix: str) -> Iterator[tuple[str, tuple[int, str]]]:
    """Every object below a prefix: size and mark by key."""
    after, is_last = "", False
    while not is_last:
        page = client.page(prefix=prefix, after=after)
        for one in page.objects:
            yield one.key, (one.byte_count, one.etag.strip('"'))
            after = one.key
        is_last = page.is_last
