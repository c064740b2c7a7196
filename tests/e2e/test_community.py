"""The right people, taught well: the story of issue 5 in one piece.

Each sentence of it, and the step that shows it:

- "a manager builds a community for native Portuguese speakers in Portugal or Brazil who own a dog,
  20 per country": `_is_built`, clause by clause and seat by seat;
- "publishes a guideline with drawn examples and a quiz": `write_guideline` and `_makes_the_quiz`;
- "three annotators (eligible, eligible after one answer, not eligible) go through it": `_fits`,
  `_fits_after_an_answer`, `_does_not_fit`;
- "one fails, waits, passes": `_fits_after_an_answer`;
- "a major version makes the qualification stale and the delta quiz restores it":
  `publishes_a_major_version` and `passes_the_short_quiz`.

What goes wrong on the way (a reload, two tabs, a clock that is wrong) is `test_qualifying`.
"""

from playwright.sync_api import expect

from tests.e2e.conftest import MARK, Enter
from tests.e2e.machine import Machine
from tests.e2e.manager import EXAMPLE, PASSWORD, QUIZ, WORK, WRONG, draw_on, write_guideline
from tests.e2e.quiz import (
    fails_and_waits,
    passes_the_short_quiz,
    publishes_a_major_version,
    start,
)
from tests.e2e.site import SCHEMA, Ground, lay_ground, open_batch
from tests.e2e.stage import Stage
from tests.e2e.visitor import Visitor
from tests.service.running import comes_true

NAME = f"Dog owners {MARK}"
#: Long enough to be seen on a busy machine.
PAUSE_SECONDS = 5
STALE_WITHIN_SECONDS = 30.0


def test_native_speakers_in_two_countries_who_own_a_dog_come_in(enter: Enter) -> None:
    """From the first clause to the short quiz on a new guideline."""
    manager = enter()
    machine = Machine(manager.page.request)
    machine.sign_up(f"dogs-{MARK}@example.org", PASSWORD)
    ground = lay_ground(machine, NAME, pictures=[EXAMPLE, WORK[0]])
    machine.ask("POST", f"{ground.path}/schema-versions", {"definition": SCHEMA})
    made = machine.ask("GET", ground.path)
    community = made["community"]["id"]
    _is_built(manager, made["organisation_id"], community)
    write_guideline(manager, ground.project_id)
    _makes_the_quiz(manager, machine, ground)

    people = {
        "fits": _person(enter, "fits", native_language=["pt"], country="BR", pets=["dog"]),
        "nearly": _person(enter, "nearly", native_language=["pt"], country="PT"),
        "elsewhere": _person(enter, "else", native_language=["pt"], country="ES", pets=["dog"]),
    }
    page = f"/communities/{community}"
    _fits(people["fits"], page, ground.project_id)
    _fits_after_an_answer(people["nearly"], page, ground.project_id)
    _does_not_fit(people["elsewhere"], page)
    manager.go(f"/o/{made['organisation_id']}{page}")
    manager.sees("38 people are still missing.")
    before = _held(machine, ground)
    publishes_a_major_version(manager, ground.project_id)
    stale = [(1, False, "stale")] * 2
    assert comes_true(lambda: _held(machine, ground) == stale, STALE_WITHIN_SECONDS)
    passes_the_short_quiz(people["nearly"], ground.project_id)
    manager.go(f"/p/{ground.project_id}/qualifications")
    manager.sees("Guideline changed")

    assert before == [(1, False, "granted")] * 2
    assert _held(machine, ground) == [*stale, (2, True, "granted")]
    assert [who.faults for who in (manager, *people.values())] == [[]] * 4


def _makes_the_quiz(manager: Visitor, machine: Machine, ground: Ground) -> None:
    """A drawn question, rules that let a test wait, and work to be qualified for."""
    manager.go(f"/p/{ground.project_id}/training")
    manager.press("Draw a right answer")
    draw_on(manager, QUIZ[0], "Add to the quiz")
    expect(manager.by("row", QUIZ[0].name)).to_be_visible()
    rules = {
        "scored_decisions": len(QUIZ[0].cards),
        "first_wait_seconds": PAUSE_SECONDS,
        "delta_decisions": 1,
    }
    machine.ask("PATCH", f"{ground.path}/training-plan", rules)
    work = [item_id for item_id, picture in ground.known.items() if picture is WORK[0]]
    open_batch(machine, ground, work, overlap=2)


def _fits(person: Visitor, page: str, project_id: int) -> None:
    """In at once; the guideline with its examples, and the quiz, passed the first time."""
    person.go(page)
    person.press("Join")
    person.sees("You are a member")
    _reads(person, project_id)
    _passes(person, project_id)


def _fits_after_an_answer(person: Visitor, page: str, project_id: int) -> None:
    """Told what is missing, in after answering; fails the quiz, waits, passes."""
    person.go(page)
    person.sees("has a pet: Dog")
    person.press("Go to your profile", role="link")
    person.by("combobox", "Which pets do you have?").click()
    person.press("Dog", role="option")
    person.page.keyboard.press("Escape")
    person.press("Save Pets")
    person.sees("Asked for by")
    person.go(page)
    person.press("Join")
    person.sees("You are a member")
    _reads(person, project_id)
    fails_and_waits(person, project_id)
    _passes(person, project_id)


def _does_not_fit(person: Visitor, page: str) -> None:
    """Told why, and offered no way in."""
    person.go("/communities")
    person.sees("For somebody who lives in Portugal or Brazil")
    person.go(page)
    expect(person.page.get_by_text("Not met")).to_have_count(1)
    expect(person.by("button", "Join")).to_have_count(0)


def _reads(learner: Visitor, project_id: int) -> None:
    learner.go(f"/training/{project_id}")
    learner.sees(WRONG)
    learner.press("I have read it")
    learner.sees("Start the quiz")


def _passes(learner: Visitor, project_id: int) -> None:
    start(learner, project_id)
    Stage(learner.page).draw_all(QUIZ[0].cards)
    learner.by("button", "Hand in").click()
    learner.sees("You passed the quiz")


def _held(machine: Machine, ground: Ground) -> list[tuple[int, bool, str]]:
    """Major version, whether by the short quiz, and state of every qualification."""
    held = machine.ask("GET", f"{ground.path}/qualifications")["results"]
    return sorted((one["guideline_major"], one["is_delta"], one["state"]) for one in held)


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
