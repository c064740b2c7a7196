"""At work: by keys alone, through a reload, in two windows."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright, expect

from tests.e2e import annotator as annotating
from tests.e2e.conftest import MARK, Enter
from tests.e2e.machine import Machine
from tests.e2e.manager import PASSWORD
from tests.e2e.pictures import Picture
from tests.e2e.site import Site, make_site
from tests.e2e.stage import Stage
from tests.e2e.visitor import Visitor

IS_TRACING = "() => window.__guildmark.state().stateName === 'scissors.tracing'"


@pytest.fixture(scope="module")
def site(playwright: Playwright, address: str) -> Iterator[Site]:
    """A project with an open batch, made through the API."""
    machine = Machine(playwright.request.new_context(base_url=address))
    machine.sign_up(f"owner-{MARK}@example.org", PASSWORD)
    yield make_site(machine, f"Works {MARK}")
    machine.requests.dispose()


@pytest.fixture
def worker(enter: Enter, site: Site, request: pytest.FixtureRequest) -> Visitor:
    """Somebody qualified, who has not yet opened the work."""
    visitor = enter()
    machine = Machine(visitor.page.request)
    machine.sign_up(f"{request.node.name[:30]}-{MARK}@example.org", PASSWORD)
    machine.qualify(site.project_id, site.known)
    return visitor


def open_work(worker: Visitor, site: Site) -> Picture:
    """The first task."""
    picture = annotating.claim_by(worker, lambda: worker.go(f"/work/{site.project_id}"))
    assert picture is not None
    return picture


def test_a_box_is_drawn_and_submitted_by_keys_alone(worker: Visitor, site: Site) -> None:
    """From an empty picture to the next task without a pointer."""
    open_work(worker, site)
    keys, stage = worker.page.keyboard, Stage(worker.page)

    keys.press("2")
    keys.press("n")
    for _ in range(12):
        keys.press("ArrowRight")
    for _ in range(8):
        keys.press("Shift+ArrowDown")
    keys.press("Enter")
    (drawn,) = stage.shapes()
    keys.press("ArrowLeft")
    (moved,) = stage.shapes()
    keys.press("Control+z")
    undone = stage.shapes()
    keys.press("Control+Shift+z")
    redone = stage.shapes()
    # Submit says what is missing and goes there; the answer is given there.
    keys.press("Control+Enter")
    front = worker.page.get_by_role("radiogroup", name="Side").get_by_role("radio", name="Front")
    expect(front).to_be_focused()
    keys.press("Space")
    expect(front).to_be_checked()
    after = annotating.claim_by(worker, lambda: keys.press("Control+Enter"))

    assert drawn["label"] == "ticket"
    assert moved["geometry"]["x"] == drawn["geometry"]["x"] - 1
    assert (undone, redone) == ([drawn], [moved])
    assert after is not None
    assert worker.faults == []


def test_a_mask_is_painted_cut_and_submitted(worker: Visitor, site: Site) -> None:
    """By brush, eraser, wand and scissors, on the picture as the service gives it out."""
    card = open_work(worker, site).cards[0]
    keys, stage = worker.page.keyboard, Stage(worker.page)
    middle = (card.x + card.width / 2, card.y + card.height / 2)

    keys.press("3")
    stage.drag((20, 20), (20, 200))
    keys.press("x")
    stage.drag((10, 100), (40, 100))
    (cut,) = stage.shapes()
    keys.press("Control+z")
    (painted,) = stage.shapes()
    keys.press("Escape")
    keys.press("w")
    worker.page.wait_for_function("() => window.__guildmark.isReadable()")
    stage.press(*middle)
    _, like = stage.shapes()
    keys.press("s")
    stage.press(card.x, card.y)
    worker.page.wait_for_function(IS_TRACING)
    helpers = len(worker.page.workers)
    keys.press("Escape")
    after = annotating.claim_by(worker, lambda: keys.press("Control+Enter"))

    assert painted["kind"] == like["kind"] == "mask"
    assert painted["geometry"] != cut["geometry"]
    assert abs(like["geometry"]["width"] - card.width) <= 4
    assert abs(like["geometry"]["height"] - card.height) <= 4
    assert helpers == 1
    assert after is not None
    assert worker.faults == []


def test_a_polygon_is_drawn_corrected_and_submitted_by_mouse(worker: Visitor, site: Site) -> None:
    """Corners by clicks, one dragged away and one put in; an outline that crosses itself waits."""
    open_work(worker, site)
    keys, stage = worker.page.keyboard, Stage(worker.page)

    keys.press("4")
    stage.click((100, 100), (300, 100), (300, 300), (100, 300))
    worker.look_here("workspace-polygon")
    stage.click((100, 100))
    (drawn,) = stage.shapes()
    stage.drag((300, 100), (260, 340))
    worker.sees("Outline: the outline crosses itself")
    worker.by("button", "Submit").first.click()
    (crossed,) = stage.shapes()
    keys.press("Control+z")
    stage.drag((200, 300), (200, 360))
    (mended,) = stage.shapes()
    after = annotating.claim_by(worker, worker.by("button", "Submit").first.click)

    assert [tuple(round(x) for x in at) for at in drawn["geometry"]["points"]] == [
        (100, 100),
        (300, 100),
        (300, 300),
        (100, 300),
    ]
    assert crossed["id"] == drawn["id"]
    assert len(mended["geometry"]["points"]) == 5
    assert after is not None
    assert worker.faults == []


def test_a_polygon_is_drawn_and_corrected_by_keys_alone(worker: Visitor, site: Site) -> None:
    """From an empty picture to the next task without a pointer, with an axe at hand."""
    open_work(worker, site)
    keys, stage = worker.page.keyboard, Stage(worker.page)

    for key in ("4", "n", "n", *["ArrowRight"] * 9, "n", *["ArrowDown"] * 9, "Enter"):
        keys.press(key)
    (drawn,) = stage.shapes()
    for key in (".", ".", "ArrowUp", "i", "Shift+ArrowRight"):
        keys.press(key)
    (corrected,) = stage.shapes()
    worker.check("a polygon whose point is held")
    after = annotating.claim_by(worker, lambda: keys.press("Control+Enter"))

    first, second, third = drawn["geometry"]["points"]
    assert (first[1], second[0]) == (second[1], third[0])
    middle = [second[0] + 10, (second[1] - 1 + third[1]) / 2]
    assert corrected["geometry"]["points"] == [first, [second[0], second[1] - 1], middle, third]
    assert after is not None
    assert worker.faults == []


def test_a_reload_in_the_middle_keeps_what_was_drawn(worker: Visitor, site: Site) -> None:
    """At once from the device, and from the server on another one."""
    picture = open_work(worker, site)
    stage = Stage(worker.page)
    stage.draw(picture.cards[0])
    before = stage.shapes()

    worker.page.reload()
    stage.wait(f"Picture {picture.name}")
    on_this_device = stage.shapes()
    worker.sees("Saved")
    elsewhere = worker.page.context.browser.new_context(  # type: ignore[union-attr]  # it has one
        storage_state=worker.page.context.storage_state()  # the session, not the journal
    )
    other = Visitor.enter(elsewhere, worker.address)
    other.go(f"/work/{site.project_id}")
    Stage(other.page).wait(f"Picture {picture.name}")

    assert on_this_device == before
    assert Stage(other.page).shapes() == before
    assert worker.faults == []
    assert other.faults == []
    elsewhere.close()


def test_a_second_window_is_told_that_the_task_is_open(worker: Visitor, site: Site) -> None:
    """One of two windows rests, until the person says otherwise."""
    picture = open_work(worker, site)
    second = Visitor(worker.page.context.new_page(), worker.address, worker.faults)
    second.watch(second.page)

    second.go(f"/work/{site.project_id}")
    second.sees("This task is open in another window")
    second.look("workspace-elsewhere", is_whole=False)
    second.press("Work here instead")
    Stage(second.page).wait(f"Picture {picture.name}")

    worker.sees("This task is open in another window")
    assert worker.faults == []
