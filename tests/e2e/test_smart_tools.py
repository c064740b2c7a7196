"""Tools that look at the picture, on a real photograph: what they find is what the server keeps."""

import io
import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Playwright

from tests.e2e.conftest import MARK, Enter
from tests.e2e.machine import Machine
from tests.e2e.manager import PASSWORD
from tests.e2e.photographs import (
    Mask,
    border,
    box_round,
    coins,
    filled,
    iou,
    outlines,
    painted,
    through,
)
from tests.e2e.site import SCHEMA, Site, label, make_site
from tests.e2e.stage import Stage
from tests.e2e.visitor import Visitor
from tests.service.running import comes_true

MADE_WITHIN_SECONDS = 60.0
FACE, GROUND, CLOTH = "3", "9", "0"
AREAS = [
    {**label(key, name, color, kind="mask"), "is_semantic": True}
    for key, name, color in (("ground", "Ground", "#74FEFD"), ("cloth", "Cloth", "#F5109B"))
]
IS_FOLLOWING = "() => window.__guildmark.wayLength() > 1"
HAS_STATE = "(name) => window.__guildmark.state().stateName === name"
HAS_SHAPES = "(count) => window.__guildmark.document().shapes.length === count"


@dataclass(frozen=True)
class Works:
    """A project with the one photograph, and the session of its owner."""

    site: Site
    owner: Machine


@pytest.fixture(scope="module")
def works(playwright: Playwright, address: str) -> Iterator[Works]:
    """Masks are drawn, of objects and of areas; the project has superpixels."""
    owner = Machine(playwright.request.new_context(base_url=address))
    owner.sign_up(f"photographer-{MARK}@example.org", PASSWORD)
    drawn: Any = SCHEMA["labels"]  # JSON
    schema = {**SCHEMA, "labels": [*drawn, *AREAS]}
    site = make_site(owner, f"Coins {MARK}", overlap=9, pictures=[coins()], schema=schema)
    owner.ask("PATCH", f"/api/v1/projects/{site.project_id}", {"has_superpixels": True})
    yield Works(site, owner)
    owner.requests.dispose()


@dataclass(frozen=True)
class Seat:
    """Somebody with the photograph in front of them."""

    visitor: Visitor
    stage: Stage
    cells_url: str

    def press(self, *keys: str) -> None:
        """Keys alone, one after the other."""
        for key in keys:
            self.visitor.page.keyboard.press(key)

    def waits(self, condition: str, *values: object) -> None:
        """Until the stage says so."""
        self.visitor.page.wait_for_function(condition, arg=values[0] if values else None)


@pytest.fixture
def seat(enter: Enter, works: Works, request: pytest.FixtureRequest) -> Seat:
    """Somebody new who has taken the task, once its cells are made."""
    visitor = enter()
    machine = Machine(visitor.page.request)
    machine.sign_up(f"{request.node.name[5:35]}-{MARK}@example.org", PASSWORD)
    machine.qualify(works.site.project_id, works.site.known)
    held = machine.ask("POST", f"/api/v1/projects/{works.site.project_id}/next")["assignment"]
    aids = f"/api/v1/assignments/{held['id']}/aids"
    assert comes_true(lambda: machine.ask("GET", aids)["superpixels_url"], MADE_WITHIN_SECONDS)
    visitor.go(f"/work/{works.site.project_id}")
    stage = Stage(visitor.page)
    stage.wait(f"Picture {coins().name}")
    return Seat(visitor, stage, machine.ask("GET", aids)["superpixels_url"])


def test_superpixels_are_swept_over_and_taken_whole(seat: Seat, works: Works) -> None:
    """A sweep takes the cells it meets, the right button gives one back, undo takes it again."""
    coin, cells = outlines()[12], _cells(seat)
    inside = through(coin)
    seat.press(FACE)
    with seat.visitor.page.expect_response(re.compile("superpixels")):
        seat.press("Shift+D")

    _until_drawn(seat, lambda: seat.stage.drag(*inside))
    (swept,) = seat.stage.shapes()
    seat.visitor.look_here("workspace-superpixels")
    seat.visitor.page.mouse.click(*seat.stage.points(inside[0])[0], button="right")
    (less,) = seat.stage.shapes()
    seat.press("Control+z")
    (again,) = seat.stage.shapes()
    stored = _handed_in(seat, works)

    mask, turns = _mask(stored), {int(cells[int(y), int(x)]) for x, y in inside}
    taken = {int(number) for number in np.unique(cells[mask])}
    first = cells == cells[int(inside[0][1]), int(inside[0][0])]
    assert (mask == np.isin(cells, [*taken])).all()  # whole cells, and no others
    assert turns <= taken <= _along(cells, inside)
    assert (_mask(less["geometry"]) == mask & ~first).all()
    assert again == swept
    assert iou(mask, coin) > 0.75
    assert seat.visitor.faults == []


