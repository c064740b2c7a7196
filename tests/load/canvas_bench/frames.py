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
        shown = np.array([at for at in self._presented() if begin <= at <= end])
        gaps = np.diff(shown) / MICROSECONDS_A_MILLISECOND
        p95 = float(np.percentile(gaps, 95, method="higher"))
        return Gaps(float(np.median(gaps)), p95, len(shown))

    def until_shown_ms(self, phase: str) -> float:
        """From the begin of a phase to the first frame presented after its end."""
        end = self._mark(phase, "end")
        shown = next(at for at in self._presented() if at > end)
        return (shown - self._mark(phase, "begin")) / MICROSECONDS_A_MILLISECOND

    def _mark(self, phase: str, which: str) -> float:
        name = f"{MARK}{phase}:{which}"
        return next(float(event["ts"]) for event in self.events if event["name"] == name)

    def _presented(self) -> Sequence[float]:
        """Microseconds, each once; of the page's own process, for the window draws frames too."""
        page = next(event["pid"] for event in self.events if event["name"].startswith(MARK))
        shown = {
            float(event["ts"])
            for event in self.events
            if event["name"] == PRESENTED and event["ph"] == "e" and event["pid"] == page
        }
        return sorted(shown)


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
