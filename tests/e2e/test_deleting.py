"""An owner deletes a project and a dataset: told what has to be done first, then by its name."""

import pytest
from playwright.sync_api import Playwright, expect

from tests.e2e.conftest import MARK, Enter
from tests.e2e.machine import Machine
from tests.e2e.manager import PASSWORD
from tests.e2e.site import make_site
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.slow
EMAIL = f"deleting-{MARK}@example.org"
#: A worker is told of it, and the page looks every two seconds.
GONE_WITHIN_MS = 60_000


def test_an_owner_deletes_what_nobody_needs_any_more(
    playwright: Playwright, address: str, enter: Enter
) -> None:
    machine = Machine(playwright.request.new_context(base_url=address))
    machine.sign_up(EMAIL, PASSWORD)
    site = make_site(machine, f"Deleting {MARK}")
    organisation = machine.ask("GET", f"/api/v1/projects/{site.project_id}")["organisation_id"]
    here = f"/api/v1/organisations/{organisation}"
    old = machine.ask("POST", f"{here}/projects", {"name": "Old cards"})["id"]
    machine.ask("POST", f"{here}/datasets", {"name": "Old pictures"})
    owner = enter()
    Machine(owner.page.request).sign_in(EMAIL, PASSWORD)

    owner.go(f"/p/{site.project_id}/settings")
    owner.page.get_by_role("button", name="Delete the project").click()
    owner.sees("The project is active. Close it first.")
    owner.look_at_both("deletion-blocked")
    owner.page.keyboard.press("Escape")

    owner.go(f"/p/{old}/settings")
    owner.page.get_by_role("button", name="Delete the project").click()
    _confirm(owner, "Old cards", "deletion-project")
    owner.sees("Old pictures")
    expect(owner.page.get_by_role("link", name="Old cards")).to_have_count(
        0, timeout=GONE_WITHIN_MS
    )
    owner.look_at_both("deletion-datasets")

    owner.page.get_by_role("button", name="Delete Old pictures").click()
    _confirm(owner, "Old pictures", "deletion-dataset")
    expect(owner.page.get_by_role("row", name="Old pictures")).to_have_count(
        0, timeout=GONE_WITHIN_MS
    )


def _confirm(owner: Visitor, name: str, look: str) -> None:
    dialog = owner.page.get_by_role("dialog")
    verb = dialog.get_by_role("button", name="Delete for good")
    dialog.get_by_role("textbox", name="Type the name").wait_for()
    expect(verb).to_be_disabled()
    owner.look_at_both(look)
    dialog.get_by_role("textbox", name="Type the name").fill(name)
    verb.click()
