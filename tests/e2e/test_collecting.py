"""Collecting pictures on a phone: signed, taken, refused for its twin, reviewed by a member."""

import io
import random

from PIL import Image
from playwright.sync_api import FilePayload, Playwright, expect

from tests.e2e.conftest import MARK, Enter
from tests.e2e.machine import Machine
from tests.e2e.manager import PASSWORD
from tests.e2e.site import make_site
from tests.e2e.visitor import PHONE

BRIEF = {
    "body": "One mug, whole, from the side.",
    "strata": [{"name": "Indoors", "wanted": 3}],
    "consent_body": "You took the picture yourself and let us use it.",
    "licence": "CC BY 4.0",
    "is_open": True,
    "price_minor": 20,
    "reviews_wanted": 1,
    "review_price_minor": 3,
}


def _photo(seed: int) -> FilePayload:
    """Patches like nothing in the dataset; others for another seed."""
    dice = random.Random(seed)
    patches = bytes(dice.randrange(256) for _ in range(16 * 12 * 3))
    image = Image.frombytes("RGB", (16, 12), patches).resize((960, 720), Image.Resampling.NEAREST)
    target = io.BytesIO()
    image.save(target, "JPEG", quality=90)
    return {"name": "mug.jpg", "mimeType": "image/jpeg", "buffer": target.getvalue()}


def test_a_picture_is_taken_on_a_phone_and_its_twin_is_refused(
    playwright: Playwright, address: str, enter: Enter
) -> None:
    """From the home page to the picture that another member accepted and that is paid."""
    owner = Machine(playwright.request.new_context(base_url=address))
    owner.sign_up(f"collection-owner-{MARK}@example.org", PASSWORD)
    project_id = make_site(owner, f"Mugs {MARK}").project_id
    community_id = owner.ask("GET", f"/api/v1/projects/{project_id}")["community"]["id"]
    owner.ask("PUT", f"/api/v1/projects/{project_id}/collection", BRIEF)
    sender, reviewer = enter(size=PHONE, has_touch=True), enter(size=PHONE, has_touch=True)
    for number, visitor in enumerate((sender, reviewer)):
        machine = Machine(visitor.page.request)
        machine.sign_up(f"collector-{number}-{MARK}@example.org", PASSWORD)
        machine.ask("POST", f"/api/v1/communities/{community_id}/join")

    sender.go("/home")
    sender.by("link", f"Send pictures for Mugs {MARK}").click()
    sender.page.get_by_label("I have read this and agree").check()
    sender.press("Sign")
    camera = sender.page.get_by_label("Take a photo")
    camera.set_input_files(_photo(1))
    sender.sees("Your picture is there")
    with sender.expecting("422 POST .*/my-collected"):
        camera.set_input_files(_photo(1))
        sender.sees("You sent this picture already")
    expect(sender.page.get_by_alt_text("Your picture that is there already")).to_be_visible()
    sender.look("collecting")
    reviewer.go(f"/collect/{project_id}/review")
    reviewer.look("collected-review")
    reviewer.press("It is what is wanted")
    reviewer.sees("Nothing waits for you")
    sender.page.reload()

    sender.sees("Accepted")
    sender.sees("You have earned €0.20")
    assert owner.ask("GET", f"/api/v1/projects/{project_id}/collected")["count"] == 1
    assert sender.faults == []
    assert reviewer.faults == []
    owner.requests.dispose()
