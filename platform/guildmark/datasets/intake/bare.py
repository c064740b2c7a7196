"""A JPEG with its coded pixels as they are, and nothing else: no metadata, nothing after its end.

Pixels are not coded anew, which would cost time and change them. Only the segments that a decoder
needs are kept; anything out of the ordinary is answered with None, and is coded anew instead.
Imports no Django and no Pillow.
"""

import re
from collections.abc import Iterator

EOI, SOS = 0xD9, 0xDA
#: Baseline and progressive frames with Huffman codes; tables; the interval of restarts.
FRAMES = frozenset({0xC0, 0xC1, 0xC2})
KEPT = FRAMES | {0xC4, 0xDB, 0xDD, SOS}
#: APP0 to APP15 without APP14, and comments.
DROPPED = frozenset({*range(0xE0, 0xF0), 0xFE} - {0xEE})
#: The plain header every decoder knows: components are Y, Cb, Cr.
JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")


class _NotPlain(Exception):  # noqa: N818  an answer, not a fault
    pass


def bare_jpeg(content: bytes) -> bytes | None:
    """The same picture without metadata; None where the bytes are not plain enough.

    Not plain: other codings (arithmetic, lossless, 12 bits), components that are not Y or Y, Cb,
    Cr, a marker that is not known. The pixels are not looked at: decode them first.
    """
    try:
        kept = [segment for marker, segment in _segments(content) if marker in KEPT]
    except _NotPlain:
        return None
    frames = [segment for segment in kept if segment[1] in FRAMES]
    if len(frames) != 1 or not _is_plain_frame(frames[0]):
        return None
    return b"".join([b"\xff\xd8", JFIF, *kept, b"\xff\xd9"])


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of each segment up to the end of the picture. Raises _NotPlain."""
    if not content.startswith(b"\xff\xd8"):
        raise _NotPlain
    at = 2
    while (marker := _marker(content, at)) != EOI:
        if content[at + 1] == 0xFF:  # a byte of filling
            at += 1
            continue
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4])
        if marker not in KEPT | DROPPED or end < at + 4 or end > len(content):
            raise _NotPlain
        if marker == SOS:
            found = _AFTER_SCAN.search(content, end)
            end = found.start() if found else len(content)
        yield marker, content[at:end]
        at = end


def _marker(content: bytes, at: int) -> int:
    if len(content) < at + 2 or content[at] != 0xFF:
        raise _NotPlain
    return content[at + 1]


def _is_plain_frame(segment: bytes) -> bool:
    """8 bits, one component or the usual three by their usual numbers."""
    precision, count = segment[4:5], segment[9:10]
    is_colour = count == b"\x03" and segment[10::3] == b"\x01\x02\x03"
    return precision == b"\x08" and (count == b"\x01" or is_colour)
