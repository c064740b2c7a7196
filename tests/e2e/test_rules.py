"""A manager tries a rule on what has been, before it is switched on."""

from tests.e2e.conftest import MARK, Enter
from tests.e2e.machine import Machine
from tests.e2e.manager import PASSWORD
from tests.e2e.site import Site, make_site

NAME = "Skips nearly everything"
SKIPS = {
    "name": NAME,
    "statistic": "skip_share",
    "last": 20,
    "least": 5,
    "threshold": 0.6,
    "action": "pause",
    "parameters": {"days": 3},
}


def _skip(desk: Machine, site: Site) -> None:
    """The next task, handed back as impossible."""
    held = desk.ask("POST", f"/api/v1/projects/{site.project_id}/next")["assignment"]
    body = {"reason": "other", "note": "Nothing to see."}
    desk.ask("POST", f"/api/v1/assignments/{held['id']}/skip", body)


def test_a_manager_dry_runs_a_rule_before_switching_it_on(enter: Enter) -> None:
    """It names who would have been paused, and pauses nobody."""
    manager, worker = enter(), enter()
    office = Machine(manager.page.request)
    office.sign_up(f"rules-{MARK}@example.org", PASSWORD)
    site = make_site(office, f"Rules {MARK}")
    desk = Machine(worker.page.request)
    desk.sign_up(f"skips-{MARK}@example.org", PASSWORD)
    desk.qualify(site.project_id, site.known)
    for _ in range(5):
        _skip(desk, site)
    project = f"/api/v1/projects/{site.project_id}"
    rule = office.ask("POST", f"{project}/quality-rules", SKIPS)
    (person,) = office.ask("GET", f"{project}/people")["results"]

    manager.go(f"/p/{site.project_id}/rules")
    card = manager.by("region", NAME)
    card.get_by_role("button", name="Dry run").click()
    manager.sees("It would have paused 1 person.")
    manager.sees("5 of the last 5 tasks were skipped")
    manager.look("rules")
    card.get_by_role("button", name="Switch on").click()
    card.get_by_role("button", name="Switch off").wait_for()

    assert card.get_by_role("link", name=person["pseudonym"]).is_visible()
    manager.go(f"/p/{site.project_id}/rules")
    card.get_by_role("button", name="Show whom").click()
    manager.sees("5 of the last 5 tasks were skipped")
    assert office.ask("GET", f"/api/v1/quality-rules/{rule['id']}")["is_on"]
    assert office.ask("GET", f"{project}/rule-firings")["count"] == 0
    assert manager.faults == []
