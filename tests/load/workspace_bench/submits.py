"""From the press that submits to the frame that shows the next picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from playwright.sync_api import Browser, Page, expect

from tests.load.canvas_bench.frames import recorded

#: The begin is the key as the page hears it; the end is when another picture is on the stage, has
#: all its bytes and is decoded. The frame that shows it is looked up in the browser's own trace.
WATCH = """(name) => {
  const stage = () => document.querySelector('[role="application"]');
  const before = stage().getAttribute("aria-label");
  const begin = () => performance.mark(`bench:${name}:begin`);
  addEventListener("keydown", begin, { once: true, capture: true });
  const look = async () => {
    const image = stage()?.querySelector("img");
    const isNext = stage() !== null && stage().getAttribute("aria-label") !== before;
    if (!isNext || !image?.complete || image.naturalWidth === 0)
      return requestAnimationFrame(look);
    await image.decode();
    performance.mark(`bench:${name}:end`);
    window.benchShown = name;
  };
  requestAnimationFrame(look);
}"""
SHOWN = "(name) => window.benchShown === name"
TOOK = """(end) => performance.getEntriesByType("resource")
  .filter(({ name }) => name.endsWith(end)).map(({ duration }) => duration)"""
#: A person looks at the picture at least so long; the next one is prefetched meanwhile.
LOOKS_MS = 1200


@dataclass(frozen=True)
class Submits:
    """Milliseconds, one for each submit; `posts_ms` is what the server's answer to it took."""

    shown_ms: list[float]
    posts_ms: list[float]

    def told(self) -> dict[str, float]:
        """For the last line of the bench."""
        shown, posts = np.array(self.shown_ms), np.array(self.posts_ms)
        return {
            "submit_to_next_median_ms": round(float(np.median(shown)), 1),
            "submit_to_next_p95_ms": round(float(np.percentile(shown, 95, method="higher")), 1),
            "submit_answer_median_ms": round(float(np.median(posts)), 1),
            "submits": len(self.shown_ms),
        }


def submit_often(browser: Browser, page: Page, project_id: int, count: int) -> Submits:
    """ "Nothing here", then Ctrl+Enter, task after task, on a page that is signed in."""
    page.goto(f"/work/{project_id}")
    expect(page.get_by_role("application")).to_be_visible()
    names = [f"submit-{number}" for number in range(count)]
    with recorded(browser, page) as trace:
        for name in names:
            page.wait_for_timeout(LOOKS_MS)
            page.get_by_role("button", name="Nothing here").click()
            page.evaluate(WATCH, name)
            page.keyboard.press("Control+Enter")
            page.wait_for_function(SHOWN, arg=name)
        page.wait_for_timeout(LOOKS_MS)
    return Submits([trace.until_shown_ms(name) for name in names], page.evaluate(TOOK, "/submit"))
