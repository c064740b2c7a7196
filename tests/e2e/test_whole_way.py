"""The whole way in a browser: from an organisation with nothing to a dataset on a client's disk."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright

from tests.e2e import annotator as annotating
from tests.e2e import client as taking
from tests.e2e import comparing, evaluating
from tests.e2e import manager as managing
from tests.e2e.conftest import MARK, Enter
from tests.e2e.machine import Machine
from tests.e2e.mails import link_for
from tests.e2e.manager import PASSWORD, PICTURES, WORK, Made
from tests.e2e.pictures import Picture
from tests.e2e.visitor import PHONE, Visitor
from tests.service.running import Guildmark, comes_true

WORKERS_SECONDS = 40.0


def test_a_manager_goes_from_nothing_to_an_open_batch(manager: Visitor, made: Made) -> None:
    """Every step on the screen, every page clean."""
    made.api_key = managing.make_key(manager, made.organisation_id)

    assert made.api_key.startswith("gm_")
    assert manager.faults == []


@pytest.fixture(scope="module")
def annotator(enter: Enter, made: Made, known: dict[int, Picture]) -> Visitor:
    """Somebody new who passed the quiz."""
    visitor = enter(size=PHONE, has_touch=True)
    annotating.arrive(visitor, f"ana-{MARK}@example.org", made)
    annotating.learn(visitor)
    annotating.pass_quiz(visitor, known)
    return visitor


def test_a_new_annotator_goes_from_the_sign_up_to_work(annotator: Visitor, made: Made) -> None:
    """Traits, guideline, questions, a drawn quiz, and four kinds of tasks."""
    picture = annotating.claim_by(
        annotator, lambda: annotator.press("Start the first task", role="link")
    )
    done = annotating.work(annotator, picture)
    annotator.go("/earnings")
    annotator.sees("Submitted")
    annotator.look("earnings")
    annotator.go("/quality")
    annotator.sees("Nothing to show yet")
    annotator.look_here("quality-empty")
    annotator.go(f"/quality/{made.project_id}")
    annotator.look("quality-project")
    annotator.go("/home")
    annotator.sees(made.project)
    annotator.look("home-work")

    assert done.count("drawn") >= 2
    assert {"nothing", "skipped"} <= {*done}
    assert annotator.faults == []


@pytest.fixture(scope="module")
def crowd(playwright: Playwright, address: str, made: Made, known: dict[int, Picture]) -> list[int]:
    """Three people who answer everything through the API; how many tasks each did."""
    return [answers_everything(playwright, address, made, known, number) for number in range(3)]


def answers_everything(
    playwright: Playwright, address: str, made: Made, known: dict[int, Picture], number: int
) -> int:
    """Somebody new, from the sign-up to their last task; how many they did."""
    machine = Machine(playwright.request.new_context(base_url=address))
    machine.sign_up(f"crowd-{number}-{MARK}@example.org", PASSWORD)
    machine.qualify(made.project_id, known)
    count = machine.work(made.project_id, known, seed=number)
    machine.requests.dispose()
    return count


@pytest.fixture(scope="module")
def merged(manager: Visitor, made: Made, crowd: list[int]) -> int:
    """How many items the workers made one label of; waits until every task is resolved."""
    machine = Machine(manager.page.request)
    queue = f"/api/v1/projects/{made.project_id}/queue"

    def is_resolved() -> bool:
        tasks = machine.ask("GET", queue)["tasks"]
        return bool(tasks["resolved"]) and tasks["open"] == tasks["saturated"] == 0

    assert comes_true(is_resolved, WORKERS_SECONDS), machine.ask("GET", queue)
    resolved: int = machine.ask("GET", queue)["tasks"]["resolved"]
    return resolved


def test_answers_become_a_consensus_a_manager_can_look_at(
    manager: Visitor, made: Made, annotator: Visitor, merged: int
) -> None:
    """Everybody's boxes and the result over the picture."""
    managing.look_at_consensus(manager, made.project_id)
    managing.look_around(manager, made)

    assert merged > len(WORK)
    assert manager.faults == []


def test_a_client_takes_the_release_home(
    enter: Enter, service: Guildmark, manager: Visitor, made: Made, merged: int, tmp_path: Path
) -> None:
    """Invited by mail as a reviewer, then made a client; downloads COCO of what was drawn."""
    email = f"client-{MARK}@example.org"
    managing.publish_release(manager, made.project_id)
    own = link_for(service, f"manager-{MARK}@example.org", r"\S+/account/verify-email/\S+")
    managing.confirm_address(manager, made.organisation_id, own)
    managing.invite(manager, made.organisation_id, email, "Reviewer")
    client = enter()

    taking.accept(client, link_for(service, email, r"\S+/invitations/\S+"), email)
    taking.sees_work(client, made)
    managing.set_role(manager, made.organisation_id, email, "Client")
    taking.sees_results_only(client, made)
    coco = taking.read_coco(taking.download_coco(client, made, tmp_path))

    assert {category["name"] for category in coco["categories"]} == {"Card", "Ticket"}
    assert len(coco["images"]) == merged
    assert _worst_miss(coco) < 3  # pixels
    assert client.faults == []
    assert manager.faults == []


def test_somebody_evaluates_a_model_and_finds_its_worst_pictures(
    manager: Visitor, made: Made, merged: int
) -> None:
    """A file of predictions goes up; the page says which picture is wrong, and how."""
    names = list(PICTURES)
    worst = WORK[0].name

    evaluating.evaluate(manager, made.project_id, evaluating.predictions(names, worst=worst))
    evaluating.find_worst(manager, worst)

    assert manager.faults == []


def test_a_second_release_says_what_changed_since_the_first(
    manager: Visitor, made: Made, merged: int
) -> None:
    """One picture is left out, the rest is frozen again: the page names what went."""
    machine = Machine(manager.page.request)
    project = machine.ask("GET", f"/api/v1/projects/{made.project_id}")
    items = f"/api/v1/datasets/{project['dataset']['id']}/items"
    gone = WORK[1]
    (item_id,) = (
        one["id"]
        for one in machine.ask("GET", f"{items}?page_size=100")["results"]
        if one["name"] == gone.name
    )
    machine.ask("POST", f"{items}/exclude", {"item_ids": [item_id], "reason": "other"})

    manager.go(f"/p/{made.project_id}/releases")
    managing.freeze_and_publish(manager)
    comparing.find_difference(manager, removed=1, same=merged - 1, shapes=len(gone.cards))

    assert manager.faults == []


def _worst_miss(coco: dict[str, Any]) -> float:
    """How far any side of any box in the file lies from the card's, in pixels."""
    # The export numbers its files: 000001_table-1.jpg.
    name_of = {one["id"]: one["file_name"].partition("_")[2] for one in coco["images"]}
    boxes: dict[str, list[list[float]]] = {name: [] for name in name_of.values()}
    for annotation in coco["annotations"]:
        boxes[name_of[annotation["image_id"]]].append(annotation["bbox"])
    misses = [0.0]
    for name, found in boxes.items():
        cards = sorted([one.x, one.y, one.width, one.height] for one in PICTURES[name].cards)
        assert len(found) == len(cards), name
        for box, card in zip(sorted(found), cards, strict=True):
            misses += [abs(side - true) for side, true in zip(box, card, strict=True)]
    return max(misses)
