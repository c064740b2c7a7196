"""`./guildmark check`: what can be seen wrong without running the product's tests."""

import os
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from deploy.local import audit, frontend, locks, processes
from deploy.local.child import Command
from deploy.local.cli import Options
from deploy.local.console import say
from deploy.local.frontend import FOLDER as FRONTEND
from deploy.local.node import Node
from deploy.local.paths import ROOT, Home
from deploy.local.signals import EndRequested, ending_on_signals
from deploy.local.supervisor import Supervisor, supervising

TYPED = ("platform/guildmark", "platform/concord", "workers", "deploy/local", "tests", "manage.py")
NO_SERVICES = {
    # These checks read the code; they reach no database. The address says so where it shows up.
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "GUILDMARK_DEBUG": "true",
    "GUILDMARK_HTTPS": "false",
}


Answer = tuple[int, str]
"""The exit code of a command, and all that it said."""
Steps = Generator[Command, Answer, str]
"""Asks for one command after the other; in the end it says what is wrong, or nothing."""
AT_ONCE = 2
"""Most checks are a program of one thread, and a machine has two cores or more."""
LOOK_EVERY_SECONDS = 0.03


@dataclass(frozen=True)
class Check:
    """A name and what it runs."""

    name: str
    steps: Callable[[], Steps]


class Running:
    """A check that has begun; `faults` is None until it is through."""

    def __init__(self, check: Check, supervisor: Supervisor, log: Path) -> None:
        self.name = check.name
        self.faults: str | None = None
        self._supervisor, self._log = supervisor, log
        self._began = time.monotonic()
        self._steps = check.steps()
        self._take(lambda: next(self._steps))

    def go_on(self) -> bool:
        """Whether it is through: when a command has ended, the next one begins."""
        if self.faults is None and self._command.exit_code() is not None:
            code = self._supervisor.end_of_step(self._command)
            said = self._log.read_text(errors="replace")
            self._take(lambda: self._steps.send((code, said)))
        return self.faults is not None

    def _take(self, step: Callable[[], Command]) -> None:
        self._log.write_text("")
        try:
            self._command = self._supervisor.begin_step(step(), log=self._log)
        except StopIteration as end:
            self.faults = end.value

    def passes(self) -> bool:
        """Says how it went."""
        word = "ok" if not self.faults else "FAILED"
        say(f"{self.name:<28}{word:<8}{time.monotonic() - self._began:>6.1f} s")
        if self.faults:
            say("\n".join(f"    {line}" for line in self.faults.splitlines()))
        return not self.faults


def run(home: Home, options: Options) -> int:
    home.prepare()
    try:
        with ending_on_signals(), supervising(home, last=()) as supervisor:
            found = frontend.packages_installed(supervisor)
            checks = _audits(found) if options.audits else _checks(found)
            return run_all(checks, supervisor)
    except EndRequested:
        return 130


def run_all(checks: list[Check], supervisor: Supervisor) -> int:
    """Several at a time, in this order; each says how it went when it is through."""
    waiting, failed = deque(enumerate(checks)), list[str]()
    running: list[Running] = []
    with tempfile.TemporaryDirectory() as logs:
        while waiting or running:
            while waiting and len(running) < AT_ONCE:
                number, check = waiting.popleft()
                running.append(Running(check, supervisor, Path(logs) / str(number)))
            through = [one for one in running if one.go_on()]
            failed += [one.name for one in through if not one.passes()]
            running = [one for one in running if one not in through]
            time.sleep(0 if through else LOOK_EVERY_SECONDS)
    if failed:
        say(f"FAIL: {len(failed)} of {len(checks)} checks: {', '.join(failed)}")
        return 1
    say(f"PASS: {len(checks)} checks")
    return 0


def _checks(found: Node) -> list[Check]:
    """What says something at once, then what takes longest: it fills the time of the others."""
    return [
        Check("ruff check", lambda: _python("-m", "ruff", "check", ".", "guildmark")),
        Check("ruff format", lambda: _python("-m", "ruff", "format", "--check", ".", "guildmark")),
        Check("browser: lint", lambda: _npm(found, "run", "lint")),
        Check("mypy", lambda: _python("-m", "mypy", *TYPED)),
        Check("browser: types", lambda: _npm(found, "run", "typecheck")),
        Check("API description", _openapi_drift),
        Check("browser: types of the API", lambda: _schema_drift(found)),
        Check("migrations", lambda: _python("manage.py", "makemigrations", "--check", "--dry-run")),
        Check("import contracts", lambda: _python("-c", IMPORT_CONTRACTS)),
        Check("the name platform", lambda: _python("-c", PLATFORM_GUARD)),
        Check("lock files", _lock_faults),
        Check("secrets", lambda: _python("-m", "deploy.local.leaks")),
    ]


def _audits(found: Node) -> list[Check]:
    """What others know of what is locked: true today, so no part of what is checked each time."""
    return [
        *(Check(name, partial(audit.of_python, name, os.environ)) for name in audit.PYTHON_FILES),
        *(Check(f"npm: {place}", partial(audit.of_npm, found, place)) for place in locks.NPM),
    ]


IMPORT_CONTRACTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
PLATFORM_GUARD = "import platform; platform.python_version()"
"""A package called `platform` would hide the standard library's."""


def _python(*arguments: str) -> Steps:
    environment = processes.child_environment(NO_SERVICES)
    return _faults([sys.executable, *arguments], ROOT, environment)


def _npm(found: Node, *arguments: str) -> Steps:
    return _faults([*found.npm, *arguments], FRONTEND, found.environment)


def _faults(command: list[str], folder: Path, environment: Mapping[str, str]) -> Steps:
    """What the command said, if it failed."""
    code, said = yield Command("check", command, environment, folder=folder)
    return "" if code == 0 else said.strip() or f"exit code {code}"


def _lock_faults() -> Steps:
    yield from ()
    return "\n".join(locks.problems(ROOT))


def _openapi_drift() -> Steps:
    """The checked-in description is the one the code gives."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "openapi.yaml"
        arguments = ("--validate", "--fail-on-warn", "--file", str(made))
        faults = yield from _python("manage.py", "spectacular", *arguments)
        return faults or _difference(made, FRONTEND / "openapi.yaml", "manage.py spectacular")


def _schema_drift(found: Node) -> Steps:
    """The checked-in TypeScript types are the ones of the checked-in description."""
    kept = FRONTEND / "src" / "api" / "schema.d.ts"
    # Elsewhere than the kept file: what reads all sources meanwhile must not meet it.
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / kept.name
        faults = yield from _npm(found, "run", "api:types", "--", "-o", str(made))
        formatted = ("--config", str(FRONTEND / ".prettierrc.json"), "--write", str(made))
        faults = faults or (yield from _npm(found, "exec", "--", "prettier", *formatted))
        return faults or _difference(made, kept, "npm run api")


def _difference(made: Path, kept: Path, command: str) -> str:
    if kept.exists() and made.read_bytes() == kept.read_bytes():
        return ""
    return f"{kept.relative_to(ROOT)} is not what the code gives. Write it anew: {command}."
