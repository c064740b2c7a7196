"""Brings our own database up to date, and skips the two seconds of looking when nothing is new.

What was applied is remembered as a hash of the migrations; /readyz, which asks the database
itself, has the last word.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from deploy.local import packages
from deploy.local.console import step
from deploy.local.paths import ROOT, Home
from deploy.local.readiness import COMPLETE
from deploy.local.services import Services
from deploy.local.supervisor import Supervisor


class Manageable(Protocol):
    """A product on which management commands can be run."""

    supervisor: Supervisor
    services: Services

    def manage(self, what: str, *arguments: str, log: Path | None) -> None: ...


def apply_if_new(product: Manageable) -> None:
    """Apply the migrations, unless exactly these were applied to our own database before."""
    is_ours = product.services.postgres_port is not None
    stamp = _stamp(product.supervisor.home)
    if is_ours and stamp.exists() and stamp.read_text() == _fingerprint():
        return
    apply(product)


def apply(product: Manageable) -> None:
    """Apply the migrations. Nothing to apply is no fault."""
    home = product.supervisor.home
    # The code is not looked over: that would load all of the API first, a third of the time.
    command = ("migrate", "--no-input", "--skip-checks")
    with step("Bringing the database up to date"):
        product.manage("Migrating", *command, log=home.log_of("migrate"))
    _stamp(home).write_text(_fingerprint())


def are_missing(parts: Mapping[str, str]) -> bool:
    """Whether /readyz, reaching the database, found migrations to apply."""
    return parts.get("database") == COMPLETE and parts.get("migrations") != COMPLETE


def _fingerprint() -> str:
    """Of our migrations, and of the packages that bring some along."""
    digest = hashlib.sha256(packages.fingerprint(ROOT / "requirements.txt").encode())
    for path in sorted((ROOT / "platform" / "guildmark").glob("*/migrations/*.py")):
        digest.update(f"{path.relative_to(ROOT)}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _stamp(home: Home) -> Path:
    return home.run / "migrated.txt"
