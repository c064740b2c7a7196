"""Pictures and archives as bytes: honest ones, broken ones and hostile ones."""

import io
import random
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from PIL import Image

ORIENTATION = 0x0112
GPS = 0x8825
MAKE, SERIAL_NUMBER = 0x010F, 0xA431
#: What has to be done to an upright picture so that the tag N says how to turn it back.
UNTURN = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def scene(width_px: int = 48, height_px: int = 32, seed: int = 0) -> Image.Image:
    """A small picture with a different colour in each quarter; `seed` makes another one.

    That of the next seed is another one as a JPEG, too: a step of 1 may be lost in it.
    """
    image = Image.new("RGB", (width_px, height_px), (200, 30 + 7 * seed % 200, 30))
    half_x, half_y = width_px // 2, height_px // 2
    image.paste((20, 160, 40), (half_x, 0, width_px, half_y))
    image.paste((30, 40, 190), (0, half_y, half_x, height_px))
    image.paste((220, 210, 20 + seed // 200), (half_x, half_y, width_px, height_px))
    return image


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    """The bytes of a picture in a format Pillow writes."""
    out = io.BytesIO()
    image.save(out, format=kind, **({"quality": 95} if kind == "JPEG" else {}), **options)
    return out.getvalue()


def jpeg(seed: int = 0, *, width_px: int = 48, height_px: int = 32) -> bytes:
    """A small JPEG; another seed, other bytes."""
    comment = f"picture {seed}".encode()  # neighbouring colours may become the same JPEG
    return encoded(scene(width_px, height_px, seed), comment=comment)


def png(seed: int = 0, *, width_px: int = 48, height_px: int = 32) -> bytes:
    """A small PNG; another seed, other bytes."""
    return encoded(scene(width_px, height_px, seed), "PNG")


def noise_png(*, width_px: int, height_px: int) -> bytes:
    """A picture that cannot be packed: about three bytes a pixel."""
    dice = random.Random(7)
    content = dice.randbytes(width_px * height_px * 3)
    return encoded(Image.frombytes("RGB", (width_px, height_px), content), "PNG")


def turned(orientation: int, kind: str = "JPEG") -> bytes:
    """The scene stored turned, with the EXIF tag that turns it back."""
    how = UNTURN[orientation]
    image = scene() if how is None else scene().transpose(how)
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    return encoded(image, kind, exif=exif)


def telling(kind: str = "JPEG") -> bytes:
    """A picture whose metadata say where it was taken, with which camera."""
    exif = Image.Exif()
    exif[MAKE] = "SecretCamera"
    exif[SERIAL_NUMBER] = "SERIAL-4711"
    exif[GPS] = {1: "N", 2: (48.0, 51.0, 30.0), 3: "E", 4: (2.0, 17.0, 40.0)}
    options: dict[str, object] = {"exif": exif}
    if kind == "JPEG":
        options |= {"comment": b"SecretComment", "xmp": b"<x:xmpmeta>SecretXmp</x:xmpmeta>"}
    return encoded(scene(), kind, **options)


def scan_levels(
    width_px: int = 64, height_px: int = 32, *, low: int = 1_000, high: int = 4_000
) -> NDArray[np.uint16]:
    """Levels (rows, columns) as a scanner of 12 bits gives them: they grow along the rows."""
    levels = np.linspace(low, high, width_px * height_px).astype(np.uint16)
    return levels.reshape(height_px, width_px)


def wide_grey() -> bytes:
    """A 16-bit grey PNG that uses the values 1,000 to 4,000 alone."""
    return encoded(Image.fromarray(scan_levels()), "PNG")


def grey_tiff(levels: NDArray[np.uint16], **options: object) -> bytes:
    """A TIFF of 16-bit levels; options are those of Pillow."""
    return encoded(Image.fromarray(levels), "TIFF", **options)


def pages_tiff() -> bytes:
    """A TIFF of two pictures."""
    return encoded(scene(), "TIFF", save_all=True, append_images=[scene(seed=9)])


def animated_png() -> bytes:
    """An APNG of two frames."""
    return encoded(scene(), "PNG", save_all=True, append_images=[scene(seed=9)])


def huge_png(width_px: int = 12_000, height_px: int = 12_000) -> bytes:
    """A PNG of one colour with very many pixels in few bytes, written without decoding any."""
    return _rgb_png(width_px, height_px, 8, _zeros(width_px * 3 + 1, height_px))


def _zeros(byte_count: int, times: int) -> bytes:
    """So many zeros so many times, packed as zlib does: once, for what is packed is the same."""
    packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    packed = packer.compress(bytes(byte_count)) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = (byte_count * times % 65_521) << 16 | 1  # Adler-32 of zeros
    return b"\x78\xda" + packed * times + b"\x03\x00" + checksum.to_bytes(4, "big")


def deep_png(levels: tuple[int, int, int] = (0x1234, 0x8081, 0xFFFE)) -> bytes:
    """A PNG of 8 x 8 pixels of one colour with 16 bits a channel, which Pillow does not write."""
    row = b"\x00" + struct.pack(">HHH", *levels) * 8
    return _rgb_png(8, 8, 16, zlib.compress(row * 8))


def _rgb_png(width_px: int, height_px: int, bit_depth: int, rows: bytes) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", width_px, height_px, bit_depth, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def archive(members: Iterable[tuple[str, bytes]], *, packed: bool = False) -> bytes:
    """A ZIP of names and contents, as they are given: also twice, and outside."""
    out = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method) as made:
        warnings.simplefilter("ignore", UserWarning)  # the same name twice is what we want
        for name, content in members:
            made.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    return out.getvalue()


def archive_with_link(name: str = "link.jpg", target: str = "/etc/passwd") -> bytes:
    """A ZIP with a symbolic link."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        info = zipfile.ZipInfo(name)
        info.create_system = 3
        info.external_attr = 0o120777 << 16
        made.writestr(info, target)
    return out.getvalue()


def dense_archive(megabytes: int = 20) -> bytes:
    """A ZIP of zeros that grows a thousandfold."""
    return archive([("zeros.png", b"\x00" * megabytes * 1024 * 1024)], packed=True)


def lying_archive(content: bytes, claimed: int, name: str = "liar.png") -> bytes:
    """A ZIP whose list claims another size for its member than comes out of it."""
    honest = bytearray(archive([(name, content)], packed=True))
    size = struct.pack("<I", len(content))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = honest.index(signature) + offset
        assert bytes(honest[place : place + 4]) == size
        honest[place : place + 4] = struct.pack("<I", claimed)
    return bytes(honest)
