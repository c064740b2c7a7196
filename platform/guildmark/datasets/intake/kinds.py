"""What a file is, judged by its first bytes; its name has no say."""

from collections.abc import Iterable, Iterator, Mapping

from concord.sentences import Sentence, joined
from guildmark.datasets.intake.refusals import FileRefused

HEAD_BYTES = 512
TAKEN = "JPEG, PNG, TIFF and ZIP archives of them are taken."

JPEG, PNG, TIFF, ZIP = "JPEG", "PNG", "TIFF", "ZIP"
_SIGNATURES = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),  # an archive without members
)
_KNOWN_OTHERS: Mapping[tuple[int, bytes], str] = {
    (0, b"GIF8"): "This is a GIF.",
    (8, b"WEBP"): "This is a WebP picture.",
    (0, b"II+\x00"): "This is a BigTIFF.",
    (0, b"MM\x00+"): "This is a BigTIFF.",
    (0, b"BM"): "This is a BMP.",
    (4, b"ftyphei"): "This is an HEIC picture.",
    (4, b"ftypmif1"): "This is an HEIC picture.",
    (4, b"ftypavif"): "This is an AVIF picture.",
    (0, b"\xff\x0a"): "This is a JPEG XL picture.",
    (0, b"\x00\x00\x00\x0cJXL "): "This is a JPEG XL picture.",
    (0, b"%PDF"): "This is a PDF.",
    (128, b"DICM"): "This is a DICOM file.",
    (0, b"\x1f\x8b"): "This is a GZIP archive.",
    (0, b"7z\xbc\xaf"): "This is a 7-Zip archive.",
    (0, b"Rar!"): "This is a RAR archive.",
}


def is_zip(head: bytes) -> bool:
    """Whether a file that begins so is an archive."""
    return any(head.startswith(signature) for signature, kind in _SIGNATURES if kind == ZIP)


def kind_of(head: bytes) -> str:
    """JPEG, PNG, TIFF or ZIP, from the first `HEAD_BYTES` bytes. Raises FileRefused else."""
    if not head:
        raise FileRefused("empty_file", "The file is empty: it holds no bytes.")
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    for (offset, signature), what in _KNOWN_OTHERS.items():
        if head[offset:].startswith(signature):
            raise FileRefused("unsupported_format", joined(Sentence(what), Sentence(TAKEN)))
    lowered = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<svg" in lowered:
        sentence = joined(
            Sentence("SVG drawings can hold programs and are not taken."), Sentence(TAKEN)
        )
        raise FileRefused("unsupported_format", sentence)
    if _is_text(head):
        sentence = joined(
            Sentence("This is text, not a picture, whatever its name says."), Sentence(TAKEN)
        )
        raise FileRefused("not_a_picture", sentence)
    sentence = joined(
        Sentence("The content is no picture we know, whatever its name says."), Sentence(TAKEN)
    )
    raise FileRefused("not_a_picture", sentence)


def picture_kind_of(head: bytes) -> str:
    """As `kind_of` where an archive has no place. Raises FileRefused for one."""
    kind = kind_of(head)
    if kind == ZIP:
        sentence = "This is an archive. Archives are opened by an import, one level deep."
        raise FileRefused("nested_archive", sentence)
    return kind


def pictures_alone(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, as long as they begin as a picture does. Raises FileRefused.

    What is none is not waited for: the rest of it may be gigabytes.
    """
    head = b""
    for block in blocks:
        if len(head) < HEAD_BYTES:
            head += block[:HEAD_BYTES]
            if len(head) >= HEAD_BYTES:
                picture_kind_of(head)
        yield block


def _is_text(head: bytes) -> bool:
    return b"\x00" not in head and all(byte >= 32 or byte in b"\t\r\n\f" for byte in head)
