"""Grey pictures of more than 8 bits: nothing of them is lost, and they are seen."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from guildmark.datasets.intake.decoder import Decoder
from guildmark.datasets.intake.levels import window_of, windowed
from guildmark.datasets.intake.refusals import FileRefused
from guildmark.datasets.intake.results import Decoded
from tests.factories import pictures

LEVELS = pictures.scan_levels()
Levels = NDArray[np.uint16]
Read = Callable[[bytes], Decoded]


@pytest.fixture(scope="module")
def decoder() -> Iterator[Decoder]:
    with Decoder() as made:
        yield made


@pytest.fixture
def read(decoder: Decoder) -> Read:
    return lambda content: decoder.picture(decoder.spool([content], name="upload").path)


def _values(path: Path | None) -> NDArray[np.generic]:
    assert path is not None
    with Image.open(path) as image:
        return np.asarray(image)


@pytest.mark.parametrize(
    "content",
    [
        pictures.wide_grey(),
        pictures.grey_tiff(LEVELS),
        pictures.grey_tiff(LEVELS, compression="tiff_lzw"),
        pictures.grey_tiff(LEVELS, compression="tiff_adobe_deflate"),
        pictures.grey_tiff(LEVELS.astype(">u2")),
    ],
    ids=["png", "tiff", "lzw", "deflate", "big endian"],
)
def test_every_level_comes_out_as_it_went_in(read: Read, content: bytes) -> None:
    decoded = read(content)

    assert np.array_equal(_values(decoded.rendition), LEVELS)
    assert decoded.picture.measures.bit_depth == 16
    assert (decoded.picture.width_px, decoded.picture.height_px) == (64, 32)


def test_it_is_shown_stretched_and_not_clipped(read: Read) -> None:
    decoded = read(pictures.wide_grey())

    shown = _values(decoded.shown)
    assert shown.dtype == np.uint8
    assert (shown.min(), shown.max()) == (0, 255)
    assert 120 < shown.mean() < 135
    assert len(np.unique(shown)) > 200


def test_the_window_leaves_out_half_a_per_cent_at_either_end(read: Read) -> None:
    levels = pictures.scan_levels(100, 100, low=10_000, high=19_999)
    levels[0, :20] = 65_535  # a label burnt in, a dead row

    window = read(pictures.grey_tiff(levels)).picture.window

    assert window is not None
    low, high = window
    assert 10_020 <= low <= 10_080
    assert 19_950 <= high <= 20_000


def test_white_is_white_where_a_file_says_that_zero_is(read: Read) -> None:
    decoded = read(pictures.grey_tiff(LEVELS, tiffinfo={262: 0}))

    assert np.array_equal(_values(decoded.rendition), 65_535 - LEVELS)
    assert _values(decoded.shown)[0, 0] == 255


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_all_eight_orientations_have_the_same_levels(
    read: Read, orientation: int, kind: str
) -> None:
    image = Image.fromarray(LEVELS)
    how = pictures.UNTURN[orientation]
    exif = Image.Exif()
    exif[pictures.ORIENTATION] = orientation
    stored = image if how is None else image.transpose(how)

    decoded = read(pictures.encoded(stored, kind, exif=exif))

    assert np.array_equal(_values(decoded.rendition), LEVELS)
    assert _values(decoded.shown).shape == LEVELS.shape


def test_no_file_of_it_says_where_by_whom_or_with_what(read: Read) -> None:
    content = pictures.grey_tiff(
        LEVELS, software="SecretSoftware", artist="SecretPerson", description="SecretWords"
    )
    assert b"SecretPerson" in content

    decoded = read(content)

    for path in (decoded.rendition, decoded.shown, decoded.thumbnail):
        assert path is not None
        assert b"Secret" not in path.read_bytes()


@pytest.mark.parametrize(
    "image",
    [
        Image.new("F", (8, 8), 0.5),
        Image.new("I", (8, 8), -70),
    ],
    ids=["fractions", "below zero"],
)
def test_values_without_a_black_and_a_white_are_refused(read: Read, image: Image.Image) -> None:
    with pytest.raises(FileRefused) as caught:
        read(pictures.encoded(image, "TIFF"))

    assert caught.value.code == "unbounded_levels"


@pytest.mark.parametrize("level", [0, 700, 65_535])
def test_a_picture_of_one_level_has_a_window_all_the_same(level: int) -> None:
    image = Image.fromarray(np.full((4, 4), level, dtype=np.uint16))

    low, high = window_of(image)

    assert 0 <= low < high <= 65_535
    assert len(set(windowed(image, (low, high)).tobytes())) == 1


def test_what_lies_outside_the_window_is_black_or_white() -> None:
    levels = np.array([[0, 99, 100, 151, 200, 201, 65_535]], dtype=np.uint16)

    shown = np.asarray(windowed(Image.fromarray(levels), (100, 200)))

    assert shown.tolist() == [[0, 0, 0, 130, 255, 255, 255]]


def test_a_scan_of_forty_megapixels_stays_below_512_mb() -> None:
    levels = np.zeros((5_000, 8_000), dtype=np.uint16)
    with Decoder() as decoder:
        spooled = decoder.spool([pictures.grey_tiff(levels)], name="upload")

        picture = decoder.picture(spooled.path).picture

        status = Path(f"/proc/{decoder.child_id}/status").read_text().splitlines()
    peak_kb = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    assert (picture.width_px, picture.height_px) == (8_000, 5_000)
    assert peak_kb < 512 * 1024
