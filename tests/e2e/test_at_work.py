"""At work: every kind by mouse, keys and touch; a reload, a crash, two windows, a lost answer."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from playwright.sync_api import Playwright, Route, expect

from deploy.local import chromium
from tests.e2e import annotator as annotating
from tests.e2e.conftest import MARK, QUIET, Enter
from tests.e2e.drawing import KINDS, draw_by_keys, draw_by_mouse
from tests.e2e.machine import Machine
from tests.e2e.manager import PASSWORD
from tests.e2e.pictures import Card, Picture
from tests.e2e.site import Site, make_site
from tests.e2e.stage import Stage
from tests.e2e.touch import Finger, correct_by_touch, draw_by_pen, draw_by_touch, too_small
from tests.e2e.visitor import DESKTOP, KEPT_WITHIN_MS, PHONE, Visitor

GRID = "z"
CORNER, BESIDE = (Card("Card", x, 20, 60, 40) for x in (20, 120))
HAS_GRID = "() => JSON.parse(localStorage.getItem('gm-look')).look.hasGrid"
IS_TRACING = "() => window.__guildmark.state().stateName === 'scissors.tracing'"


@pytest.fixture(scope="module")
def site(playwright: Playwright, address: str) -> Iterator[Site]:
    """A project with an open batch, made through the API."""
    machine = Machine(playwright.request.new_context(base_url=address))
    machine.sign_up(f"owner-{MARK}@example.org", PASSWORD)
    made = make_site(machine, f"Works {MARK}")
    machine.ask("PATCH", f"/api/v1/projects/{made.project_id}", {"plugin": "marks"})
    yield made
    machine.requests.dispose()


@pytest.fixture
def worker(enter: Enter, site: Site, request: pytest.FixtureRequest) -> Visitor:
    """Somebody qualified, who has not yet opened the work."""
    return qualified(enter(), site, request.node.name[:30])


def qualified(visitor: Visitor, site: Site, name: str) -> Visitor:
    """A new account that may work there."""
    machine = Machine(visitor.page.request)
    machine.sign_up(f"{name}-{MARK}@example.org", PASSWORD)
    machine.qualify(site.project_id, site.known)
    return visitor


def open_work(worker: Visitor, site: Site) -> Picture:
    """The first task."""
    picture = annotating.claim_by(worker, lambda: worker.go(f"/work/{site.project_id}"))
    assert picture is not None
    return picture


def test_every_kind_is_drawn_by_mouse_and_by_keys_alone(worker: Visitor, site: Site) -> None:
    """Two tasks, one by each way, each from an empty picture to the next one."""

    first = open_work(worker, site)
    second = work_by_mouse(worker, first)
    after = second and work_by_keys(worker)

    assert after is not None
    assert worker.faults == []


def work_by_mouse(worker: Visitor, picture: Picture) -> Picture | None:
    """On a turned stage too; an outline that crosses itself is kept, and waits to be mended."""
    card, stage, submit = picture.cards[0], Stage(worker.page), worker.by("button", "Submit").first
    draw_by_mouse(worker)
    worker.look_here("workspace-every-kind")
    peek_at_the_picture(worker)
    worker.page.keyboard.press("4")
    stage.click((100, 220), (300, 220))
    worker.check("a polygon half drawn")
    stage.click((300, 420), (100, 420), (100, 220))
    stage.drag((300, 220), (260, 460))
    worker.sees("Outline: the outline crosses itself")
    worker.sees("Saved")
    submit.click()
    crossed = len(stage.shapes())
    worker.page.keyboard.press("Control+z")
    stage.drag((200, 420), (200, 470))
    worker.sees("Saved")
    mended = stage.shapes()[-1]
    worker.press("Turn right")
    stage.draw_all((card,))
    turned = stage.shapes()[-1]["geometry"]
    worker.look_here("workspace-turned")
    with worker.page.expect_request(re.compile("/submit$")) as sent:
        after = annotating.claim_by(worker, submit.click)

    said: Any = sent.value.post_data_json
    drawn = said["document"]["shapes"]
    assert [shape["kind"] for shape in drawn] == [*KINDS, "polygon", "box"]
    assert [one["shape_id"] for one in said["course"]] == [shape["id"] for shape in drawn]
    assert (crossed, len(mended["geometry"]["points"])) == (len(KINDS) + 1, 5)
    assert abs(turned["x"] - card.x) <= 2
    assert abs(turned["width"] - card.width) <= 3
    return after


def peek_at_the_picture(worker: Visitor) -> None:
    """The shapes go for as long as the button is held, and no longer."""
    peek, mouse = worker.by("button", "Hold to see the picture alone"), worker.page.mouse
    (left, top), (right, bottom) = Stage(worker.page).points((10, 10), (100, 90))
    around_the_box = {"x": left, "y": top, "width": right - left, "height": bottom - top}

    def held(is_held: str) -> bytes:
        expect(peek).to_have_attribute("aria-pressed", is_held)
        worker.settle()
        return worker.page.screenshot(clip=around_the_box)  # type: ignore[arg-type]  # a FloatRect

    peek.hover()
    before = held("false")
    mouse.down()
    during = held("true")
    mouse.up()

    assert held("false") == before != during


def correct_a_polygon_by_keys(worker: Visitor) -> None:
    """A point held and moved, another put in beside it."""
    keys, stage = worker.page.keyboard, Stage(worker.page)
    for key in ("4", "n", "n", *["ArrowRight"] * 9, "n", *["ArrowDown"] * 9, "Enter"):
        keys.press(key)
    (drawn,) = stage.shapes()
    for key in (".", ".", "ArrowUp", "i", "Shift+ArrowRight"):
        keys.press(key)
    (corrected,) = stage.shapes()
    worker.check("a polygon whose point is held")
    keys.press("Escape")

    first, second, third = drawn["geometry"]["points"]
    assert (first[1], second[0]) == (second[1], third[0])
    middle = [second[0] + 10, (second[1] - 1 + third[1]) / 2]
    assert corrected["geometry"]["points"] == [first, [second[0], second[1] - 1], middle, third]


def work_by_keys(worker: Visitor) -> Picture | None:
    """With an axe at hand; Submit says what is missing and goes there."""
    keys, stage = worker.page.keyboard, Stage(worker.page)
    correct_a_polygon_by_keys(worker)
    draw_by_keys(worker.page)
    for key in ("Escape", "2", "n", "Enter"):
        keys.press(key)
    worker.check("shapes drawn by keys")
    *others, ticket = stage.shapes()
    keys.press("ArrowLeft")
    moved = stage.shapes()[-1]["geometry"]
    keys.press("Control+z")
    undone = stage.shapes()[-1]
    keys.press("Control+Shift+z")
    keys.press("Control+Enter")
    front = worker.by("radiogroup", "Side").get_by_role("radio", name="Front")
    expect(front).to_be_focused()
    keys.press("Space")
    expect(front).to_be_checked()

    assert [shape["kind"] for shape in others] == ["polygon", *KINDS]
    assert moved["x"] == ticket["geometry"]["x"] - 1
    assert undone == ticket
    return annotating.claim_by(worker, lambda: keys.press("Control+Enter"))


def test_every_kind_is_drawn_corrected_and_submitted_by_touch(enter: Enter, site: Site) -> None:
    """On a phone, by one finger, which everything that can be pressed is large enough for."""
    worker = qualified(enter(size=PHONE, has_touch=True), site, "by-touch")

    picture = open_work(worker, site)
    after = work_by_touch(worker, Finger(worker.page))
    draw_by_pen(worker, Finger(worker.page))

    assert after not in {None, picture}
    assert worker.faults == []


def work_by_touch(worker: Visitor, finger: Finger) -> Picture | None:
    """Every panel is looked at on the way."""
    missed = draw_by_touch(worker, finger)
    drawn = finger.stage.shapes()
    worker.look_here("workspace-touch")
    correct_by_touch(finger)
    corrected = finger.stage.shapes()
    finger.press(f"Shapes {len(KINDS)}")
    worker.look_here("workspace-touch-shapes")
    for tab in ("Guideline", "Image", "Questions"):
        worker.by("tab", tab).tap()
        missed += too_small(worker.page)
        worker.look_here(f"workspace-touch-{tab.lower()}")
    worker.by("radiogroup", "Is it sharp?").get_by_text("Yes").tap()
    finger.press("Close the lists")
    with worker.page.expect_request(re.compile("/submit$")) as sent:
        after = annotating.claim_by(worker, lambda: finger.press("Submit"))

    said: Any = sent.value.post_data_json
    assert missed == []
    assert [shape["kind"] for shape in drawn] == KINDS
    assert said["document"]["shapes"] == corrected
    assert said["document"]["answers"] == {"sharp": True}
    assert [a["geometry"] == b["geometry"] for a, b in zip(drawn, corrected, strict=True)] == [
        False
    ] * len(KINDS)
    assert len(corrected[1]["geometry"]["holes"]) == 1
    return after


def test_an_answer_whose_answer_is_lost_is_sent_again_and_counted_once(
    worker: Visitor, site: Site
) -> None:
    """The service takes it, the connection breaks; by itself it goes to nobody, by hand well."""
    picture = open_work(worker, site)
    stage = Stage(worker.page)
    tries: list[str] = []
    stage.draw_all(picture.cards)

    def broken(route: Route) -> None:
        tries.append(route.request.headers["idempotency-key"])
        if len(tries) == 1:
            route.fetch()
        if len(tries) > 2:
            route.continue_()
        else:
            route.abort("aborted")

    worker.page.route("**/submit", broken)
    with worker.page.expect_request(lambda one: one.url.endswith("/submit") and len(tries) == 1):
        worker.by("button", "Submit").first.click()
        worker.sees("Your submission is not sent yet")
    after = annotating.claim_by(worker, lambda: worker.press("Try now"))
    done = Machine(worker.page.request).ask("GET", f"/api/v1/projects/{site.project_id}/progress")

    assert (len(tries), len(set(tries))) == (3, 1)
    assert done["done_today"] == 1
    assert after is not None
    assert worker.faults == []


def test_a_mask_is_painted_cut_and_submitted(worker: Visitor, site: Site) -> None:
    """By brush, eraser, wand, scissors and a plug-in, on the picture as it is given out."""
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
    keys.press("Escape")
    keys.press("Shift+X")
    stage.drag((200, 300), (300, 360))
    worker.page.wait_for_function("() => window.__guildmark.document().shapes.length === 3")
    boxed = stage.shapes()[-1]["geometry"]
    after = annotating.claim_by(worker, lambda: keys.press("Control+Enter"))

    assert painted["kind"] == like["kind"] == "mask"
    assert painted["geometry"] != cut["geometry"]
    assert abs(like["geometry"]["width"] - card.width) <= 4
    assert abs(like["geometry"]["height"] - card.height) <= 4
    assert helpers == 1
    assert abs(boxed["width"] - 100) <= 2
    assert abs(boxed["height"] - 60) <= 2
    assert after is not None
    assert worker.faults == []


def test_a_reload_in_the_middle_keeps_what_was_drawn(worker: Visitor, site: Site) -> None:
    """At once from the device, and from the server on another one, as the look is that was set."""
    picture = open_work(worker, site)
    stage = Stage(worker.page)
    with worker.page.expect_response(re.compile("/api/v1/me$")):
        worker.page.keyboard.press(GRID)
    stage.draw(picture.cards[0])
    before = stage.shapes()

    worker.page.reload()
    stage.wait(f"Picture {picture.name}")
    on_this_device = stage.shapes()
    worker.sees("Saved")
    elsewhere = worker.page.context.browser.new_context(  # type: ignore[union-attr]  # it has one
        storage_state={**worker.page.context.storage_state(), "origins": []}  # the session alone
    )
    other = Visitor.enter(elsewhere, worker.address)
    other.go(f"/work/{site.project_id}")
    Stage(other.page).wait(f"Picture {picture.name}")

    assert on_this_device == before
    assert Stage(other.page).shapes() == before
    assert other.page.evaluate(HAS_GRID)
    assert worker.faults == []
    assert other.faults == []
    elsewhere.close()


def test_a_killed_browser_loses_no_more_than_the_gesture_under_way(
    playwright: Playwright, address: str, site: Site, tmp_path: Path
) -> None:
    """Shapes and the points of what is under way are on the device, whatever was sent."""
    email = f"killed-{MARK}@example.org"
    first = _opened(playwright, tmp_path, address)
    qualified(first, site, "killed")
    picture = open_work(first, site)
    stage = Stage(first.page)
    first.page.route("**/draft", lambda route: route.abort("aborted"))
    stage.draw(picture.cards[0])
    first.page.keyboard.press("4")
    stage.click((100, 400), (200, 400), (200, 460))
    (drawn,) = stage.shapes()
    first.page.wait_for_timeout(KEPT_WITHIN_MS)
    stage.click((150, 480))  # the gesture under way: it may be lost
    _kill(tmp_path)
    second = _opened(playwright, tmp_path, address)
    # Cookies reach the disk now and then: the kill came before that, or after.
    if not second.page.request.get("/api/v1/me").ok:
        Machine(second.page.request).sign_in(email, PASSWORD)
    second.go(f"/work/{site.project_id}")
    again = Stage(second.page)
    again.wait(f"Picture {picture.name}")
    kept = again.shapes()
    second.page.keyboard.press("Enter")
    second.page.keyboard.press("Escape")
    second.page.keyboard.press("8")
    again.click((260, 230))
    second.page.wait_for_timeout(KEPT_WITHIN_MS)
    second.page.reload()
    again.wait(f"Picture {picture.name}")
    again.click((330, 300))

    assert kept == [drawn]
    assert [shape["kind"] for shape in again.shapes()] == ["box", "polygon", "keypoints"]
    assert len(again.shapes()[2]["geometry"]["points"]) == 2
    assert second.faults == []
    second.page.context.close()


def _opened(playwright: Playwright, folder: Path, address: str) -> Visitor:
    """A browser with a folder of its own, as a person has."""
    context = playwright.chromium.launch_persistent_context(
        folder, executable_path=chromium.find(), args=QUIET, viewport=DESKTOP, base_url=address
    )
    return Visitor.enter(context, address)


def _kill(folder: Path) -> None:
    """As a power cut does: nothing is said to anybody."""
    for process in psutil.process_iter(["cmdline"]):
        if f"--user-data-dir={folder}" in (process.info["cmdline"] or []):
            process.kill()


def test_a_second_window_is_told_that_the_task_is_open(worker: Visitor, site: Site) -> None:
    """One of two windows rests, until the person says otherwise: with all that was drawn so far."""
    picture = open_work(worker, site)
    first, again = Stage(worker.page), f"Picture {picture.name}"
    first.draw(CORNER)
    second = Visitor(worker.page.context.new_page(), worker.address, worker.faults)
    second.watch(second.page)

    second.go(f"/work/{site.project_id}")
    second.sees("This task is open in another window")
    second.look("workspace-elsewhere", is_whole=False)
    second.press("Work here instead")
    other = Stage(second.page)
    other.wait(again)
    taken_over = other.shapes()
    other.draw(BESIDE)
    both = other.shapes()
    worker.sees("This task is open in another window")
    worker.press("Work here instead")
    first.wait(again)
    taken_back = first.shapes()
    first.draw(BESIDE)
    worker.sees("Saved")

    assert (len(taken_over), len(both)) == (1, 2)
    assert taken_back == both
    assert worker.faults == []
