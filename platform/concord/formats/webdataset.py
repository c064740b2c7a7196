"""WebDataset: tar shards in which the files of a picture follow each other under one name.

`shards/train-000000.tar` with `000001.jpg` and `000001.json`, 1,000 pictures a shard. The JSON is
the item's annotation document with its size and its name. One picture at a time is in memory.
"""

from __future__ import annotations

import io
import tarfile
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

import orjson

from concord.documents import render_document
from concord.formats import spools
from concord.formats.content import Counter, Folder, Head, ReleasedItem, Written
from concord.sentences import Sentence

ITEMS_A_SHARD = 1000
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class WebDataset:
    """Pictures lie in the shards; a shard holds items of one part."""

    key: str = "webdataset"
    name: str = Sentence("WebDataset (tar shards)")
    path: str = "shards/*.tar"

    def write(self, head: Head, items: Iterable[ReleasedItem], folder: Folder) -> Written:
        """One shard of each part is open at a time, in a temporary file."""
        counter = Counter(head.schema)
        shards = {split: _Shard(split, 0) for split in head.splits or ("all",)}
        for number, item in enumerate(items, start=1):
            counter.add(item)
            split = item.split if head.splits and item.split else next(iter(shards))
            shards[split].add(item, number)
            if shards[split].is_full:
                shards[split] = shards[split].closed_into(folder)
        for shard in shards.values():
            last = shard if shard.is_empty else shard.closed_into(folder)
            last.drop()
        return counter.written

    def omissions(self, head: Head) -> tuple[str, ...]:
        """The document is there; people are not."""
        return ("Confidence, agreement and the answers of single people are left out.",)

    def picture_path(self, item: ReleasedItem, head: Head) -> str | None:
        """In the shard."""
        return None


class _Shard:
    """A tar being written to a temporary file."""

    def __init__(self, split: str, number: int) -> None:
        self._split = split
        self._number = number
        self._items = 0
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=spools.SPOOL_BYTES)  # noqa: SIM115 -- closed in `drop`
        self._tar = tarfile.open(fileobj=self._file, mode="w")  # noqa: SIM115 -- as above

    @property
    def is_full(self) -> bool:
        return self._items == ITEMS_A_SHARD

    @property
    def is_empty(self) -> bool:
        return self._items == 0

    def add(self, item: ReleasedItem, number: int) -> None:
        """The picture, where there is one, and the JSON. The key holds no point but the last."""
        self._items += 1
        key = f"{number:06d}"
        if item.picture is not None:
            suffix = PurePosixPath(item.file_name).suffix
            self._member(f"{key}{suffix}", b"".join(item.picture()))
        content = {
            "item": item.key,
            "file_name": item.file_name,
            "width_px": item.width_px,
            "height_px": item.height_px,
            "document": render_document(item.document),
        }
        self._member(f"{key}.json", orjson.dumps(content))

    def closed_into(self, folder: Folder) -> _Shard:
        """Write the shard; the next one of the same part."""
        self._tar.close()
        self._file.seek(0)
        with folder.file(f"shards/{self._split}-{self._number:06d}.tar") as sink:
            while block := self._file.read(_BLOCK):
                sink.write(block)
        self._file.close()
        return _Shard(self._split, self._number + 1)

    def drop(self) -> None:
        """Nothing was in it."""
        self._tar.close()
        self._file.close()

    def _member(self, name: str, data: bytes) -> None:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        self._tar.addfile(info, io.BytesIO(data))
        # The library remembers every member it wrote, and needs none of them.
        self._tar.members.clear()  # type: ignore[attr-defined]  # typeshed lacks it