def test_a_box_round_a_coin_becomes_its_mask(seat: Seat, works: Works) -> None:
    """The tool by its key, the box by mouse; Escape lets a box go, and then the coin is found."""
    coin = outlines()[15]
    corners = box_round(coin, margin=12)
    seat.press(FACE, "Shift+W")
    seat.waits("() => window.__guildmark.isReadable()")

    begin, end = seat.stage.points(*corners)
    seat.visitor.page.mouse.move(*begin)
    seat.visitor.page.mouse.down()
    seat.visitor.page.mouse.move(*end, steps=4)
    seat.visitor.look_here("workspace-box-to-mask")
    seat.press("Escape")
    seat.visitor.page.mouse.up()
    let_go = seat.stage.shapes()
    seat.stage.drag(*corners)
    seat.waits(HAS_SHAPES, 1)
    stored = _handed_in(seat, works)

    assert let_go == []
    assert iou(_mask(stored), coin) > 0.9
    assert seat.visitor.faults == []


@pytest.mark.slow
def test_scissors_follow_the_border_between_a_few_presses(seat: Seat, works: Works) -> None:
    """Five presses go round a coin; one is taken back by a key and set anew, Enter closes."""
    coin = outlines()[21]
    corners = border(coin, 5)
    seat.press(FACE, "s")
    seat.waits("() => window.__guildmark.isReadable()")

    for place in corners[:3]:
        _set_corner(seat, place)
    seat.press("Delete")
    for place in corners[2:]:
        _set_corner(seat, place)
    _follow(seat, corners[0])
    seat.visitor.look_here("workspace-scissors")
    seat.stage.press(*corners[0])
    seat.waits(HAS_SHAPES, 1)
    (closed,) = seat.stage.shapes()
    seat.press("Control+z")
    undone = seat.stage.shapes()
    seat.press("Control+Shift+z")
    stored = _handed_in(seat, works)

    straight = iou(filled(corners, coin.shape), coin)
    assert straight < 0.85  # so it is the border that was followed
    assert iou(_mask(stored), coin) > 0.9
    assert (closed["geometry"], undone) == (stored, [])
    assert seat.visitor.faults == []


@pytest.mark.slow
def test_colours_by_class_and_by_object_are_told_apart_on_the_screen(
    seat: Seat, works: Works
) -> None:
    """Two coins of one label, two areas: what is alike in one colouring differs in the other."""
    places = {"left": (60.0, 60.0), "right": (700.0, 60.0)}
    below = {"ground": (100.0, 560.0), "cloth": (660.0, 560.0)}
    seat.visitor.page.get_by_role("slider", name="Opacity").first.press("End")
    for x, y in places.values():
        seat.press("Escape", FACE)
        seat.stage.drag((x - 30, y), (x, y), (x + 30, y))
    for digit, (x, y) in zip((GROUND, CLOTH), below.values(), strict=True):
        seat.press("Escape", digit)
        seat.stage.drag((x - 60, y), (x + 60, y))
    seat.press(GROUND)
    seat.stage.drag((400, 560), (620, 560))  # the area's one mask, over the other's end
    seat.press("Escape")
    shapes = seat.stage.shapes()

    by_class = {name: _colour(seat, at) for name, at in {**places, **below}.items()}
    seat.visitor.look_here("workspace-by-class")
    choice = seat.visitor.page.get_by_role("radiogroup", name="Colours")
    choice.get_by_text("Object", exact=True).click()
    by_object = {name: _colour(seat, at) for name, at in {**places, **below}.items()}
    seat.visitor.look_here("workspace-by-object")

    assert [one["label"] for one in shapes] == ["face", "face", "ground", "cloth"]
    ground, cloth = (_mask(one["geometry"]) for one in shapes[2:])
    assert not (ground & cloth).any()
    assert ground[560, 610]
    assert _apart(by_class["left"], by_class["right"]) < 12
    assert _apart(by_object["left"], by_object["right"]) > 40
    assert _apart(by_class["ground"], by_class["cloth"]) > 40
    assert seat.visitor.faults == []


