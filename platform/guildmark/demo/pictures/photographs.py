"""Photographs with something for every tool, and what a model first saw in them."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.random import Generator
from PIL import Image
from skimage import data

from guildmark.demo.pictures.scenes import HEIGHT_PX, WIDTH_PX, Picture, scene, scenes

Json = dict[str, Any]  # an annotation document, or a geometry in it

#: What a model sees: kind, label and geometry. Not all there is, and none of it exact.
_SEEN: dict[str, tuple[tuple[str, str, Json], ...]] = {
    "coffee": (
        ("box", "object", {"x": 166, "y": 8, "width": 246, "height": 270}),
        ("ellipse", "round", {"center_x": 283, "center_y": 226, "radius_x": 206, "radius_y": 156,
                              "angle_deg": 8}),
        ("rotated_box", "long", {"center_x": 381, "center_y": 200, "width": 266, "height": 58,
                                 "angle_deg": -72}),
        ("polyline", "edge", {"points": [[0, 118], [84, 55], [190, 0]]}),
    ),
    "cat": (
        ("keypoints", "face", {"points": {
            "eye_left": {"x": 176, "y": 118, "is_visible": True},
            "eye_right": {"x": 330, "y": 142, "is_visible": True},
            "nose": {"x": 262, "y": 232, "is_visible": True},
        }}),
    ),
    "rocket": (
        ("rotated_box", "long", {"center_x": 449, "center_y": 255, "width": 262, "height": 30,
                                 "angle_deg": 90}),
        ("polygon", "outline", {"points": [[321, 130], [336, 180], [338, 400], [306, 400],
                                           [309, 180]], "holes": []}),
    ),
}  # fmt: skip
_PHOTOGRAPHS = {"coffee": data.coffee, "cat": data.chelsea, "rocket": data.rocket}
COUNT = len(_PHOTOGRAPHS)
#: Standard deviation of a side of the model's boxes, in pixels.
SCATTER_PX = 4.0


def photographs(rng: Generator, coins: int) -> Iterator[Picture]:
    """A scene as it is; the photographs, all under CC0 or in the public domain; scenes with coins.

    The document of each but the first is the draft of a model, not the truth.
    """
    first = scene(rng, "", coins=2)
    boxes = [shape["geometry"] for shape in first.truth["shapes"]]
    seen = [replace(first, truth=_draft(tuple(("box", "object", box) for box in boxes)))]
    seen += [_photograph(name) for name in _SEEN]
    seen += [_half_seen(one, rng) for one in scenes(rng, coins, prefix="photograph")]
    for number, picture in enumerate(seen, start=1):
        yield replace(picture, name=f"photograph-{number:03d}.jpg")


def _photograph(name: str) -> Picture:
    out = io.BytesIO()
    Image.fromarray(_PHOTOGRAPHS[name]()).save(out, "JPEG", quality=90)
    return Picture(name, out.getvalue(), _draft(_SEEN[name]))


def _half_seen(picture: Picture, rng: Generator) -> Picture:
    """The first coin is missed, the boxes of the others are a little off."""
    boxes = [shape["geometry"] for shape in picture.truth["shapes"][1:]]
    seen = tuple(("box", "object", _moved(box, rng)) for box in boxes)
    return replace(picture, truth=_draft(seen))


def _moved(box: Json, rng: Generator) -> Json:
    sides = np.array([box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]])
    scattered = (sides + rng.normal(0, SCATTER_PX, 4)).round(2)
    left, top, right, bottom = np.clip(scattered, 0, [WIDTH_PX, HEIGHT_PX] * 2).tolist()
    size = {"width": round(right - left, 2), "height": round(bottom - top, 2)}
    return {"x": left, "y": top, **size}


def _draft(seen: tuple[tuple[str, str, Json], ...]) -> Json:
    shapes = [
        {"id": f"m{number}", "kind": kind, "label": label, "geometry": geometry, "attributes": {}}
        for number, (kind, label, geometry) in enumerate(seen, start=1)
    ]
    return {"version": 1, "is_nothing_here": False, "shapes": shapes, "answers": {}}
