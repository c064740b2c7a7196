"""Somebody is paused, says why that is wrong, is heard, and works again."""

from tests.e2e.conftest import MARK, Enter
from tests.e2e.machine import Machine, document_of
from tests.e2e.manager import PASSWORD
from tests.e2e.site import Site, make_site
from tests.e2e.stage import Stage


def _answer(desk: Machine, site: Site) -> int:
    """The next task, answered; the number of its assignment."""
    held = desk.ask("POST", f"/api/v1/projects/{site.project_id}/next")["assignment"]
    cards = site.known[held["item"]["id"]].cards
    body = {"document": document_of(cards), "seconds_spent": 9}
    desk.ask("POST", f"/api/v1/assignments/{held['id']}/submit", body)
    number: int = held["id"]
    return number


def test_an_upheld_appeal_lets_the_annotator_work_again(enter: Enter) -> None:
    """From the sentence at the door of the work to the next picture on the stage."""
    manager, worker = enter(), enter()
    office = Machine(manager.page.request)
    office.sign_up(f"judge-{MARK}@example.org", PASSWORD)
    site = make_site(office, f"Hearing {MARK}")
    desk = Machine(worker.page.request)
    desk.sign_up(f"heard-{MARK}@example.org", PASSWORD)
    desk.qualify(site.project_id, site.known)
    answers = [_answer(desk, site) for _ in range(2)]
    people = f"/api/v1/projects/{site.project_id}/people"
    rejection = {"reason_code": "wrong_shape", "note": "The box leaves out the rim."}
    office.ask(
        "POST",
        f"/api/v1/projects/{site.project_id}/work/reject",
        {"assignment_ids": answers[:1], **rejection},
    )
    (person,) = office.ask("GET", people)["results"]
    page = f"/p/{site.project_id}/people/{person['user_id']}"

    manager.go(page)
    manager.press("Restrict")
    manager.fill("Reason, as the annotator will read it", "Boxes are drawn in haste.")
    manager.by("dialog", "Restrict").get_by_role("button", name="Restrict").click()
    manager.sees("Boxes are drawn in haste.")
    manager.look("person-restricted")

    worker.go(f"/work/{site.project_id}")
    worker.sees("Boxes are drawn in haste.")
    worker.go("/quality")
    worker.sees("The box leaves out the rim.")
    worker.press("Appeal")
    worker.fill("Why is the decision wrong?", "The cards lay still, and I checked each edge.")
    worker.press("Send the appeal")
    worker.sees("Waiting for an answer")
    worker.look("quality-restricted")

    manager.go(f"/p/{site.project_id}/appeals")
    manager.sees("The cards lay still, and I checked each edge.")
    manager.look("appeals")
    manager.press("Uphold")
    manager.fill("Your answer, as the annotator will read it", "You are right, thank you.")
    manager.by("dialog", "Uphold").get_by_role("button", name="Uphold").click()
    manager.sees("No appeals")

    worker.go("/quality")
    worker.sees("You are right, thank you.")
    worker.go(f"/work/{site.project_id}")
    Stage(worker.page).wait()
    assert (manager.faults, worker.faults) == ([], [])
