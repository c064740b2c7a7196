"""When frames reached the screen: read from the browser's own trace, not from the page's clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from playwright.sync_api import Browser, Page

CATEGORIES = ["disabled-by-default-devtools.timeline.frame", "blink.user_timing"]
PRESENTED = "SubmitCompositorFrameToPresentationCompositorFrame"
#: From when the page is told to make a frame until it has made it: its scripts run then.
MADE = "SendBeginMainFrameToCommit"
MARK = "bench:"
MICROSECONDS_A_MILLISECOND = 1000.0

Event = dict[str, Any]  # Any: the shape of a trace event is the browser's affair


@dataclass(frozen=True)
class Gaps:
    """Milliseconds between two frames that reached the screen one after the other."""

    median_ms: float
    p95_ms: float
    frames: int


@dataclass
class Trace:
    """What the browser told; complete once the recording is over."""

    events: list[Event] = field(default_factory=list)

    def gaps(self, phase: str) -> Gaps:
        """Of the frames presented between the marks of a phase."""
        begin, end = self._mark(phase, "begin"), self._mark(phase, "end")
        shown = np.array([one for one in self._presented() if begin <= one <= end])
        gaps = np.diff(shown) / MICROSECONDS_A_MILLISECOND
        p95 = float(np.percentile(gaps, 95, method="higher"))
        return Gaps(float(np.median(gaps)), p95, len(shown))

    def until_shown_ms(self, phase: str) -> float:
        """From the begin of a phase to the first frame presented after its end."""
        end = self._mark(phase, "end")
        shown = next(one for one in self._presented() if one > end)
        return (shown - self._mark(phase, "begin")) / MICROSECONDS_A_MILLISECOND

    def until_drawn_ms(self, phase: str) -> float:
        """From the begin of a phase until the very frame whose scripts ended it is presented.

        The one before may come late, while the page is busy with this one, and shows less.
        """
        end = self._mark(phase, "end")
        frame = self._frame_at(end)
        presented = (event for event in self._of_page(PRESENTED) if event["ph"] == "e")
        shown = next(at(one) for one in presented if at(one) > end and number(one) == frame)
        return (shown - self._mark(phase, "begin")) / MICROSECONDS_A_MILLISECOND

    def _frame_at(self, moment: float) -> str:
        """The number of the frame whose scripts ran then; the browser gives it again later."""
        begun: dict[str, float] = {}
        for event in self._of_page(MADE):
            if event["ph"] == "b":
                begun[number(event)] = at(event)
            elif begun.pop(number(event), at(event)) <= moment <= at(event):
                return number(event)
        raise LookupError("No scripts of a frame ran then")

    def _mark(self, phase: str, which: str) -> float:
        name = f"{MARK}{phase}:{which}"
        return next(at(event) for event in self.events if event["name"] == name)

    def _presented(self) -> Sequence[float]:
        """Microseconds, each once."""
        return sorted({at(event) for event in self._of_page(PRESENTED) if event["ph"] == "e"})

    def _of_page(self, name: str) -> Sequence[Event]:
        """In order; of the page's own process, for the window draws frames too."""
        page = next(event["pid"] for event in self.events if event["name"].startswith(MARK))
        found = (one for one in self.events if one["name"] == name and one["pid"] == page)
        return sorted(found, key=at)


def at(event: Event) -> float:
    """Microseconds."""
    return float(event["ts"])


def number(event: Event) -> str:
    return str(event["id2"]["local"])


@contextmanager
def recorded(browser: Browser, page: Page) -> Iterator[Trace]:
    """Records what happens meanwhile; the trace is whole after the block."""
    session = browser.new_browser_cdp_session()
    trace = Trace()
    is_complete: list[bool] = []
    session.on("Tracing.dataCollected", lambda part: trace.events.extend(part["value"]))
    session.on("Tracing.tracingComplete", lambda _: is_complete.append(True))
    config = {"includedCategories": CATEGORIES}
    session.send("Tracing.start", {"transferMode": "ReportEvents", "traceConfig": config})
    yield trace
    session.send("Tracing.end")
    while not is_complete:
        page.wait_for_timeout(50)
    session.detach()
