"""Known faults of what is locked: asked of the registries by their own clients.

Both clients answer "none known" where they could not ask, or something like it: pip-audit ends with
0 and "No known vulnerabilities found" for packages that it skipped. Here that is a failure of its
own, in words: who asks for an audit and gets none has to know.
"""

import json
from collections.abc import Generator, Mapping
from typing import Any

from deploy.local import locks, packages
from deploy.local.child import Command
from deploy.local.node import Node
from deploy.local.paths import ROOT

TRUST = ROOT / "requirements-trust.txt"
ENVIRONMENT = ROOT / ".venv-trust"
PYTHON_FILES = ("requirements-test.txt", "requirements-bench.txt", *locks.GROUPS)
"""Together they hold every pin: the others are parts of the first."""
NOT_REACHED = "NOT REACHED: nothing is known of {what}. {why}"

Asking = Generator[Command, tuple[int, str], str]


def of_python(file: str, environment: Mapping[str, str]) -> Asking:
    """What pip-audit knows of a requirements file, whose hashes it checks too."""
    python = packages.environment_for(TRUST, ENVIRONMENT)
    how = ("--disable-pip", "--require-hashes", "--format", "json", "--progress-spinner", "off")
    command = [str(python), "-m", "pip_audit", *how, "-r", file]
    _, said = yield Command("pip-audit", command, environment, folder=ROOT)
    return python_faults(file, said)


def of_npm(found: Node, folder: str) -> Asking:
    """What the registry of npm knows of a lock file."""
    command = [*found.npm, "audit", "--json", "--package-lock-only"]
    _, said = yield Command("npm", command, found.environment, folder=ROOT / folder)
    return npm_faults(f"{folder}/package-lock.json", said)


def python_faults(file: str, said: str) -> str:
    """What is wrong, in sentences; empty where every pin was asked for and nothing is known."""
    answer = _json_in(said)
    if "dependencies" not in answer:
        return NOT_REACHED.format(what=file, why=_last_line(said))
    asked: list[Mapping[str, Any]] = answer["dependencies"]
    faults = [
        f"{file}: {one['name']} {one['version']} has {fault['id']}, mended in "
        f"{', '.join(fault['fix_versions']) or 'no version yet'}."
        for one in asked
        for fault in one.get("vulns", [])
    ]
    skipped = [one for one in asked if "skip_reason" in one]
    if skipped:
        why = f"The first of {len(skipped)} of {len(asked)}: {skipped[0]['skip_reason']}"
        faults.append(NOT_REACHED.format(what=f"packages of {file}", why=why))
    return "\n".join(faults)


def npm_faults(file: str, said: str) -> str:
    """As `python_faults`."""
    answer = _json_in(said)
    if "vulnerabilities" not in answer:
        return NOT_REACHED.format(what=file, why=answer.get("message") or _last_line(said))
    found: Mapping[str, Mapping[str, Any]] = answer["vulnerabilities"]
    return "\n".join(
        f"{file}: {name} {one['range']}: {one['severity']}" for name, one in sorted(found.items())
    )


def _json_in(said: str) -> dict[str, Any]:
    """The object among warnings before it and after it; empty where there is none."""
    begin = said.find("{")
    while begin >= 0:
        try:
            value, _ = json.JSONDecoder().raw_decode(said, begin)
        except json.JSONDecodeError:
            begin = said.find("{", begin + 1)
        else:
            return dict(value)
    return {}


def _last_line(said: str) -> str:
    lines = said.strip().splitlines()
    return lines[-1] if lines else "It said nothing."
