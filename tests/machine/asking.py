"""Has the machine try an operation of the API as somebody, in worlds made for that."""

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from deploy.local import packages
from tests.api.description import described
from tests.service.running import Guildmark

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "requirements-trust.txt"
ENVIRONMENT = ROOT / ".venv-trust"
TRYING = ROOT / "tests" / "machine" / "trying.py"
#: A right one by its form: the cookie and the header have to agree.
CSRF = "a" * 32
UNSAFE = ("post", "put", "patch", "delete")

LEFT_OUT = ("positive_data_acceptance", "object_level_authorization")
"""Checks that do not fit, and why. What a schema allows may be refused all the same: rules over
several fields and over what is there are in no schema. Who sees whose things is tried by
`tests/api/test_access.py`, with eleven askers at every door; here one asks alone.
"""

Operation = tuple[str, str]
"""Method, in small letters, and template of the path."""
World = Mapping[str, Any]
"""As `worlds.py` prints it. Any: it is JSON."""


@dataclass
class Tried:
    """What came of several runs together."""

    operations: set[str] = field(default_factory=set)
    statuses: Counter[str] = field(default_factory=Counter)
    failures: list[Mapping[str, Any]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def add(self, said: Mapping[str, Any]) -> None:
        """What one run said."""
        self.operations |= set(said["operations"])
        self.statuses.update(said["statuses"])
        self.failures += said["failures"]
        self.errors += said["errors"]

    def figures(self) -> str:
        """In one line."""
        answers = ", ".join(
            f"{count} x {status}" for status, count in sorted(self.statuses.items())
        )
        return (
            f"{len(self.operations)} operations, {self.statuses.total()} requests ({answers}), "
            f"{len(self.failures)} failures"
        )


@dataclass(frozen=True)
class Plan:
    """How one run tries; `examples` are generated for each operation, beside those by rule."""

    seed: int
    examples: int
    phases: Sequence[str] = ("examples", "coverage", "fuzzing")


def make_worlds(guildmark: Guildmark, count: int) -> list[World]:
    """Worlds in the product that is up."""
    said = guildmark.beside(sys.executable, "-m", "tests.machine.worlds", str(count))
    made: list[World] = json.loads(said.splitlines()[-1])["worlds"]
    return made


def as_person(world: World, asker: str) -> dict[str, str]:
    """The headers of a browser that is signed in."""
    return {
        "Cookie": f"sessionid={world['sessions'][asker]}; csrftoken={CSRF}",
        "X-CSRFToken": CSRF,
    }


def as_key(world: World) -> dict[str, str]:
    """The headers of a program with an organisation's key."""
    return {"Authorization": f"Bearer {world['key']}"}


def operations(methods: Collection[str]) -> Iterator[Operation]:
    """Those with one of the methods, in the order of the description."""
    for path, found in described()["paths"].items():
        yield from ((method, path) for method in found if method in methods)


def try_operations(
    address: str,
    world: World,
    headers: Mapping[str, str],
    chosen: Collection[Operation],
    plan: Plan,
    *,
    within_seconds: float,
) -> Mapping[str, Any]:
    """What the machine says of these operations, asked with the headers in that world.

    Raises TimeoutExpired.
    """
    paths = described()["paths"]
    asked = {
        "description": described(),
        "chosen": [paths[path][method]["operationId"] for method, path in chosen],
        "address": address,
        "headers": dict(headers),
        "routes": world["routes"],
        "seed": plan.seed,
        "examples": plan.examples,
        "phases": list(plan.phases),
        "left_out": list(LEFT_OUT),
    }
    finished = subprocess.run(
        [packages.environment_for(REQUIREMENTS, ENVIRONMENT), str(TRYING)],
        input=json.dumps(asked),
        env={**os.environ, "PYTHONPATH": "", "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=within_seconds,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr[-3000:]
    said: Mapping[str, Any] = json.loads(finished.stdout.splitlines()[-1])
    return said


def status_of(address: str, headers: Mapping[str, str]) -> int:
    """The status of an address of the product, asked once."""
    try:
        asked = urllib.request.Request(address, headers=dict(headers))  # noqa: S310 - our own
        with urllib.request.urlopen(asked, timeout=30) as answer:  # noqa: S310 - our own
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code
