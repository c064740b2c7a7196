"""A hand in the middle of a gesture, which can be looked at before it ends."""

from dataclasses import dataclass
from typing import Any

from tests.e2e.stage import HAS_SHAPES, Stage
from tests.e2e.visitor import Visitor

Pixel = tuple[float, float]
Shape = dict[str, Any]  # JSON


@dataclass(frozen=True)
class Hand:
    """A mouse and a keyboard over the photograph; places are pixels of it."""

    visitor: Visitor
    stage: Stage
    size: str

    def keys(self, *keys: str) -> None:
        """One after the other."""
        for key in keys:
            self.visitor.page.keyboard.press(key)

    def move(self, x: float, y: float) -> None:
        """The pointer alone, or what it holds."""
        self.visitor.page.mouse.move(*self.stage.points((x, y))[0], steps=4)

    def hold(self, first: Pixel, *others: Pixel) -> None:
        """Press at the first, go by the others, and do not let go."""
        self.move(*first)
        self.visitor.page.mouse.down()
        for place in others:
            self.move(*place)

    def let_go(self) -> None:
        """What is held stays where it is."""
        self.visitor.page.mouse.up()

    def waits(self, condition: str, *values: object) -> None:
        """Until the stage says so."""
        self.visitor.page.wait_for_function(condition, arg=values[0] if values else None)

    def look(self, name: str) -> None:
        """Two pictures; the gesture goes on."""
        for theme in ("light", "dark"):
            self.visitor.wear(theme)
            self.visitor.keep(f"tool-{name}-{self.size}-{theme}", is_whole=False)
        self.visitor.wear("light")

    def begin_with(self, digit: str, *keys: str) -> int:
        """Nothing in the hand but the label and the tool; how many shapes there are."""
        self.keys("Escape", "Escape", "v", "Escape", digit, *keys)
        # On a phone the settings of a tool take room from the picture, which is fitted anew.
        self.visitor.settle()
        return len(self.stage.shapes())

    def made(self, before: int) -> Shape:
        """The one that came."""
        self.waits(HAS_SHAPES, before + 1)
        return self.stage.shapes()[-1]

    def choose(self, x: float, y: float) -> None:
        """By the tool that selects."""
        self.keys("Escape", "Escape", "v")
        self.stage.press(x, y)

    def clear(self) -> None:
        """All of it is undone."""
        self.keys("Escape", "Escape", "v")
        for _ in range(60):
            if not self.stage.shapes():
                return
            self.keys("Control+z")
        raise AssertionError(self.stage.shapes())
