"""ZIP archives, member by member. Nothing is ever written under a name found inside one.

Folders and what operating systems add (`__MACOSX`, `.DS_Store`, `Thumbs.db`) are passed over
without a word; everything else is either read or refused with a reason. Imports no Django.
"""

import stat
import zipfile
import zlib
from pathlib import Path

from concord.sentences import Sentence, cut
from guildmark.core.disk import is_full
from guildmark.datasets.intake.limits import MEGABYTE, Limits
from guildmark.datasets.intake.names import is_litter, is_unsafe_path
from guildmark.datasets.intake.refusals import FileRefused, picture_too_large
from guildmark.datasets.intake.results import Member

METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
ENCRYPTED = 0x1
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError)


def open_archive(source: Path) -> zipfile.ZipFile:
    """The archive with its list read. Raises FileRefused."""
    try:
        return zipfile.ZipFile(source)
    except BROKEN as error:
        sentence = Sentence(
            "The ZIP archive is damaged or cut short and cannot be read ({error}).",
            error=str(error),
        )
        raise FileRefused("damaged_archive", cut(sentence, 400)) from error


def list_members(archive: zipfile.ZipFile, *, limits: Limits) -> tuple[Member, ...]:
    """The files inside, in their order. Raises FileRefused where the whole claims too much."""
    members = [
        Member(index, info.filename, info.file_size)
        for index, info in enumerate(archive.infolist())
        if not info.is_dir() and not is_litter(info.filename)
    ]
    if len(members) > limits.members:
        sentence = Sentence(
            "Files in the archive: {n}; {most} at most.", n=len(members), most=limits.members
        )
        raise FileRefused("archive_too_many", sentence)
    claimed = sum(member.byte_count for member in members)
    if claimed > limits.archive_bytes:
        raise archive_too_large(limits)
    packed = sum(info.compress_size for info in archive.infolist())
    if claimed > limits.ratio_floor_bytes and claimed > limits.ratio * packed:
        raise _too_dense(limits)
    return tuple(members)


def extract_member(
    archive: zipfile.ZipFile, index: int, *, target: Path, most_bytes: int, limits: Limits
) -> int:
    """Inflate one member into `target` and count what really comes out.

    Raises FileRefused: of the member by its name, kind or content, or (the codes of
    `ENDS_ARCHIVE`) of all that is left in the archive. And OSError where the disk is full.
    """
    info = archive.infolist()[index]
    _refuse_by_header(info, limits)
    count = 0
    try:
        with archive.open(info) as inflated, target.open("wb") as out:
            while chunk := inflated.read(MEGABYTE):
                count += len(chunk)
                if count > most_bytes:
                    raise archive_too_large(limits)
                if count > limits.ratio_floor_bytes and count > limits.ratio * info.compress_size:
                    raise _too_dense(limits)
                out.write(chunk)
    except BROKEN as error:
        if is_full(error):  # our disk, not their file
            raise
        sentence = Sentence("This file is damaged inside the archive ({error}).", error=str(error))
        raise FileRefused("damaged_member", cut(sentence, 400)) from error
    return count


def archive_too_large(limits: Limits) -> FileRefused:
    """The refusal of an archive that unpacks to too much."""
    most = limits.archive_bytes // MEGABYTE
    sentence = Sentence(
        "The archive unpacks to more than {most} MB. Send it in several parts.", most=most
    )
    return FileRefused("archive_too_large", sentence)


def _too_dense(limits: Limits) -> FileRefused:
    sentence = Sentence(
        "The archive unpacks to more than {ratio} times its size, as only attacks do. "
        "Send the files in it as they are.",
        ratio=limits.ratio,
    )
    return FileRefused("archive_too_dense", sentence)


def _refuse_by_header(info: zipfile.ZipInfo, limits: Limits) -> None:
    """Refuse what the list already tells. Raises FileRefused."""
    if is_unsafe_path(info.filename) or "\x00" in info.orig_filename:
        sentence = "Its name would lead out of the archive; it was not read."
        raise FileRefused("member_unsafe_name", sentence)
    if len(info.filename) > limits.name_characters:
        sentence = Sentence(
            "Its name has more than {most} characters.", most=limits.name_characters
        )
        raise FileRefused("member_long_name", sentence)
    if stat.S_ISLNK(info.external_attr >> 16):
        raise FileRefused("member_link", "This is a link to another file; it was not followed.")
    if info.flag_bits & ENCRYPTED:
        raise FileRefused("member_encrypted", "This file is protected by a password.")
    if info.compress_type not in METHODS:
        sentence = "This file is packed in a way that is not taken; use ordinary ZIP (deflate)."
        raise FileRefused("member_method", sentence)
    if info.file_size > limits.picture_bytes:
        raise picture_too_large(limits.picture_bytes)
