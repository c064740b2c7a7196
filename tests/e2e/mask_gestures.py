"""Masks by every tool: held, looked at in the middle, let go; what comes of each is asserted."""

from typing import Any

import pytest
from scipy import ndimage

from tests.e2e.hand import Hand, Shape
from tests.e2e.photographs import border, box_round, filled, iou, outlines, painted, through
from tests.e2e.stage import HAS_SHAPES
from tests.service.running import comes_true

FACE = "3"
HAS_STATE = "(name) => window.__guildmark.state().stateName === name"
IS_FOLLOWING = "() => window.__guildmark.wayLength() > 1"


def wand(hand: Hand) -> None:
    """Moved to the right it takes in more: with the tolerance it begins with, 0.74 of the coin."""
    coin = outlines()[12]
    y, x = ndimage.center_of_mass(coin)
    before = hand.begin_with(FACE, "w")
    hand.waits("() => window.__guildmark.isReadable()")
    hand.hold((x, y), (x + 60, y))
    hand.look("wand")
    hand.let_go()

    assert iou(_pixels(hand.made(before)), coin) > 0.8
    hand.keys("Control+z")


def brush_fill_and_eraser(hand: Hand) -> None:
    before = hand.begin_with(FACE, "d")
    ring = [(200, 200), (400, 200), (400, 400), (200, 400), (200, 200)]
    hand.hold(*[(float(x), float(y)) for x, y in ring[:4]])
    hand.look("brush")
    hand.move(200, 200)
    hand.let_go()
    drawn = hand.made(before)
    hand.keys("g")
    hand.move(300, 300)
    hand.look("fill")
    hand.stage.press(300, 300)
    filled = hand.stage.shapes()[-1]
    hand.keys("x")
    hand.hold((300, 180), (300, 300))
    hand.look("eraser")
    hand.let_go()
    erased = hand.stage.shapes()[-1]

    empty, full, gap = (_pixels(one) for one in (drawn, filled, erased))
    assert not empty[300, 300]
    assert full[300, 300]
    assert not gap[250, 300]
    assert gap[300, 350]


def area(hand: Hand) -> None:
    before = hand.begin_with(FACE, "p")
    hand.stage.click((100, 100), (250, 100))
    hand.move(250, 250)
    hand.look("area")
    hand.stage.click((250, 250))
    hand.keys("Enter")

    made = _pixels(hand.made(before))
    assert made[120, 230]
    assert not made[230, 120]


def scissors(hand: Hand) -> None:
    coin = outlines()[21]
    corners = border(coin, 5)
    before = hand.begin_with(FACE, "s")
    hand.waits("() => window.__guildmark.isReadable()")
    for number, place in enumerate(corners):
        hand.move(*place)
        if number:
            hand.waits(IS_FOLLOWING)
        hand.stage.press(*place)
        hand.waits(HAS_STATE, "scissors.tracing")
    hand.move(*corners[0])
    hand.waits(IS_FOLLOWING)
    hand.look("scissors")
    hand.stage.press(*corners[0])

    assert iou(filled(corners, coin.shape), coin) < 0.85  # so it is the border that was followed
    assert iou(_pixels(hand.made(before)), coin) > 0.9


def superpixels(hand: Hand) -> None:
    """The first sweeps come before the cells are read; the one that is judged does not."""
    coin = outlines()[12]
    way = through(coin)
    before = hand.begin_with(FACE, "Shift+D")

    def is_drawn() -> bool:
        hand.hold(*way[:2])
        hand.let_go()
        return len(hand.stage.shapes()) > before

    assert comes_true(is_drawn, 10.0)
    hand.clear()
    before = hand.begin_with(FACE, "Shift+D")
    hand.hold(*way)
    hand.look("superpixels")
    hand.let_go()

    assert iou(_pixels(hand.made(before)), coin) > 0.75


def cutout(hand: Hand) -> None:
    coin = outlines()[15]
    begin, end = box_round(coin, margin=12)
    before = hand.begin_with(FACE, "Shift+W")
    hand.waits("() => window.__guildmark.isReadable()")
    hand.hold(begin, end)
    hand.look("cutout")
    hand.let_go()

    assert iou(_pixels(hand.made(before)), coin) > 0.9


def mask_in_two(hand: Hand) -> None:
    before = hand.begin_with(FACE, "p")
    hand.stage.click((200, 200), (400, 200), (400, 300), (200, 300))
    hand.keys("Enter")
    hand.made(before)
    hand.choose(300, 250)
    hand.keys("Shift+S")
    hand.stage.click((300, 160))
    hand.move(300, 340)
    hand.look("slice-mask")
    hand.stage.click((300, 340))
    hand.keys("Enter")

    hand.waits(HAS_SHAPES, 2)
    widths = [one["geometry"]["width"] for one in hand.stage.shapes()]
    assert widths == pytest.approx([100, 100], abs=3)


def _pixels(shape: Shape) -> Any:  # an array of bool, (rows, columns)
    return painted(shape["geometry"], outlines()[0].shape)
