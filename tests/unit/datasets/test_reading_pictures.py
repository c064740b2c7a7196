"""What comes out of the decoder for honest pictures, and what it says to the others."""

import io
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from guildmark.datasets.intake.decoder import Decoder
from guildmark.datasets.intake.kinds import picture_kind_of
from guildmark.datasets.intake.limits import MEGABYTE, Limits
from guildmark.datasets.intake.refusals import FileRefused
from guildmark.datasets.intake.results import Decoded
from tests.factories import pictures

Read = Callable[[bytes], Decoded]


@pytest.fixture(scope="module")
def decoder() -> Iterator[Decoder]:
    with Decoder() as made:
        yield made


@pytest.fixture
def read(decoder: Decoder) -> Read:
    """Bytes to a decoded picture, the way an import takes."""

    def read_bytes(content: bytes) -> Decoded:
        spooled = decoder.spool([content], name="upload")
        picture_kind_of(spooled.head)
        return decoder.picture(spooled.path)

    return read_bytes


def pixels(path: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    with Image.open(path) as image:
        assert image.mode in {"L", "RGB"}
        return np.asarray(image.convert("RGB")).astype(np.int16)


def _refusal(read: Read, content: bytes) -> tuple[str, str]:
    with pytest.raises(FileRefused) as caught:
        read(content)
    assert caught.value.sentence
    return caught.value.code, caught.value.sentence


def test_a_photograph_keeps_its_size_and_its_colours(read: Read) -> None:
    decoded = read(pictures.jpeg())

    assert (decoded.picture.format, decoded.picture.width_px, decoded.picture.height_px) == (
        "JPEG",
        48,
        32,
    )
    difference = np.abs(pixels(decoded.rendition) - np.asarray(pictures.scene()))
    assert difference.mean() < 4


def test_a_png_keeps_every_pixel(read: Read) -> None:
    decoded = read(pictures.png())

    assert np.array_equal(pixels(decoded.rendition), np.asarray(pictures.scene()))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_all_eight_orientations_show_the_same_picture(
    read: Read, orientation: int, kind: str
) -> None:
    decoded = read(pictures.turned(orientation, kind))

    shown = pixels(decoded.rendition)
    assert shown.shape == (32, 48, 3)
    assert np.abs(shown - np.asarray(pictures.scene())).mean() < 4
    with Image.open(decoded.rendition) as image:
        assert not image.getexif()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_nothing_served_says_where_by_whom_or_with_what(read: Read, kind: str) -> None:
    content = pictures.telling(kind)
    assert b"SERIAL-4711" in content

    decoded = read(content)

    for served in (decoded.rendition.read_bytes(), decoded.thumbnail.read_bytes()):
        for secret in (b"SERIAL", b"Secret", b"Exif", b"eXIf", b"xmp", b"GPS"):
            assert secret not in served


def test_an_icc_profile_becomes_srgb_and_is_not_served(read: Read) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    plain, unfit, same = (
        read(pictures.encoded(pictures.scene(), "PNG", **options)).rendition.read_bytes()
        for options in ({}, {"icc_profile": lab}, {"icc_profile": srgb})
    )

    assert unfit == plain  # a profile for other colours than those in the file is left out
    assert b"iCCP" not in same
    first, second = (np.asarray(Image.open(io.BytesIO(each))).astype(int) for each in (plain, same))
    assert np.abs(first - second).max() <= 1


@pytest.mark.parametrize(
    ("image", "kind", "colour"),
    [
        (Image.new("CMYK", (8, 8), (0, 0, 0, 0)), "JPEG", (255, 255, 255)),
        (Image.new("L", (8, 8), 90), "JPEG", (90, 90, 90)),
        (Image.new("1", (8, 8), 1), "PNG", (255, 255, 255)),
        (Image.new("RGBA", (8, 8), (10, 20, 30, 0)), "PNG", (255, 255, 255)),
        (Image.new("RGBA", (8, 8), (0, 0, 0, 128)), "PNG", (127, 127, 127)),
        (Image.new("LA", (8, 8), (40, 255)), "PNG", (40, 40, 40)),
        (Image.new("RGB", (8, 8), (1, 2, 3)).quantize(2), "PNG", (1, 2, 3)),
        (Image.new("RGB", (8, 8), (1, 2, 3)), "TIFF", (1, 2, 3)),
        (Image.new("CMYK", (8, 8), (0, 0, 0, 0)), "TIFF", (255, 255, 255)),
    ],
    ids=[
        "cmyk",
        "grey",
        "one bit",
        "transparent",
        "half transparent",
        "grey alpha",
        "palette",
        "tiff",
        "tiff cmyk",
    ],
)
def test_every_way_to_store_colours_is_shown_as_it_looks(
    read: Read, image: Image.Image, kind: str, colour: tuple[int, int, int]
) -> None:
    decoded = read(pictures.encoded(image, kind))

    assert np.abs(pixels(decoded.rendition) - np.array(colour)).max() <= 2


def test_colours_of_16_bits_keep_their_upper_8_and_say_so(read: Read) -> None:
    decoded = read(pictures.deep_png((0x1234, 0x8081, 0xFFFE)))

    assert (pixels(decoded.rendition) == (0x12, 0x80, 0xFF)).all()
    assert (decoded.picture.measures.bit_depth, decoded.picture.window) == (16, None)
    assert read(pictures.png()).picture.measures.bit_depth == 8


def test_a_thumbnail_fits_in_320_px_and_never_grows(read: Read) -> None:
    sizes = []
    for width_px, height_px in ((1000, 500), (3, 2), (2000, 1)):
        decoded = read(pictures.png(width_px=width_px, height_px=height_px))
        with Image.open(decoded.thumbnail) as image:
            sizes.append(image.size)

    assert sizes == [(320, 160), (3, 2), (320, 1)]


def test_a_second_picture_behind_the_first_is_left_out(read: Read) -> None:
    """Phones store such files (MPO) under the name .jpg."""
    out = io.BytesIO()
    pictures.scene().save(out, format="MPO", save_all=True, append_images=[pictures.scene(seed=5)])

    decoded = read(out.getvalue())

    assert decoded.picture.format == "JPEG"
    assert decoded.rendition.read_bytes().count(b"\xff\xd8\xff") == 1


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"", "empty_file", "empty"),
        (b"Not a picture at all, but a text file.", "not_a_picture", "text"),
        (b"\x00\x01\x02\x03" * 100, "not_a_picture", "no picture"),
        (b'<?xml version="1.0"?>\n<svg onload="alert(1)"/>', "unsupported_format", "SVG"),
        (b"GIF89a" + b"\x00" * 20, "unsupported_format", "a GIF"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "unsupported_format", "a WebP"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "unsupported_format", "an HEIC"),
        (b"II+\x00" + b"\x00" * 20, "unsupported_format", "a BigTIFF"),
        (b"II*\x00" + b"\x00" * 20, "damaged_picture", "damaged"),
        (pictures.pages_tiff(), "several_pages", "several pictures"),
        (pictures.animated_png(), "animated", "animation"),
        (pictures.jpeg()[:-200], "damaged_picture", "cut short"),
        (pictures.png(width_px=300, height_px=300)[:-40], "damaged_picture", "cut short"),
        (b"\xff\xd8\xff\xe0" + b"nonsense" * 9, "damaged_picture", "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "damaged_picture", "damaged"),
        (pictures.huge_png(), "too_many_pixels", "144.0 megapixels"),
        (pictures.archive([("a.jpg", pictures.jpeg())]), "nested_archive", "archive"),
    ],
    ids=lambda value: value if isinstance(value, str) and "_" in value else "",
)
def test_what_is_no_picture_is_refused_with_a_reason(
    read: Read, content: bytes, code: str, words: str
) -> None:
    refused_code, sentence = _refusal(read, content)

    assert refused_code == code
    assert words in sentence


