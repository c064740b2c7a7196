"""`./guildmark check`: what can be seen wrong without running the product's tests."""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from deploy.local import frontend, locks, processes
from deploy.local.child import Command, run_to_end
from deploy.local.cli import Options
from deploy.local.console import say
from deploy.local.frontend import FOLDER as FRONTEND
from deploy.local.node import Node
from deploy.local.paths import ROOT, Home
from deploy.local.signals import EndRequested, ending_on_signals
from deploy.local.supervisor import supervising

TYPED = ("platform/guildmark", "platform/concord", "workers", "deploy/local", "tests", "manage.py")
NO_SERVICES = {
    # These checks read the code; they reach no database. The address says so where it shows up.
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "GUILDMARK_DEBUG": "true",
    "GUILDMARK_HTTPS": "false",
}


@dataclass(frozen=True)
class Check:
    """A name and what it runs: nothing wrong is an empty text."""

    name: str
    find_faults: Callable[[], str]


def run(home: Home, options: Options) -> int:
    home.prepare()
    try:
        with ending_on_signals(), supervising(home, last=()) as supervisor:
            found = frontend.packages_installed(supervisor)
            return _run_all(_checks(found))
    except EndRequested:
        return 130


def _run_all(checks: list[Check]) -> int:
    failed = [check.name for check in checks if not _passes(check)]
    if failed:
        say(f"FAIL: {len(failed)} of {len(checks)} checks: {', '.join(failed)}")
        return 1
    say(f"PASS: {len(checks)} checks")
    return 0


def _passes(check: Check) -> bool:
    began = time.monotonic()
    faults = check.find_faults()
    word = "ok" if not faults else "FAILED"
    say(f"{check.name:<28}{word:<8}{time.monotonic() - began:>6.1f} s")
    if faults:
        say("\n".join(f"    {line}" for line in faults.splitlines()))
    return not faults


def _checks(found: Node) -> list[Check]:
    return [
        Check("ruff check", lambda: _python("-m", "ruff", "check", ".", "guildmark")),
        Check("ruff format", lambda: _python("-m", "ruff", "format", "--check", ".", "guildmark")),
        Check("mypy", lambda: _python("-m", "mypy", *TYPED)),
        Check("import contracts", lambda: _python("-c", IMPORT_CONTRACTS)),
        Check("the name platform", lambda: _python("-c", PLATFORM_GUARD)),
        Check("lock files", lambda: "\n".join(locks.problems(ROOT))),
        Check("migrations", lambda: _python("manage.py", "makemigrations", "--check", "--dry-run")),
        Check("API description", _openapi_drift),
        Check("browser: types of the API", lambda: _schema_drift(found)),
        Check("browser: types", lambda: _npm(found, "run", "typecheck")),
        Check("browser: lint", lambda: _npm(found, "run", "lint")),
    ]


IMPORT_CONTRACTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
PLATFORM_GUARD = "import platform; platform.python_version()"
"""A package called `platform` would hide the standard library's."""


def _python(*arguments: str) -> str:
    environment = processes.child_environment(NO_SERVICES)
    return _faults([sys.executable, *arguments], ROOT, environment)


def _npm(found: Node, *arguments: str) -> str:
    return _faults([*found.npm, *arguments], FRONTEND, found.environment)


def _faults(command: list[str], folder: Path, environment: dict[str, str]) -> str:
    """What the command said, if it failed."""
    code, said = run_to_end(Command("check", command, environment, folder=folder))
    return "" if code == 0 else said.strip() or f"exit code {code}"


def _openapi_drift() -> str:
    """The checked-in description is the one the code gives."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "openapi.yaml"
        arguments = ("--validate", "--fail-on-warn", "--file", str(made))
        faults = _python("manage.py", "spectacular", *arguments)
        return faults or _difference(made, FRONTEND / "openapi.yaml", "manage.py spectacular")


def _schema_drift(found: Node) -> str:
    """The checked-in TypeScript types are the ones of the checked-in description."""
    kept = FRONTEND / "src" / "api" / "schema.d.ts"
    # Beside the kept file: the formatter looks for its settings in the folders above.
    made = kept.with_name(f"schema.{os.getpid()}.d.ts")
    try:
        faults = _npm(found, "run", "api:types", "--", "-o", str(made))
        faults = faults or _npm(found, "exec", "--", "prettier", "--write", str(made))
        return faults or _difference(made, kept, "npm run api")
    finally:
        made.unlink(missing_ok=True)


def _difference(made: Path, kept: Path, command: str) -> str:
    if kept.exists() and made.read_bytes() == kept.read_bytes():
        return ""
    return f"{kept.relative_to(ROOT)} is not what the code gives. Write it anew: {command}."
