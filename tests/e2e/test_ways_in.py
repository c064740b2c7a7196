"""From a public page into a community: signed up, applied, let in, and written to."""

from playwright.sync_api import expect

from tests.e2e.conftest import MARK, Enter
from tests.e2e.machine import Machine
from tests.e2e.mails import link_for
from tests.e2e.manager import PASSWORD
from tests.e2e.visitor import Visitor
from tests.service.running import Guildmark

NAME = f"Herons {MARK}"
EMAIL = f"heron-{MARK}@example.org"
QUESTION = "Which herons have you seen?"


def test_a_stranger_applies_and_hears_of_it_in_the_inbox_and_by_mail(
    enter: Enter, service: Guildmark
) -> None:
    """Both sides, each on their own pages."""
    manager, stranger = enter(), enter()
    machine = Machine(manager.page.request)
    machine.sign_up(f"heron-keeper-{MARK}@example.org", PASSWORD)
    organisation = machine.ask("POST", "/api/v1/organisations", {"name": f"Marsh {MARK}"})["id"]
    made = machine.ask(
        "POST",
        f"/api/v1/organisations/{organisation}/communities",
        {"name": NAME, "description": "People who know herons.", "joining": "apply"},
    )["id"]
    machine.ask("PATCH", f"/api/v1/communities/{made}", {"questions": [QUESTION]})

    _signs_up_and_applies(stranger, made)
    manager.go(f"/o/{organisation}/communities/{made}")
    manager.sees("Grey ones, by the river.")
    manager.press("Accept")
    dialog = manager.page.get_by_role("dialog")
    dialog.get_by_label("Words to the person").fill("Good to have you.")
    dialog.get_by_role("button", name="Accept").click()
    manager.sees("Accepted")
    link_for(service, EMAIL, "Good to have you")
    manager.fill("Subject", "The herons are back")
    manager.fill("Message", "Eleven at the weir.")
    manager.press("Send")
    manager.sees("Sent to 1 person.")
    link_for(service, EMAIL, "Eleven at the weir")

    stranger.go("/inbox")
    stranger.sees("The herons are back")
    stranger.sees(f"You are in: {NAME}")
    stranger.press(f"Open: You are in: {NAME}")
    stranger.sees("You are a member")
    _cares(machine, stranger, made)
    guest = enter()
    offer = machine.ask("POST", f"/api/v1/communities/{made}/invitations", {"seats": 3})
    guest.go("/join/" + offer["link"].rsplit("/", 1)[1])
    guest.sees(f"Marsh {MARK} invites you to {NAME}")
    guest.look("community-offer")
    _closes(manager)
    guest.page.reload()
    guest.sees("This community is closed: it takes nobody in any more.")

    assert [who.faults for who in (manager, stranger, guest)] == [[], [], []]


def _closes(manager: Visitor) -> None:
    """Ends it for whoever is outside, and is told what stays."""
    manager.press("Close the community")
    dialog = manager.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Members stay in")
    dialog.get_by_role("button", name="Close the community").click()
    manager.sees("Closed since")
    manager.look("community-closed")


def _cares(machine: Machine, steward: Visitor, community: int) -> None:
    """A manager lets the member look after the others."""
    members = f"/api/v1/communities/{community}/members"
    (member,) = machine.ask("GET", members)["results"]
    machine.ask("PATCH", f"{members}/{member['user_id']}", {"is_steward": True})
    steward.go(f"/communities/{community}/care")
    steward.sees("The herons are back")
    steward.look("community-care")


def _signs_up_and_applies(stranger: Visitor, community: int) -> None:
    """Without an account at first: the public page leads there and back."""
    stranger.go(f"/c/{community}")
    stranger.sees("People who know herons.")
    stranger.look("community-public")
    stranger.press("Make an account", role="link")
    stranger.fill("E-mail address", EMAIL)
    stranger.fill("Password", PASSWORD)
    stranger.press("Make the account")
    stranger.page.wait_for_url(f"**/communities/{community}")
    stranger.fill(QUESTION, "Grey ones, by the river.")
    stranger.press("Send the application")
    stranger.sees("You applied")