# ------------------------------------------------------------ what the hand does


def _until_drawn(seat: Seat, act: Callable[[], None]) -> None:
    """The cells have come, and are read a moment later."""

    def is_drawn() -> bool:
        if not seat.stage.shapes():
            act()
        return bool(seat.stage.shapes())

    assert comes_true(is_drawn, 10.0)


def _set_corner(seat: Seat, place: tuple[float, float]) -> None:
    if seat.visitor.page.evaluate("() => window.__guildmark.state().stateName") != "scissors.idle":
        _follow(seat, place)
    seat.stage.press(*place)
    seat.waits(HAS_STATE, "scissors.tracing")


def _follow(seat: Seat, place: tuple[float, float]) -> None:
    """The pointer is there, and the way to it is known."""
    seat.visitor.page.mouse.move(*seat.stage.points(place)[0])
    seat.waits(IS_FOLLOWING)


# ------------------------------------------------------------ what came of it


def _handed_in(seat: Seat, works: Works) -> dict[str, Any]:
    """Submitted by key; the geometry of the one mask as the server gives it to its owner."""
    with seat.visitor.page.expect_response(re.compile("/submit$")) as sent:
        seat.press("Control+Enter")
    said = sent.value.json()
    project = f"/api/v1/projects/{works.site.project_id}"
    (task,) = works.owner.ask("GET", f"{project}/tasks")["results"]
    answers = works.owner.ask("GET", f"/api/v1/tasks/{task['id']}/consensus")["submissions"]
    (own,) = (one for one in answers if one["id"] == said["submission_id"])
    (shape,) = own["document"]["shapes"]
    assert (shape["kind"], shape["label"]) == ("mask", "face")
    geometry: dict[str, Any] = shape["geometry"]
    return geometry


def _mask(geometry: dict[str, Any]) -> Mask:
    return painted(geometry, outlines()[0].shape)


def _cells(seat: Seat) -> NDArray[np.uint16]:
    """By pixel the number of its cell, read as docs/decisions/0023 says; (rows, columns)."""
    content = seat.visitor.page.request.get(seat.cells_url).body()
    _, columns, rows, step = struct.unpack_from("<4I", content)
    numbers = np.frombuffer(content, dtype="<u2", offset=16).reshape(rows, columns)
    whole = np.bitwise_xor.accumulate(numbers, axis=0).astype(np.uint16)
    height, width = outlines()[0].shape
    return np.kron(whole, np.ones((step, step), dtype=np.uint16))[:height, :width]


def _along(cells: NDArray[np.uint16], way: list[tuple[float, float]]) -> set[int]:
    """The cells that a line through these places goes over, however narrowly."""
    found: set[int] = set()
    for (x, y), (to_x, to_y) in pairwise(way):
        steps = int(4 * max(abs(to_x - x), abs(to_y - y))) + 1
        for share in np.linspace(0, 1, steps + 1):
            found.add(int(cells[int(y + (to_y - y) * share), int(x + (to_x - x) * share)]))
    return found


def _colour(seat: Seat, place: tuple[float, float]) -> NDArray[np.float64]:
    """The middle colour on the screen round a pixel of the picture, (3,), from 0 to 255."""
    x, y = seat.stage.points(place)[0]
    clip: Any = {"x": x - 4, "y": y - 4, "width": 8, "height": 8}
    seat.visitor.settle()
    shown = Image.open(io.BytesIO(seat.visitor.page.screenshot(clip=clip))).convert("RGB")
    middle: NDArray[np.float64] = np.median(np.asarray(shown).reshape(-1, 3), axis=0)
    return middle


def _apart(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """The largest difference of a channel."""
    return float(np.abs(one - other).max())
