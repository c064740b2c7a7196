"""A file of the media folder is there as a whole, or not at all."""

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile

from guildmark.core.whole_files import WholeFiles


class Cut(ContentFile):  # type: ignore[type-arg]  # generic in the types alone
    """The disk is full after the first piece."""

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        yield b"the first piece"
        raise OSError(errno.ENOSPC, "No space left on device")


def _arrived(content: bytes) -> TemporaryUploadedFile:
    upload = TemporaryUploadedFile("a.jpg", "image/jpeg", len(content), None)
    upload.write(content)
    upload.seek(0)
    return upload


def test_media_are_kept_so() -> None:
    assert type(default_storage._wrapped) is WholeFiles  # type: ignore[attr-defined]  # lazy


def test_what_does_not_fit_leaves_nothing_where_django_leaves_a_part(tmp_path: Path) -> None:
    left = {}
    for kind in (FileSystemStorage, WholeFiles):
        storage = kind(location=tmp_path / kind.__name__)
        with pytest.raises(OSError, match="No space left"):
            storage.save("items/1.jpg", Cut(b""))
        left[kind] = storage.listdir("items")[1]

    assert left == {FileSystemStorage: ["1.jpg"], WholeFiles: []}


def test_a_name_that_is_taken_is_kept_and_another_found(tmp_path: Path) -> None:
    storage = WholeFiles(location=tmp_path)

    first = storage.save("items/1.jpg", ContentFile(b"one"))
    taken = storage._save("items/1.jpg", ContentFile(b"two"))

    assert first == "items/1.jpg" != taken
    assert [(tmp_path / name).read_bytes() for name in (first, taken)] == [b"one", b"two"]


@pytest.mark.parametrize("is_elsewhere", [False, True])
def test_what_came_to_a_folder_beside_is_moved_or_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_elsewhere: bool
) -> None:
    def refuses(*_: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    if is_elsewhere:
        monkeypatch.setattr(Path, "replace", refuses)
    storage = WholeFiles(location=tmp_path, file_permissions_mode=0o640)

    with _arrived(b"a picture") as upload:
        name = storage.save("items/1.jpg", upload)

    stored = tmp_path / name
    assert (stored.read_bytes(), stored.stat().st_mode & 0o777) == (b"a picture", 0o640)
