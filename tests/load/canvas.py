"""How smooth is the annotation workspace, and how do other ways of drawing compare?

    ./guildmark bench canvas [--runs N]

2,000 polygons of 20 vertices on a picture of 4,000 x 3,000 in a headless Chromium of 1440 x 900,
which presents 60 frames a second at most. Each engine pans, zooms and drags one vertex for 120
steps, one in each frame; the gaps between frames that reached the screen come from the browser's
trace. Beside our engine: one SVG scaled by CSS (as CVAT draws), Konva and Fabric, tuned as their
own advice says. Then our engine alone: the same on 48 megapixels in tiles (`large_`); the whole
page of work, with its lists and bars, on 2,000 boxes, where the pointer also moves with nothing in
the hand (`page_`); the brush on a mask all over a picture of 48 megapixels (the event and the
scripts of the frame that shows it; what the browser itself paints is not in it), scissors along
edges, how that picture opens by its tiles, and what its tab holds then and after the wand has read
all of it. Each number is that of the run with the least p95, for whatever else the machine does can
only add to it. `first_render_ms` is of the frame with all shapes, as lines alone, for so many are
sketched first; `full_render_ms` of their halos and fills too, which wait until the hand rests. The
last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "platform"), str(ROOT)]

from tests.load.canvas_bench import pages, pictures, stage, whole_page  # noqa: E402 -- the path comes first
from tests.load.canvas_bench.frames import Gaps, Trace, recorded  # noqa: E402
from tests.load.verdict import at_most, judged, leave_if_missed  # noqa: E402

FOLDER = ROOT / ".guildmark" / "bench" / "canvas"
PHASES = ("pan", "zoom", "drag")
PICTURE = stage.Picture("picture.jpg", 4000, 3000)
LARGE = stage.Picture("large.jpg", 8000, 6000, tiles="large-tiles")
BYTES_A_KILOBYTE = 1000
#: What the workspace is to keep to. Of scripts, compressed: `workspace_own_kb` is the page of work
#: with engine, tools and panels, without the shell (React, Mantine, router).
TARGETS = (
    *(at_most(f"{phase}_p95_ms", 20) for phase in PHASES),
    *(at_most(f"large_{phase}_p95_ms", 20) for phase in PHASES),
    *(at_most(f"page_{phase}_p95_ms", 20) for phase in whole_page.PHASES),
    at_most("first_render_ms", 150),
    at_most("brush_event_ms", 8),
    at_most("scissors_map_ms", 150),
    at_most("scissors_path_ms", 16),
    at_most("open_48mp_ms", 1500),
    at_most("tab_48mp_mb", 700),
    at_most("tab_48mp_wand_mb", 700),
    at_most("workspace_own_kb", 120),
)


@dataclass(frozen=True)
class Measured:
    """One engine: gaps by phase, the time to the frames with all shapes, its script."""

    gaps: dict[str, Gaps]
    first_render_ms: float
    full_render_ms: float
    bundle_kb: float


def measure(browser: Browser, address: str, engine: str, runs: int, script_bytes: int) -> Measured:
    """The best of several runs, phase by phase."""
    traces = [stage.phases(browser, address, engine, PICTURE) for _ in range(runs)]
    first, full = (
        min(trace.until_drawn_ms(which) for trace in traces)
        for which in ("first_render", "full_render")
    )
    return Measured(best_gaps(traces, PHASES), first, full, script_bytes / BYTES_A_KILOBYTE)


def best_gaps(traces: Sequence[Trace], phases: Sequence[str]) -> dict[str, Gaps]:
    """Those of the run with the least p95, phase by phase."""
    return {
        phase: min((trace.gaps(phase) for trace in traces), key=lambda found: found.p95_ms)
        for phase in phases
    }


def measure_elsewhere(browser: Browser, address: str, page: Path, runs: int) -> dict[str, float]:
    """Ours on the large picture, and with the lists and bars of the page of work."""
    large = [stage.phases(browser, address, "ours", LARGE) for _ in range(runs)]
    whole = [whole_page.phases(browser, page, PICTURE) for _ in range(runs)]
    page_phases = [f"page_{phase}" for phase in whole_page.PHASES]
    return p95s("large_", best_gaps(large, PHASES)) | p95s("", best_gaps(whole, page_phases))


def p95s(before: str, gaps: Mapping[str, Gaps]) -> dict[str, float]:
    """By the names they are told by."""
    return {f"{before}{phase}_p95_ms": one.p95_ms for phase, one in gaps.items()}


def measure_own(browser: Browser, address: str) -> dict[str, float]:
    """What only our engine has, on the large picture."""
    found: dict[str, float] = {}
    for name, picture in (("brush", LARGE), ("scissors", PICTURE)):
        with stage.page_of(browser, address, "ours") as page:
            page.evaluate("picture => bench.mount(picture, 0)", picture.sent)
            found |= page.evaluate("name => bench.own(name)", name)
    with stage.page_of(browser, address, "ours") as page:
        page.evaluate("picture => bench.mount(picture, 0)", LARGE.sent)
        found |= page.evaluate("name => bench.own(name)", "wand")
        found["tab_48mp_wand_mb"] = stage.memory_mb(page)
    with stage.page_of(browser, address, "ours") as page, recorded(browser, page) as trace:
        page.evaluate("picture => bench.open(picture)", LARGE.sent)
        found["tab_48mp_mb"] = stage.memory_mb(page)
    return found | {"open_48mp_ms": trace.until_shown_ms("open")}


def table(measured: dict[str, Measured]) -> str:
    head = f"{'engine':8}" + "".join(f"{phase:>16}" for phase in PHASES)
    lines = [
        "milliseconds between presented frames, median / p95",
        "",
        head + "   first    full   script kB",
    ]
    for engine, one in measured.items():
        cells = "".join(
            f"{f'{one.gaps[phase].median_ms:.1f} / {one.gaps[phase].p95_ms:.1f}':>16}"
            for phase in PHASES
        )
        lines.append(
            f"{engine:8}{cells}{one.first_render_ms:8.0f}{one.full_render_ms:8.0f}{one.bundle_kb:12.1f}"
        )
    return "\n".join(lines)


def summary(measured: dict[str, Measured], own: dict[str, float]) -> dict[str, object]:
    engines = {
        engine: {
            **{
                phase: {"median_ms": round(gaps.median_ms, 1), "p95_ms": round(gaps.p95_ms, 1)}
                for phase, gaps in one.gaps.items()
            },
            "first_render_ms": round(one.first_render_ms, 1),
            "full_render_ms": round(one.full_render_ms, 1),
            "bundle_kb": round(one.bundle_kb, 1),
        }
        for engine, one in measured.items()
    }
    ours = measured["ours"]
    held = {f"{phase}_p95_ms": gaps.p95_ms for phase, gaps in ours.gaps.items()}
    first = {"first_render_ms": ours.first_render_ms, "full_render_ms": ours.full_render_ms}
    figures = held | first | own
    return {"engines": engines} | {name: round(value, 1) for name, value in figures.items()}


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3, help="of each engine; the best counts")
    options = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for picture in (PICTURE, LARGE):
        pictures.draw(FOLDER / picture.name, picture.width, picture.height)
    pictures.cut(FOLDER / LARGE.name, FOLDER / str(LARGE.tiles))
    say("Building a page for each engine ...")
    script_bytes = pages.build(FOLDER)
    page = whole_page.build(FOLDER, FOLDER / PICTURE.name)
    page_bytes = pages.workspace_page_bytes(FOLDER)
    own_bytes = pages.workspace_own_bytes(FOLDER)
    with stage.served(FOLDER) as address, sync_playwright() as playwright:
        browser = stage.launched(playwright)
        measured = {
            engine: measure(browser, address, engine, options.runs, script_bytes[engine])
            for engine in pages.ENGINES
        }
        own = measure_own(browser, address)
        own |= measure_elsewhere(browser, address, page, options.runs)
        browser.close()
    own |= {
        "workspace_page_kb": page_bytes / BYTES_A_KILOBYTE,
        "workspace_own_kb": own_bytes / BYTES_A_KILOBYTE,
        "load": os.getloadavg()[0],
    }
    say(table(measured))
    said = judged(summary(measured, own), TARGETS)
    say(json.dumps(said))
    leave_if_missed(said)


if __name__ == "__main__":
    main()
