"""Somebody is paused, or their work is voided; they say why that is wrong, and are heard."""

import re
from dataclasses import dataclass

from tests.e2e.conftest import MARK, Enter
from tests.e2e.machine import Machine, document_of
from tests.e2e.manager import PASSWORD
from tests.e2e.site import Site, make_site
from tests.e2e.stage import Stage
from tests.e2e.visitor import Visitor, seen


@dataclass(frozen=True)
class Hearing:
    """A manager, somebody who works for them, and the page about that person."""

    manager: Visitor
    worker: Visitor
    office: Machine
    site: Site
    answers: list[int]  # the worker's assignments
    of_person: str  # the path in the API, without its version
    person_page: str


def _hearing(enter: Enter, name: str, *, answers: int) -> Hearing:
    """A project in which one person has answered so much."""
    manager, worker = enter(), enter()
    office = Machine(manager.page.request)
    office.sign_up(f"judge-{name}-{MARK}@example.org", PASSWORD)
    site = make_site(office, f"Hearing {name} {MARK}")
    desk = Machine(worker.page.request)
    desk.sign_up(f"heard-{name}-{MARK}@example.org", PASSWORD)
    desk.qualify(site.project_id, site.known)
    done = [_answer(desk, site) for _ in range(answers)]
    (person,) = office.ask("GET", f"/api/v1/projects/{site.project_id}/people")["results"]
    path = f"{site.project_id}/people/{person['user_id']}"
    return Hearing(manager, worker, office, site, done, f"/projects/{path}", f"/p/{path}")


def _answer(desk: Machine, site: Site) -> int:
    """The next task, answered; the number of its assignment."""
    held = desk.ask("POST", f"/api/v1/projects/{site.project_id}/next")["assignment"]
    cards = site.known[held["item"]["id"]].cards
    body = {"document": document_of(cards), "seconds_spent": 9}
    desk.ask("POST", f"/api/v1/assignments/{held['id']}/submit", body)
    number: int = held["id"]
    return number


def _look_and_judge(manager: Visitor) -> None:
    """One of two answers is looked at and rejected, the other accepted."""
    manager.sees("You can reject 1 more")
    manager.by("button", "Look at ").first.click()
    shown = manager.by("dialog", "")
    seen(shown.get_by_role("img", name=re.compile("^What .+ answered on ")))
    seen(shown.get_by_role("link", name="Everybody's answers to it"))
    manager.look("person-answer")
    shown.get_by_role("button", name="Close").click()
    manager.by("checkbox", "Choose").last.check()
    manager.press("Reject")
    manager.fill("Note, as the annotator will read it", "The box leaves out the rim.")
    manager.by("dialog", "Reject").get_by_role("button", name="Reject").click()
    manager.sees("You can reject 0 more")
    manager.by("checkbox", "Choose").last.check()
    manager.press("Accept")
    manager.sees("There is no work in this state.")


def test_an_upheld_appeal_lets_the_annotator_work_again(enter: Enter) -> None:
    """From the sentence at the door of the work to the next picture on the stage."""
    heard = _hearing(enter, "pause", answers=2)
    manager, worker, project_id = heard.manager, heard.worker, heard.site.project_id
    manager.go(heard.person_page)
    _look_and_judge(manager)
    manager.press("Restrict")
    manager.fill("Reason, as the annotator will read it", "Boxes are drawn in haste.")
    manager.by("dialog", "Restrict").get_by_role("button", name="Restrict").click()
    manager.sees("Boxes are drawn in haste.")
    manager.look("person-restricted")

    worker.go(f"/work/{project_id}")
    worker.sees("Boxes are drawn in haste.")
    worker.look("work-empty")
    worker.go("/quality")
    worker.sees("The box leaves out the rim.")
    worker.press("Appeal")
    worker.fill("Why is the decision wrong?", "The cards lay still, and I checked each edge.")
    worker.press("Send the appeal")
    worker.sees("Waiting for an answer")
    worker.look("quality-restricted")

    manager.go(f"/p/{project_id}/appeals")
    manager.sees("The cards lay still, and I checked each edge.")
    manager.look("appeals")
    manager.press("Uphold")
    manager.fill("Your answer, as the annotator will read it", "You are right, thank you.")
    manager.by("dialog", "Uphold").get_by_role("button", name="Uphold").click()
    manager.sees("No appeals")

    worker.go("/quality")
    worker.sees("You are right, thank you.")
    worker.go(f"/work/{project_id}")
    Stage(worker.page).wait()
    assert (manager.faults, worker.faults) == ([], [])


def test_an_upheld_appeal_gives_voided_work_back(enter: Enter) -> None:
    """A manager takes work out, its author says why it is right, and it counts again."""
    heard = _hearing(enter, "voiding", answers=1)
    manager, worker = heard.manager, heard.worker

    manager.go(heard.person_page)
    manager.press("Void work")
    manager.sees("1 answer stops counting.")
    manager.fill("Reason, as the annotator will read it", "The boxes are copied.")
    manager.by("dialog", "Void the work").get_by_role("button", name="Void work").click()
    manager.sees("1 answer is voided")
    manager.press("Done")

    worker.go("/quality")
    worker.sees("The boxes are copied.")
    worker.sees("1 answer is asked anew. It stays paid.")
    worker.look("quality-voided")
    worker.press("Appeal")
    worker.fill("Why is the decision wrong?", "I drew each of them by hand.")
    worker.press("Send the appeal")
    worker.sees("Waiting for an answer")

    manager.go(f"/p/{heard.site.project_id}/appeals")
    manager.sees("I drew each of them by hand.")
    manager.press("Uphold")
    manager.sees("The answers are accepted, and count again where their place is still free.")
    manager.fill("Your answer, as the annotator will read it", "So they are. I am sorry.")
    manager.by("dialog", "Uphold").get_by_role("button", name="Uphold").click()
    manager.sees("No appeals")

    worker.go("/quality")
    worker.sees("So they are. I am sorry.")
    (answer,) = heard.office.ask("GET", f"/api/v1{heard.of_person}/work")["results"]
    assert answer["state"] == "accepted"
    assert (manager.faults, worker.faults) == ([], [])
