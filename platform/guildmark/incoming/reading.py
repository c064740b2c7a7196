"""Reading the file of an import: one file of labels, or a ZIP of them. No name is ever a path."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from django.core.files.storage import default_storage

from concord.documents import Schema
from concord.formats.jsonl import FORMAT
from concord.formats.predictions.as_labels import read_coco_results, read_shape_lines
from concord.formats.predictions.tables import read_table
from concord.formats.reading import (
    OTHER_FORMAT,
    LabelRefusal,
    ReadLabels,
    is_picture_name,
    read_coco,
    read_folders,
    read_lossless,
    read_voc,
    read_yolo,
)
from concord.sentences import Sentence, joined
from guildmark.core.uploads import MEGABYTE
from guildmark.datasets.intake.decoder import Decoder
from guildmark.datasets.intake.kinds import is_zip
from guildmark.datasets.intake.names import is_label_name
from guildmark.datasets.intake.refusals import ENDS_ARCHIVE, FileRefused
from guildmark.datasets.intake.results import Spooled
from guildmark.datasets.intake.walking import Alive, wanted
from guildmark.incoming.errors import LabelsNotRead
from guildmark.incoming.matching import Pictures
from guildmark.incoming.models import LabelImport
from guildmark.incoming.options import options_of
from guildmark.incoming.storable import plain, storable

MOST_LABEL_BYTES = 200 * MEGABYTE
#: Of a file that is read as a whole: as objects it takes some ten times as much.
MOST_WHOLE_BYTES = 64 * MEGABYTE
_WHOLE = (".json", ".xml", ".csv")
BLOCK_BYTES = 1 << 20
#: So many files that are passed over are named, each by so many characters.
MOST_NAMED, MOST_OF_NAME = 20, 200
Files = dict[str, bytes]
Format = LabelImport.Format
_WHOLE_FORMATS = frozenset({Format.COCO, Format.VOC, Format.CSV})


def read_labels(
    of_import: LabelImport, pictures: Pictures, schema: Schema, *, alive: Alive
) -> ReadLabels:
    """All that the file says. `alive` is called now and then, and may raise.

    Raises LabelsNotRead where it says nothing that can be used.
    """
    if of_import.format == Format.FOLDERS:
        read = storable(_read_folders(of_import, pictures, alive))
    else:
        files = _files(of_import, alive)
        if not files:
            raise LabelsNotRead("The file holds no labels: no .json, .jsonl, .csv, .txt or .xml.")
        read = storable(_READERS[Format(of_import.format)](files, of_import, pictures, schema))
    _require_place(read, of_import)
    is_unread = all(image.is_unread for image in read.images)
    if is_unread and read.refusals:
        first = read.refusals[0]
        raise LabelsNotRead(joined(_place(first), first.message, by=": "))
    if not read.images:
        words = of_import.get_format_display()
        raise LabelsNotRead(
            Sentence("Nothing in the file is of the format {format}.", format=words)
        )
    return read


def _require_place(read: ReadLabels, of_import: LabelImport) -> None:
    """Raises LabelsNotRead for classes that are the answer to no question."""
    if any(image.classes for image in read.images) and not of_import.question:
        raise LabelsNotRead(
            "The file says a class of each picture, and the schema has no question with one answer."
        )


def _place(refusal: LabelRefusal) -> str:
    """As far as it is known: of a file that is not text, no line is."""
    if refusal.line is None:
        return refusal.file
    if refusal.file:
        return Sentence("{file} line {line}", file=refusal.file, line=refusal.line)
    return Sentence("Line {line}", line=refusal.line)


def _files(of_import: LabelImport, alive: Alive) -> Files:
    """Label files by their path. Raises LabelsNotRead."""
    with Decoder() as decoder:
        spooled = decoder.spool(_blocks(of_import), name="archive")
        if is_zip(spooled.head):
            try:
                return dict(_members(decoder, spooled, alive))
            except FileRefused as refused:
                raise LabelsNotRead(refused.sentence) from refused
        if spooled.byte_count > MOST_LABEL_BYTES:
            raise _too_many_bytes()
        name = of_import.file_name
        _require_whole(name, spooled.byte_count, is_whole=of_import.format in _WHOLE_FORMATS)
        return {of_import.file_name: spooled.path.read_bytes()}


def _blocks(of_import: LabelImport) -> Iterator[bytes]:
    with default_storage.open(str(of_import.file.name)) as file:
        while block := file.read(BLOCK_BYTES):
            yield block


def _members(decoder: Decoder, archive: Spooled, alive: Alive) -> Iterator[tuple[str, bytes]]:
    left = MOST_LABEL_BYTES
    for member, path in wanted(decoder, archive, is_label_name, alive):
        inflated = decoder.member(archive, member.index, most_bytes=left)
        left -= inflated.byte_count
        if left <= 0:
            raise _too_many_bytes()
        _require_whole(
            member.name, inflated.byte_count, is_whole=member.name.lower().endswith(_WHOLE)
        )
        yield path, inflated.path.read_bytes()


def _read_folders(of_import: LabelImport, pictures: Pictures, alive: Alive) -> ReadLabels:
    """The pictures of a ZIP by the folder in which each lies. Raises LabelsNotRead.

    A picture that cannot be read out of the ZIP is refused by its name, the others count.
    """
    with Decoder() as decoder:
        archive = decoder.spool(_blocks(of_import), name="archive")
        if not is_zip(archive.head):
            raise LabelsNotRead("Folders of classes come as a ZIP.")
        refused: list[LabelRefusal] = []
        try:
            checksums = dict(_checksums(decoder, archive, refused, alive))
        except FileRefused as one:
            raise LabelsNotRead(one.sentence) from one
    if not checksums:
        raise LabelsNotRead("The ZIP holds no pictures: no .jpg, .png or .tif.")
    read = read_folders(checksums, is_known=pictures.has_bytes)
    return replace(read, refusals=(*refused, *read.refusals))


def _checksums(
    decoder: Decoder, archive: Spooled, refused: list[LabelRefusal], alive: Alive
) -> Iterator[tuple[str, str]]:
    """Path and SHA-256 in hex of every picture; what cannot be read goes into `refused`.

    Raises FileRefused where nothing more is read.
    """
    left = decoder.limits.archive_bytes
    for member, path in wanted(decoder, archive, is_picture_name, alive):
        try:
            inflated = decoder.member(archive, member.index, most_bytes=left)
        except FileRefused as one:
            if one.code in ENDS_ARCHIVE:
                raise
            refused.append(LabelRefusal("not_readable", one.sentence, path))
            continue
        left -= inflated.byte_count
        yield path, inflated.sha256


def _require_whole(name: str, byte_count: int, *, is_whole: bool) -> None:
    if is_whole and byte_count > MOST_WHOLE_BYTES:
        most = MOST_WHOLE_BYTES // MEGABYTE
        raise LabelsNotRead(
            Sentence(
                "{name} has more than {most} MB and is read as a whole. Bring it in parts.",
                name=name[:200],
                most=most,
            )
        )


def _too_many_bytes() -> LabelsNotRead:
    most = MOST_LABEL_BYTES // MEGABYTE
    return LabelsNotRead(
        Sentence("The labels have more than {most} MB. Bring them in several files.", most=most)
    )


def _kinds(of_import: LabelImport, schema: Schema) -> dict[str, str]:
    """By name of the file, the kind of the label that it becomes."""
    chosen = (of_import.mapping or {}).items()
    return {name: schema.labels[key].kind for name, key in chosen if key in schema.labels}


def _points(of_import: LabelImport, schema: Schema) -> dict[str, tuple[str, ...]]:
    chosen = (of_import.mapping or {}).items()
    labels = {name: schema.labels[key] for name, key in chosen if key in schema.labels}
    return {name: tuple(label.skeleton.points) for name, label in labels.items() if label.skeleton}


def _read_coco(
    files: Files, of_import: LabelImport, pictures: Pictures, schema: Schema
) -> ReadLabels:
    """Every JSON file: an object is annotations, a list is a model's results."""
    kinds = _kinds(of_import, schema)

    def read(path: str, data: bytes) -> ReadLabels:
        if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
            return read_coco(data, kinds=kinds)
        points = _points(of_import, schema)
        size_of = _size_of(pictures)
        return read_coco_results(io.BytesIO(data), size_of=size_of, kinds=kinds, points=points)

    return _together(files, ".json", read)


