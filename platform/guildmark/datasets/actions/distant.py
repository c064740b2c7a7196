"""Pictures that lie elsewhere: at an address, or under a key of a bucket."""

import time
from collections.abc import Callable, Iterator

from guildmark.buckets.answers import LASTING
from guildmark.buckets.client import seconds_for
from guildmark.buckets.patience import PASSING, patiently, seconds_of_patience
from guildmark.core.asking import AskRefused
from guildmark.core.fetching import Fetcher
from guildmark.datasets.actions.listing import client_for
from guildmark.datasets.intake.decoder import Decoder
from guildmark.datasets.intake.kinds import pictures_alone
from guildmark.datasets.intake.refusals import FileRefused
from guildmark.datasets.intake.results import Spooled
from guildmark.datasets.models import Import, ImportFile

#: So long after its time is up a worker is still there, for what it began before.
SPARE_SECONDS = 240.0
BEAT_SECONDS = 10.0
#: Objects in a row at which a bucket may be silent, or say no, before the import ends.
MOST_SILENCES = 5
#: One object may be closed alone: only where all of them are it is the bucket.
SILENT = PASSING | {"bucket_forbidden"}


class TimeIsUp(Exception):  # noqa: N818  an outcome, not a fault
    """What is left is for the next worker."""


class Distant:
    """Fetches the listed pictures of one import. `beat` says that somebody works on it.

    `ends_at` is when the worker begins nothing more, by the clock that only goes forward.
    """

    def __init__(
        self, running: Import, decoder: Decoder, *, beat: Callable[[], None], ends_at: float
    ) -> None:
        self._running = running
        self._decoder = decoder
        self._beat = beat
        self._latest = ends_at + SPARE_SECONDS
        self._silences = 0

    def fetched(self, file: ImportFile) -> Spooled:
        """What lies at the address or under the key of a listed picture.

        Raises FileRefused, AskRefused where the bucket gives nothing any more, TimeIsUp, and what
        `beat` does.
        """
        try:
            spooled = self._object(file) if file.object_key else self._address(file)
        except FileRefused:  # it came, and is no picture
            self._silences = 0
            raise
        except AskRefused as refused:
            if file.object_key:
                self._bear(refused)
            raise FileRefused(refused.code, refused.sentence) from refused
        file.byte_count = spooled.byte_count
        return spooled

    def _address(self, file: ImportFile) -> Spooled:
        fetcher = Fetcher(self._decoder.limits.picture_bytes)
        return self._decoder.spool(fetcher.fetch(file.url), name="upload")

    def _object(self, file: ImportFile) -> Spooled:
        """An object that could outlast the worker is left to the next one, which begins with it."""
        client = client_for(self._running.pk)
        if time.monotonic() + seconds_of_patience(seconds_for(file.byte_count)) > self._latest:
            raise TimeIsUp

        def spooled() -> Spooled:
            content = client.read(
                file.object_key,
                etag=file.etag,
                byte_count=file.byte_count,
                most_bytes=self._decoder.limits.picture_bytes,
            )
            return self._decoder.spool(self._living(pictures_alone(content)), name="upload")

        read = patiently(spooled)
        self._silences = 0
        return read

    def _living(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        """The same blocks, with a sign of life from time to time while they come."""
        seen_at = time.monotonic()
        for block in blocks:
            if time.monotonic() - seen_at > BEAT_SECONDS:
                self._beat()
                seen_at = time.monotonic()
            yield block

    def _bear(self, refused: AskRefused) -> None:
        """Raises what a bucket refuses where it would refuse every other object too."""
        self._silences = self._silences + 1 if refused.code in SILENT else 0
        if refused.code in LASTING or self._silences >= MOST_SILENCES:
            raise refused
