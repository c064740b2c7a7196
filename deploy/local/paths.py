"""Where things lie: the checkout, and the folder that holds what one running Guildmark keeps."""

import os
from dataclasses import dataclass
from pathlib import Path

from deploy.local.errors import StateNotWritable

ROOT = Path(__file__).resolve().parents[2]
STATE_VARIABLE = "GUILDMARK_STATE_DIR"
CALLED_FROM_VARIABLE = "GUILDMARK_CALLED_FROM"


@dataclass(frozen=True)
class Home:
    """The state folder of one Guildmark: `.guildmark` unless GUILDMARK_STATE_DIR names another.

    Two checkouts, or two state folders, run beside each other without knowing of one another.
    """

    state: Path

    @property
    def run(self) -> Path:
        return self.state / "run"

    @property
    def log(self) -> Path:
        return self.state / "log"

    @property
    def mail(self) -> Path:
        return self.state / "mail"

    @property
    def data(self) -> Path:
        """Media and collected static files."""
        return self.state / "data"

    @property
    def valkey(self) -> Path:
        return self.state / "valkey"

    @property
    def instance_lock(self) -> Path:
        return self.run / "instance.lock"

    @property
    def children_lock(self) -> Path:
        return self.run / "children.lock"

    @property
    def state_file(self) -> Path:
        return self.run / "state.json"

    def log_of(self, name: str) -> Path:
        return self.log / f"{name}.log"

    def prepare(self) -> None:
        """Make the folders. Others may pass through the outer one only where root needs it."""
        is_root = os.geteuid() == 0
        self.state.mkdir(parents=True, exist_ok=True)
        if not os.access(self.state, os.W_OK | os.X_OK):
            raise StateNotWritable(self.state)
        if not is_root and self.state.stat().st_uid != os.geteuid():
            raise StateNotWritable(self.state)
        # As root, PostgreSQL runs under another account and has to reach its folder inside.
        self.state.chmod(0o711 if is_root else 0o700)
        for folder in (self.run, self.log, self.mail, self.data, self.valkey):
            folder.mkdir(mode=0o700, exist_ok=True)


def default_home() -> Home:
    """The home this command works on."""
    named = os.environ.get(STATE_VARIABLE)
    return Home(Path(named).resolve() if named else ROOT / ".guildmark")


def called_from() -> Path:
    """The folder the person stands in: what they call a file is meant from there."""
    return Path(os.environ.get(CALLED_FROM_VARIABLE, str(ROOT)))
