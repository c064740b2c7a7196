"""The right people: a community of criteria and a quota, and who comes in."""

from playwright.sync_api import expect

from tests.e2e.conftest import MARK, Enter
from tests.e2e.machine import Machine
from tests.e2e.manager import PASSWORD, QUIZ, WORK
from tests.e2e.site import make_site
from tests.e2e.stage import Stage
from tests.e2e.visitor import Visitor

NAME = f"Dog owners {MARK}"


def test_native_speakers_in_two_countries_who_own_a_dog_come_in(enter: Enter) -> None:
    """Built clause by clause; one fits and learns, one fits after an answer, one never."""
    manager = enter()
    machine = Machine(manager.page.request)
    machine.sign_up(f"dogs-{MARK}@example.org", PASSWORD)
    site = make_site(machine, NAME, pictures=WORK[:1])
    project = f"/api/v1/projects/{site.project_id}"
    made = machine.ask("GET", project)
    community = made["community"]["id"]
    _is_built(manager, made["organisation_id"], community)

    page = f"/communities/{community}"
    fits = _person(enter, "fits", native_language=["pt"], country="BR", pets=["dog"])
    fits.go(page)
    fits.press("Join")
    fits.sees("You are a member")
    _learns(fits, site.project_id)

    nearly = _person(enter, "nearly", native_language=["pt"], country="PT")
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

    elsewhere = _person(enter, "elsewhere", native_language=["pt"], country="ES", pets=["dog"])
    elsewhere.go("/communities")
    elsewhere.sees("You need: lives in Portugal or Brazil")
    elsewhere.go(page)
    expect(elsewhere.page.get_by_text("Not met")).to_have_count(1)
    expect(elsewhere.by("button", "Join")).to_have_count(0)

    manager.page.reload()
    manager.sees("38 people are still missing.")

    assert [who.faults for who in (manager, fits, nearly, elsewhere)] == [[]] * 4


def _is_built(manager: Visitor, organisation_id: int, community: int) -> None:
    """Criteria and quota, and nothing else than pages for it; ends at the community's page."""
    place = f"/o/{organisation_id}/communities"
    manager.go(place)
    manager.press("Change criteria")
    _ask(manager, 0, "Native languages", "Portuguese")
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


def _learns(learner: Visitor, project_id: int) -> None:
    """The guideline, and the quiz with its drawn question."""
    learner.go(f"/training/{project_id}")
    learner.press("I have read it")
    learner.press("Start the quiz")
    stage = Stage(learner.page)
    stage.wait("Picture 1 of 1")
    stage.draw_all(QUIZ[0].cards)
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
