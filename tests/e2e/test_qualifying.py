"""The quiz: somebody fails, waits, passes; a new guideline asks a short quiz of them."""

import re

from playwright.sync_api import expect

from tests.e2e.conftest import MARK, Enter
from tests.e2e.machine import Machine
from tests.e2e.manager import PASSWORD
from tests.e2e.quiz import (
    fails_and_waits,
    passes_the_short_quiz,
    publishes_a_major_version,
    start,
)
from tests.e2e.site import Site, make_site
from tests.e2e.stage import Stage
from tests.e2e.visitor import KEPT_WITHIN_MS, Visitor, seen

#: Long enough to be seen on a busy machine.
PAUSE_SECONDS = 5
PUT_FORWARD = """() => {
  const Real = Date;
  const now = () => Real.now() + 86400000;
  window.Date = class extends Real {
    constructor(...given) { super(...(given.length === 0 ? [now()] : given)); }
    static now() { return now(); }
  };
}"""


def test_a_short_quiz_on_the_change_restores_a_qualification(
    enter: Enter,
) -> None:
    """From the first quiz to the list of who is qualified and why."""
    manager = enter()
    owner = Machine(manager.page.request)
    owner.sign_up(f"quiz-owner-{MARK}@example.org", PASSWORD)
    site = make_site(owner, f"Quiz works {MARK}", practised=1)
    project = f"/api/v1/projects/{site.project_id}"
    plan = {"first_wait_seconds": PAUSE_SECONDS, "delta_decisions": 1}
    owner.ask("PATCH", f"{project}/training-plan", plan)
    learner = _who_has_read(enter, site)
    _practises_over_a_reload(learner, site)

    fails_and_waits(learner, site.project_id)
    _gives_one_more(manager, site.project_id)
    (asked,) = start(learner, site.project_id)
    stage = Stage(learner.page)
    stage.draw_all(site.known[asked].cards[:1])
    drawn = stage.shapes()
    learner.page.go_back()
    learner.press("Go on with the quiz")
    stage.wait("Picture 1 of 1")
    come_back = stage.shapes()
    learner.page.reload()
    stage.wait("Picture 1 of 1")
    kept = stage.shapes()
    _opens_a_second_tab(learner)
    _puts_the_clock_forward(learner)
    stage.draw_all(site.known[asked].cards[1:])
    learner.by("button", "Hand in").click()
    learner.sees("You passed the quiz")
    learner.look("quiz-passed", is_whole=False)

    publishes_a_major_version(manager, site.project_id)
    passes_the_short_quiz(learner, site.project_id)

    held = owner.ask("GET", f"{project}/qualifications")["results"]
    assert [(one["guideline_major"], one["is_delta"]) for one in held] == [(2, True), (1, False)]
    assert held[0]["state"] == "granted"
    assert (come_back, kept) == (drawn, drawn)
    _looks_at_what_came_of_it(manager, learner, site.project_id)
    assert [who.faults for who in (learner, manager)] == [[], []]


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


def _practises_over_a_reload(learner: Visitor, site: Site) -> None:
    """Drawn before a reload and a closed tab, checked after them."""
    (item_id,) = site.practised_ids
    cards = site.known[item_id].cards
    learner.go(f"/training/{site.project_id}/practice")
    stage = Stage(learner.page)
    stage.wait("Picture 1 of 1")
    stage.draw_all(cards[:-1])
    drawn = stage.shapes()
    learner.page.reload()
    stage.wait("Picture 1 of 1")
    assert stage.shapes() == drawn
    _closes_the_tab(learner)
    stage = Stage(learner.page)
    stage.wait("Picture 1 of 1")
    assert stage.shapes() == drawn
    stage.draw_all(cards[-1:])
    learner.press("Check")
    learner.look("practice", is_whole=False)
    learner.press("Next item")
    learner.sees("You have practised everything")


def _closes_the_tab(learner: Visitor) -> None:
    """And opens the same page in a new one, a moment after the last stroke."""
    address = learner.page.url
    learner.page.wait_for_timeout(KEPT_WITHIN_MS)
    learner.page.close()
    learner.page = learner.page.context.new_page()
    learner.watch(learner.page)
    learner.page.goto(address)


def _opens_a_second_tab(learner: Visitor) -> None:
    """Where the quiz is open already, another tab says so and takes nothing over by itself."""
    other = learner.page.context.new_page()
    learner.watch(other)
    other.goto(learner.page.url)
    seen(other.get_by_text("The quiz is open in another tab"))
    other.close()


def _puts_the_clock_forward(learner: Visitor) -> None:
    """By a day, while the quiz runs: nothing is handed in, and as much time is left as before."""
    learner.page.evaluate(PUT_FORWARD)
    left = learner.page.get_by_text("Time left").locator("..").locator("strong")
    before = seen(left).inner_text()
    expect(left).not_to_have_text(before)  # it ticked under the new clock
    expect(left).to_have_text(re.compile("[1-9]"))
    expect(learner.by("button", "Hand in")).to_be_enabled()


def _gives_one_more(manager: Visitor, project_id: int) -> None:
    """In place of the attempt that failed: it counts no more."""
    manager.go(f"/p/{project_id}/qualifications")
    manager.page.get_by_role("button", name=re.compile("in place of attempt 1$")).click()
    manager.sees("Counts no more")


def _looks_at_what_came_of_it(manager: Visitor, learner: Visitor, project_id: int) -> None:
    """The pages of both sides, as somebody with a screen reader or without colours needs them."""
    manager.go(f"/p/{project_id}/training")
    manager.sees("Is a coaster a card?")
    manager.press("Is a coaster a card?")
    manager.sees("The right answer: No")
    manager.look("quiz-question", is_whole=False)
    manager.page.keyboard.press("Escape")
    manager.look("quiz-bank")
    manager.go(f"/p/{project_id}/qualifications")
    manager.sees("Guideline changed")
    manager.sees("Counts no more")
    manager.look("qualifications")
    manager.go(f"/p/{project_id}/guideline")
    manager.choose("Language", "Portuguese")
    manager.press("Begin with the original")
    manager.look("guideline-translation")
    learner.go("/communities")
    learner.sees("Quiz works")
    learner.look("directory")
    learner.press(f"Quiz works {MARK}", role="link")
    learner.sees("You are a member")
    learner.look("community-seen")
    learner.go("/inbox")
    learner.sees("The guideline has a new version")
    learner.look("inbox")
