"""Draws on the annotation stage with mouse and keys, in pixels of the image."""

from typing import Any

from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from tests.e2e.pictures import Card
from tests.e2e.visitor import seen

LABEL_KEYS = {"Card": "1", "Ticket": "2"}
DRAGS, SHOWN_WITHIN_MS = 3, 10_000
HAS_HOOKS = "() => window.__guildmark?.isShown() === true"


class Stage:
    """The stage on the page; there is one at a time."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def wait(self, label: str | None = None) -> None:
        """Until the stage is there, shows that picture, and can say where a pixel lies."""
        if label is not None:
            seen(self.page.get_by_role("application", name=label, exact=True))
        self.page.wait_for_function(HAS_HOOKS)
        self.page.wait_for_function("() => window.__guildmark.transform().scale > 0")

    def shapes(self) -> list[dict[str, Any]]:
        """The shapes as they would be submitted."""
        found: list[dict[str, Any]] = self.page.evaluate(
            "() => window.__guildmark.document().shapes"
        )
        return found

    def points(self, *pixels: tuple[float, float]) -> list[tuple[float, float]]:
        """Where pixels of the image lie on the page."""
        places = self.page.evaluate(
            "(pixels) => pixels.map(([x, y]) => window.__guildmark.toPage(x, y))", pixels
        )
        return [(place["x"], place["y"]) for place in places]

    def draw(self, card: Card) -> None:
        """Choose the label by its digit and drag from corner to corner.

        On a busy machine a drag has ended in nothing at times, why is not known: it is made again.
        """
        before = len(self.shapes())
        for _ in range(DRAGS):
            self._drag_over(card)
            try:
                self.page.wait_for_function(
                    "(n) => window.__guildmark.document().shapes.length === n",
                    arg=before + 1,
                    timeout=SHOWN_WITHIN_MS,
                )
            except PlaywrightTimeoutError:
                continue
            return
        raise AssertionError(f"{DRAGS} drags over {card} made no shape")

    def _drag_over(self, card: Card) -> None:
        self.page.keyboard.press("b")
        self.page.keyboard.press(LABEL_KEYS[card.kind])
        begin, middle, end = self.points(
            (card.x, card.y),
            (card.x + card.width / 2, card.y + card.height / 2),
            (card.x + card.width, card.y + card.height),
        )
        self.page.mouse.move(*begin)
        self.page.mouse.down()
        self.page.mouse.move(*middle)
        self.page.mouse.move(*end)
        self.page.mouse.up()

    def drag(self, *pixels: tuple[float, float]) -> None:
        """Press at the first pixel, go by the others, let go at the last."""
        begin, *others = self.points(*pixels)
        self.page.mouse.move(*begin)
        self.page.mouse.down()
        for place in others:
            self.page.mouse.move(*place, steps=4)
        self.page.mouse.up()

    def press(self, x: float, y: float) -> None:
        """Press and let go at a pixel."""
        self.drag((x, y), (x, y))

    def click(self, *pixels: tuple[float, float]) -> None:
        """Point by point."""
        for place in self.points(*pixels):
            self.page.mouse.click(*place)

    def draw_all(self, cards: tuple[Card, ...]) -> None:
        """Every card, and the side of each ticket while it is chosen."""
        for card in cards:
            self.draw(card)
            if card.kind == "Ticket":
                self.answer("Side", "Front")

    def answer(self, attribute: str, option: str) -> None:
        """An attribute of the chosen shape."""
        group = self.page.get_by_role("radiogroup", name=attribute)
        group.get_by_text(option, exact=True).click()
        expect(group.get_by_role("radio", name=option)).to_be_checked()
