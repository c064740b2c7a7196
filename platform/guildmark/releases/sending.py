"""The files of an export as objects of a bucket: what is there with the same bytes is passed over.

The manifest and the checksums are last in an export, and so they are last in the bucket: where
they are, everything is.
"""

from __future__ import annotations

import hashlib
import mimetypes
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import IO

from guildmark.buckets.client import BucketClient
from guildmark.buckets.patience import patiently
from guildmark.core.asking import AskRefused
from guildmark.releases.errors import PartTooLarge
from guildmark.releases.models import Export

#: Of one request, as the makers of S3 have it.
MOST_PART_BYTES = 5 * 1024**3
#: Of the listing of the folder, of up to 1,000 objects each.
MOST_PAGES = 1_000
_IN_MEMORY_BYTES = 8 * 1024 * 1024
_BLOCK = 1 << 18
_UNKNOWN = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an export."""

    path: str
    byte_count: int
    open: Callable[[], IO[bytes]]


def parts_of(export: Export, file: IO[bytes]) -> list[Part]:
    """The files in the ZIP in its order, or the one file that is no ZIP."""
    if export.file_suffix != "zip":
        name = f"{export.file_stem}.{export.file_suffix}"
        return [Part(name, export.byte_count, lambda: file)]
    archive = zipfile.ZipFile(file)
    members = archive.infolist()
    return [Part(one.filename, one.file_size, partial(archive.open, one)) for one in members]


@dataclass
class Counts:
    """What became of the files so far: written, there already, and the bytes of those written."""

    sent_count: int
    kept_count: int
    byte_count: int


class Sender:
    """Puts parts below a folder of a bucket, and counts on. It knows what is there after `look`."""

    def __init__(self, folder: str, counts: Counts) -> None:
        self._folder = folder
        self._there: dict[str, tuple[int, str]] = {}
        self.counts = counts

    def look(self, parts: Sequence[Part], client_now: Callable[[], BucketClient]) -> None:
        """List what is there of the parts; each page is asked of the client of the moment.

        Raises AskRefused and what `client_now` does.
        """
        wanted = {self._key(part) for part in parts}
        after = ""
        for _ in range(MOST_PAGES):
            page = patiently(partial(client_now().page, prefix=f"{self._folder}/", after=after))
            for one in page.objects:
                if one.key in wanted:
                    self._there[one.key] = (one.byte_count, one.etag.strip('"'))
            if page.is_last:
                return
            after = page.objects[-1].key
        sentence = "The folder in the bucket holds too many other objects to look through them."
        raise AskRefused("too_many_objects", sentence)

    def _key(self, part: Part) -> str:
        return f"{self._folder}/{part.path}"

    def send(self, client: BucketClient, part: Part) -> None:
        """Store a part, unless it is there. Raises AskRefused, PartTooLarge."""
        if part.byte_count > MOST_PART_BYTES:
            raise PartTooLarge(f"{part.path} has more than 5 GB, which a bucket does not take.")
        key = self._key(part)
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES) as content:
            mark = _copied(part, content)
            if self._there.get(key) == (part.byte_count, mark):
                self.counts.kept_count += 1
                return
            kind = mimetypes.guess_type(part.path)[0] or _UNKNOWN

            def write() -> None:
                content.seek(0)
                # A spooled file has all that is asked of a file; the types do not say so.
                client.write(
                    key,
                    content,  # type: ignore[arg-type]  # see above
                    byte_count=part.byte_count,
                    content_type=kind,
                )

            patiently(write)
        self.counts.sent_count += 1
        self.counts.byte_count += part.byte_count


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
