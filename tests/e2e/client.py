"""What a client does in the browser: the mail's link, the release, the file."""

import json
import zipfile
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.e2e.manager import PASSWORD, Made
from tests.e2e.visitor import Visitor, seen


def accept(client: Visitor, link: str, email: str) -> None:
    """From the link in the mail to the organisation's projects."""
    client.page.goto(link)
    client.sees("invites you")
    client.look("invitation")
    client.press("Make an account", role="link")
    client.fill("E-mail address", email)
    client.fill("Password", PASSWORD)
    client.press("Make the account")
    client.press("Accept")
    client.page.wait_for_url("**/o/*")


def sees_work(client: Visitor, made: Made) -> None:
    """Whoever reviews sees how answers became labels."""
    client.press(made.project, role="link")
    seen(client.by("link", "Consensus", exact=True))


def sees_results_only(client: Visitor, made: Made) -> None:
    """The open page, read anew: the releases are there, the work behind them is not any more."""
    client.page.reload()
    seen(client.by("link", "Releases", exact=True))
    expect(client.by("link", "Consensus", exact=True)).to_have_count(0)
    client.go(f"/o/{made.organisation_id}")


def download_coco(client: Visitor, made: Made, folder: Path) -> Path:
    """Find the release, have COCO made, save the file."""
    client.press(made.project, role="link")
    client.press("Releases", role="link")
    client.sees("Published")
    client.page.get_by_role("table").get_by_role("link").first.click()
    client.sees("Check what you got")
    client.by("button", "Prepare COCO").first.click()
    client.by("link", "Download COCO").first.wait_for()
    client.look("release")
    release = client.page.url.rstrip("/")
    for page in ("pictures", "report"):
        client.page.goto(f"{release}/{page}")
        client.look(f"release-{page}")
    client.page.goto(release)
    with client.page.expect_download() as started:
        client.by("link", "Download COCO").first.click()
    target = folder / started.value.suggested_filename
    started.value.save_as(target)
    return target


def read_coco(path: Path) -> dict[str, Any]:
    """The one COCO file of the export."""
    with zipfile.ZipFile(path) as archive:
        found: dict[str, Any] = json.loads(archive.read("annotations/instances_default.json"))
        return found
