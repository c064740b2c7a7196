"""The parent's side: one child process that serves many files, replaced when it dies.

A file at which the child dies is tried once more in a fresh one, for the child may have been
killed for another reason; a file that takes too long is not. Imports no Django and no Pillow.
"""

import hashlib
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from concord.sentences import Parts, Sentence, made_of
from guildmark.datasets.intake.kinds import HEAD_BYTES
from guildmark.datasets.intake.limits import Limits
from guildmark.datasets.intake.refusals import FileRefused
from guildmark.datasets.intake.results import (
    Decoded,
    Indexed,
    Measures,
    Member,
    Picture,
    Samples,
    Spooled,
)
from guildmark.datasets.intake.scratch import DECODERS

SOURCE_ROOT = Path(__file__).resolve().parents[3]
TRIES = 2
READ_BYTES = 64 * 1024


class ChildDied(Exception):  # noqa: N818  what happened, not whose fault
    """The child ended before it answered."""


class Decoder:
    """Decodes pictures and opens archives in a child process. Use it as a context manager.

    Its files lie in a private folder under names of our own and are gone when it is left.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._folder = tempfile.TemporaryDirectory(prefix=DECODERS)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end_child()
        self._folder.cleanup()

    @property
    def child_id(self) -> int | None:
        """The process id of the child, while there is one."""
        return self._process.pid if self._process else None

    def spool(self, chunks: Iterable[bytes], *, name: str) -> Spooled:
        """Copy bytes to the file `name` (ours: "upload" or "archive") for the child."""
        digest, count, head = hashlib.sha256(), 0, b""
        path = self._path(name)
        with path.open("wb") as out:
            for chunk in chunks:
                digest.update(chunk)
                count += len(chunk)
                head = head if len(head) >= HEAD_BYTES else (head + chunk)[:HEAD_BYTES]
                out.write(chunk)
        return Spooled(path, digest.hexdigest(), count, head)

    def adopt(self, spooled: Spooled) -> Spooled:
        """A file that another decoder spooled, moved to where this one's child reads it."""
        path = self._path("adopted")
        spooled.path.replace(path)
        return replace(spooled, path=path)

    def picture(self, source: Path) -> Decoded:
        """Decode one picture. Raises FileRefused. The files last until the next picture."""
        names = ("rendition", "shown", "thumbnail")
        rendition, shown, thumbnail = (self._path(name) for name in names)
        answer = self._ask(
            do="picture",
            source=str(source),
            rendition=str(rendition),
            shown=str(shown),
            thumbnail=str(thumbnail),
        )
        picture = _picture(answer)
        return Decoded(picture, rendition, thumbnail, shown if picture.window else None)

    def measures(self, source: Path) -> Measures:
        """Measure one picture. Raises FileRefused."""
        return _picture(self._ask(do="measures", source=str(source))).measures

    def samples(self, source: Path) -> tuple[Samples, bytes]:
        """One picture brought down: its samples' red, green and blue. Raises FileRefused."""
        target = self._path("samples")
        answer = self._ask(do="samples", source=str(source), target=str(target))
        return Samples(**answer), target.read_bytes()

    def index(self, source: Path) -> tuple[Indexed, bytes]:
        """One PNG's numbers or colours, pixel by pixel. Raises FileRefused."""
        target = self._path("index")
        answer = self._ask(do="index", source=str(source), target=str(target))
        return Indexed(**answer), target.read_bytes()

    def tiles(self, source: Path) -> list[Path]:
        """One picture's tiles, which last until the next picture's. Raises FileRefused."""
        folder = self._path("tiles")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        self._ask(do="tiles", source=str(source), target=str(folder))
        return sorted(folder.iterdir())

    def members(self, archive: Spooled) -> tuple[Member, ...]:
        """What an archive holds. Raises FileRefused."""
        answer = self._ask(do="members", source=str(archive.path), sha256=archive.sha256)
        return tuple(Member(**member) for member in answer)

    def member(self, archive: Spooled, index: int, *, most_bytes: int) -> Spooled:
        """Inflate one member of an archive. Raises FileRefused."""
        target = self._path("member")
        self._ask(
            do="member",
            source=str(archive.path),
            sha256=archive.sha256,
            index=index,
            target=str(target),
            most_bytes=most_bytes,
        )
        with target.open("rb") as inflated:
            digest = hashlib.file_digest(inflated, "sha256").hexdigest()
            count = inflated.tell()
            inflated.seek(0)
            return Spooled(target, digest, count, inflated.read(HEAD_BYTES))

    def _path(self, name: str) -> Path:
        return Path(self._folder.name) / name

    def _ask(self, **job: object) -> Any:
        """One job, one answer: JSON from our own child.

        Raises FileRefused, and OSError where the disk has no room for what the child writes.
        """
        for _ in range(TRIES):
            try:
                answer = self._exchange(json.dumps(job).encode() + b"\n")
            except ChildDied:
                self._end_child()
                continue
            if answer.get("is_spent"):
                self._end_child()
            if full := answer.get("no_room"):
                raise OSError(full, os.strerror(full))
            if refused := answer.get("refused"):
                raise FileRefused(refused["code"], _said(refused["sentence"]))
            return answer["result"]
        sentence = "Reading this file ends the program that reads it. It was not taken."
        raise FileRefused("unreadable", sentence)

    def _exchange(self, line: bytes) -> dict[str, Any]:
        """Send a line, wait for a line. Raises ChildDied, and FileRefused when it takes long."""
        process = self._process or self._start_child()
        assert process.stdin is not None  # noqa: S101  tells mypy that the pipes were asked for
        assert process.stdout is not None  # noqa: S101 -- for the type checker: it is a pipe
        try:
            process.stdin.write(line)
            process.stdin.flush()
        except BrokenPipeError as error:
            raise ChildDied from error
        ends_at = time.monotonic() + self.limits.seconds
        said = bytearray()
        while not said.endswith(b"\n"):
            left = ends_at - time.monotonic()
            if left <= 0 or not select.select([process.stdout], [], [], left)[0]:
                self._end_child()
                sentence = Sentence(
                    "Reading this file takes longer than {n} s.", n=round(self.limits.seconds)
                )
                raise FileRefused("too_slow", sentence)
            chunk = os.read(process.stdout.fileno(), READ_BYTES)
            if not chunk:
                raise ChildDied
            said += chunk
        answer: dict[str, Any] = json.loads(said)
        return answer

    def _start_child(self) -> subprocess.Popen[bytes]:
        """A fresh child. It inherits no variable of ours: no secret, no address."""
        command = [sys.executable, "-sP", "-m", "guildmark.datasets.intake.child"]
        self._process = subprocess.Popen(  # noqa: S603  our own interpreter and module
            [*command, json.dumps(asdict(self.limits))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self._folder.name,
            env={"PYTHONPATH": str(SOURCE_ROOT), "OPENBLAS_NUM_THREADS": "1"},
        )
        return self._process

    def _end_child(self) -> None:
        if self._process is None:
            return
        process, self._process = self._process, None
        process.kill()
        process.communicate()


def _picture(answer: dict[str, Any]) -> Picture:
    window = tuple(answer["window"]) if answer["window"] else None
    return Picture(**{**answer, "measures": Measures(**answer["measures"]), "window": window})


def _said(sentence: str | Parts) -> str:
    """As the child said it: plain text, or the parts of a sentence."""
    return sentence if isinstance(sentence, str) else made_of(sentence)
