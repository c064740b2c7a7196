"""A community is built of criteria; people come in, or are told the one thing that is missing."""

from playwright.sync_api import expect

from tests.e2e.conftest import MARK, Enter
from tests.e2e.machine import Machine
from tests.e2e.manager import PASSWORD
from tests.e2e.visitor import Visitor

NAME = f"Dog owners {MARK}"


def test_native_speakers_in_two_countries_who_own_a_dog_come_in(enter: Enter) -> None:
    """Built clause by clause; one person fits, one after an answer, one lives elsewhere."""
    manager = enter()
    machine = Machine(manager.page.request)
    machine.sign_up(f"dogs-{MARK}@example.org", PASSWORD)
    organisation = machine.ask("POST", "/api/v1/organisations", {"name": f"Kennel {MARK}"})
    place = f"/o/{organisation['id']}/communities"
    made = machine.ask(
        "POST",
        f"/api/v1/organisations/{organisation['id']}/communities",
        {"name": NAME, "description": "People who know dogs.", "joining": "open"},
    )

    manager.go(place)
    manager.press("Change criteria")
    _ask(manager, 0, "Native language", "Portuguese")
    _ask(manager, 1, "Country", "Portugal", "Brazil")
    _ask(manager, 2, "Pets", "Dog")
    manager.look("community-builder")
    manager.press("Save as version 1")
    manager.press(NAME, role="link")
    manager.sees("How far people came")
    manager.look("community-staff")

    quota = {"trait": "country", "seats": {"PT": 20, "BR": 20}}
    machine.ask("PUT", f"/api/v1/communities/{made['id']}/quota", quota)
    page = f"/communities/{made['id']}"
    fits = _person(enter, "fits", native_language="pt", country="BR", pets=["dog"])
    fits.go(page)
    fits.press("Join")
    fits.sees("You are a member")

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

    elsewhere = _person(enter, "elsewhere", native_language="pt", country="ES", pets=["dog"])
    elsewhere.go("/communities")
    elsewhere.sees("You need: lives in Portugal or Brazil")
    elsewhere.go(page)
    expect(elsewhere.page.get_by_text("Not met")).to_have_count(1)
    expect(elsewhere.by("button", "Join")).to_have_count(0)

    manager.page.reload()
    manager.sees("38 people are still missing.")

    assert [who.faults for who in (manager, fits, nearly, elsewhere)] == [[]] * 4


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
