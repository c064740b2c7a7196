"""What is measured on a picture at intake."""

import base64
import io
import random
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from guildmark.datasets.intake.bare import bare_jpeg
from guildmark.datasets.intake.decode import decode_picture, measure_picture, open_picture
from guildmark.datasets.intake.measure import measured, reduced, taken_at
from guildmark.datasets.intake.refusals import FileRefused
from guildmark.datasets.intake.results import Measures
from tests.factories import pictures


def _measured(image: Image.Image) -> Measures:
    return measured(reduced(image), bit_depth=8, taken_at="")


def _noise(width_px: int = 300, height_px: int = 200) -> Image.Image:
    levels = np.random.default_rng(7).integers(0, 256, (height_px, width_px), dtype=np.uint8)
    return Image.fromarray(levels)


def _distance(one: Measures, other: Measures) -> int:
    return (int(one.dhash, 16) ^ int(other.dhash, 16)).bit_count()


def test_levels_of_a_known_picture() -> None:
    image = Image.new("L", (100, 100), 100)
    image.paste(0, (0, 0, 100, 10))
    image.paste(255, (0, 90, 100, 100))

    found = _measured(image)

    assert found.mean == pytest.approx(0.8 * 100 + 0.1 * 255)
    assert (found.dark_share, found.bright_share) == (0.1, 0.1)
    assert found.contrast == 255
    assert found.entropy == pytest.approx(-(0.8 * np.log2(0.8) + 0.2 * np.log2(0.1)))
    assert found.is_grey


def test_sharpness_is_the_variance_of_the_laplacian() -> None:
    image = _noise()
    levels = np.asarray(image, dtype=np.float64)
    laplacian = (
        levels[:-2, 1:-1] + levels[2:, 1:-1] + levels[1:-1, :-2] + levels[1:-1, 2:]
    ) - 4 * levels[1:-1, 1:-1]

    assert _measured(image).sharpness == pytest.approx(laplacian.var(), rel=1e-5)


def test_a_blurred_picture_is_less_sharp() -> None:
    blurred = _noise().filter(ImageFilter.GaussianBlur(3))

    assert _measured(blurred).sharpness < _measured(_noise()).sharpness / 100


def test_a_flat_picture_and_a_single_pixel_are_measured_too() -> None:
    flat, dot = _measured(Image.new("RGB", (640, 480), "navy")), _measured(Image.new("L", (1, 1)))

    assert (flat.sharpness, flat.entropy, flat.contrast, flat.is_grey) == (0, 0, 0, False)
    assert (dot.sharpness, dot.mean, dot.dark_share) == (0, 0, 1)


def test_very_long_pictures_are_measured() -> None:
    assert _measured(Image.new("RGB", (20_000, 3), "white")).mean == 255
    assert _measured(Image.new("RGB", (2, 9_000), "white")).bright_share == 1


def test_grey_stored_as_colour_is_grey() -> None:
    assert _measured(_noise().convert("RGB")).is_grey


def test_a_smaller_copy_has_nearly_the_same_hash_and_signature() -> None:
    image = pictures.scene(800, 600).filter(ImageFilter.GaussianBlur(20))

    large, small = _measured(image), _measured(image.resize((400, 300)))

    levels = [
        np.frombuffer(base64.b64decode(one.signature), dtype=np.uint8).astype(int)
        for one in (large, small)
    ]
    assert _distance(large, small) <= 2
    assert np.abs(levels[0] - levels[1]).max() <= 6


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("2026:05:01 12:30:00", "2026-05-01T12:30:00"),
        ("2026:05:01 12:30:00\x00", "2026-05-01T12:30:00"),
        ("    :  :     :  :  ", ""),
        ("yesterday", ""),
        (None, ""),
    ],
)
def test_the_moment_a_camera_tells(said: str | None, kept: str) -> None:
    exif = Image.Exif()
    if said is not None:
        exif.get_ifd(0x8769)[0x9003] = said

    opened = Image.open(io.BytesIO(pictures.encoded(pictures.scene(), exif=exif)))

    assert taken_at(opened) == kept


def test_a_jpeg_that_stays_as_it_is_measures_as_if_every_pixel_was_made(tmp_path: Path) -> None:
    dice = random.Random(3)
    coarse = Image.frombytes("RGB", (40, 30), dice.randbytes(40 * 30 * 3))
    source = tmp_path / "large.jpg"
    coarse.resize((4000, 3000), Image.Resampling.BICUBIC).save(source, quality=88)

    quick = measure_picture(source, most_pixels=10**8)
    whole = open_picture(source, most_pixels=10**8)

    measures = measured(reduced(whole.image), bit_depth=8, taken_at="")
    assert whole.image.size == (quick.width_px, quick.height_px) == (4000, 3000)
    assert quick.measures.mean == pytest.approx(measures.mean, abs=0.5)
    assert quick.measures.contrast == pytest.approx(measures.contrast, abs=1)
    assert quick.measures.sharpness == pytest.approx(measures.sharpness, rel=0.1)
    assert (int(quick.measures.dhash, 16) ^ int(measures.dhash, 16)).bit_count() <= 4


def test_a_large_jpeg_that_is_cut_short_is_refused_although_not_every_pixel_is_made(
    tmp_path: Path,
) -> None:
    source = tmp_path / "large.jpg"
    Image.radial_gradient("L").resize((4000, 3000)).convert("RGB").save(source, quality=88)
    whole = source.read_bytes()
    assert bare_jpeg(whole) is not None
    source.write_bytes(whole[: len(whole) * 9 // 10])

    with pytest.raises(FileRefused) as refused:
        decode_picture(
            source,
            rendition=tmp_path / "r",
            shown=tmp_path / "s",
            thumbnail=tmp_path / "t",
            most_pixels=10**8,
        )

    assert refused.value.code == "damaged_picture"
