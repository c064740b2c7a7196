"""The secrets of the quick start: made once, kept in a file that only its owner reads."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Secrets:
    """What the quick start would otherwise have to ask a person for."""

    secret_key: str
    database_password: str
    broker_password: str


def load_or_create(state: Path) -> Secrets:
    """The secrets of this state folder; made on the first call."""
    path = state / "secrets.json"
    if path.exists():
        return Secrets(**json.loads(path.read_text()))
    made = Secrets(
        secret_key=secrets.token_urlsafe(48),
        database_password=secrets.token_urlsafe(24),
        broker_password=secrets.token_urlsafe(24),
    )
    # Written aside and renamed: a crash in between leaves no half secret behind.
    unfinished = path.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(asdict(made), file)
    unfinished.rename(path)
    return made
