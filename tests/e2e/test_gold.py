"""Gold that teaches: somebody sees what differs, and contests the known answer."""

from playwright.sync_api import Playwright, expect

from tests.e2e.conftest import MARK, Enter
from tests.e2e.machine import Machine, document_of
from tests.e2e.manager import PASSWORD
from tests.e2e.site import Site, make_site
from tests.e2e.visitor import Visitor

MOST_PEOPLE = 8


def test_an_annotator_contests_the_answer_that_gold_taught(
    playwright: Playwright, address: str, enter: Enter
) -> None:
    """From the task to the feedback, the contest and the list of one's contests."""
    machine = Machine(playwright.request.new_context(base_url=address))
    machine.sign_up(f"gold-owner-{MARK}@example.org", PASSWORD)
    site = make_site(machine, f"Gold works {MARK}", taught=2)
    worker = _who_holds_one(enter, site)

    worker.go(f"/work/{site.project_id}")
    worker.by("button", "Nothing here").click()
    worker.by("button", "Submit").click()
    worker.sees("What this task shows")
    worker.sees("Missed: Card")
    worker.sees("Every card counts.")
    worker.look("feedback", is_whole=False)
    worker.press("Contest this")
    worker.page.get_by_label("Contest the known answer").fill("The upper card is a coaster.")
    worker.press("Send")
    worker.sees("Sent. You find the answer under My contests.")
    worker.go("/quality/contests")

    worker.sees("You: The upper card is a coaster.")
    worker.look("my-contests", is_whole=False)
    expect(worker.page.get_by_text("Waiting for an answer")).to_be_visible()
    assert worker.faults == []
    machine.requests.dispose()


def _who_holds_one(enter: Enter, site: Site) -> Visitor:
    """Which gold comes when is by lot: the first of a few people who comes to hold one."""
    for number in range(MOST_PEOPLE):
        visitor = enter()
        machine = Machine(visitor.page.request)
        machine.sign_up(f"taught-{number}-{MARK}@example.org", PASSWORD)
        machine.qualify(site.project_id, site.known)
        while True:
            claimed = machine.ask("POST", f"/api/v1/projects/{site.project_id}/next")
            if claimed["outcome"] == "empty":
                break
            held = claimed["assignment"]
            if held["item"]["id"] in site.taught_ids:
                return visitor
            answer = {"document": document_of(()), "seconds_spent": 5}
            machine.ask("POST", f"/api/v1/assignments/{held['id']}/submit", answer)
    raise AssertionError("Nobody was given gold.")
