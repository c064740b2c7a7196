"""Files that somebody might send to do harm, or that go wrong in nature: by name, as bytes."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from PIL import Image, ImageCms

from tests.factories import pictures

PNG_START = b"\x89PNG\r\n\x1a\n"
SCRIPT = b"<script>alert(document.cookie)</script>"
#: What is found in bytes served, where something went wrong.
SECRETS = (b"Secret", b"SERIAL", b"script", b"passwd", b"GPS")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _png(
    width_px: int, height_px: int, *, depth: int = 8, colour: int = 2, rows: bytes = b""
) -> bytes:
    """A PNG whose header says what it likes."""
    header = struct.pack(">IIBBBBB", width_px, height_px, depth, colour, 0, 0, 0)
    packed = zlib.compress(rows)
    return PNG_START + _chunk(b"IHDR", header) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def _with_chunk(content: bytes, name: bytes, data: bytes) -> bytes:
    """A PNG with one more chunk after its header."""
    return content[:33] + _chunk(name, data) + content[33:]


def _jpeg_size(width_px: int, height_px: int) -> bytes:
    """A JPEG whose frame claims another size."""
    content = bytearray(pictures.encoded(pictures.scene()))
    place = content.index(b"\xff\xc0") + 5
    content[place : place + 4] = struct.pack(">HH", height_px, width_px)
    return bytes(content)


def _broken() -> dict[str, bytes]:
    jpeg, png = pictures.encoded(pictures.scene()), pictures.png()
    cuts = {f"cut-{share}.jpg": jpeg[: len(jpeg) * share // 100] for share in (1, 20, 50, 90, 99)}
    cuts |= {f"cut-{share}.png": png[: len(png) * share // 100] for share in (10, 50, 80)}
    flipped = bytearray(png)
    flipped[len(png) // 2] ^= 0xFF
    return cuts | {
        "empty.jpg": b"",
        "start-alone.jpg": b"\xff\xd8\xff",
        "start-alone.png": PNG_START,
        "zeros.jpg": b"\x00" * 4_096,
        "flipped.png": bytes(flipped),
        "no-rows.png": _png(64, 64),
        "few-rows.png": _png(64, 64, rows=b"\x00" * 100),
        "no-width.png": _png(0, 64),
        "no-size.jpg": _jpeg_size(0, 0),
        "odd-depth.png": _png(8, 8, depth=3, rows=b"\x00" * 200),
        "odd-colour.png": _png(8, 8, colour=5, rows=b"\x00" * 200),
    }


def _bombs() -> dict[str, bytes]:
    return {
        "wide.png": _png(2_000_000_000, 1),
        "square.png": _png(60_000, 60_000, rows=b"\x00" * 1_000_000),
        "square.jpg": _jpeg_size(65_500, 65_500),
        "text-bomb.png": _with_chunk(
            pictures.png(), b"zTXt", b"a\x00\x00" + zlib.compress(b"a" * 30_000_000)
        ),
        "profile-bomb.png": _with_chunk(
            pictures.png(), b"iCCP", b"a\x00\x00" + zlib.compress(b"\x00" * 30_000_000)
        ),
        "rows-bomb.png": _png(16, 16, rows=b"\x00" * 20_000_000),
        "dense.zip": pictures.dense_archive(5),
        "nested.zip": pictures.archive([("inner.zip", pictures.dense_archive(1))]),
        "many.zip": pictures.archive([(f"{index}.jpg", b"") for index in range(300)]),
    }


def _polyglots() -> dict[str, bytes]:
    jpeg, png = pictures.encoded(pictures.scene()), pictures.png()
    return {
        "svg.svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        "svg.jpg": b'\xef\xbb\xbf<?xml version="1.0"?><!DOCTYPE x><svg><script/></svg>',
        "page.png": b"<!doctype html>" + SCRIPT,
        "page-behind.jpg": jpeg + SCRIPT,
        "page-behind.png": png + SCRIPT,
        "page-inside.png": _with_chunk(png, b"tEXt", b"Comment\x00" + SCRIPT),
        "page-inside.jpg": pictures.encoded(pictures.scene(), comment=SCRIPT),
        "zip-behind.jpg": jpeg + pictures.archive([("secret.txt", b"Secret")]),
        "program.jpg": b"\x7fELF" + b"\x00" * 400,
        "shell.png": b"#!/bin/sh\nrm -rf /\n",
        "postscript.jpg": b"%!PS-Adobe-3.0\n(/etc/passwd) (r) file\n",
        "magick.png": b"push graphic-context\nfill 'url(https://127.0.0.1/x\"|ls\")'\n",
        "mvg.jpg": b"\xff\xd8\xff" + SCRIPT * 20,
        "gif.jpg": b"GIF89a" + b"\x00" * 100,
        "webp.png": b"RIFF\x00\x00\x00\x00WEBP" + b"\x00" * 100,
        "tiff.jpg": b"II*\x00" + b"\x00" * 100,
        "bmp.png": b"BM" + b"\x00" * 100,
        "heic.jpg": b"\x00\x00\x00\x18ftypheic" + b"\x00" * 100,
        "pdf.jpg": b"%PDF-1.7\n" + b"\x00" * 100,
    }


def _colours() -> dict[str, bytes]:
    scene = pictures.scene()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    alpha = scene.convert("RGBA")
    alpha.putalpha(Image.linear_gradient("L").resize(scene.size))
    return {
        "sixteen.png": pictures.wide_grey(),
        "cmyk.jpg": pictures.encoded(scene.convert("CMYK")),
        "palette.png": pictures.encoded(scene.convert("P"), "PNG"),
        "one-bit.png": pictures.encoded(scene.convert("1"), "PNG"),
        "alpha.png": pictures.encoded(alpha, "PNG"),
        "grey-alpha.png": pictures.encoded(alpha.convert("LA"), "PNG"),
        "animated.png": pictures.animated_png(),
        "progressive.jpg": pictures.encoded(scene, progressive=True),
        "dot.png": pictures.encoded(Image.new("RGB", (1, 1)), "PNG"),
        "line.png": pictures.encoded(Image.new("L", (5_000, 1)), "PNG"),
        "broken-profile.jpg": pictures.encoded(scene, icc_profile=b"no profile"),
        "lab-profile.jpg": pictures.encoded(scene, icc_profile=profile),
        "telling.jpg": pictures.telling(),
        "telling.png": pictures.telling("PNG"),
        **{f"turned-{tag}.jpg": pictures.turned(tag) for tag in range(1, 9)},
    }


def _tiff(
    width_px: int, height_px: int, *, offset: int = 200, count: int = 64, **odd: int
) -> bytes:
    """A grey TIFF whose header says what it likes; `odd` are `next` and `compression`."""
    entries = [
        (256, width_px), (257, height_px), (258, 8), (259, odd.get("compression", 1)), (262, 1),
        (273, offset), (277, 1), (278, height_px), (279, count),
    ]  # fmt: skip
    directory = struct.pack("<H", len(entries))
    for tag, value in entries:
        directory += struct.pack("<HHII", tag, 4, 1, value)
    directory += struct.pack("<I", odd.get("next", 0))
    return (b"II*\x00" + struct.pack("<I", 8) + directory).ljust(200, b"\x00") + b"\x07" * 64


def _tiffs() -> dict[str, bytes]:
    scan = pictures.grey_tiff(pictures.scan_levels())
    return {
        "scan.tif": scan,
        "telling.tif": pictures.grey_tiff(
            pictures.scan_levels(low=9), artist="Secret", software="SERIAL-4711"
        ),
        "sound.tif": _tiff(8, 8),
        "cut.tif": scan[: len(scan) // 2],
        "wide.tif": _tiff(2_000_000_000, 1),
        "square.tif": _tiff(60_000, 60_000),
        "rows-behind-the-end.tif": _tiff(8, 8, offset=4_000_000_000),
        "endless-rows.tif": _tiff(8, 8, count=4_000_000_000),
        "loop.tif": _tiff(8, 8, next=8),
        "no-code.tif": _tiff(8, 8, compression=9_999),
        "broken-fax.tif": _tiff(4_000, 4_000, compression=4),
        "broken-jpeg.tif": _tiff(64, 64, compression=7),
        "broken-lzw.tif": _tiff(9_000, 9_000, compression=5),
        "pages.tif": pictures.pages_tiff(),
        "fractions.tif": pictures.encoded(Image.new("F", (8, 8), 0.5), "TIFF"),
    }


def _archives() -> dict[str, bytes]:
    inside = pictures.jpeg(77)
    names = ("../../evil.jpg", "/etc/evil.jpg", "C:\\evil.jpg", "a/../../evil.jpg", "..\\evil.jpg")
    secret = io.BytesIO()
    with zipfile.ZipFile(secret, "w") as made:
        info = zipfile.ZipInfo("locked.jpg")
        made.writestr(info, inside)
    locked = bytearray(secret.getvalue())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(signature) + offset] |= 1
    return {
        "slip.zip": pictures.archive([(name, inside) for name in names]),
        "link.zip": pictures.archive_with_link(),
        "liar.zip": pictures.lying_archive(pictures.png(), 10),
        "boaster.zip": pictures.lying_archive(pictures.png(), 10_000_000),
        "cut.zip": pictures.archive([("a.jpg", inside)])[:-20],
        "nothing.zip": pictures.archive([]),
        "twice.zip": pictures.archive([("a.jpg", inside), ("a.jpg", pictures.jpeg(78))]),
        "long-name.zip": pictures.archive([("n" * 3_000 + ".jpg", inside)]),
        "locked.zip": bytes(locked),
        "litter.zip": pictures.archive([("__MACOSX/._a.jpg", b"x"), (".DS_Store", b"x")]),
    }


def corpus() -> Mapping[str, bytes]:
    """All of them."""
    return {**_broken(), **_bombs(), **_polyglots(), **_colours(), **_tiffs(), **_archives()}
