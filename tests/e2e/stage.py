"""Draws on the annotation stage with mouse and keys, in pixels of the image."""

from typing import Any

from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from tests.e2e.pictures import Card
from tests.e2e.visitor import seen

LABEL_KEYS = {"Card": "1", "Ticket": "2"}
HAS_HOOKS = "() => window.__guildmark?.isShown() === true"
HAS_SHAPES = "(count) => window.__guildmark.document().shapes.length === count"
STANDING = """() => ({
  ...window.__guildmark.state(),
  ...window.__guildmark.transform(),
  shapes: window.__guildmark.document().shapes.length,
  focus: document.activeElement?.outerHTML.slice(0, 120),
})"""


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
        """Choose the label by its digit and drag from corner to corner."""
        count = len(self.shapes())
        self.page.keyboard.press("b")
        self.page.keyboard.press(LABEL_KEYS[card.kind])
        begin, middle, end = self.points(
            (card.x, card.y),
            (card.x + card.width / 2, card.y + card.height / 2),
            (card.x + card.width, card.y + card.height),
        )
        before = self.standing()
        self.page.mouse.move(*begin)
        self.page.mouse.down()
        self.page.mouse.move(*middle)
        self.page.mouse.move(*end)
        self.page.mouse.up()
        try:
            self.page.wait_for_function(HAS_SHAPES, arg=count + 1)
        except PlaywrightTimeoutError as error:
            drag = {"from": begin, "to": end, "before": before, "after": self.standing()}
            raise AssertionError(f"a drag over {card} made no shape: {drag}") from error

    def standing(self) -> Any:
        """What the stage is about, for whoever reads of a failure. As JSON: `Any`."""
        return self.page.evaluate(STANDING)

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