def test_a_truncated_photograph_is_refused_wherever_it_is_cut(read: Read) -> None:
    whole = pictures.jpeg(width_px=400, height_px=300)

    codes = {_refusal(read, whole[: len(whole) * share // 10])[0] for share in range(1, 10)}

    assert codes == {"damaged_picture"}


def test_a_hundred_megapixels_fit_and_the_child_stays_below_512_mb() -> None:
    with Decoder() as decoder:
        spooled = decoder.spool([pictures.huge_png(10_000, 9_999)], name="upload")

        picture = decoder.picture(spooled.path).picture

        status = Path(f"/proc/{decoder.child_id}/status").read_text().splitlines()
    peak_kb = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    assert (picture.width_px, picture.height_px) == (10_000, 9_999)
    assert peak_kb < 512 * 1024


def test_too_much_memory_is_a_refusal_and_the_next_picture_is_read() -> None:
    with Decoder(replace(Limits(), memory_bytes=96 * MEGABYTE)) as decoder:
        large = decoder.spool([pictures.huge_png(6_000, 6_000)], name="upload")
        with pytest.raises(FileRefused) as caught:
            decoder.picture(large.path)
        small = decoder.spool([pictures.png()], name="upload")

        assert caught.value.code == "too_much_memory"
        assert decoder.picture(small.path).picture.width_px == 48


def test_a_file_that_takes_too_long_is_refused_and_the_next_one_is_read() -> None:
    with Decoder() as decoder:
        decoder.picture(decoder.spool([pictures.png()], name="upload").path)  # the child is there
        decoder.limits = replace(Limits(), seconds=0.3)
        slow = decoder.spool([pictures.huge_png(10_000, 9_999)], name="upload")
        with pytest.raises(FileRefused) as caught:
            decoder.picture(slow.path)
        decoder.limits = Limits()
        quick = decoder.spool([pictures.png()], name="upload")

        assert caught.value.code == "too_slow"
        assert decoder.picture(quick.path).picture.width_px == 48


def test_a_killed_child_is_replaced_and_the_picture_read() -> None:
    with Decoder() as decoder:
        spooled = decoder.spool([pictures.png()], name="upload")
        decoder.picture(spooled.path)
        first = decoder.child_id
        assert first is not None
        os.kill(first, signal.SIGKILL)

        picture = decoder.picture(spooled.path).picture

        assert picture.width_px == 48
        assert decoder.child_id != first


def test_nothing_is_left_behind() -> None:
    with Decoder() as decoder:
        path = decoder.spool([pictures.png()], name="upload").path
        decoder.picture(path)
        child = decoder.child_id

    assert not path.parent.exists()
    assert not Path(f"/proc/{child}").exists()
