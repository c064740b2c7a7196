"""A tab that is worked in for long: what a task took comes back when the next one is there."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import CDPSession, Playwright

from tests.e2e import annotator as annotating
from tests.e2e.conftest import MARK, Enter
from tests.e2e.machine import Machine
from tests.e2e.manager import BARE, PASSWORD, WORK
from tests.e2e.site import Site, make_site
from tests.e2e.stage import Stage
from tests.e2e.visitor import Visitor

#: The first tasks load what is loaded once: workers, words, fonts, compiled code.
WARM, MEASURED = 2, 4
ZOOMS, WANDS, STROKES = 120, 30, 30
MOST_GROWTH_BYTES = 3_000_000
MOST_NODES_MORE = 400


@pytest.fixture(scope="module")
def site(playwright: Playwright, address: str) -> Iterator[Site]:
    """A project with nine tasks."""
    machine = Machine(playwright.request.new_context(base_url=address))
    machine.sign_up(f"long-{MARK}@example.org", PASSWORD)
    yield make_site(machine, f"Long days {MARK}", pictures=(*WORK, *BARE))
    machine.requests.dispose()


@pytest.mark.slow
def test_memory_comes_back_after_much_zooming_and_painting(enter: Enter, site: Site) -> None:
    """Task after task, each zoomed, filled by the wand and painted on: the tab does not grow."""
    worker = enter()
    machine = Machine(worker.page.request)
    machine.sign_up(f"paints-long-{MARK}@example.org", PASSWORD)
    machine.qualify(site.project_id, site.known)
    session = worker.page.context.new_cdp_session(worker.page)
    session.send("Performance.enable")
    assert annotating.claim_by(worker, lambda: worker.go(f"/work/{site.project_id}")) is not None

    for _ in range(WARM):
        _toil(worker)
    before, nodes_before = _settled(worker, session)
    at_work = [_toil(worker, session) for _ in range(MEASURED)]
    after, nodes_after = _settled(worker, session)

    assert max(at_work) > before  # there was something to give back
    assert after - before < MOST_GROWTH_BYTES
    assert nodes_after - nodes_before < MOST_NODES_MORE
    assert worker.faults == []


def _toil(worker: Visitor, session: CDPSession | None = None) -> int:
    """One task from its first zoom to the next task; the bytes in use just before it was sent."""
    stage, keys, mouse = Stage(worker.page), worker.page.keyboard, worker.page.mouse
    ((x, y),) = stage.points((320, 240))
    mouse.move(x, y)
    for number in range(ZOOMS):
        mouse.wheel(0, -160 if number % 24 < 12 else 160)
    keys.press("f")
    keys.press("3")
    keys.press("w")
    worker.page.wait_for_function("() => window.__guildmark.isReadable()")
    for number in range(WANDS):
        stage.press(5 + 20 * (number % 10), 5 + number)
        keys.press("Control+z")
    keys.press("d")
    for number in range(STROKES):
        across = 20 + 15 * (number % 20)
        stage.drag((across, 40), (across + 200, 240), (across + 20, 420))
    used = _used_bytes(session) if session else 0
    after = annotating.claim_by(worker, lambda: keys.press("Control+Enter"))
    assert after is not None
    return used


def _settled(worker: Visitor, session: CDPSession) -> tuple[int, int]:
    """Bytes in use, and nodes of pages, once nothing is asked and what is garbage is gone."""
    worker.rest()
    for _ in range(3):  # what is let go of by one sweep is found by the next
        session.send("HeapProfiler.collectGarbage")
        worker.page.wait_for_timeout(200)
    return _used_bytes(session), _metric(session, "Nodes")


def _used_bytes(session: CDPSession) -> int:
    """Of script, with the cells of masks and whatever else lies in its buffers."""
    usage = session.send("Runtime.getHeapUsage")
    return int(usage["usedSize"] + usage.get("backingStorageSize", 0))


def _metric(session: CDPSession, name: str) -> int:
    metrics = session.send("Performance.getMetrics")["metrics"]
    (found,) = (one["value"] for one in metrics if one["name"] == name)
    return int(found)
