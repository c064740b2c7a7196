"""A real Guildmark on scratch data and a real Chromium, shared by all journeys."""

import fcntl
import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from playwright.sync_api import Browser, Playwright, ViewportSize, expect, sync_playwright

from deploy.local import chromium
from deploy.local.postgres import DATABASE
from tests.e2e import manager as managing
from tests.e2e.machine import Machine
from tests.e2e.manager import PASSWORD, PICTURES, Made
from tests.e2e.pictures import Picture
from tests.e2e.visitor import DESKTOP, LOOKED_AT, SCREENSHOTS, Visitor
from tests.pages import pages
from tests.service.running import Guildmark

#: What Playwright switches off, whose own list this one takes the place of.
NOT_FOR_MACHINES = (
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,"
    "ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,TcpPortRandomizationWin,"
    "OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch"
)
#: What an address bar would show below itself: two pages, loaded anew for every visitor.
BELOW_THE_ADDRESS = "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup"
QUIET = [
    f"--disable-features={NOT_FOR_MACHINES},{BELOW_THE_ADDRESS}",
    "--no-sandbox",
    "--disable-gpu",
    # Else a process in reserve is started for whoever moved last, and ended when another does.
    "--disable-site-isolation-trials",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--no-first-run",
]
PATIENCE_MS = 15_000
#: In a folder of the run's own, where the service that its processes share has its state.
SHARED = "e2e-service"
PLUG_INS = Path(__file__).parent / "plug-ins"
MARK = uuid.uuid4().hex[:6]
"""In names and addresses, so that one service can see several runs."""

Enter = Callable[..., Visitor]
VISITORS = pytest.StashKey[list[Visitor]]()


def pytest_exception_interact(
    node: pytest.Item | pytest.Collector, report: pytest.TestReport
) -> None:
    """Beside a failure: what the pages complained of, and what they looked like."""
    visitors: list[Visitor] = node.session.stash.setdefault(VISITORS, [])
    for number, visitor in enumerate(visitors):
        if visitor.faults:
            report.sections.append((f"faults of visitor {number}", "\n".join(visitor.faults)))
        visitor.keep(f"failed-{number}", is_whole=False)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything below this folder needs a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """A process that ran some of the files tells which pages axe saw there. Any: of xdist."""
    LOOKED_AT.update(getattr(node, "workeroutput", {}).get("looked_at", ()))


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Journeys that all end well have looked at every page, or the run fails after all."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["looked_at"] = sorted(LOOKED_AT)
        return
    unseen = sorted(pages() - LOOKED_AT)
    if exitstatus == 0 and unseen and _are_all_chosen(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter: Any = session.config.pluginmanager.get_plugin("terminalreporter")
        reporter.ensure_newline()
        reporter.section("pages that axe has not seen in any journey", red=True)
        reporter.write("\n".join([*unseen, ""]))


def _are_all_chosen(config: pytest.Config) -> bool:
    """Whether every journey is run; slow ones open no page of their own."""
    here, option = Path(__file__).parent, config.option
    folders = [Path(config.invocation_params.dir, one.split("::")[0]) for one in config.args]
    is_narrowed = option.keyword or option.markexpr not in {"", "not slow"} or option.collectonly
    return not is_narrowed and any(one.resolve() in (here, *here.parents) for one in folders)


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guildmark]:
    """A Guildmark with nobody in it; GUILDMARK_E2E_STATE names one that is up already.

    Of two processes that run journeys the first starts it for both: who is in it go by MARK.
    """
    named = os.environ.get("GUILDMARK_E2E_STATE")
    if named is not None:
        yield Guildmark(Path(named))
    elif "PYTEST_XDIST_WORKER" in os.environ:
        yield _shared(tmp_path_factory.getbasetemp().parent / SHARED)
    else:
        guildmark = start_service()
        yield guildmark
        end_service(guildmark)


def _shared(note: Path) -> Guildmark:
    """What is noted there, by whichever process came first; the others wait until it answers."""
    with note.open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        state = note.read_text()
        if state:
            return Guildmark(Path(state))
        guildmark = start_service()
        file.write(str(guildmark.state))
        file.flush()
        return guildmark


def start_service() -> Guildmark:
    """Another one, with nobody in it."""
    folder = Path(tempfile.mkdtemp(prefix="guildmark-e2e-"))
    if os.geteuid() == 0:
        folder.chmod(0o711)  # PostgreSQL runs as another account
    guildmark = Guildmark(folder / "state", environment={"GUILDMARK_PLUGINS_DIR": str(PLUG_INS)})
    guildmark.start()
    _let_commits_go(guildmark)
    return guildmark


