"""Somebody new, from the feed to the first box, as quickly as a person would go."""

from __future__ import annotations

import time
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

from tests.e2e.pictures import Picture
from tests.e2e.stage import Stage
from tests.e2e.visitor import seen

#: Seconds to find the next button, and to read a guideline of three words and look at the picture.
FINDS_SECONDS, READS_SECONDS = 2.0, 15.0


@dataclass
class Newcomer:
    """A person on a page; `paused_seconds` is what they themselves took so far."""

    page: Page
    paused_seconds: float = 0.0

    def pause(self, seconds: float) -> None:
        """Reads, looks, thinks."""
        self.paused_seconds += seconds
        self.page.wait_for_timeout(1000 * seconds)

    def press(self, found: Locator) -> None:
        """Finds a control and presses it."""
        seen(found)
        self.pause(FINDS_SECONDS)
        found.click()


def first_box(page: Page, name: str, picture: Picture) -> dict[str, float]:
    """Join, read, begin the quiz, draw: that the first box is in the quiz makes it no less of one.

    `name` is that of the project and its community, `picture` the quiz's. Seconds, of which
    `pauses` are the person's own.
    """
    person, began = Newcomer(page), time.monotonic()
    page.goto("/home")
    person.press(page.get_by_role("link", name=f"Join: {name}").first)
    person.press(page.get_by_role("button", name=f"Join {name}", exact=True))
    seen(page.get_by_role("button", name="I have read it", exact=True))
    person.pause(READS_SECONDS)
    person.press(page.get_by_role("button", name="I have read it", exact=True))
    person.press(page.get_by_role("button", name="Start the quiz", exact=True))
    stage = Stage(page)
    stage.wait("Picture 1 of 1")
    person.pause(READS_SECONDS)
    stage.draw(picture.cards[0])
    whole = time.monotonic() - began
    return {
        "first_box_seconds": round(whole, 1),
        "first_box_pauses_seconds": round(person.paused_seconds, 1),
    }
