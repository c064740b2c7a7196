"""The lock files: written from pyproject.toml, and checked without a network.

They name versions and hashes, and no registry's host: a mirror serves as well as the original.
"""

import json
import re
import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from deploy.local.errors import StepFailed
from deploy.local.paths import ROOT

EXTRAS = {
    "requirements-test.txt": ("local", "demo", "test"),
    "requirements-demo.txt": ("local", "demo"),
    "requirements-bench.txt": ("local", "demo", "bench"),
    "requirements.txt": (),
}
"""Each file with the extras it holds; the first decides the versions of what others share."""
GROUPS = {"requirements-referees.txt": "referees", "requirements-trust.txt": "trust"}
"""Each with its dependency group, resolved by itself: these never meet the others."""
NODE = "deploy/local/requirements-node.txt"
NPM = ("frontend", "tests/load/canvas_bench/pages")
"""Folders with a package.json and its lock; the second holds what only a bench compares with."""
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)(?: ;[^\\]*)? \\$")
_COMPILING = (
    *("uv", "pip", "compile", "--universal", "--quiet"),
    *("--generate-hashes", "--no-header", "--no-annotate"),
)
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


@dataclass(frozen=True)
class Pin:
    """One line of a requirements file. A name may stand twice, for two Pythons."""

    name: str
    version: str
    has_hash: bool


def write_all() -> None:
    """Resolve anew, the largest set first; the others take its versions. Needs uv."""
    leader = next(iter(EXTRAS))
    for name, extras in EXTRAS.items():
        command = [*_COMPILING, "pyproject.toml", "--output-file", name]
        command += [part for extra in extras for part in ("--extra", extra)]
        if name != leader:
            command += ["--constraint", leader]
        _compile(command, name)
    for name, group in GROUPS.items():
        _compile([*_COMPILING, "--group", group, "--output-file", name], name)


def _compile(command: list[str], name: str) -> None:
    finished = subprocess.run(command, cwd=ROOT, check=False)
    if finished.returncode != 0:
        raise StepFailed(f"Writing {name}", finished.returncode)


def problems(root: Path) -> list[str]:
    """Everything wrong with the lock files, as sentences; empty when they are sound."""
    described = tomllib.loads((root / "pyproject.toml").read_text())
    project = described["project"]
    found = [
        sentence
        for name, extras in EXTRAS.items()
        for sentence in _python_problems(root / name, _asked_for(project, extras))
    ]
    for name, group in GROUPS.items():
        wanted = [Requirement(text) for text in described["dependency-groups"][group]]
        found += _python_problems(root / name, wanted)
    found += _host_problems(root / NODE)
    found += _disagreements(root)
    for folder in NPM:
        found += _npm_problems(root / folder)
    return found


def pins(path: Path) -> list[Pin]:
    """The pins of a requirements file."""
    lines = path.read_text().splitlines()
    followers = [*lines[1:], ""]
    return [
        Pin(
            canonicalize_name(match.group(1)),
            match.group(2),
            HASH.match(following) is not None,
        )
        for line, following in zip(lines, followers, strict=True)
        if (match := PINNED.match(line))
    ]


def _asked_for(project: Mapping[str, Any], extras: tuple[str, ...]) -> list[Requirement]:
    texts = list(project["dependencies"])  # Any: what tomllib reads has no narrower type
    for extra in extras:
        texts += project["optional-dependencies"][extra]
    return [Requirement(text) for text in texts]


def _python_problems(path: Path, asked_for: list[Requirement]) -> Iterator[str]:
    yield from _host_problems(path)
    pinned = pins(path)
    for pin in pinned:
        if not pin.has_hash:
            yield f"{path.name}: {pin.name} has no hash."
    for requirement in asked_for:
        name = canonicalize_name(requirement.name)
        versions = [pin.version for pin in pinned if pin.name == name]
        if not versions:
            yield f"{path.name}: {name} is missing. Run ./guildmark lock."
        for version in versions:
            if version not in requirement.specifier:
                yield f"{path.name}: {name} {version} is not {requirement.specifier}."


def _host_problems(path: Path) -> Iterator[str]:
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        if "://" in line or line.startswith("--"):
            yield f"{path.name}:{number} names a host or an index: {line}"


def _disagreements(root: Path) -> Iterator[str]:
    """Two files with two versions would make the tests test something else than what is shipped."""
    leader = next(iter(EXTRAS))
    known: dict[str, set[str]] = {}
    for pin in pins(root / leader):
        known.setdefault(pin.name, set()).add(pin.version)
    for name in EXTRAS:
        for pin in pins(root / name):
            if pin.version not in known.get(pin.name, {pin.version}):
                yield f"{name}: {pin.name} {pin.version} is not what {leader} has."


def _npm_problems(folder: Path) -> Iterator[str]:
    lock = json.loads((folder / "package-lock.json").read_text())["packages"]
    wanted = json.loads((folder / "package.json").read_text())
    for kind in ("dependencies", "devDependencies"):
        if lock[""].get(kind, {}) != wanted.get(kind, {}):
            yield f"package-lock.json: its {kind} are not those of package.json. Run npm install."
    for place, entry in lock.items():
        if "resolved" in entry and not entry.get("link", False):
            yield f"package-lock.json: {place} names a host."
        for name in entry.get("optionalDependencies", {}):
            if not _is_locked(lock, place, name):
                yield f"package-lock.json: {place} lacks its optional {name}."


def _is_locked(lock: Mapping[str, Any], place: str, name: str) -> bool:
    """Whether npm would find the package from there: beside it, or in any folder above."""
    folder = place
    while True:
        if f"{folder}/node_modules/{name}".lstrip("/") in lock:
            return True
        if not folder:
            return False
        folder = folder.rpartition("node_modules/")[0].rstrip("/")
