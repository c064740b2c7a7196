"""The right people, taught well: a community of criteria, its quiz, a guideline that changes."""

import re

from playwright.sync_api import expect

from tests.e2e.conftest import MARK, Enter
from tests.e2e.machine import Machine
from tests.e2e.manager import PASSWORD, QUIZ, WORK
from tests.e2e.site import Site, make_site
from tests.e2e.stage import Stage
from tests.e2e.visitor import Visitor

NAME = f"Dog owners {MARK}"
#: Long enough to be seen on a busy machine.
PAUSE_SECONDS = 5


def test_native_speakers_in_two_countries_who_own_a_dog_come_in_and_learn(enter: Enter) -> None:
    """Built clause by clause; one person fits, one after an answer, one lives elsewhere.

    Who fits fails the quiz, waits and passes; a major version takes that back, and its short quiz
    restores it.
    """
    manager = enter()
    machine = Machine(manager.page.request)
    machine.sign_up(f"dogs-{MARK}@example.org", PASSWORD)
    site = make_site(machine, NAME, pictures=WORK[:1])
    project = f"/api/v1/projects/{site.project_id}"
    plan = {"first_wait_seconds": PAUSE_SECONDS, "delta_decisions": 1}
    machine.ask("PATCH", f"{project}/training-plan", plan)
    made = machine.ask("GET", project)
    community = made["community"]["id"]
    _is_built(manager, made["organisation_id"], community)

    page = f"/communities/{community}"
    fits = _person(enter, "fits", native_language="pt", country="BR", pets=["dog"])
    fits.go(page)
    fits.press("Join")
    fits.sees("You are a member")
    _fails_waits_and_passes(fits, site)

    nearly = _person(enter, "nearly", native_language="pt", country="PT")
    nearly.go(page)
    nearly.sees("has a pet: Dog")
    nearly.press("Go to your profile", role="link")
    nearly.by("combobox", "Which pets do you have?").click()
    nearly.press("Dog", role="option")
    nearly.page.keyboard.press("Escape")
    nearly.press("Save Pets")
    nearly.sees("Asked for by")
    nearly.go(page)
    nearly.press("Join")
    nearly.sees("You are a member")
    nearly.go(f"/training/{site.project_id}")
    nearly.press("I have read it")
    nearly.sees("Start the quiz")

    elsewhere = _person(enter, "elsewhere", native_language="pt", country="ES", pets=["dog"])
    elsewhere.go("/communities")
    elsewhere.sees("You need: lives in Portugal or Brazil")
    elsewhere.go(page)
    expect(elsewhere.page.get_by_text("Not met")).to_have_count(1)
    expect(elsewhere.by("button", "Join")).to_have_count(0)

    manager.page.reload()
    manager.sees("38 people are still missing.")
    _publishes_a_major_version(manager, site)
    _passes_the_short_quiz(fits, site)

    assert [who.faults for who in (manager, fits, nearly, elsewhere)] == [[]] * 4


def _is_built(manager: Visitor, organisation_id: int, community: int) -> None:
    """Criteria and quota, and nothing else than pages for it; ends at the community's page."""
    place = f"/o/{organisation_id}/communities"
    manager.go(place)
    manager.press("Change criteria")
    _ask(manager, 0, "Native language", "Portuguese")
    _ask(manager, 1, "Country", "Portugal", "Brazil")
    _ask(manager, 2, "Pets", "Dog")
    manager.look("community-builder")
    manager.press("Save as version 1")
    manager.sees("Country is one of")
    manager.go(f"{place}/{community}")
    manager.sees("How far people came")
    manager.press("Change the quota")
    answers = manager.by("combobox", "Answers with a limit")
    answers.click()
    for country in ("Portugal", "Brazil"):
        answers.fill(country)
        manager.by("option", country, exact=True).click()
    manager.page.keyboard.press("Escape")
    for country in ("Portugal", "Brazil"):
        manager.fill(country, "20")
    manager.press("Save")
    manager.sees("40 people are still missing.")
    manager.look("community-staff")


def _fails_waits_and_passes(learner: Visitor, site: Site) -> None:
    """Handed in empty; the page says how long to wait, and opens the quiz by itself."""
    learner.go(f"/training/{site.project_id}")
    learner.press("I have read it")
    _starts(learner)
    learner.press("Finish")
    learner.press("Hand it in")
    learner.sees("Not passed this time")
    learner.press("Back to the training", role="link")
    learner.sees("Next try")
    stage = _starts(learner)
    stage.draw_all(QUIZ[0].cards)
    learner.by("button", "Hand in").click()
    learner.sees("You passed the quiz")


def _starts(learner: Visitor) -> Stage:
    """Sit down to the drawn quiz."""
    learner.press("Start the quiz")
    stage = Stage(learner.page)
    stage.wait("Picture 1 of 1")
    return stage


def _publishes_a_major_version(manager: Visitor, site: Site) -> None:
    """The new text, a question on what it changes, and its publication."""
    manager.go(f"/p/{site.project_id}/guideline")
    manager.press("Start a major change")
    manager.fill("Text, in Markdown", "Box every card, but for coasters.")
    manager.press("Save the draft")
    manager.sees("Saved")
    manager.go(f"/p/{site.project_id}/training")
    manager.press("Add a question in words")
    about = manager.page.get_by_label("About the change of major version")
    form = manager.page.locator("form").filter(has=about)
    form.get_by_label("Question", exact=True).fill("Is a coaster a card?")
    form.get_by_label(re.compile("^Options, one a line")).fill("Yes\n* No")
    about.fill("2")
    form.get_by_role("button", name="Add a question").click()
    expect(manager.by("row", "Is a coaster a card?")).to_contain_text("change of 2.0")
    manager.go(f"/p/{site.project_id}/guideline")
    manager.press("Publish")
    manager.page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    manager.sees("Version 2.0 is in force.")


def _passes_the_short_quiz(learner: Visitor, site: Site) -> None:
    """On what the major version changed, and nothing else."""
    learner.go(f"/training/{site.project_id}")
    learner.press("I have read it")
    learner.sees("only on what the new guideline changed")
    learner.press("Start the quiz")
    learner.page.get_by_label("No", exact=True).check()
    learner.by("button", "Hand in").click()
    learner.sees("You passed the quiz")


def _ask(manager: Visitor, place: int, fact: str, *values: str) -> None:
    """One more clause for who may work."""
    take = manager.page.get_by_role("group", name="Who may work")
    take.get_by_role("button", name="Add a clause").click()
    take.get_by_role("combobox", name="Fact").nth(place).click()
    manager.by("option", fact, exact=True).click()
    take.get_by_role("combobox", name="Value").nth(place).click()
    for value in values:
        manager.by("option", value, exact=True).click()
    manager.page.keyboard.press("Escape")


def _person(enter: Enter, name: str, **traits: object) -> Visitor:
    visitor = enter()
    machine = Machine(visitor.page.request)
    machine.sign_up(f"dog-{name}-{MARK}@example.org", PASSWORD)
    for key, value in traits.items():
        machine.ask("PUT", f"/api/v1/me/traits/{key}", {"value": value})
    return visitor
