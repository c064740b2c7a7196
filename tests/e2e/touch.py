"""One shape of every kind by a finger on a phone: drawn, corrected, and counted in the end."""

from collections.abc import Callable

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


class Finger:
    """Presses and strokes on the stage, in pixels of the image; a stroke is quick."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.stage = Stage(page)
        self.session = page.context.new_cdp_session(page)  # Playwright's own finger only taps

    def tap(self, *pixels: tuple[float, float]) -> None:
        """Point by point."""
        for place in self.stage.points(*pixels):
            self.page.touchscreen.tap(*place)

    def stroke(self, *pixels: tuple[float, float]) -> None:
        """Press at the first pixel, go by the others, lift at the last."""
        begin, *others = self.stage.points(*pixels)
        self._send("touchStart", begin)
        for place in others:
            self._send("touchMove", place)
        self._send("touchEnd")

    def press(self, name: str) -> None:
        """A control by its name."""
        self.button(name).tap()

    def button(self, name: str) -> Locator:
        """The first button that is called so."""
        return self.page.get_by_role("button", name=name, exact=True).first

    def _send(self, kind: str, *places: tuple[float, float]) -> None:
        points = [{"x": x, "y": y} for x, y in places]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


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