def _let_commits_go(guildmark: Guildmark) -> None:
    """Of connections from now on none waits for the disk, thousands of times: all of it is scratch.

    The product's own database is as durable as a person's: what starts it is tested elsewhere.
    """
    url = guildmark.read_state()["environment"]["DATABASE_URL"]
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {DATABASE} SET synchronous_commit = off")
        connection.commit()


def end_service(guildmark: Guildmark) -> None:
    """Its processes and its state."""
    guildmark.command("down")
    shutil.rmtree(guildmark.state.parent)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Whoever started the processes ends what they shared, when all of them have ended."""
    if hasattr(config, "workerinput") or not getattr(config.option, "numprocesses", None):
        return
    factory: Any = getattr(config, "_tmp_path_factory", None)  # pytest has no other way to it here
    note = factory.getbasetemp() / SHARED
    if note.exists() and note.read_text():
        end_service(Guildmark(Path(note.read_text())))


@pytest.fixture(scope="session")
def address(service: Guildmark) -> str:
    """Where the service answers."""
    found: str = service.read_state()["address"]
    return found


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright's driver."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The system's Chromium; none is downloaded."""
    found = chromium.find()
    assert found is not None, "no Chromium: name one in CHROMIUM"
    browser = playwright.chromium.launch(executable_path=found, args=QUIET)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def door(browser: Browser, address: str, request: pytest.FixtureRequest) -> Enter:
    """`door()` opens a page of somebody new, who may stay to the end."""
    visitors = request.session.stash.setdefault(VISITORS, [])

    def open_page(*, size: ViewportSize = DESKTOP, has_touch: bool = False) -> Visitor:
        context = browser.new_context(
            base_url=address,
            viewport=size,
            has_touch=has_touch,
            color_scheme="light",
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="UTC",
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE_MS)
        visitors.append(Visitor.enter(context, address))
        return visitors[-1]

    SCREENSHOTS.mkdir(exist_ok=True)
    return open_page


@pytest.fixture(scope="module")
def enter(door: Enter, request: pytest.FixtureRequest) -> Iterator[Enter]:
    """`enter()` opens a page of somebody new, who leaves when the tests of the file are over.

    An open page goes on asking the service, and drawing.
    """
    came: list[Visitor] = []

    # Any: the options are those of `door`.
    def open_page(**options: Any) -> Visitor:
        came.append(door(**options))
        return came[-1]

    yield open_page
    for visitor in came:
        visitor.page.context.close()
        request.session.stash[VISITORS].remove(visitor)


@pytest.fixture(scope="session")
def manager(door: Enter) -> Visitor:
    """Somebody with a new account, who stays."""
    visitor = door()
    visitor.go("/")
    visitor.sees("Image labels you can check")
    visitor.look("landing")
    visitor.go("/account/signup")
    visitor.sees("Make an account")
    visitor.look("sign-up")
    visitor.sign_up(f"manager-{MARK}@example.org", PASSWORD)
    visitor.look("home-empty")
    return visitor


@pytest.fixture(scope="session")
def made(manager: Visitor) -> Made:
    """The organisation with a community and a project whose first batch is open."""
    community, project = f"Portugal {MARK}", f"Cards on tables {MARK}"
    organisation_id = managing.found_organisation(manager, f"Table Works {MARK}")
    managing.make_community(manager, organisation_id, community)
    project_id = managing.make_project(manager, organisation_id, project)
    managing.write_schema(manager, project_id)
    managing.upload_items(manager, project_id)
    managing.choose_community(manager, project_id, community)
    managing.write_guideline(manager, project_id)
    managing.make_training(manager, project_id)
    managing.make_gold(manager, project_id)
    managing.open_batch(manager, project_id)
    return Made(organisation_id, project_id, community, project)


@pytest.fixture(scope="session")
def known(manager: Visitor, made: Made) -> dict[int, Picture]:
    """The pictures by the number of their item."""
    machine = Machine(manager.page.request)
    project = machine.ask("GET", f"/api/v1/projects/{made.project_id}")
    path = f"/api/v1/datasets/{project['dataset']['id']}/items?page_size=100"
    return {one["id"]: PICTURES[one["name"]] for one in machine.ask("GET", path)["results"]}
