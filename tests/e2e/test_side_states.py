"""What lies over the work for a moment: each looked at in both themes, on a desktop and a phone."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Error, Playwright, Route, expect

from tests.e2e import annotator as annotating
from tests.e2e.conftest import MARK, Enter
from tests.e2e.machine import Machine
from tests.e2e.manager import PASSWORD
from tests.e2e.pictures import Card
from tests.e2e.site import Site, make_site
from tests.e2e.stage import Stage
from tests.e2e.visitor import Visitor

FIRST, SECOND, THIRD = (Card("Card", x, 20, 60, 40) for x in (20, 120, 220))
#: The connection was taken away on purpose.
LOST = "INTERNET_DISCONNECTED"


@pytest.fixture(scope="module")
def site(playwright: Playwright, address: str) -> Iterator[Site]:
    """A project with an open batch, made through the API."""
    machine = Machine(playwright.request.new_context(base_url=address))
    machine.sign_up(f"states-{MARK}@example.org", PASSWORD)
    yield make_site(machine, f"States {MARK}")
    machine.requests.dispose()


@pytest.fixture
def worker(enter: Enter, site: Site, request: pytest.FixtureRequest) -> Visitor:
    """Somebody qualified, who has not yet opened the work."""
    visitor = enter()
    machine = Machine(visitor.page.request)
    machine.sign_up(f"{request.node.name[5:35]}-{MARK}@example.org", PASSWORD)
    machine.qualify(site.project_id, site.known)
    return visitor


def _open(worker: Visitor, site: Site) -> Stage:
    assert annotating.claim_by(worker, lambda: worker.go(f"/work/{site.project_id}")) is not None
    return Stage(worker.page)


def test_dialogs_over_the_work(worker: Visitor, site: Site) -> None:
    """The table of keys, a label looked for by its name, and why a task is skipped."""
    stage = _open(worker, site)
    keys = worker.page.keyboard

    keys.press("?")
    worker.by("dialog", "Keys").wait_for()
    worker.look_at_both("work-keys")
    keys.press("Escape")
    keys.press("Shift+F")
    worker.by("combobox", "A part of its name").wait_for()
    worker.look_at_both("work-find-label")
    keys.type("tick")
    keys.press("Enter")
    stage.drag((20, 20), (90, 80))
    worker.page.wait_for_function("() => window.__guildmark.document().shapes.length === 1")
    keys.press("k")
    worker.sees("Why do you skip it?")
    worker.look_at_both("work-skip")
    keys.press("Escape")
    expect(worker.page.get_by_role("dialog")).to_have_count(0)

    assert [one["label"] for one in stage.shapes()] == ["ticket"]
    assert worker.faults == []


def test_the_guideline_beside_the_work(worker: Visitor, site: Site) -> None:
    """Its text, a question about it, and the sheet of a phone."""
    _open(worker, site)

    worker.sees("Box every card.")
    worker.press("Ask about the guideline")
    worker.look_at_both("work-guideline")
    worker.page.set_viewport_size({"width": 390, "height": 844})
    worker.by("button", "Shapes 0").click()
    worker.by("tab", "Guideline").click()
    worker.look_here("work-guideline-sheet")

    assert worker.faults == []


def _back_online(worker: Visitor) -> None:
    """Press for another try, unless the page has made one by itself meanwhile."""
    worker.page.context.set_offline(False)
    with suppress(Error):
        worker.by("button", "Try now").click(timeout=3000)


def test_a_lost_connection(worker: Visitor, site: Site) -> None:
    """Told at once; what is drawn stays on the device; a submission waits until it can go."""
    stage = _open(worker, site)

    worker.page.context.set_offline(True)
    worker.sees("You are offline.")
    stage.draw(FIRST)
    worker.sees("Saved on this device")
    worker.look_at_both("work-offline")
    worker.by("button", "Submit").first.click()
    worker.sees("Your submission is not sent yet")
    worker.look_at_both("work-not-sent")
    after = annotating.claim_by(worker, lambda: _back_online(worker))

    assert after is not None
    assert [one for one in worker.faults if LOST not in one] == []


def test_a_lease_that_has_ended(worker: Visitor, site: Site) -> None:
    """Said in words beside the picture, and what was drawn can still be handed in."""

    def nearly_over(route: Route) -> None:
        answer = route.fetch()
        said: Any = answer.json()
        said["assignment"]["lease_seconds_left"] = 1
        route.fulfill(response=answer, json=said)

    worker.page.route("**/next", nearly_over, times=1)  # not what is held ahead, too
    stage = _open(worker, site)

    worker.sees("Your lease has ended")
    worker.look_at_both("work-lease-ended")
    stage.draw(FIRST)
    with worker.page.expect_response(re.compile("/submit$")) as sent:
        worker.by("button", "Submit").first.click()

    assert sent.value.ok
    assert worker.faults == []


def test_two_versions_of_one_draft(worker: Visitor, site: Site) -> None:
    """Two devices of one person draw on the same task: they choose, and nothing goes silently."""
    stage = _open(worker, site)
    stage.draw(FIRST)
    worker.sees("Saved")
    elsewhere = worker.page.context.browser.new_context(  # type: ignore[union-attr]  # it has one
        storage_state={**worker.page.context.storage_state(), "origins": []}  # the session alone
    )
    other = Visitor.enter(elsewhere, worker.address)
    theirs = _open(other, site)
    with other.page.expect_response(lambda one: one.url.endswith("/draft") and one.ok):
        theirs.draw(SECOND)

    with worker.expecting("409 PUT .*/draft$"):
        stage.draw(THIRD)
        worker.sees("Two versions of this draft")
    worker.look_at_both("work-conflict")
    mine = len(stage.shapes())
    worker.press("Take the other one")
    stage.wait()
    taken = stage.shapes()

    assert mine == 2
    assert [one["geometry"]["x"] for one in taken] == [FIRST.x, SECOND.x]
    assert taken == theirs.shapes()
    assert (worker.faults, other.faults) == ([], [])
    elsewhere.close()
