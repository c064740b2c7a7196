"""Files on their way in by the page itself: the connection breaks, the page is left, a stop."""

import json
import random
import re
import uuid
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, Request, Route, expect

from tests.e2e.conftest import MARK, Enter
from tests.e2e.machine import Machine
from tests.e2e.manager import PASSWORD
from tests.e2e.pictures import HEIGHT, WIDTH, picture_of
from tests.e2e.visitor import Visitor
from tests.service.running import comes_true

UPLOADS = re.compile(r"/api/v1/uploads/\d+$")
PART_BYTES = 8 * 1024 * 1024
#: Behind the end of the picture, where it belongs to nothing: three parts in all.
PADDING_BYTES = 2 * PART_BYTES + 1000
WITHIN_SECONDS = 20.0
Asked = tuple[str, str]
"""A request to an upload: its method, and where its bytes belong."""
DEFINITION = {
    "version": 1,
    "labels": [
        {"key": name.lower(), "name": name, "color": color, "kind": "box"}
        for name, color in (("Card", "#C43430"), ("Ticket", "#2C5CBC"))
    ],
    "questions": [],
}


@pytest.fixture(scope="module")
def sender(playwright: Playwright, address: str) -> Iterator[tuple[Machine, str]]:
    """Somebody who makes projects through the API, and their address."""
    machine = Machine(playwright.request.new_context(base_url=address))
    email = f"sends-much-{MARK}@example.org"
    machine.sign_up(email, PASSWORD)
    yield machine, email
    machine.requests.dispose()