def _read_yolo(
    files: Files, of_import: LabelImport, pictures: Pictures, schema: Schema
) -> ReadLabels:
    return read_yolo(files, size_of=_size_of(pictures))


def _read_voc(
    files: Files, of_import: LabelImport, pictures: Pictures, schema: Schema
) -> ReadLabels:
    return read_voc(files, is_zero_based=options_of(of_import.options).is_zero_based)


def _read_jsonl(
    files: Files, of_import: LabelImport, pictures: Pictures, schema: Schema
) -> ReadLabels:
    """Our own lossless form by its first line, else lines with shapes."""

    def read(path: str, data: bytes) -> ReadLabels:
        if FORMAT.encode() in data.split(b"\n", 1)[0]:
            return read_lossless(data.splitlines())
        return read_shape_lines(io.BytesIO(data), size_of=_size_of(pictures))

    return _together(files, ".jsonl", read)


def _read_csv(
    files: Files, of_import: LabelImport, pictures: Pictures, schema: Schema
) -> ReadLabels:
    return _together(files, ".csv", lambda _, data: read_table(data))


_READERS: Mapping[Format, Callable[[Files, LabelImport, Pictures, Schema], ReadLabels]] = {
    Format.COCO: _read_coco,
    Format.YOLO: _read_yolo,
    Format.VOC: _read_voc,
    Format.JSONL: _read_jsonl,
    Format.CSV: _read_csv,
}


