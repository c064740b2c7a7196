"""A manager settles what people disagree about."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Playwright, expect

from tests.e2e.conftest import MARK, Enter
from tests.e2e.machine import Machine
from tests.e2e.manager import PASSWORD
from tests.e2e.site import Site, make_site
from tests.e2e.stage import Stage
from tests.e2e.visitor import PHONE, Visitor
from tests.service.running import comes_true

OWNER = f"settles-{MARK}@example.org"
JUDGED_WITHIN_SECONDS = 20.0


@pytest.fixture(scope="module")
def site(playwright: Playwright, address: str) -> Iterator[Site]:
    """Five pictures, on which two people call everything otherwise."""
    machine = Machine(playwright.request.new_context(base_url=address))
    machine.sign_up(OWNER, PASSWORD)
    made = make_site(machine, f"Disputes {MARK}", overlap=2)
    for number, calls in enumerate((lambda label: "card", lambda label: "ticket")):
        someone = Machine(playwright.request.new_context(base_url=address))
        someone.sign_up(f"differs-{number}-{MARK}@example.org", PASSWORD)
        someone.qualify(made.project_id, made.known)
        someone.work(made.project_id, made.known, seed=number, calls=calls)
        someone.requests.dispose()
    path = f"/api/v1/projects/{made.project_id}/dispute-counts"
    assert comes_true(
        lambda: machine.ask("GET", path)["disputed_count"] == 5, JUDGED_WITHIN_SECONDS
    ), machine.ask("GET", path)
    yield made
    machine.requests.dispose()


def test_a_manager_settles_a_dispute_by_keys_and_goes_to_the_next(site: Site, enter: Enter) -> None:
    """From the list to a label that says who decided, and on."""
    manager = enter()
    machine = Machine(manager.page.request)
    machine.sign_in(OWNER, PASSWORD)
    manager.go(f"/p/{site.project_id}/disputed")
    manager.sees("5 wait for a reviewer")
    manager.look("disputed")
    manager.press("Adjudicate next", role="link")
    manager.sees("2 things to settle")
    first = _task(manager)
    manager.look_at_both("adjudicate")

    keys = manager.page.keyboard
    keys.press("a")
    manager.sees("1 thing to settle")
    keys.press("t")
    expect(manager.page.get_by_role("menuitem").first).to_be_focused()
    keys.press("Enter")
    expect(manager.page.get_by_text("to settle")).to_have_count(0)
    _comment(manager, "Worn at the rim")
    keys.press("Control+Enter")
    expect(manager.page).not_to_have_url(re.compile(f"/disputed/{first}$"))
    manager.sees("2 things to settle")

    settled = machine.ask("GET", f"/api/v1/tasks/{first}/consensus")
    assert (settled["state"], settled["result"]["method"]) == ("resolved", "adjudicated")
    assert settled["result"]["adjudicated_by"] is not None
    assert [mark["text"] for mark in settled["result"]["settled"]["marks"]] == ["Worn at the rim"]
    counts = machine.ask("GET", f"/api/v1/projects/{site.project_id}/dispute-counts")
    assert (counts["disputed_count"], counts["settled_count"]) == (4, 1)


def _comment(manager: Visitor, words: str) -> None:
    """By its key: a tap on the picture asks for the words."""
    manager.page.keyboard.press("c")
    manager.sees("Marks on the picture")
    manager.page.get_by_role("application").click()  # its middle lies on the picture
    manager.page.get_by_label("What is wrong at mark 1").fill(words)
    manager.look_here("adjudicate-comment")
    manager.press("Comment at a place")


def _moves_a_shape(manager: Visitor) -> None:
    """The first of the label, a little to the right."""
    manager.page.get_by_role("application").last.focus()
    manager.page.keyboard.press("Tab")
    manager.page.keyboard.press("ArrowRight")
    expect(manager.by("button", "Undo")).to_have_attribute("aria-disabled", "false")


@pytest.mark.slow
def test_what_opens_over_a_dispute_is_usable_on_both_widths(site: Site, enter: Enter) -> None:
    """Menus, dialogs, the stage to draw on and the answer that is played, and back."""
    manager = enter()
    machine = Machine(manager.page.request)
    machine.sign_in(OWNER, PASSWORD)
    found = machine.ask("GET", f"/api/v1/projects/{site.project_id}/disputes")["results"]
    manager.go(f"/p/{site.project_id}/disputed/{found[0]['task_id']}")
    manager.sees("2 things to settle")
    keys = manager.page.keyboard
    for _ in ("once", "and again"):
        keys.press("t")
        expect(manager.page.get_by_role("menuitem").first).to_be_visible()
        keys.press("Escape")
        expect(manager.page.get_by_role("menu")).to_have_count(0)
    keys.press("t")
    manager.look_at_both("adjudicate-take")
    keys.press("Escape")
    keys.press("e")
    Stage(manager.page).wait()
    manager.look_at_both("adjudicate-edit")
    _moves_a_shape(manager)
    manager.page.reload()
    manager.sees("2 things to settle")
    keys.press("e")
    Stage(manager.page).wait()
    manager.sees("What you drew here before is still there.")
    manager.press("Cancel")
    manager.sees("Leave what you drew?")
    manager.look_at_both("adjudicate-leave")
    manager.press("Throw it away")
    expect(manager.page.get_by_role("dialog")).to_have_count(0)
    manager.press("More")
    manager.press("Return to its author", role="menuitem")
    Stage(manager.page).wait()
    manager.look_at_both("adjudicate-return")
    manager.press("Cancel")
    manager.press("More")
    manager.press("Ask more people", role="menuitem")
    manager.sees("How many people")
    manager.look_at_both("adjudicate-ask")
    keys.press("Escape")
    manager.page.get_by_role("button", name=re.compile("^Play the answer of")).first.click()
    manager.by("button", "To the next shape").click()
    manager.look_at_both("adjudicate-play")
    manager.press("Close")
    expect(manager.page.get_by_role("dialog")).to_have_count(0)

    assert manager.faults == []


def test_the_page_of_a_dispute_is_usable_on_a_phone(site: Site, enter: Enter) -> None:
    """Everything is there, below each other, and the actions stay in reach."""
    phone = enter(size=PHONE, has_touch=True)
    machine = Machine(phone.page.request)
    machine.sign_in(OWNER, PASSWORD)
    rows: list[dict[str, Any]] = machine.ask("GET", f"/api/v1/projects/{site.project_id}/disputes")[
        "results"
    ]
    task_id = rows[-1]["task_id"]
    phone.go(f"/p/{site.project_id}/disputed/{task_id}")
    phone.sees("2 things to settle")
    phone.look("adjudicate-phone")

    phone.press("Accept this shape")

    phone.sees("1 thing to settle")


def _task(visitor: Visitor) -> int:
    return int(visitor.page.url.rstrip("/").rsplit("/", 1)[1])
