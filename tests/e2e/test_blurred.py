"""A manager sees which pictures are blurred, and leaves them out at one stroke."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PIL import Image, ImageFilter
from playwright.sync_api import Playwright, expect

from tests.e2e.conftest import MARK, Enter
from tests.e2e.machine import Machine
from tests.e2e.manager import PASSWORD
from tests.e2e.pictures import Picture, picture_of, zip_of
from tests.e2e.visitor import Visitor
from tests.service.running import comes_true

OWNER = f"looks-closely-{MARK}@example.org"
BLURRED = {"far-2.jpg", "far-7.jpg", "far-11.jpg"}
#: Nothing stands out among fewer than twenty.
COUNT = 21
MEASURED_WITHIN_SECONDS = 60.0


@dataclass(frozen=True)
class Measured:
    """A project whose pictures were measured."""

    project_id: int
    items_path: str


@pytest.fixture(scope="module")
def measured(playwright: Playwright, address: str) -> Iterator[Measured]:
    """Pictures of cards, three of them out of focus, made through the API."""
    machine = Machine(playwright.request.new_context(base_url=address))
    machine.sign_up(OWNER, PASSWORD)
    name = f"Out of focus {MARK}"
    organisation = machine.ask("POST", "/api/v1/organisations", {"name": name})
    home = f"/api/v1/organisations/{organisation['id']}"
    dataset = machine.ask("POST", f"{home}/datasets", {"name": name})
    project = machine.ask("POST", f"{home}/projects", {"name": name})
    machine.ask("PATCH", f"/api/v1/projects/{project['id']}", {"dataset_id": dataset["id"]})
    path = f"/api/v1/datasets/{dataset['id']}"
    started = machine.ask("POST", f"{path}/imports", {})
    machine.upload(f"/api/v1/imports/{started['id']}/files", "far.zip", zip_of(_pictures()))
    machine.ask("POST", f"/api/v1/imports/{started['id']}/start")

    def is_measured() -> bool:
        profile = machine.ask("GET", f"{path}/profile")
        return profile["measured_count"] == COUNT and not profile["is_stale"]

    assert comes_true(is_measured, MEASURED_WITHIN_SECONDS), machine.ask("GET", f"{path}/profile")
    yield Measured(project["id"], f"{path}/items")
    machine.requests.dispose()


def _pictures() -> list[Picture]:
    sharp = [picture_of(f"far-{n}.jpg", seed=200 + n) for n in range(COUNT)]
    return [_blurred(one) if one.name in BLURRED else one for one in sharp]


def _blurred(picture: Picture) -> Picture:
    target = io.BytesIO()
    with Image.open(io.BytesIO(picture.content)) as image:
        image.filter(ImageFilter.GaussianBlur(14)).save(target, "JPEG", quality=92)
    return Picture(picture.name, target.getvalue(), picture.cards)


def test_blurred_pictures_are_left_out_with_one_action(measured: Measured, enter: Enter) -> None:
    """The profile shows them; one button leaves out exactly those, and the list says so."""
    visitor = enter()
    machine = Machine(visitor.page.request)
    machine.sign_in(OWNER, PASSWORD)
    visitor.go(f"/p/{measured.project_id}/items")
    visitor.press("Understand your data", role="link")
    visitor.sees("Blurred: 3 images")

    visitor.press("Leave all 3 out")

    left = f"{measured.items_path}?use=excluded&page_size=100"

    def is_done() -> bool:
        return bool(machine.ask("GET", left)["count"] == len(BLURRED))

    assert comes_true(is_done, MEASURED_WITHIN_SECONDS)
    assert {one["name"] for one in machine.ask("GET", left)["results"]} == BLURRED
    visitor.go(f"/p/{measured.project_id}/items?use=excluded")
    for name in sorted(BLURRED):
        expect(visitor.page.get_by_text(name).first).to_be_visible()

    _delete(visitor, machine, measured, min(BLURRED))
    assert visitor.faults == []


def _delete(visitor: Visitor, machine: Machine, measured: Measured, name: str) -> None:
    """One of them shows what nobody may see: its bytes go, and its row says why."""
    (item,) = machine.ask("GET", f"{measured.items_path}?name={name}")["results"]
    visitor.page.get_by_label(f"Choose {name}").check()
    visitor.press("Delete the picture")
    visitor.fill("Why it is deleted", "A passport lies on the table")
    visitor.look_at_both("delete-picture")
    visitor.press("Delete for good")

    expect(visitor.page.get_by_text("Deleted", exact=True)).to_be_visible()
    assert not visitor.page.request.get(item["image_url"]).ok
    visitor.press(f"Look at {name}")
    visitor.sees("The picture is gone")
    visitor.look_here("deleted-picture")
