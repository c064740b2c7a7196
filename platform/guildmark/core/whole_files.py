"""The folder of media: a file that cannot be written whole is not kept.

That holds for whatever is raised while it is written. Of a process that is killed (SIGKILL, a lost
power supply) what it had written stays, under a name that no row knows.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from django.core.files.storage import FileSystemStorage

if TYPE_CHECKING:
    from django.core.files import File


class WholeFiles(FileSystemStorage):
    """Django's folder, which leaves nothing of a file that does not fit on the disk.

    Django itself leaves what fitted, and of an upload that it moves from another disk it takes a
    last piece that was cut off for a whole one (5.2).
    """

    def _save(self, name: str, content: File[Any]) -> str:
        """Any: bytes or text, as Django's. Raises OSError, and then nothing is there."""
        name, path, file = self._made(name)
        try:
            with file:
                if not _moved(content, path):
                    _write(content, file)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        if self.file_permissions_mode is not None:
            path.chmod(self.file_permissions_mode)
        return name

    def _made(self, name: str) -> tuple[str, Path, IO[bytes]]:
        """An empty file that nobody else writes to, under this name or one like it."""
        while True:
            path = Path(self.path(name))
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                return name, path, path.open("xb")
            except FileExistsError:
                name = self.get_available_name(name)


def _moved(content: File[Any], path: Path) -> bool:
    """Whether it is a file on the same disk, which only needs another name."""
    if not hasattr(content, "temporary_file_path"):
        return False
    with suppress(OSError):  # another disk
        Path(content.temporary_file_path()).replace(path)
        return True
    return False


def _write(content: File[Any], file: IO[bytes]) -> None:
    for chunk in content.chunks():
        file.write(chunk if isinstance(chunk, bytes) else chunk.encode())
