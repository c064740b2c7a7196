"""JPEGs that keep their coded pixels and lose everything else."""

import io

import numpy as np
import pytest
from PIL import Image

from guildmark.datasets.intake.bare import bare_jpeg
from tests.factories import pictures


def _pixels(content: bytes) -> list[int]:
    image = Image.open(io.BytesIO(content))
    return [*np.asarray(image).ravel().tolist()]


@pytest.mark.parametrize(
    "content",
    [
        pictures.telling(),
        pictures.encoded(pictures.scene(), progressive=True),
        pictures.encoded(pictures.scene().convert("L")),
        pictures.encoded(pictures.scene(300, 200), restart_marker_blocks=2),
        pictures.encoded(pictures.scene(), subsampling=2) + b"<script>alert(1)</script>",
    ],
    ids=["metadata", "progressive", "grey", "restarts", "a tail"],
)
def test_the_pixels_stay_to_the_last_level_and_the_rest_goes(content: bytes) -> None:
    bare = bare_jpeg(content)

    assert bare is not None
    assert _pixels(bare) == _pixels(content)
    assert b"Secret" not in bare
    assert b"script" not in bare
    assert b"Exif" not in bare
    assert bare.endswith(b"\xff\xd9")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        pictures.png(),
        pictures.encoded(pictures.scene().convert("CMYK")),
        pictures.encoded(pictures.scene(), keep_rgb=True),
        pictures.jpeg()[:-30],
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8\xff",
    ],
    ids=["nothing", "png", "cmyk", "rgb", "cut", "no frame", "a start"],
)
def test_what_is_not_plain_is_left_to_be_coded_anew(content: bytes) -> None:
    assert bare_jpeg(content) is None
