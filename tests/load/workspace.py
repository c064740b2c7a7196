"""How long does an annotator wait?

    ./guildmark bench workspace [--submits N]

Drives what `up` serves (GUILDMARK_BASE_URL) with a headless Chromium of 1440 x 900, in a project
of its own with photographs of 2,000 x 1,500. First somebody qualified submits task after task: from
the key that submits to the presented frame in which the next photograph is whole. Then somebody new
goes from the feed to their first box, with the pauses of a person who reads. The last line is one
JSON object; where a figure is beyond its bound the bench ends with an error.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import uuid
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "platform"), str(ROOT)]

from tests.e2e.machine import Machine  # noqa: E402 -- the path comes first
from tests.e2e.manager import PASSWORD, QUIZ  # noqa: E402
from tests.e2e.site import make_site  # noqa: E402
from tests.e2e.visitor import SHOW_HOOKS  # noqa: E402
from tests.load.canvas_bench import stage  # noqa: E402
from tests.load.verdict import at_most, judged, leave_if_missed  # noqa: E402
from tests.load.workspace_bench.newcomer import first_box  # noqa: E402
from tests.load.workspace_bench.pictures import photographs  # noqa: E402
from tests.load.workspace_bench.submits import submit_often  # noqa: E402

#: Held ahead of the last submit, and one that stays.
SPARE = 3
PATIENCE_MS = 30_000
#: What people are to wait at most; the first box with the pauses of who reads.
TARGETS = (at_most("submit_to_next_median_ms", 150), at_most("first_box_seconds", 60))


def entered(browser: Browser, address: str) -> BrowserContext:
    """A browser of somebody new, who tells the bench where pixels lie."""
    context = browser.new_context(
        base_url=address, viewport=stage.SCREEN, locale="en-GB", color_scheme="light"
    )
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(SHOW_HOOKS)
    return context


def measure(browser: Browser, address: str, submits: int) -> dict[str, float]:
    """The whole bench, on a project that is made for it."""
    mark = uuid.uuid4().hex[:6]
    name = f"Waiting {mark}"
    owner, worker, newcomer = (entered(browser, address) for _ in range(3))
    manager = Machine(owner.request)
    manager.sign_up(f"bench-owner-{mark}@example.org", PASSWORD)
    site = make_site(manager, name, overlap=1, pictures=photographs(submits + SPARE))
    annotator = Machine(worker.request)
    annotator.sign_up(f"bench-annotator-{mark}@example.org", PASSWORD)
    annotator.qualify(site.project_id, site.known)
    found = submit_often(browser, worker.new_page(), site.project_id, submits).told()
    Machine(newcomer.request).sign_up(f"bench-newcomer-{mark}@example.org", PASSWORD)
    return found | first_box(newcomer.new_page(), name, QUIZ[0])


def main() -> None:
    parser = argparse.ArgumentParser(prog="./guildmark bench workspace", description=__doc__)
    parser.add_argument("--submits", type=int, default=20)
    submits = parser.parse_args().submits
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = stage.launched(playwright)
        found = measure(browser, os.environ["GUILDMARK_BASE_URL"], submits)
        browser.close()
    said = judged(found | {"load": round(os.getloadavg()[0], 1)}, TARGETS)
    sys.stdout.write(json.dumps(said) + "\n")
    leave_if_missed(said)


if __name__ == "__main__":
    main()
