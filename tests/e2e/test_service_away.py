"""The web process really ends under somebody at work, and comes back: nobody presses anything."""

from collections.abc import Iterator
from contextlib import contextmanager

import psutil
import pytest
from playwright.sync_api import Browser, Playwright, Request

from tests.e2e import annotator as annotating
from tests.e2e.conftest import MARK, end_service, start_service
from tests.e2e.machine import Machine
from tests.e2e.manager import PASSWORD
from tests.e2e.site import make_site
from tests.e2e.stage import Stage
from tests.e2e.visitor import DESKTOP, Visitor
from tests.service.running import Guildmark

pytestmark = pytest.mark.slow

LOST = "net::ERR_"
BACK_WITHIN_MS = 90_000


@pytest.fixture
def own() -> Iterator[Guildmark]:
    """A Guildmark that no other journey needs."""
    guildmark = start_service()
    yield guildmark
    end_service(guildmark)


@pytest.fixture
def own_address(own: Guildmark) -> str:
    """Where that one answers."""
    found: str = own.read_state()["address"]
    return found


@pytest.fixture
def owner(playwright: Playwright, own_address: str) -> Iterator[Machine]:
    """Who has the project."""
    requests = playwright.request.new_context(base_url=own_address)
    yield Machine(requests)
    requests.dispose()


@pytest.fixture
def worker(browser: Browser, own_address: str) -> Iterator[Visitor]:
    """Somebody at work."""
    context = browser.new_context(base_url=own_address, viewport=DESKTOP, locale="en-GB")
    context.set_default_timeout(BACK_WITHIN_MS)
    yield Visitor.enter(context, own_address)
    context.close()


def test_a_submission_goes_out_by_itself_when_the_service_is_back_and_counts_once(
    own: Guildmark, owner: Machine, worker: Visitor
) -> None:
    owner.sign_up(f"away-owner-{MARK}@example.org", PASSWORD)
    site = make_site(owner, f"Away {MARK}")
    machine = Machine(worker.page.request)
    machine.sign_up(f"away-{MARK}@example.org", PASSWORD)
    machine.qualify(site.project_id, site.known)
    picture = annotating.claim_by(worker, lambda: worker.go(f"/work/{site.project_id}"))
    assert picture is not None
    Stage(worker.page).draw_all(picture.cards)
    worker.sees("Saved")
    keys: list[str] = []
    worker.page.on("request", lambda request: _note(request, keys))
    ended, supervisor = own.pid_of("web"), own.supervisor()

    with _suspended(supervisor):  # starts nothing anew before the loss is on the screen
        for process in (*psutil.Process(ended).children(recursive=True), psutil.Process(ended)):
            process.kill()
        worker.by("button", "Submit").first.click()
        worker.sees("Your submission is not sent yet")
        after = annotating.claim_by(worker, supervisor.resume)
    done = machine.ask("GET", f"/api/v1/projects/{site.project_id}/progress")
    project = f"/api/v1/projects/{site.project_id}"
    tasks = owner.ask("GET", f"{project}/tasks?page_size=100")["results"]
    counted = sum(
        len(owner.ask("GET", f"/api/v1/tasks/{task['id']}/consensus")["submissions"])
        for task in tasks
    )

    assert after not in {None, picture}
    assert own.pid_of("web") != ended
    assert len(keys) > 1
    assert len(set(keys)) == 1
    assert (done["done_today"], counted) == (1, 1)
    assert [one for one in worker.faults if LOST not in one] == []


@contextmanager
def _suspended(process: psutil.Process) -> Iterator[None]:
    """It runs on afterwards whatever happens: a process that stands cannot be ended by asking."""
    process.suspend()
    try:
        yield
    finally:
        process.resume()


def _note(request: Request, keys: list[str]) -> None:
    if request.url.endswith("/submit"):
        keys.append(request.headers["idempotency-key"])
