"""Made-up pictures of boxes and made-up crowds who draw on them, each of many kinds.

Amounts of error are in shares of an object's size, but for a pixel or two that every hand is off.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concord.documents import Shape
from concord.geometry.boxes import Boxes, from_corners, pairwise_iou, to_corners
from concord.shapes import Drawing

Random = np.random.Generator
Floats = NDArray[np.float64]

LABEL = "object"
SIDES = ("x", "y", "width", "height")
WIDTH_PX, HEIGHT_PX = 1600.0, 1200.0
_FRAME = np.array([WIDTH_PX, HEIGHT_PX, WIDTH_PX, HEIGHT_PX])
_HAND_PX = 1.5
#: One object in ten is found half as often; one picture in five has something that is none, which
#: a quarter of the people take for an object.
_HARD, _LURES, _LURED = 0.1, 0.2, 0.25


@dataclass(frozen=True, slots=True)
class Scene:
    """What is on a picture: `draw` gives boxes in pixels; `unit` is what a pixel is written as."""

    draw: Callable[[Random], Boxes]
    unit: float = 1.0
    is_crowded: bool = False


def _placed(rng: Random, width: Floats, height: Floats) -> Boxes:
    left = rng.uniform(0, np.maximum(WIDTH_PX - width, 1))
    top = rng.uniform(0, np.maximum(HEIGHT_PX - height, 1))
    return np.stack([left, top, width, height], axis=1)


def _some(rng: Random, count: int, low: float, high: float) -> Boxes:
    """Boxes of sizes between two, in pixels."""
    size = np.exp(rng.uniform(np.log(low), np.log(high), count))
    shape = np.exp(rng.normal(0, 0.4, count))
    width, height = np.minimum(size * shape, WIDTH_PX - 2), np.minimum(size / shape, HEIGHT_PX - 2)
    return _placed(rng, width, height)


def _nested(rng: Random) -> Boxes:
    outer = _some(rng, int(rng.integers(1, 4)), 250, 600)
    share = rng.uniform(0.55, 0.85, (len(outer), 2))
    size = outer[:, 2:] * share
    corner = outer[:, :2] + rng.uniform(size=size.shape) * (outer[:, 2:] - size)
    return np.concatenate([outer, np.concatenate([corner, size], axis=1)])


def _thin(rng: Random) -> Boxes:
    count = int(rng.integers(2, 8))
    long, short = rng.uniform(150, 900, count), rng.uniform(8, 40, count)
    lies = rng.random(count) < 0.5
    return _placed(rng, np.where(lies, long, short), np.where(lies, short, long))


def _shelf(rng: Random) -> Boxes:
    width, height = rng.uniform(40, 90), rng.uniform(80, 160)
    x, y = np.meshgrid(np.arange(rng.integers(4, 9)), np.arange(rng.integers(2, 4)))
    left, top = 50 + x.ravel() * width * 1.02, 50 + y.ravel() * height * 1.05
    return np.stack([left, top, np.full(len(left), width), np.full(len(left), height)], axis=1)


def _pairs(rng: Random) -> Boxes:
    one = _some(rng, int(rng.integers(2, 6)), 100, 300)
    other = one.copy()
    other[:, 0] += rng.uniform(0.2, 0.4, len(one)) * one[:, 2]
    return np.concatenate([one, other])


SCENES: Mapping[str, Scene] = {
    "sparse": Scene(lambda rng: _some(rng, int(rng.integers(1, 5)), 80, 400)),
    "crowded": Scene(lambda rng: _some(rng, int(rng.integers(20, 36)), 60, 200), is_crowded=True),
    "nested": Scene(_nested),
    "tiny and huge": Scene(
        lambda rng: np.concatenate(
            [_some(rng, int(rng.integers(3, 10)), 6, 25), _some(rng, 1, 500, 1100)]
        )
    ),
    "shares of a picture": Scene(
        lambda rng: _some(rng, int(rng.integers(1, 5)), 80, 400), unit=1 / WIDTH_PX
    ),
    "in hundredths": Scene(
        lambda rng: _some(rng, int(rng.integers(20, 36)), 60, 200), 100.0, is_crowded=True
    ),
    "thin": Scene(_thin),
    "shelf": Scene(_shelf, is_crowded=True),
    "mostly empty": Scene(lambda rng: _some(rng, int(rng.random() < 0.3), 60, 300)),
    "overlapping pairs": Scene(_pairs),
}


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many people, how many an image, of how many images, and how they draw.

    `finds` are the numbers of a Beta distribution, `alarms` the mean number of boxes for nothing,
    `scatter` the mean error of a side, `bias` the spread of people's own. `loose` holds the shares
    of the size some lie outside by; `spam` is the share who draw at random, `groups` of those who
    take two that touch for one, `doubles` how often an object is drawn twice.
    """

    people: int
    per_image: int
    images: int
    finds: tuple[float, float] = (18.0, 2.0)
    alarms: float = 0.05
    scatter: float = 0.03
    bias: float = 0.015
    loose: tuple[float, ...] = (0.0,)
    spam: float = 0.0
    groups: float = 0.0
    doubles: float = 0.0


