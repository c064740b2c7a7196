"""Pictures decoded and stored beside each other, while one session keeps their rows in order.

A lane is a thread with a decoder, and so a child process, of its own. It asks no database: what a
lane made becomes an item, or is thrown away, by the session that gave it the picture.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Self

from guildmark.datasets.actions.leftovers import discard
from guildmark.datasets.files import StoredPicture, store_picture
from guildmark.datasets.intake.decoder import Decoder
from guildmark.datasets.intake.results import Decoded, Spooled
from guildmark.datasets.models import Import, ImportFile

#: Two cores are kept busy by two pictures that are decoded and one whose rows are written.
LANES = min(2, os.cpu_count() or 1) + 1


@dataclass(frozen=True, slots=True)
class Job:
    """A picture in a lane."""

    file: ImportFile
    spooled: Spooled
    decoder: Decoder
    work: Future[tuple[Decoded, StoredPicture]]

    def result(self) -> tuple[Decoded, StoredPicture]:
        """What became of it, waited for. Raises FileRefused."""
        return self.work.result()


class Lanes:
    """So many pictures at once as there are decoders. Use it as a context manager.

    A lane is free again when its picture was taken by `oldest`. What nobody took is discarded.
    """

    def __init__(
        self, running: Import, decoders: Sequence[Decoder], clock: Callable[[], datetime]
    ) -> None:
        self._running = running
        self._clock = clock
        self._decoders = decoders
        self._free = deque(decoders)
        self._jobs: deque[Job] = deque()
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        for decoder in self._decoders:
            self._stack.enter_context(decoder)
        self._pool = self._stack.enter_context(ThreadPoolExecutor(len(self._decoders)))
        self._stack.callback(self._discard_all)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    @property
    def is_full(self) -> bool:
        """Whether a picture has to be taken before another one can be put."""
        return not self._free

    @property
    def is_empty(self) -> bool:
        """Whether no picture is left to be taken."""
        return not self._jobs

    def put(self, file: ImportFile, spooled: Spooled) -> None:
        """Let a free lane decode and store a picture; its file is moved there."""
        decoder = self._free.popleft()
        moved = decoder.adopt(spooled)
        work = self._pool.submit(self._made, decoder, moved)
        self._jobs.append(Job(file, moved, decoder, work))

    @contextmanager
    def oldest(self) -> Iterator[Job]:
        """The picture that was put first; its files are there until the block ends."""
        job = self._jobs.popleft()
        try:
            yield job
        finally:
            self._free.append(job.decoder)

    def discard(self, *stored: StoredPicture) -> None:
        """Delete what was made of pictures that are not to be items."""
        names = [name for one in stored for name in one.names]
        discard(names, organisation_id=self._running.organisation_id, now=self._clock())

    def _made(self, decoder: Decoder, spooled: Spooled) -> tuple[Decoded, StoredPicture]:
        decoded = decoder.picture(spooled.path)
        stored = store_picture(
            dataset_id=self._running.dataset_id, spooled=spooled, decoded=decoded
        )
        return decoded, stored

    def _discard_all(self) -> None:
        """What was made of pictures that nobody took, each after its lane has let it go.

        What a lane failed at is no matter here: its file waits, and the next attempt meets it.
        """
        ended = [job.work for job in self._jobs if job.work.exception() is None]
        self._jobs.clear()
        self.discard(*(stored for _, stored in (work.result() for work in ended)))
