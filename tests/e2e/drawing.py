"""One shape of every kind: by mouse, and by keys alone."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.e2e.stage import Stage
from tests.e2e.visitor import Visitor

KINDS = ["box", "polygon", "polyline", "ellipse", "rotated_box", "keypoints", "mask"]
#: The digit of the label of each kind in the schema of `site`, and the name of its label.
DIGITS = {
    "box": "1", "mask": "3", "polygon": "4", "polyline": "5", "ellipse": "6",
    "rotated_box": "7", "keypoints": "8",
}  # fmt: skip
NAMES = {
    "box": "Card", "mask": "Face", "polygon": "Outline", "polyline": "Crease", "ellipse": "Coin",
    "rotated_box": "Pen", "keypoints": "Hand",
}  # fmt: skip


def draw_by_mouse(visitor: Visitor) -> None:
    """Each label by its button, each shape by presses and drags alone."""
    stage = Stage(visitor.page)
    ways: dict[str, Callable[[], None]] = {
        "box": lambda: stage.drag((20, 20), (60, 50), (90, 80)),
        "polygon": lambda: stage.click((120, 20), (180, 20), (180, 70), (120, 20)),
        "polyline": lambda: stage.click((220, 20), (260, 60), (300, 20), (300, 20)),
        "ellipse": lambda: stage.drag((340, 20), (380, 50), (420, 90)),
        "rotated_box": lambda: _turned(stage),
        "keypoints": lambda: stage.click((20, 140), (60, 180)),
        "mask": lambda: stage.drag((140, 140), (180, 160), (220, 140)),
    }
    for kind in KINDS:
        visitor.page.locator("aside").get_by_role("button", name=NAMES[kind]).first.click()
        _draw(stage, ways[kind])


def _turned(stage: Stage) -> None:
    stage.drag((460, 30), (500, 50), (540, 70))
    stage.click((490, 110))


def draw_by_keys(page: Page) -> None:
    """From an empty picture, without a pointer."""
    stage = Stage(page)
    keys = {
        "box": ["Shift+ArrowDown", "Enter"],
        "polygon": ["n", *["ArrowRight"] * 9, "n", *["ArrowDown"] * 9, "n", "Enter"],
        "polyline": ["n", *["ArrowUp"] * 9, "n", "Enter"],
        "ellipse": ["ArrowLeft", "Enter"],
        "rotated_box": [".", "Enter"],
        "keypoints": ["n", "ArrowRight", "n"],
        "mask": ["Shift+ArrowRight", "Shift+ArrowRight", "Enter"],
    }
    for kind in KINDS:
        page.keyboard.press(DIGITS[kind])
        page.keyboard.press("n")
        _draw(stage, lambda pressed=keys[kind]: _press(page, pressed))  # type: ignore[misc]  # bound now


def _press(page: Page, keys: list[str]) -> None:
    for key in keys:
        page.keyboard.press(key)


def _draw(stage: Stage, act: Callable[[], None]) -> None:
    before = len(stage.shapes())
    act()
    stage.page.wait_for_function(
        "(n) => window.__guildmark.document().shapes.length === n", arg=before + 1
    )
