"""How long do boxes of 1,448 images by 7 people each take? A crowd like the real one."""

from __future__ import annotations

import time

import numpy as np

from concord import shapes
from concord.documents import Shape
from concord.shapes import Drawing

IMAGES = 1_448
PEOPLE_AN_IMAGE = 7
PEOPLE = 43
SIZE_PX = (640.0, 480.0)
SIDES = ("x", "y", "width", "height")
_ROUNDS = 5


def crowd(seed: int) -> dict[str, list[Drawing]]:
    """Images with 1.2 objects on average, found by .9 of the people who look, and slips."""
    rng = np.random.default_rng(seed)
    return {f"i{number:04}": _image(rng, number) for number in range(IMAGES)}


def _image(rng: np.random.Generator, number: int) -> list[Drawing]:
    count = int(rng.poisson(1.2))
    place, size = rng.uniform(0, 400, (count, 2)), rng.uniform(20, 80, (count, 2))
    true = np.concatenate([place, place + size], axis=1)
    drawings = []
    for person in rng.permutation(PEOPLE)[:PEOPLE_AN_IMAGE]:
        seen = true[rng.random(count) < 0.9]
        errors = rng.normal(0, 0.03 + 0.002 * person, seen.shape)
        corners = seen + errors * np.tile(seen[:, 2:] - seen[:, :2], 2)
        slips = rng.uniform(0, 400, (int(rng.random() < 0.1), 2))
        boxes = np.concatenate(
            [
                np.concatenate([corners[:, :2], corners[:, 2:] - corners[:, :2]], axis=1),
                np.concatenate([slips, np.full_like(slips, 30.0)], axis=1),
            ]
        )
        drawn = tuple(
            Shape(f"s{index}", "box", "object", dict(zip(SIDES, row, strict=True)), {})
            for index, row in enumerate(boxes.tolist())
        )
        drawings.append(Drawing(f"{number}/{person}", f"a{person:02}", drawn))
    return drawings


def measure() -> dict[str, object]:
    """The best of five rounds, in seconds of the clock and of the processor: fit, and resolve of
    every image."""
    project = crowd(1)
    sizes = dict.fromkeys(project, SIZE_PX)
    rounds = []
    for _ in range(_ROUNDS):
        started, busy = time.perf_counter(), time.process_time()
        model = shapes.fit(project, labels=["object"])
        fitted = time.perf_counter()
        shapes.resolve_all(project, model, sizes_px=sizes)
        spent = time.process_time() - busy
        rounds.append((time.perf_counter() - started, fitted - started, spent))
    best, fit_s, cpu_s = min(rounds)
    drawn = sum(len(one.shapes) for drawings in project.values() for one in drawings)
    print(  # noqa: T201 -- a command
        f"{IMAGES} images x {PEOPLE_AN_IMAGE} people, {drawn} boxes: {best:.2f} s, "
        f"of which fit {fit_s:.2f} s; {cpu_s:.2f} CPU s"
    )
    return {
        "boxes_1448x7_s": best,
        "boxes_1448x7_cpu_s": cpu_s,
        "boxes_1448x7_drawn": drawn,
    }
