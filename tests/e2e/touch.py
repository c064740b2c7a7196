"""One shape of every kind by a finger on a phone: drawn, corrected, and counted in the end."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

from tests.e2e.drawing import KINDS, NAMES
from tests.e2e.stage import Stage
from tests.e2e.visitor import Visitor

SMALLEST_TARGET_PX = 44
#: What can be pressed and is seen, smaller than a finger wants it.
TOO_SMALL = """(least) => [...document.querySelectorAll(
    "main button, main [role=tab], main [role=radio], main summary"
  )].filter((one) => {
    const { width, height } = one.getBoundingClientRect();
    return one.checkVisibility() && Math.min(width, height) < least;
  }).map((one) => one.getAttribute("aria-label") ?? one.textContent)"""


#: A dock that grew or shrank has moved the picture by then: the stage measures itself each frame.
TWO_FRAMES = """() => new Promise((done) =>
    requestAnimationFrame(() => requestAnimationFrame(done)))"""


class Finger:
    """Presses and strokes on the stage, in pixels of the image; a stroke is quick."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.stage = Stage(page)
        self.session = page.context.new_cdp_session(page)  # Playwright's own finger only taps

    def tap(self, *pixels: tuple[float, float]) -> None:
        """Point by point."""
        for place in self.points(*pixels):
            self.page.touchscreen.tap(*place)

    def stroke(self, *pixels: tuple[float, float]) -> None:
        """Press at the first pixel, go by the others, lift at the last."""
        begin, *others = self.points(*pixels)
        self._send("touchStart", begin)
        for place in others:
            self._send("touchMove", place)
        self._send("touchEnd")

    def pinch(self, *moves: tuple[tuple[float, float], tuple[float, float]]) -> None:
        """Two fingers from a pixel to another each."""
        begin = self.points(*(move[0] for move in moves))
        end = self.points(*(move[1] for move in moves))
        self._send("touchStart", *begin)
        self._send("touchMove", *end)
        self._send("touchEnd")

    def rest(self, pixel: tuple[float, float]) -> None:
        """A hand lies there."""
        self._send("touchStart", *self.points(pixel))

    def slide(self, pixel: tuple[float, float]) -> None:
        """What lies there goes on to another pixel."""
        self._send("touchMove", *self.points(pixel))

    def lift(self) -> None:
        """What lies there goes."""
        self._send("touchEnd")

    def press(self, name: str) -> None:
        """A control by its name."""
        self.button(name).tap()

    def button(self, name: str) -> Locator:
        """The first button that is called so."""
        return self.page.get_by_role("button", name=name, exact=True).first

    def points(self, *pixels: tuple[float, float]) -> list[tuple[float, float]]:
        """Where pixels lie on the page, once the picture has moved with what changed around it."""
        self.page.evaluate(TWO_FRAMES)
        return self.stage.points(*pixels)

    def _send(self, kind: str, *places: tuple[float, float]) -> None:
        points = [{"x": x, "y": y} for x, y in places]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


class Pen:
    """The tip of a pen on the stage, in pixels of the image."""

    def __init__(self, finger: Finger) -> None:
        self.finger, self.session = finger, finger.session

    def send(self, kind: str, pixel: tuple[float, float]) -> None:
        """`mousePressed`, `mouseMoved` or `mouseReleased`, as browsers are told of pens too."""
        ((x, y),) = self.finger.points(pixel)
        pressed = {"button": "left", "buttons": int(kind != "mouseReleased"), "clickCount": 1}
        event = {"type": kind, "x": x, "y": y, "pointerType": "pen", **pressed}
        self.session.send("Input.dispatchMouseEvent", event)


def draw_by_pen(visitor: Visitor, finger: Finger) -> None:
    """Two fingers zoom; a hand that lay there before the tip, and moves, draws and pans nothing."""
    labels = visitor.by("group", "Labels")
    labels.get_by_role("button", name=NAMES["box"], exact=True).tap()
    fitted = finger.stage.standing()["scale"]
    finger.pinch(((200, 200), (150, 150)), ((260, 260), (310, 310)))
    zoomed = finger.stage.standing()
    pen = Pen(finger)
    finger.rest((330, 330))
    pen.send("mousePressed", (200, 200))
    finger.slide((345, 345))
    for place in ((230, 220), (260, 240)):
        pen.send("mouseMoved", place)
    pen.send("mouseReleased", (260, 240))
    finger.lift()
    _wait_for(visitor.page, 1)
    (box,) = finger.stage.shapes()
    drawn = finger.stage.standing()

    assert zoomed["scale"] > fitted
    assert {key: drawn[key] for key in ("scale", "x", "y")} == {
        key: zoomed[key] for key in ("scale", "x", "y")
    }
    sides = [box["geometry"][key] for key in ("x", "y", "width", "height")]
    assert sides == pytest.approx([200, 200, 60, 40], abs=1)


def draw_by_touch(visitor: Visitor, finger: Finger) -> list[str]:
    """Each kind from its label to the finished shape; the names of what is too small meanwhile."""
    ways: dict[str, Callable[[], None]] = {
        "box": lambda: finger.stroke((20, 20), (60, 60), (110, 110)),
        "polygon": lambda: _ended(finger, (170, 20), (300, 20), (300, 150), (170, 150)),
        "polyline": lambda: _ended(finger, (350, 30), (420, 110), (490, 30)),
        "ellipse": lambda: finger.stroke((530, 20), (580, 70), (620, 120)),
        "rotated_box": lambda: _turned(finger),
        "keypoints": lambda: finger.tap((260, 230), (330, 300)),
        "mask": lambda: finger.stroke((420, 250), (480, 280), (540, 250)),
    }
    labels = visitor.by("group", "Labels")
    missed: list[str] = []
    for number, kind in enumerate(KINDS, start=1):
        labels.get_by_role("button", name=NAMES[kind], exact=True).tap()
        ways[kind]()
        _wait_for(visitor.page, number)
        missed += too_small(visitor.page)
    return missed


def _turned(finger: Finger) -> None:
    finger.stroke((40, 200), (100, 220), (170, 240))
    finger.tap((120, 320))


def _ended(finger: Finger, *corners: tuple[float, float]) -> None:
    finger.tap(*corners)
    finger.press("Finish")


def correct_by_touch(finger: Finger) -> None:
    """A point or an edge of each is drawn elsewhere; the polygon gets a hole, the mask a gap."""
    finger.press("Select")
    strokes = [
        ((60, 60), (110, 110), (130, 130)),
        ((280, 130), (300, 150), (320, 170)),
        ((385, 70), (420, 110), (420, 140)),
        ((575, 70), (620, 70), (600, 70)),
        ((90, 260), (120, 320), (110, 350)),
        ((260, 230), (330, 300), (340, 320)),
    ]
    for inside, handle, elsewhere in strokes:
        finger.tap(inside)
        finger.stroke(handle, elsewhere)
        finger.press("Let go")
    finger.tap((200, 50))
    finger.press("Draw a hole")
    _ended(finger, (210, 60), (260, 60), (230, 100))
    finger.press("Select")
    finger.tap((480, 280))
    finger.press("Eraser")
    finger.stroke((480, 240), (480, 320))


def too_small(page: Page) -> list[str]:
    """The names of what a finger would miss."""
    found: list[str] = page.evaluate(TOO_SMALL, SMALLEST_TARGET_PX)
    return found


def _wait_for(page: Page, count: int) -> None:
    page.wait_for_function("(n) => window.__guildmark.document().shapes.length === n", arg=count)
