"""`./guildmark test`: everything the tests need on scratch data, then all of them, then one sum."""

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from deploy.local import chromium, frontend, left_running, processes, services
from deploy.local.child import Command
from deploy.local.cli import Options
from deploy.local.console import say
from deploy.local.errors import ChromiumMissing, StepFailed
from deploy.local.frontend import FOLDER as FRONTEND
from deploy.local.paths import Home
from deploy.local.signals import EndRequested, ending_on_signals
from deploy.local.supervisor import Supervisor, supervising
from deploy.local.test_report import Outcome, print_sum, read_outcome

T = TypeVar("T")
INTERRUPTED = 130
SLOW = "slow"
BY_FILE = ("--dist", "loadfile", "--no-loadscope-reorder")
"""What the tests of a file share is made once, not once in each process. In the order of
`tests/sharing_out.py`."""
SIDE_BY_SIDE = ("-n", "2", *BY_FILE)
JOURNEYS = os.environ.get("GUILDMARK_JOURNEYS", "2")
"""How many processes start whole Guildmarks and wait for them."""
SERVICE_TESTS, BROWSER_TESTS = "tests/service", "tests/e2e"
"""Folders of their own: to collect all tests anew for a few takes as long as some of them."""
LOOKS_CLOSELY = {"GUILDMARK_PICTURES": "true"}
"""Journeys look at each page every time in dark, too, and keep pictures of it."""
GIVING_WAY = 10
"""The niceness of what has no clock beside journeys, which have one: a ninth of their share."""


@dataclass(frozen=True)
class Bench:
    """What every run of tests shares."""

    supervisor: Supervisor
    settings: dict[str, str]
    reports: Path


@dataclass(frozen=True)
class Run:
    """Tests that one command runs; `report` is where it writes what came of them, as JUnit."""

    name: str
    title: str
    command: Command
    report: Path


def run(home: Home, options: Options) -> int:
    began = time.monotonic()
    try:
        with ending_on_signals(), _bench() as bench:
            outcomes = _chosen(bench, options) if options.rest else _everything(bench, options)
    except EndRequested:
        say("Stopped.")
        return INTERRUPTED
    return print_sum(outcomes, time.monotonic() - began)


def _chosen(bench: Bench, options: Options) -> list[Outcome]:
    return [_now(bench, _pytest(bench, "chosen", list(options.rest)))]


def _everything(bench: Bench, options: Options) -> list[Outcome]:
    chosen = ["-q"] if options.tests_all else ["-q", "-m", f"not {SLOW}"]
    if options.tests_all:
        bench = replace(bench, settings=bench.settings | LOOKS_CLOSELY)
    elsewhere = [f"--ignore={folder}" for folder in (SERVICE_TESTS, BROWSER_TESTS)]
    python = _pytest(bench, "python", [*SIDE_BY_SIDE, *chosen, *elsewhere])
    _, built = _step("build", lambda: frontend.build_if_needed(bench.supervisor))
    outcomes = [built, _now(bench, python)]
    # Journeys wait for much: it gives way to them, and takes what they leave. Beside the tests of
    # Python it would be starved, and tests that wait for a moment would miss it.
    vitest, prepared = _step("vitest", lambda: _vitest(bench))
    with nullcontext([prepared]) if vitest is None else _beside(bench, vitest) as found:
        outcomes += _with_services(bench, options, chosen)
    return outcomes + found


def _with_services(bench: Bench, options: Options, chosen: list[str]) -> Iterator[Outcome]:
    """Tests that start whole Guildmarks: each of two uses the time in which the other one waits."""
    folders = [SERVICE_TESTS]
    if options.opens_browser and chromium.find() is not None:
        folders.append(BROWSER_TESTS)
    elif options.opens_browser:
        say(f"guildmark: {ChromiumMissing()}")
        yield Outcome("browser", exit_code=1)
    yield _now(bench, _pytest(bench, "service", ["-n", JOURNEYS, *BY_FILE, *chosen, *folders]))


def _now(bench: Bench, run: Run) -> Outcome:
    say(f"\n== {run.title}")
    return read_outcome(run.name, bench.supervisor.exit_code_of(run.command, log=None), run.report)


@contextmanager
def _beside(bench: Bench, run: Run) -> Iterator[list[Outcome]]:
    """Tests that run while the block does; what they said, and their outcome, come after it."""
    log = bench.reports / f"{run.name}.log"
    running = bench.supervisor.begin_step(run.command, log=log)
    found: list[Outcome] = []
    yield found
    exit_code = bench.supervisor.end_of_step(running)
    say(f"\n== {run.title}")
    say(log.read_text().rstrip())
    found.append(read_outcome(run.name, exit_code, run.report))


def _pytest(bench: Bench, name: str, arguments: list[str]) -> Run:
    report = bench.reports / f"{name}.xml"
    command = Command(
        "pytest",
        [sys.executable, "-m", "pytest", *arguments, f"--junit-xml={report}"],
        processes.child_environment(bench.settings),
        stop_signal=signal.SIGINT,
    )
    return Run(name, f"{name} tests: pytest {' '.join(arguments)}", command, report)


def _step(name: str, take: Callable[[], T]) -> tuple[T | None, Outcome]:
    """What it gave, and what came of it: other tests are worth running without what failed."""
    try:
        return take(), Outcome(name, exit_code=0)
    except StepFailed as failure:
        say(f"guildmark: {failure}")
        return None, Outcome(name, exit_code=1)


def _vitest(bench: Bench) -> Run:
    report = bench.reports / "vitest.xml"
    found = frontend.packages_installed(bench.supervisor)
    arguments = ["--", "--reporter=default", "--reporter=junit", f"--outputFile.junit={report}"]
    command = Command(
        "npm",
        [*found.npm, "run", "test", *arguments],
        {**found.environment, "CI": "true"},  # no watching, no prompts
        folder=FRONTEND,
        niceness=GIVING_WAY,
    )
    return Run("vitest", "browser application's unit tests: vitest", command, report)


@contextmanager
def _bench() -> Iterator[Bench]:
    """A database and a broker without a past, which disappear with the tests."""
    with tempfile.TemporaryDirectory(prefix="guildmark-test-") as folder:
        home = Home(Path(folder).resolve() / "state")
        if os.geteuid() == 0:
            home.state.parent.chmod(0o711)  # PostgreSQL runs as another account
        home.prepare()
        notes = home.state / "started by tests"
        notes.mkdir()
        try:
            with supervising(home, last=services.NAMES) as supervisor:
                yield _prepared(home, supervisor, notes)
        finally:
            left_running.end_all(notes)


def _prepared(home: Home, supervisor: Supervisor, notes: Path) -> Bench:
    """Its services are up, and its folders made."""
    settings = services.start_alone(supervisor, is_scratch=True)
    (home.data / "static").mkdir()  # its absence is a warning, and warnings are errors
    reports = home.state / "reports"
    reports.mkdir()
    own = {"GUILDMARK_DEBUG": "true", left_running.VARIABLE: str(notes)}
    return Bench(supervisor, settings | own, reports)
