"""Every tool in mid-gesture on a desktop and a phone, in light and dark: looked at by people.

A picture of each is kept as `tool-<name>-<size>-<theme>.png`; what each gesture makes is asserted.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Playwright, ViewportSize

from tests.e2e import mask_gestures as masks
from tests.e2e.conftest import MARK, Enter
from tests.e2e.hand import Hand, Pixel, Shape
from tests.e2e.machine import Machine
from tests.e2e.manager import PASSWORD
from tests.e2e.photographs import coins
from tests.e2e.site import SCHEMA, Site, label, make_site
from tests.e2e.stage import HAS_SHAPES, Stage
from tests.e2e.touch import Finger
from tests.e2e.visitor import PHONE, seen
from tests.service.running import comes_true

pytestmark = pytest.mark.slow

MADE_WITHIN_SECONDS = 60.0
SIZES = {"desktop": ViewportSize(width=1280, height=800), "phone": PHONE}
BOX, FACE, OUTLINE, CREASE, COIN, PEN, HAND = "1", "3", "4", "5", "6", "7", "8"
OCCLUDED = {"key": "occluded", "name": "Occluded", "type": "boolean", "required": False}


@pytest.fixture(scope="module")
def site(playwright: Playwright, address: str) -> Iterator[Site]:
    """A project with the one photograph, its cells, and boxes that can be occluded."""
    owner = Machine(playwright.request.new_context(base_url=address))
    owner.sign_up(f"toolmaker-{MARK}@example.org", PASSWORD)
    drawn: Any = SCHEMA["labels"]  # JSON
    schema = {**SCHEMA, "labels": [label("card", "Card", "#30C7D2", OCCLUDED), *drawn[1:]]}
    made = make_site(owner, f"Tools {MARK}", overlap=9, pictures=[coins()], schema=schema)
    owner.ask("PATCH", f"/api/v1/projects/{made.project_id}", {"has_superpixels": True})
    yield made
    owner.requests.dispose()


@pytest.fixture(params=["desktop", "phone"])
def hand(enter: Enter, site: Site, request: pytest.FixtureRequest) -> Hand:
    """Somebody new who has taken the task, once its cells are made."""
    size = request.param
    visitor = enter(size=SIZES[size], has_touch=size == "phone")
    machine = Machine(visitor.page.request)
    name = f"{request.node.originalname[5:25]}-{size}"
    machine.sign_up(f"{name}-{MARK}@example.org", PASSWORD)
    machine.qualify(site.project_id, site.known)
    held = machine.ask("POST", f"/api/v1/projects/{site.project_id}/next")["assignment"]
    aids = f"/api/v1/assignments/{held['id']}/aids"
    assert comes_true(lambda: machine.ask("GET", aids)["superpixels_url"], MADE_WITHIN_SECONDS)
    visitor.go(f"/work/{site.project_id}")
    stage = Stage(visitor.page)
    stage.wait(f"Picture {coins().name}")
    return Hand(visitor, stage, size)


def test_outlines_boxes_and_what_is_done_to_them(hand: Hand) -> None:
    """Drawing, then every edit operation, each with its result."""
    box_by_four_points(hand)
    turned_box(hand)
    ellipse_and_keypoints(hand)
    hand.clear()
    freehand(hand)
    snapping(hand)
    hand.clear()
    square = polygon(hand, (200, 200), (400, 200), (400, 400), (200, 400))
    hole(hand, square)
    redraw(hand)
    slice_in_two(hand)
    join(hand)
    simplify(hand)
    hand.clear()
    copies_order_and_groups(hand)
    hidden_locked_and_occluded(hand)
    box_in_two(hand)

    assert hand.visitor.faults == []


def test_masks_by_every_tool(hand: Hand) -> None:
    """Each from the press to the pixels."""
    masks.wand(hand)
    masks.brush_fill_and_eraser(hand)
    hand.clear()
    masks.area(hand)
    masks.scissors(hand)
    hand.clear()
    masks.superpixels(hand)
    hand.clear()
    masks.cutout(hand)
    hand.clear()
    masks.mask_in_two(hand)
    if hand.size == "phone":
        hand.clear()
        loupe(hand)

    assert hand.visitor.faults == []


# ------------------------------------------------------------ outlines and boxes


def box_by_four_points(hand: Hand) -> None:
    before = hand.begin_with(BOX, "Shift+B")
    hand.stage.click((300, 100), (500, 200), (400, 300))
    hand.move(260, 220)
    hand.look("box-extremes")
    hand.stage.click((260, 220))

    made = hand.made(before)["geometry"]
    sides = [made[key] for key in ("x", "y", "width", "height")]
    assert sides == pytest.approx([260, 100, 240, 200], abs=3)


def turned_box(hand: Hand) -> None:
    before = hand.begin_with(PEN)
    hand.keys("t")
    hand.stage.drag((460, 330), (540, 370))
    hand.move(480, 440)
    hand.look("rotated-box")
    hand.stage.click((480, 440))

    made = hand.made(before)
    assert made["kind"] == "rotated_box"
    assert made["geometry"]["width"] == pytest.approx((80**2 + 40**2) ** 0.5, abs=3)


def ellipse_and_keypoints(hand: Hand) -> None:
    before = hand.begin_with(COIN, "Shift+O")
    hand.hold((60, 60), (120, 120), (180, 140))
    hand.look("ellipse")
    hand.let_go()
    assert hand.made(before)["kind"] == "ellipse"

    before = hand.begin_with(HAND, "j")
    hand.stage.click((100, 400))
    hand.move(180, 460)
    hand.look("keypoints")
    hand.stage.click((180, 460))
    points = hand.made(before)["geometry"]["points"]
    assert list(points) == ["palm", "thumb"]


def polygon(hand: Hand, *corners: Pixel) -> Shape:
    before = hand.begin_with(OUTLINE, "p")
    hand.stage.click(*corners)
    hand.keys("Enter")
    return hand.made(before)


def freehand(hand: Hand) -> None:
    before = hand.begin_with(OUTLINE, "p")
    way = [(500, 80), (600, 90), (660, 160), (640, 240), (560, 270), (490, 230), (470, 150)]
    hand.hold(*[(float(x), float(y)) for x, y in way])
    hand.look("freehand")
    hand.move(500, 80)
    hand.let_go()

    assert len(hand.made(before)["geometry"]["points"]) >= len(way)


def snapping(hand: Hand) -> None:
    neighbour = polygon(hand, (100, 100), (300, 100), (300, 300))
    before = hand.begin_with(OUTLINE, "p")
    hand.stage.click((420, 200), (420, 320))
    near = 4 / hand.stage.standing()["scale"]
    hand.move(300 + near, 300 + near)
    hand.look("snapping")
    hand.stage.click((300 + near, 300 + near))
    hand.keys("Enter")

    made = hand.made(before)
    assert neighbour["geometry"]["points"][2] in made["geometry"]["points"]


def hole(hand: Hand, square: Shape) -> None:
    hand.choose(300, 300)
    hand.keys("Shift+P")
    hand.stage.click((250, 250), (300, 250))
    hand.move(280, 300)
    hand.look("hole")
    hand.stage.click((280, 300))
    hand.keys("Enter")

    (now,) = hand.stage.shapes()
    assert now["geometry"]["points"] == square["geometry"]["points"]
    assert len(now["geometry"]["holes"]) == 1
    hand.keys("Control+z")


def redraw(hand: Hand) -> None:
    (before,) = hand.stage.shapes()
    hand.choose(300, 300)
    hand.keys("Shift+R")
    hand.hold((240, 200), (270, 150), (330, 150))
    hand.look("redraw")
    hand.move(360, 200)
    hand.let_go()

    (now,) = hand.stage.shapes()
    highest = min(y for _, y in now["geometry"]["points"])
    assert min(y for _, y in before["geometry"]["points"]) == pytest.approx(200, abs=1)
    assert highest == pytest.approx(150, abs=3)


def slice_in_two(hand: Hand) -> None:
    hand.choose(300, 350)
    hand.keys("Shift+S")
    hand.stage.click((160, 300))
    hand.move(440, 300)
    hand.look("slice")
    hand.stage.click((440, 300))
    hand.keys("Enter")

    hand.waits(HAS_SHAPES, 2)
    spans = sorted(
        max(y for _, y in one["geometry"]["points"]) - min(y for _, y in one["geometry"]["points"])
        for one in hand.stage.shapes()
    )
    assert spans == pytest.approx([100, 150], abs=4)


def join(hand: Hand) -> None:
    hand.choose(300, 250)
    hand.keys("Shift+J")
    hand.move(300, 350)
    hand.look("join")
    hand.stage.press(300, 350)

    hand.waits(HAS_SHAPES, 1)
    (now,) = hand.stage.shapes()
    lowest = max(y for _, y in now["geometry"]["points"])
    assert lowest == pytest.approx(400, abs=2)


def simplify(hand: Hand) -> None:
    hand.clear()
    hand.begin_with(OUTLINE, "p")
    hand.stage.click((200, 200), (260, 200), (320, 200), (400, 200), (400, 400), (200, 400))
    hand.keys("Enter")
    (before,) = hand.stage.shapes()
    hand.choose(300, 300)
    hand.keys("Shift+M")
    hand.look("simplify")

    (now,) = hand.stage.shapes()
    assert (len(before["geometry"]["points"]), len(now["geometry"]["points"])) == (6, 4)


def copies_order_and_groups(hand: Hand) -> None:
    hand.begin_with(BOX, "b")
    hand.stage.drag((100, 100), (300, 260))
    hand.choose(100, 180)
    hand.keys("Control+c", "Control+v")
    hand.waits(HAS_SHAPES, 2)
    hand.look("copied")
    first, copy = hand.stage.shapes()
    hand.keys("Shift+PageDown")
    order = [one["id"] for one in hand.stage.shapes()]
    hand.keys("Shift+PageUp")
    assert copy["geometry"]["width"] == first["geometry"]["width"]
    assert copy["geometry"]["x"] > first["geometry"]["x"]
    assert order == [copy["id"], first["id"]]

    hand.begin_with(BOX, "b")
    hand.stage.drag((450, 300), (600, 420))
    hand.choose(450, 360)
    hand.keys("Shift+G")
    hand.move(100, 180)
    hand.look("group")
    hand.stage.press(100, 180)
    hand.keys("Enter")
    groups = [one.get("group_id") for one in hand.stage.shapes()]
    assert groups[0] == groups[2] is not None
    assert groups[1] is None


def box_in_two(hand: Hand) -> None:
    hand.clear()
    hand.begin_with(BOX, "b")
    hand.stage.drag((200, 200), (400, 300))
    hand.choose(200, 250)
    hand.keys("Shift+S")
    hand.stage.click((300, 160))
    hand.move(300, 340)
    hand.look("slice-box")
    hand.stage.click((300, 340))
    hand.keys("Enter")

    hand.waits(HAS_SHAPES, 2)
    widths = [one["geometry"]["width"] for one in hand.stage.shapes()]
    assert widths == pytest.approx([100, 100], abs=3)


def hidden_locked_and_occluded(hand: Hand) -> None:
    hand.choose(450, 360)
    hand.keys("Shift+U", "Shift+C")
    occluded = hand.stage.shapes()[-1]["attributes"]
    hand.look("occluded")
    hand.keys("l")
    hand.look("locked")
    hand.keys("Delete")
    kept = len(hand.stage.shapes())
    offers(hand, "Unlock", "Hide")
    hand.keys("l", "h")
    offers(hand, "Lock", "Show")
    hand.look("hidden")
    hand.keys("h")
    offers(hand, "Lock", "Hide")
    hand.keys("Delete")

    assert occluded == {"occluded": True}
    assert kept == 3
    assert len(hand.stage.shapes()) == 2


def offers(hand: Hand, *names: str) -> None:
    """What can be done with the chosen shape, which says how it stands: a phone has less room."""
    if hand.size == "phone":
        return
    bar = hand.visitor.by("group", "Chosen shape", exact=True)
    for name in names:
        seen(bar.get_by_role("button", name=name, exact=True))


def loupe(hand: Hand) -> None:
    """A finger on a corner of a polygon, which lies under it."""
    polygon(hand, (200, 200), (400, 200), (400, 400))
    hand.choose(330, 250)
    finger = Finger(hand.visitor.page)
    finger.rest((400, 400))
    finger.slide((420, 420))
    hand.look("loupe")
    finger.lift()

    (now,) = hand.stage.shapes()
    assert now["geometry"]["points"][2] == pytest.approx([420, 420], abs=4)
