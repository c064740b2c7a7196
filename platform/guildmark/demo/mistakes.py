"""What a person of some manner answers where the truth is known."""

import math
from dataclasses import replace
from typing import Any

import numpy as np

from guildmark.demo.masks import drawn_mask, spurious_mask
from guildmark.demo.people import Manner

# Of all people together: docs/decisions/0005-simulated-mistakes.md.
SIZE_OF_HALF_MISS_PX = 32.3  # 51 px of height of a standing person, as the root of the area
MISS_SLOPE = 2.9  # of the logistic in the logarithm of the size
LARGE_MISS = 0.005
HIDDEN_MISS_FACTOR = 1.6  # of the odds
SMALLEST_SIDE_PX = 4.0


def miss_chance(manner: Manner, *, size_px: float, is_hidden: bool) -> float:
    """The chance that an object of this size (square root of its area) is not drawn.

    A logistic in the logarithm of the size over a floor; what a person and a cover do is an offset.
    """
    small: float = 1 / (1 + (size_px / SIZE_OF_HALF_MISS_PX) ** MISS_SLOPE)
    chance = LARGE_MISS + (1 - LARGE_MISS) * small
    odds = chance / (1 - chance) * manner.miss_factor * (HIDDEN_MISS_FACTOR if is_hidden else 1.0)
    return odds / (1 + odds)


def drifted(manner: Manner, *, elapsed: float) -> Manner:
    """The manner after a share `elapsed` (0 to 1) of the demonstration."""
    if not (manner.drift or manner.slowing):
        return manner
    worse = manner.drift * elapsed
    return replace(
        manner,
        seconds_per_shape=manner.seconds_per_shape * (1 + manner.slowing * elapsed),
        edge_error=manner.edge_error * (1 + 3 * worse),
        miss_factor=manner.miss_factor * (1 + 6 * worse),
        label_error=manner.label_error + worse * 0.4,
        answer_error=manner.answer_error + worse * 0.6,
    )


def answer(
    truth: dict[str, Any],
    manner: Manner,
    rng: np.random.Generator,
    *,
    definition: dict[str, Any],
    width_px: int,
    height_px: int,
) -> dict[str, Any]:
    """An annotation document that passes the schema, wrong in the ways of `manner`."""
    labels = [label["key"] for label in definition["labels"]]
    shapes = [
        drawn
        for shape in truth["shapes"]
        if (drawn := _draw(shape, manner, rng, labels, width_px, height_px)) is not None
    ]
    spurious_count = rng.poisson(manner.spurious_per_image) if labels else 0
    kinds = {label["key"]: label["kind"] for label in definition["labels"]}
    shapes += [_spurious(rng, kinds, width_px, height_px) for _ in range(spurious_count)]
    for index, shape in enumerate(shapes, start=1):
        shape["id"] = f"s{index}"
    answers = {
        question["key"]: _choose(
            truth["answers"][question["key"]],
            [option["key"] for option in question["options"]],
            manner,
            rng,
            manner.answer_error,
        )
        for question in definition["questions"]
    }
    is_nothing_here = bool(labels) and not shapes
    return {"version": 1, "is_nothing_here": is_nothing_here, "shapes": shapes, "answers": answers}


def seconds_spent(document: dict[str, Any], manner: Manner, rng: np.random.Generator) -> float:
    """Time on the task: log-normal about the manner's median per shape."""
    work = max(1, len(document["shapes"]))
    return float(work * manner.seconds_per_shape * np.exp(rng.normal(0, 0.35)) + 2)


def _choose(
    right: str, options: list[str], manner: Manner, rng: np.random.Generator, error: float
) -> str:
    """The right option, its twin for a confuser, or any other."""
    for one, other in manner.confuses:
        if right in (one, other) and rng.random() < manner.confusion:
            return other if right == one else one
    if rng.random() >= error:
        return right
    others = options if manner.is_guessing else [key for key in options if key != right]
    return others[rng.integers(len(others))]


def _draw(
    shape: dict[str, Any],
    manner: Manner,
    rng: np.random.Generator,
    labels: list[str],
    width_px: int,
    height_px: int,
) -> dict[str, Any] | None:
    """The shape as this person draws it, or None when they miss it."""
    box = shape["geometry"]
    size_px = math.sqrt(box["width"] * box["height"])
    is_hidden = shape["attributes"].get("hidden") == "in_part"
    if rng.random() < miss_chance(manner, size_px=size_px, is_hidden=is_hidden):
        return None
    attributes = dict(shape["attributes"])
    if attributes and rng.random() < manner.label_error:
        attributes["hidden"] = "no" if is_hidden else "in_part"
    label = _choose(shape["label"], labels, manner, rng, manner.label_error)
    draw = _jittered if shape["kind"] == "box" else drawn_mask
    geometry = draw(box, manner, rng, width_px, height_px)
    if geometry is None:
        return None
    return {"kind": shape["kind"], "label": label, "geometry": geometry, "attributes": attributes}


def _jittered(
    box: dict[str, float],
    manner: Manner,
    rng: np.random.Generator,
    width_px: int,
    height_px: int,
) -> dict[str, float]:
    """Edges off by heavy-tailed errors, loose on average, inside the image.

    Student's distribution with 3 degrees of freedom, scaled to unit variance, times the scatter.
    """
    size_px = math.sqrt(box["width"] * box["height"])
    errors = rng.standard_t(3, size=4) / math.sqrt(3) * manner.edge_error
    outwards = np.clip(errors + manner.looseness, -0.3, None) * size_px
    left, top = box["x"] - outwards[0], box["y"] - outwards[1]
    right = box["x"] + box["width"] + outwards[2]
    bottom = box["y"] + box["height"] + outwards[3]
    left, top = max(0.0, left), max(0.0, top)
    right = min(float(width_px), max(right, left + SMALLEST_SIDE_PX))
    bottom = min(float(height_px), max(bottom, top + SMALLEST_SIDE_PX))
    x, y = math.floor(left * 4) / 4, math.floor(top * 4) / 4
    return {  # quarters of a pixel are exact, so that x + width never passes the edge
        "x": x,
        "y": y,
        "width": math.floor((right - x) * 4) / 4,
        "height": math.floor((bottom - y) * 4) / 4,
    }


def _spurious(
    rng: np.random.Generator, kinds: dict[str, str], width_px: int, height_px: int
) -> dict[str, Any]:
    """A box round nothing, or a disc over it; `kinds` by label."""
    side_px = float(np.exp(rng.uniform(np.log(30), np.log(120))))
    label = list(kinds)[rng.integers(len(kinds))]
    if kinds[label] == "mask":
        geometry = spurious_mask(rng, side_px, width_px, height_px)
        return {"kind": "mask", "label": label, "geometry": geometry, "attributes": {}}
    return {
        "kind": "box",
        "label": label,
        "geometry": {
            "x": round(float(rng.uniform(0, width_px - side_px - 1)), 2),
            "y": round(float(rng.uniform(0, height_px - side_px - 1)), 2),
            "width": round(side_px, 2),
            "height": round(side_px * 0.9, 2),
        },
        "attributes": {"hidden": "no"},
    }
