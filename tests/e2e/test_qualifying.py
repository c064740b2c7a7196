"""The quiz: somebody fails, waits, passes; a new guideline asks a short quiz of them."""

import re

from playwright.sync_api import Playwright

from tests.e2e.conftest import MARK, Enter
from tests.e2e.machine import Machine
from tests.e2e.manager import PASSWORD
from tests.e2e.site import Site, make_site
from tests.e2e.stage import Stage
from tests.e2e.visitor import Visitor


def test_a_short_quiz_on_the_change_restores_a_qualification(
    playwright: Playwright, address: str, enter: Enter
) -> None:
    """From the first quiz to the list of who is qualified and why."""
    owner = Machine(playwright.request.new_context(base_url=address))
    owner.sign_up(f"quiz-owner-{MARK}@example.org", PASSWORD)
    site = make_site(owner, f"Quiz works {MARK}")
    project = f"/api/v1/projects/{site.project_id}"
    learner = _who_has_read(enter, site)

    _start(learner, site)
    learner.press("Finish")
    learner.press("Hand it in")
    learner.sees("Not passed this time")
    learner.look("quiz-failed", is_whole=False)
    learner.go(f"/training/{site.project_id}")
    learner.sees("The next attempt is possible after a pause.")
    owner.ask("PATCH", f"{project}/training-plan", {"first_wait_seconds": 0})
    (asked,) = _start(learner, site)
    stage = Stage(learner.page)
    stage.draw_all(site.known[asked].cards[:1])
    drawn = stage.shapes()
    learner.page.reload()
    stage.wait("Picture 1 of 1")
    kept = stage.shapes()
    stage.draw_all(site.known[asked].cards[1:])
    learner.by("button", "Hand in").click()
    learner.sees("You passed the quiz")

    _publish_a_major_version(owner, project)
    learner.go(f"/training/{site.project_id}")
    learner.press("I have read it")
    learner.sees("only on what the new guideline changed")
    learner.press("Start the quiz")
    learner.page.get_by_label("No", exact=True).check()
    learner.look("quiz-in-words", is_whole=False)
    learner.by("button", "Hand in").click()
    learner.sees("You passed the quiz")

    held = owner.ask("GET", f"{project}/qualifications")["results"]
    assert [(one["guideline_major"], one["is_delta"]) for one in held] == [(2, True), (1, False)]
    assert held[0]["state"] == "granted"
    assert kept == drawn
    assert learner.faults == []
    owner.requests.dispose()


def _who_has_read(enter: Enter, site: Site) -> Visitor:
    """A member of the community who has read the guideline."""
    learner = enter()
    machine = Machine(learner.page.request)
    machine.sign_up(f"learner-{MARK}@example.org", PASSWORD)
    project = f"/api/v1/projects/{site.project_id}"
    way = machine.ask("GET", f"{project}/way")
    machine.ask("POST", f"/api/v1/communities/{way['community']['id']}/join")
    version = machine.ask("GET", f"{project}/guideline")["id"]
    machine.ask("POST", f"{project}/guideline-reading", {"guideline_version_id": version})
    return learner


def _start(learner: Visitor, site: Site) -> list[int]:
    """Sit down to the quiz; the items it asks about."""
    learner.go(f"/training/{site.project_id}")
    with learner.page.expect_response(re.compile("/attempts$")) as started:
        learner.press("Start the quiz")
    questions = started.value.json()["questions"]
    Stage(learner.page).wait(f"Picture 1 of {len(questions)}")
    return [question["item"]["id"] for question in questions]


def _publish_a_major_version(owner: Machine, project: str) -> None:
    draft = owner.ask("POST", f"{project}/guideline-versions", {"change": "major"})
    version = f"/api/v1/guideline-versions/{draft['id']}"
    owner.ask("PATCH", version, {"body_markdown": "Box every card, but for coasters."})
    asked = {
        "type": "single",
        "text": "Is a coaster a card?",
        "options": [{"key": "yes", "text": "Yes"}, {"key": "no", "text": "No"}],
        "unit": "",
    }
    question = {"asked": asked, "known": "no", "since_major": 2, "explanation": "It is not."}
    owner.ask("POST", f"{project}/quiz-questions", question)
    owner.ask("PATCH", f"{project}/training-plan", {"delta_decisions": 1})
    owner.ask("POST", f"{version}/publish")