def _together(files: Files, suffix: str, read: Callable[[str, bytes], ReadLabels]) -> ReadLabels:
    """Several files of one format, read as one; what is refused names its file.

    Beside labels a data set has manifests and cards in JSON: they are passed over, which a note
    says, unless there is nothing else.
    """
    alone = len(files) == 1
    paths = [path for path in sorted(files) if alone or path.lower().endswith(suffix)]
    read_files = [(path, read(path, files[path])) for path in paths]
    each = [one for one in read_files if not _is_of_other(one[1])] or read_files
    left_out = [path for path, one in read_files if _is_of_other(one)] if each != read_files else []
    notes = [note for _, one in each for note in one.notes]
    labels = {label.name: label for _, one in each for label in one.labels}
    return ReadLabels(
        labels=tuple(labels.values()),
        images=tuple(image for _, one in each for image in one.images),
        refusals=tuple(
            replace(refusal, file="" if alone else path)
            for path, one in each
            for refusal in one.refusals
        ),
        notes=(*dict.fromkeys(notes), *_passed_over(left_out)),
        unlisted_refusals=sum(one.unlisted_refusals for _, one in each),
    )


def _passed_over(paths: Sequence[str]) -> list[str]:
    """One sentence that names them, the first of many; nothing of none."""
    if not paths:
        return []
    files = ", ".join(plain(path)[:MOST_OF_NAME] for path in paths[:MOST_NAMED])
    more = len(paths) - MOST_NAMED
    if more <= 0:
        return [Sentence("Passed over, since it is no file of labels: {files}.", files=files)]
    template = "Passed over, since it is no file of labels: {files}, and {n} more."
    return [Sentence(template, files=files, n=more)]


def _is_of_other(read: ReadLabels) -> bool:
    return [one.code for one in read.refusals] == [OTHER_FORMAT] and not read.images


def _size_of(pictures: Pictures) -> Callable[[str], tuple[int, int] | None]:
    def size_of(name: str) -> tuple[int, int] | None:
        found = pictures.find(name)
        return (found.width_px, found.height_px) if found else None

    return size_of
