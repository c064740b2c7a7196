"""A project and its communities with something on every page about people, made through the API."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Playwright

from tests.e2e.machine import Machine, document_of
from tests.e2e.manager import PASSWORD, WORK
from tests.e2e.site import Site, make_site

NOTHING = {"version": 1, "is_nothing_here": True, "shapes": [], "answers": {}}
QUIZ_IN_WORDS = {
    "type": "single",
    "text": "Is a coaster a card?",
    "options": [{"key": "yes", "text": "Yes"}, {"key": "no", "text": "No"}],
    "unit": "",
}


@dataclass(frozen=True)
class Furnished:
    """Where the pages are. `learner` is at the questions on the guideline, `sitter` failed a quiz
    and sits another one; both sign in with the password of all journeys."""

    site: Site
    organisation_id: int
    community_id: int
    applying_id: int
    offer: str
    learner: str
    sitter: str
    failed_id: int
    running_id: int


def furnish(playwright: Playwright, address: str, machine: Machine, mark: str) -> Furnished:
    """Everything that is on those pages; `machine` becomes the owner of it all."""
    site = make_site(machine, f"Every page {mark}", practised=1, pictures=WORK)
    project = f"/api/v1/projects/{site.project_id}"
    made = machine.ask("GET", project)
    community_id, organisation_id = made["community"]["id"], made["organisation_id"]
    _ask_of_people(machine, community_id)
    _teach(machine, project, site)
    applying_id = _by_application(machine, organisation_id, mark)
    learner, sitter = f"learns-{mark}@example.org", f"sits-{mark}@example.org"
    _learn(_entering(playwright, address, learner), project, community_id, applying_id)
    failed_id, running_id = _sit(_entering(playwright, address, sitter), site, community_id)
    words = {"title": "A card of two sides", "body": "Box *each* side that you see."}
    machine.ask("POST", f"/api/v1/communities/{community_id}/announcements", words)
    offer = machine.ask("POST", f"/api/v1/communities/{community_id}/invitations", {"seats": 3})
    _write_anew(machine, project)
    return Furnished(
        site=site,
        organisation_id=organisation_id,
        community_id=community_id,
        applying_id=applying_id,
        offer=offer["link"],
        learner=learner,
        sitter=sitter,
        failed_id=failed_id,
        running_id=running_id,
    )


def _entering(playwright: Playwright, address: str, email: str) -> Machine:
    machine = Machine(playwright.request.new_context(base_url=address))
    machine.sign_up(email, PASSWORD)
    return machine


def _ask_of_people(machine: Machine, community_id: int) -> None:
    """Criteria of two doors, and a quota."""
    community = f"/api/v1/communities/{community_id}"
    spoken = {"trait": "native_language", "operator": "exists", "value": None}
    where = {"trait": "country", "operator": "in", "value": ["PT", "BR"]}
    doors = {"preview": [[spoken, where]], "take": [[where]]}
    machine.ask("PUT", f"{community}/criteria", {"doors": doors})
    machine.ask("PUT", f"{community}/quota", {"trait": "country", "seats": {"PT": 9, "BR": 9}})


def _teach(machine: Machine, project: str, site: Site) -> None:
    """A question on the guideline, one of the quiz in words, and attempts without a pause."""
    asked = {
        "text": "What do you draw?",
        "options": [{"key": "all", "text": "Every card"}, {"key": "red", "text": "Red ones"}],
        "right_keys": ["all"],
        "explanation": "Blue ones are tickets, and are drawn too.",
    }
    machine.ask("POST", f"{project}/comprehension-questions", asked)
    written = {"asked": QUIZ_IN_WORDS, "known": "no", "explanation": "It is not."}
    machine.ask("POST", f"{project}/quiz-questions", written)
    machine.ask("PATCH", f"{project}/training-plan", {"first_wait_seconds": 0})


def _by_application(machine: Machine, organisation_id: int, mark: str) -> int:
    """Another community, which one applies to."""
    path = f"/api/v1/organisations/{organisation_id}/communities"
    words = {"name": f"Card readers {mark}", "description": "Two decks.", "joining": "apply"}
    made: int = machine.ask("POST", path, words)["id"]
    questions = {"questions": ["Which decks do you have?"]}
    machine.ask("PATCH", f"/api/v1/communities/{made}", questions)
    return made


def _learn(machine: Machine, project: str, community_id: int, applying_id: int) -> None:
    """Joined, read, asked, and applied elsewhere; the questions are still to be answered."""
    machine.ask("PUT", "/api/v1/me/traits/country", {"value": "PT"})
    machine.ask("POST", f"/api/v1/communities/{community_id}/join")
    reading = {"guideline_version_id": machine.ask("GET", f"{project}/guideline")["id"]}
    machine.ask("POST", f"{project}/guideline-reading", reading)
    question = {"quote": "Box every card.", "text": "Also the ones that lie on their face?"}
    machine.ask("POST", f"{project}/guideline-questions", question)
    applied = {"answers": ["A tarot, and one for skat."]}
    machine.ask("POST", f"/api/v1/communities/{applying_id}/applications", applied)
    machine.requests.dispose()


def _sit(machine: Machine, site: Site, community_id: int) -> tuple[int, int]:
    """All steps up to the quiz: one attempt is failed, another one runs."""
    project = f"/api/v1/projects/{site.project_id}"
    machine.ask("PUT", "/api/v1/me/traits/country", {"value": "BR"})
    machine.ask("POST", f"/api/v1/communities/{community_id}/join")
    reading = {"guideline_version_id": machine.ask("GET", f"{project}/guideline")["id"]}
    machine.ask("POST", f"{project}/guideline-reading", reading)
    questions = machine.ask("GET", f"{project}/comprehension")
    answers = {str(one["id"]): ["all"] for one in questions}
    machine.ask("POST", f"{project}/comprehension", {"answers": answers})
    (item_id,) = site.practised_ids
    for one in machine.ask("GET", f"{project}/practice")["items"]:
        tried = {"document": document_of(site.known[item_id].cards)}
        machine.ask("POST", f"/api/v1/practice-items/{one['id']}/tries", tried)
    failed = _attempt(machine, project)
    for question in failed["questions"]:
        said: dict[str, Any] = {"document": NOTHING} if question["item"] else {"said": "yes"}
        machine.ask("PUT", f"/api/v1/attempts/{failed['id']}/answers/{question['id']}", said)
    machine.ask("POST", f"/api/v1/attempts/{failed['id']}/submit")
    running = _attempt(machine, project)
    machine.requests.dispose()
    return failed["id"], running["id"]


def _attempt(machine: Machine, project: str) -> Any:
    return machine.ask("POST", f"{project}/attempts")


def _write_anew(machine: Machine, project: str) -> None:
    """A translation of the first version, a minor second one, and a draft of a third."""
    first = machine.ask("GET", f"{project}/guideline")["id"]
    versions = f"{project}/guideline-versions"
    spanish = {"body_markdown": "Un rectángulo para cada carta."}
    machine.ask("PUT", f"/api/v1/guideline-versions/{first}/translations/es", spanish)
    for text in ("Box every card, but for coasters.", "Box every card, coasters too."):
        made = machine.ask("POST", versions, {"change": "minor"})
        draft = f"/api/v1/guideline-versions/{made['id']}"
        machine.ask("PATCH", draft, {"body_markdown": text})
        if "but for" in text:
            machine.ask("POST", f"{draft}/publish")