def _empty_project(machine: Machine) -> tuple[int, int]:
    """The numbers of a project without pictures, and of its dataset."""
    name = f"Much to send {uuid.uuid4().hex[:8]}"
    organisation = machine.ask("POST", "/api/v1/organisations", {"name": name})
    home = f"/api/v1/organisations/{organisation['id']}"
    dataset = machine.ask("POST", f"{home}/datasets", {"name": name})
    project = machine.ask("POST", f"{home}/projects", {"name": name})
    machine.ask("PATCH", f"/api/v1/projects/{project['id']}", {"dataset_id": dataset["id"]})
    return project["id"], dataset["id"]


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A picture that takes three parts."""
    path = tmp_path / "large.jpg"
    noise = random.Random(5).randbytes(PADDING_BYTES)
    path.write_bytes(picture_of("large.jpg", seed=90).content + noise)
    return path


def _asked(visitor: Visitor) -> list[Asked]:
    """Fills with each request to an upload."""
    asked: list[Asked] = []

    def note(request: Request) -> None:
        if UPLOADS.search(request.url):
            asked.append((request.method, request.headers.get("upload-offset", "")))

    visitor.page.on("request", note)
    return asked


def _at_second_part(visitor: Visitor, happens: Callable[[Route], None]) -> None:
    """What becomes of parts that do not begin at 0."""

    def handle(route: Route) -> None:
        if route.request.headers.get("upload-offset", "0") == "0":
            route.continue_()
        else:
            happens(route)

    visitor.page.route(UPLOADS, handle)


def _loses_connection(visitor: Visitor) -> None:
    """In the middle of the second part."""

    def lose(route: Route) -> None:
        visitor.page.context.set_offline(True)
        route.continue_()

    _at_second_part(visitor, lose)


def _finds_connection(visitor: Visitor) -> None:
    visitor.page.unroute(UPLOADS)
    visitor.page.context.set_offline(False)


def _assert_only_the_rest_was_sent(before: list[Asked], after: list[Asked]) -> None:
    """Of three parts the first had arrived: where to go on is asked, and the others are sent."""
    second, third = str(PART_BYTES), str(2 * PART_BYTES)
    assert before[:2] == [("PATCH", "0"), ("PATCH", second)]
    assert after[0][0] == "HEAD"
    assert [one for one in after if one[0] == "PATCH"] == [("PATCH", second), ("PATCH", third)]


@pytest.mark.slow
def test_an_upload_goes_on_after_the_connection_was_lost(
    enter: Enter, sender: tuple[Machine, str], large: Path
) -> None:
    """Offline in the middle of a part: it is said, and with the network the rest is sent."""
    machine, email = sender
    project_id, dataset_id = _empty_project(machine)
    visitor = enter()
    Machine(visitor.page.request).sign_in(email, PASSWORD)
    visitor.go(f"/p/{project_id}/items")
    asked = _asked(visitor)

    _loses_connection(visitor)
    visitor.page.get_by_label("Add images").set_input_files(large)
    visitor.sees("You are offline. Sending goes on by itself when you are back.")
    before = len(asked)
    _finds_connection(visitor)
    visitor.sees("1 image is in")

    _assert_only_the_rest_was_sent(asked[:before], asked[before:])
    items = machine.ask("GET", f"/api/v1/datasets/{dataset_id}/items")["results"]
    assert [(one["name"], one["byte_count"]) for one in items] == [
        ("large.jpg", large.stat().st_size)
    ]
    assert [one for one in visitor.faults if "INTERNET_DISCONNECTED" not in one] == []


def test_an_upload_that_was_left_goes_on_with_the_same_file(
    enter: Enter, sender: tuple[Machine, str], large: Path
) -> None:
    """The page is left in the middle; what had arrived is not sent again."""
    machine, email = sender
    project_id, dataset_id = _empty_project(machine)
    visitor = enter()
    Machine(visitor.page.request).sign_in(email, PASSWORD)
    visitor.go(f"/p/{project_id}/items")
    _at_second_part(visitor, visitor.hold)
    with visitor.page.expect_request(lambda one: one.headers.get("upload-offset", "0") != "0"):
        visitor.page.get_by_label("Add images").set_input_files(large)

    visitor.page.reload()
    visitor.page.unroute(UPLOADS)
    visitor.sees("An import takes files")
    asked = _asked(visitor)
    with visitor.expecting("409 POST .*/imports$"):  # it says which one is there
        visitor.page.get_by_label("Add images").set_input_files(large)
        visitor.sees("1 image is in")

    part = str(PART_BYTES)
    assert asked == [("HEAD", ""), ("PATCH", part), ("PATCH", str(2 * PART_BYTES))]
    imports = machine.ask("GET", f"/api/v1/datasets/{dataset_id}/imports")["results"]
    assert [(one["state"], one["item_count"]) for one in imports] == [("done", 1)]
    assert visitor.faults == []


def test_files_that_are_being_sent_are_stopped_and_the_list_says_so(
    enter: Enter, sender: tuple[Machine, str], large: Path
) -> None:
    """Nothing comes in; the import stands in the list, and has an address of its own."""
    machine, email = sender
    project_id, dataset_id = _empty_project(machine)
    visitor = enter()
    Machine(visitor.page.request).sign_in(email, PASSWORD)
    visitor.go(f"/p/{project_id}/items")
    _at_second_part(visitor, visitor.hold)
    visitor.page.get_by_label("Add images").set_input_files(large)
    visitor.sees("Sending 1 file")

    visitor.press("Stop")
    visitor.look("stopping")
    visitor.press("Stop and give it up")

    def is_stopped() -> bool:
        imports = machine.ask("GET", f"/api/v1/datasets/{dataset_id}/imports")["results"]
        return [one["state"] for one in imports] == ["cancelled"]

    expect(visitor.page.get_by_label("Add images")).to_be_attached()
    assert comes_true(is_stopped, WITHIN_SECONDS)
    visitor.press("Imports", role="link")
    visitor.sees("Stopped")
    visitor.look("imports")
    visitor.page.get_by_role("table").get_by_role("link").first.click()
    visitor.sees("Stopped. What was imported stays.")
    visitor.look("import")
    assert visitor.faults == []


def _labelled(tmp_path: Path) -> Path:
    """A ZIP of a picture that takes three parts, with its labels in COCO."""
    picture = picture_of("large.jpg", seed=91)
    kinds = ("Card", "Ticket")
    annotations = [
        {
            "id": number,
            "image_id": 1,
            "category_id": kinds.index(card.kind) + 1,
            "bbox": [card.x, card.y, card.width, card.height],
        }
        for number, card in enumerate(picture.cards, start=1)
    ]
    labels = {
        "images": [{"id": 1, "file_name": "large.jpg", "width": WIDTH, "height": HEIGHT}],
        "categories": [{"id": at, "name": kind} for at, kind in enumerate(kinds, start=1)],
        "annotations": annotations,
    }
    path = tmp_path / "labelled.zip"
    with zipfile.ZipFile(path, "w") as archive:
        noise = random.Random(6).randbytes(PADDING_BYTES)
        archive.writestr("large.jpg", picture.content + noise)
        archive.writestr("labels.json", json.dumps(labels))
    return path


def test_labels_with_their_pictures_go_on_after_the_connection_was_lost(
    enter: Enter, sender: tuple[Machine, str], tmp_path: Path
) -> None:
    """Offline in the middle of the ZIP; with the network the rest is sent, and the file is read."""
    machine, email = sender
    project_id, dataset_id = _empty_project(machine)
    machine.ask(
        "POST", f"/api/v1/projects/{project_id}/schema-versions", {"definition": DEFINITION}
    )
    visitor = enter()
    Machine(visitor.page.request).sign_in(email, PASSWORD)
    visitor.go(f"/p/{project_id}/labels-in")
    asked = _asked(visitor)

    _loses_connection(visitor)
    visitor.page.locator("input[type=file]").set_input_files(_labelled(tmp_path))
    visitor.page.get_by_label("The ZIP brings the pictures as well").check()
    visitor.look("labels-in")
    visitor.press("Read the file")
    visitor.sees("No connection: sending goes on by itself when it is back")
    before = len(asked)
    _finds_connection(visitor)
    visitor.sees("What do the names become?")

    _assert_only_the_rest_was_sent(asked[:before], asked[before:])
    (made,) = machine.ask("GET", f"/api/v1/projects/{project_id}/label-imports")["results"]
    assert (made["stage"], made["image_count"], made["matched_count"]) == ("mapping", 1, 1)
    (brought,) = machine.ask("GET", f"/api/v1/datasets/{dataset_id}/imports")["results"]
    assert (brought["state"], brought["item_count"], brought["refused_count"]) == ("done", 1, 0)
    assert [one for one in visitor.faults if "INTERNET_DISCONNECTED" not in one] == []


def _labels_alone(tmp_path: Path, said: str) -> Path:
    """A ZIP of labels without their pictures that takes three parts, of one name and size."""
    labels = {
        "info": {"description": said + "x" * PADDING_BYTES},
        "images": [{"id": 1, "file_name": "large.jpg", "width": WIDTH, "height": HEIGHT}],
        "categories": [{"id": 1, "name": "Card"}],
        "annotations": [
            {"id": 1, "image_id": 1, "category_id": 1, "bbox": [10, 10, 20, 20]},
        ],
    }
    path = tmp_path / said / "labels.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("labels.json", json.dumps(labels))
    return path


@pytest.mark.slow
def test_labels_that_were_made_anew_come_in_beside_a_colleague_s_import(
    enter: Enter, sender: tuple[Machine, str], tmp_path: Path
) -> None:
    """Left half-way and made anew, they are sent anew; the import that takes files stays."""
    machine, email = sender
    project_id, dataset_id = _empty_project(machine)
    machine.ask(
        "POST", f"/api/v1/projects/{project_id}/schema-versions", {"definition": DEFINITION}
    )
    taking = machine.ask("POST", f"/api/v1/datasets/{dataset_id}/imports")
    visitor = enter()
    Machine(visitor.page.request).sign_in(email, PASSWORD)
    visitor.go(f"/p/{project_id}/labels-in")
    _at_second_part(visitor, lambda _: None)
    visitor.page.locator("input[type=file]").set_input_files(_labels_alone(tmp_path, "first"))
    visitor.press("Read the file")
    visitor.sees("Sending the file")

    visitor.page.unroute(UPLOADS)
    visitor.go(f"/p/{project_id}/labels-in")
    asked = _asked(visitor)
    visitor.page.locator("input[type=file]").set_input_files(_labels_alone(tmp_path, "other"))
    visitor.press("Read the file")
    visitor.sees("What do the names become?")

    part = str(PART_BYTES)
    assert asked == [("PATCH", "0"), ("PATCH", part), ("PATCH", str(2 * PART_BYTES))]
    (made,) = machine.ask("GET", f"/api/v1/projects/{project_id}/label-imports")["results"]
    assert (made["stage"], made["image_count"], made["matched_count"]) == ("mapping", 1, 0)
    (still,) = machine.ask("GET", f"/api/v1/datasets/{dataset_id}/imports")["results"]
    assert (still["id"], still["is_collecting"]) == (taking["id"], True)
