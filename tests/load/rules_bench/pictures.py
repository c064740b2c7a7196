"""Whom the default rule of checks pauses where a picture holds several labelled objects.

People draw each check, and the scorer that scores everybody's says how much of it was right.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from concord.documents import Document, Shape
from concord.right_share import right_share
from concord.rules import replay
from concord.scoring import score_document
from guildmark.quality.default_rules import CHECKS
from tests.load.rules_bench.people import CHECKS_EACH, PASS_MARK, answers

OBJECTS = (1, 3, 5, 8)
#: How often they are right: those who must be caught, and those who must not be.
COIN, GOOD = 0.5, 0.8
#: Objects of a kind that are drawn and scored; the checks of all its people come from them.
DRAWN = 40_000
SIDE_PX, STEP_PX, ASIDE_PX = 40.0, 100.0, 30.0

#: From the objects and how often somebody is right, what they draw of one picture.
Draw = Callable[[int, float, np.random.Generator], list[Shape]]


def measure(people: int, seed: int) -> list[dict[str, float | str]]:
    """By kind of mistake and objects in a picture: who of the good and of the coins is paused."""
    rng = np.random.default_rng(seed)
    return [
        {
            "mistake": mistake,
            "objects": objects,
            **{
                f"paused_{right}": _paused(_shares(draw, objects, right, rng), people, rng)
                for right in (COIN, GOOD)
            },
        }
        for mistake, draw in MISTAKES.items()
        for objects in OBJECTS
    ]


def _paused(shares: NDArray[np.float64], people: int, rng: np.random.Generator) -> float:
    rule = CHECKS.rule(pass_mark=PASS_MARK)
    drawn = rng.choice(shares, size=(people, CHECKS_EACH))
    return sum(bool(replay(rule, answers(one), crowd=None).crossings) for one in drawn) / people


def _shares(
    draw: Draw, objects: int, right: float, rng: np.random.Generator
) -> NDArray[np.float64]:
    """How much was right of each of many answers, float64 (answers,), in [0, 1]."""
    known = _document([_box(place) for place in range(objects)])
    number = DRAWN // objects
    return np.array([_share(_document(draw(objects, right, rng)), known) for _ in range(number)])


def _share(answer: Document, known: Document) -> float:
    share = right_share(score_document(answer, known, questions={}, has_labels=True)).value
    assert share is not None
    return share


def _document(shapes: list[Shape]) -> Document:
    return Document(is_nothing_here=not shapes, shapes=tuple(shapes), answers={})


def _box(place: int, *, label: str = "coin", aside_px: float = 0.0) -> Shape:
    box = {"x": place * STEP_PX + aside_px, "y": 0.0, "width": SIDE_PX, "height": SIDE_PX}
    return Shape(f"{place}", "box", label, box, {})


def _misnames(objects: int, right: float, rng: np.random.Generator) -> list[Shape]:
    """Finds all, and calls some what they are not."""
    is_right = rng.random(objects) < right
    return [_box(place, label="coin" if good else "button") for place, good in enumerate(is_right)]


def _misplaces(objects: int, right: float, rng: np.random.Generator) -> list[Shape]:
    """Draws some boxes so far aside that they stand for nothing (IoU 0.14)."""
    is_right = rng.random(objects) < right
    return [_box(place, aside_px=0.0 if good else ASIDE_PX) for place, good in enumerate(is_right)]


def _misses(objects: int, right: float, rng: np.random.Generator) -> list[Shape]:
    """Leaves some out."""
    return [_box(place) for place, good in enumerate(rng.random(objects) < right) if good]


def _invents(objects: int, right: float, rng: np.random.Generator) -> list[Shape]:
    """Finds all, and draws a second one of some where nothing is: `right` of what is drawn is."""
    invented = int((rng.random(objects) < 1 / right - 1).sum())
    return [_box(place) for place in range(objects + invented)]


def _all_of_it(objects: int, right: float, rng: np.random.Generator) -> list[Shape]:
    """Leaves out, misplaces and misnames, a third of the mistakes each."""
    mistake = np.where(rng.random(objects) < right, 3, rng.integers(3, size=objects))
    return [
        _box(
            place,
            label="button" if one == 0 else "coin",
            aside_px=ASIDE_PX if one == 1 else 0.0,
        )
        for place, one in enumerate(mistake)
        if one != 2
    ]


MISTAKES: dict[str, Draw] = {
    "misnames": _misnames,
    "misplaces": _misplaces,
    "misses": _misses,
    "invents": _invents,
    "all of it": _all_of_it,
}
