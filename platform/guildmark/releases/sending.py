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

from guildmark.buckets.answers import UPLOAD_MISSING
from guildmark.buckets.client import BucketClient
from guildmark.buckets.patience import patiently
from guildmark.core.asking import AskRefused
from guildmark.releases.models import Export

#: What is larger goes in pieces: one is sent anew where a connection breaks, not all.
MOST_AT_ONCE_BYTES = 256 * 1024**2
#: Of up to 10,000 pieces, as the makers of S3 have it: 640 GB.
PIECE_BYTES = 64 * 1024**2
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
        self._large: _Large | None = None
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

    def send(self, client: BucketClient, part: Part) -> bool:
        """Store a part, unless it is there, or a piece of a large one; whether all of it is there.

        Call it with the same part until it is. Raises AskRefused.
        """
        if part.byte_count <= MOST_AT_ONCE_BYTES:
            self._send_at_once(client, part)
            return True
        if self._large is None:
            self._large = _Large(part, self._key(part))
        if self._there.get(self._large.key) in self._large.whole_marks:
            self.counts.kept_count += 1
        elif self._large.send_piece(client):
            self.counts.sent_count += 1
            self.counts.byte_count += part.byte_count
        else:
            return False
        self._large = None
        return True

    def _send_at_once(self, client: BucketClient, part: Part) -> None:
        key = self._key(part)
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES) as content:
            mark = _copied(part, content)
            if self._there.get(key) == (part.byte_count, mark):
                self.counts.kept_count += 1
                return

            def write() -> None:
                content.seek(0)
                # A spooled file has all that is asked of a file; the types do not say so.
                client.write(
                    key,
                    content,  # type: ignore[arg-type]  # see above
                    byte_count=part.byte_count,
                    content_type=_kind_of(part),
                )

            patiently(write)
        self.counts.sent_count += 1
        self.counts.byte_count += part.byte_count


class _Large:
    """A part in pieces: what an earlier try sent of it, with the same bytes, is not sent again."""

    def __init__(self, part: Part, key: str) -> None:
        self.key = key
        self._part = part
        self._digests, whole = _digests(part)
        together = hashlib.md5(b"".join(self._digests), usedforsecurity=False).hexdigest()
        #: What buckets call it, in pieces or at once.
        self.whole_marks = (
            (part.byte_count, f"{together}-{len(self._digests)}"),
            (part.byte_count, whole),
        )
        #: Read on, so that what is deflated is inflated once; back only where all is sent anew.
        self._source = part.open()
        self._upload = ""
        self._marks: dict[int, str] = {}
        self._is_anew = False

    def send_piece(self, client: BucketClient) -> bool:
        """Send the next piece that is not there, or make one object of all; whether it is one."""
        if not self._upload:
            self._find(client)
        for number, digest in enumerate(self._digests, start=1):
            if number not in self._marks:
                self._marks[number] = self._sent(client, number) or digest.hex()
                return False
        marks = [self._marks[number] for number in sorted(self._marks)]
        try:
            patiently(partial(client.put_together, self.key, self._upload, marks))
        except AskRefused as refused:
            if refused.code != UPLOAD_MISSING:
                raise
            # It ended: by this call where only the answer was lost, else by a rule of the bucket.
            return self._is_whole(client) or self._begin_anew(client, refused)
        return True

    def _is_whole(self, client: BucketClient) -> bool:
        """Whether the object is in the bucket by now: its key is the first that begins so."""
        objects = patiently(partial(client.page, prefix=self.key)).objects
        found = [(one.byte_count, one.etag.strip('"')) for one in objects if one.key == self.key]
        return any(mark in self.whole_marks for mark in found)

    def _begin_anew(self, client: BucketClient, refused: AskRefused) -> bool:
        """Send all pieces once more; False: nothing is whole. Raises `refused` the second time."""
        if self._is_anew:
            raise refused
        self._is_anew, self._marks = True, {}
        self._begin(client)
        return False

    def _begin(self, client: BucketClient) -> None:
        begin = partial(client.begin, self.key, content_type=_kind_of(self._part))
        self._upload = patiently(begin)

    def _find(self, client: BucketClient) -> None:
        """The upload to go on with, or a new one; and which pieces of it are there."""
        found = patiently(partial(client.begun, self.key))
        if found is None:
            self._begin(client)
            return
        self._upload, after = found, 0
        for _ in range(MOST_PAGES):
            page = patiently(partial(client.pieces, self.key, found, after=after))
            for number, mark in page.marks.items():
                if number <= len(self._digests) and mark == self._digests[number - 1].hex():
                    self._marks[number] = mark
            if page.last is None or page.last <= after:
                return
            after = page.last

    def _sent(self, client: BucketClient, number: int) -> str:
        start = (number - 1) * PIECE_BYTES
        size = min(PIECE_BYTES, self._part.byte_count - start)
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES) as content:
            self._source.seek(start)
            left = size
            while left and (block := self._source.read(min(left, _BLOCK))):
                content.write(block)
                left -= len(block)

            def write() -> str:
                content.seek(0)
                return client.write_piece(
                    self.key,
                    self._upload,
                    number,
                    content,  # type: ignore[arg-type]  # a spooled file has all that is asked
                    byte_count=size,
                )

            return patiently(write)


def _digests(part: Part) -> tuple[list[bytes], str]:
    """The MD5 of every piece, and that of the whole in hexadecimal: one pass over the bytes."""
    whole = hashlib.md5(usedforsecurity=False)
    found: list[bytes] = []
    with part.open() as source:
        for _ in range(0, part.byte_count, PIECE_BYTES):
            piece, left = hashlib.md5(usedforsecurity=False), PIECE_BYTES
            while left and (block := source.read(min(left, _BLOCK))):
                piece.update(block)
                whole.update(block)
                left -= len(block)
            found.append(piece.digest())
    return found, whole.hexdigest()


def _kind_of(part: Part) -> str:
    return mimetypes.guess_type(part.path)[0] or _UNKNOWN


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