CROWDS: Mapping[str, Crowd] = {
    "one": Crowd(1, 1, 60),
    "two": Crowd(5, 2, 60),
    "two who draw all": Crowd(2, 2, 60),
    "three": Crowd(6, 3, 60),
    "three, once each": Crowd(180, 3, 60, (6.0, 2.0), 0.3, 0.05, 0.04),
    "five images": Crowd(4, 4, 5),
    "four, loose": Crowd(10, 4, 50, loose=(0.0, 0.02, 0.1, 0.15)),
    "four, half blind": Crowd(10, 4, 50, (5.0, 5.0)),
    "four, doubles": Crowd(8, 4, 50, doubles=0.1),
    "five, careless": Crowd(12, 5, 50, (6.0, 2.0), 0.3, 0.05, 0.04),
    "five, some group": Crowd(12, 5, 50, groups=0.34),
    "seven, some spam": Crowd(12, 7, 40, spam=0.25),
    "fifty": Crowd(50, 50, 6, (6.0, 2.0), 0.3, 0.05, 0.04),
}


@dataclass(frozen=True, slots=True)
class _Person:
    finds: float
    alarms: float
    scatter: float
    bias: Floats
    is_spam: bool
    is_grouping: bool


def _person(rng: Random, crowd: Crowd) -> _Person:
    loose = float(rng.choice(crowd.loose))
    return _Person(
        finds=float(rng.beta(*crowd.finds)),
        alarms=float(rng.exponential(crowd.alarms)),
        scatter=float(crowd.scatter * np.exp(rng.normal(0, 0.4))),
        bias=rng.normal(0, crowd.bias, 4) + loose * np.array([-1.0, -1.0, 1.0, 1.0]),
        is_spam=bool(rng.random() < crowd.spam),
        is_grouping=bool(rng.random() < crowd.groups),
    )


def project_of(
    scene: Scene, crowd: Crowd, seed: list[int]
) -> tuple[dict[str, list[Drawing]], dict[str, Boxes]]:
    """Everybody's drawings by image, and the true boxes by image, (objects, 4)."""
    rng = np.random.default_rng(seed)
    people = [_person(rng, crowd) for _ in range(crowd.people)]
    is_once = crowd.people == crowd.per_image * crowd.images
    images = max(4, crowd.images // 3) if scene.is_crowded else crowd.images
    project: dict[str, list[Drawing]] = {}
    truth: dict[str, Boxes] = {}
    for number in range(images):
        image = f"i{number:03}"
        true = _within(scene.draw(rng))
        is_hard = rng.random(len(true)) < _HARD
        lure = _some(rng, int(rng.random() < _LURES), 40, 200)
        first = number * crowd.per_image
        who = range(first, first + crowd.per_image) if is_once else rng.permutation(crowd.people)
        drawings = []
        for one in list(who)[: crowd.per_image]:
            boxes = _drawn(rng, people[one], true, is_hard, crowd.doubles)
            lured = lure[rng.random(len(lure)) < _LURED]
            boxes = np.concatenate([boxes, lured * rng.normal(1, 0.02, lured.shape)])
            drawings.append(_drawing(image, int(one), boxes * scene.unit))
        project[image], truth[image] = drawings, true * scene.unit
    return project, truth


def _within(boxes: Boxes) -> Boxes:
    return from_corners(np.clip(to_corners(boxes), 0, _FRAME))


def _drawing(image: str, who: int, boxes: Boxes) -> Drawing:
    shapes = (
        Shape(f"s{number}", "box", LABEL, dict(zip(SIDES, row, strict=True)), {})
        for number, row in enumerate(boxes.tolist())
    )
    return Drawing(f"{image}/{who}", f"a{who:03}", tuple(shapes))


def _drawn(
    rng: Random, who: _Person, true: Boxes, is_hard: NDArray[np.bool_], doubles: float
) -> Boxes:
    """What one person draws on one picture, in pixels."""
    if who.is_spam:
        return _within(_some(rng, max(1, len(true)), 40, 400))
    boxes = true[rng.random(len(true)) < who.finds * np.where(is_hard, 0.5, 1.0)]
    if who.is_grouping:
        boxes = _grouped(boxes)
    boxes = np.concatenate([boxes, boxes[rng.random(len(boxes)) < doubles]])
    size = np.tile(boxes[:, 2:], 2)
    error = size * (who.bias + who.scatter * rng.standard_t(5, size.shape))
    corners = to_corners(boxes) + error + rng.normal(0, _HAND_PX, size.shape)
    corners[:, 2:] = np.maximum(corners[:, 2:], corners[:, :2] + 1)
    nothing = _some(rng, int(rng.poisson(who.alarms)), 30, 300)
    found = _within(np.concatenate([from_corners(corners), nothing]))
    return found[np.asarray((found[:, 2:] > 0).all(axis=1))]


def _grouped(boxes: Boxes) -> Boxes:
    """The two that overlap most as one."""
    if len(boxes) < 2:
        return boxes
    overlap = pairwise_iou(boxes, boxes)
    np.fill_diagonal(overlap, 0.0)
    pair = list(np.unravel_index(int(overlap.argmax()), overlap.shape))
    if not overlap.max() > 0.05:
        return boxes
    corners = to_corners(boxes[pair])
    both = np.concatenate([corners[:, :2].min(axis=0), corners[:, 2:].max(axis=0)])
    return np.concatenate([np.delete(boxes, pair, axis=0), from_corners(both[None])])
