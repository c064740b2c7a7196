"""A PostgreSQL of our own: where its data lie, its first set-up, its command.

It listens on 127.0.0.1 only, with passwords (SCRAM) and without Unix sockets, so no path can be
too long for one. The role `guildmark` may create databases (the tests do) but is no superuser.
"""

import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from deploy.local import postgres_binaries
from deploy.local.child import Account, Command, run_to_end
from deploy.local.errors import StepFailed
from deploy.local.paths import Home
from deploy.local.ports import HOST
from deploy.local.postgres_binaries import BUILTIN_LOCALE_SINCE, Binaries
from deploy.local.secret_store import Secrets

ROLE = "guildmark"
DATABASE = "guildmark"
ACCOUNTS_FOR_ROOT = ("postgres", "nobody")
OUTSIDE = Path("/var/lib/guildmark")
READY_LINE = 7
"""The line of postmaster.pid (from 0) where the server says that it accepts connections."""


@dataclass(frozen=True)
class Cluster:
    """One data folder with what runs it."""

    data: Path
    binaries: Binaries
    account: Account | None
    port: int
    is_scratch: bool

    def url(self, secrets: Secrets) -> str:
        return f"postgres://{ROLE}:{secrets.database_password}@{HOST}:{self.port}/{DATABASE}"

    def is_ready(self, pid: int | None) -> bool:
        """Whether this very server, not an earlier one, accepts connections."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return (
            len(lines) > READY_LINE
            and lines[0] == str(pid)
            and lines[READY_LINE].strip() == "ready"
        )

    def command(self) -> Command:
        settings = {
            "port": str(self.port),
            "listen_addresses": HOST,
            "unix_socket_directories": "",
            "max_connections": "100",
            "shared_buffers": "128MB",
            "password_encryption": "scram-sha-256",
            "timezone": "UTC",
            "log_timezone": "UTC",
        }
        if self.is_scratch:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        return Command(
            name="postgres",
            arguments=[self.binaries.postgres, "-D", str(self.data), *options],
            environment=server_environment(),
            folder=self.data,
            account=self.account,
            stop_signal=signal.SIGINT,  # "fast": ends sessions, keeps everything committed
            hard_signal=signal.SIGQUIT,  # "immediate": the next start recovers from the log
        )


def server_environment() -> dict[str, str]:
    """A plain environment: PG* variables of the person must not steer our server."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LC_ALL": "C",
        "TMPDIR": tempfile.gettempdir(),
    }


def prepare(home: Home, secrets: Secrets, *, port: int, is_scratch: bool) -> Cluster:
    """The cluster of this home, set up on the first call. An unfinished set-up starts over."""
    binaries = postgres_binaries.find()
    folder, account = _place(home)
    if account is not None:
        binaries = postgres_binaries.reachable_copy(binaries, into=folder)
    data = folder / f"data-{binaries.major}"
    if not data.exists():
        _create(data, binaries, account, secrets)
    return Cluster(data, binaries, account, port, is_scratch)


def _place(home: Home) -> tuple[Path, Account | None]:
    """The folder of the data, and the account that runs the server.

    PostgreSQL refuses root, so root gives the work to an account without rights. Where that
    account cannot enter the state folder (a checkout below /root), the data lie in /var/lib.
    """
    inside = home.state / "postgres"
    if os.geteuid() != 0:
        inside.mkdir(mode=0o700, exist_ok=True)
        return inside, None
    account = _owner(inside) or _account_for_root()
    inside.mkdir(mode=0o711, exist_ok=True)
    inside.chmod(0o711)
    if _can_enter(inside, account):
        return inside, account
    name = hashlib.sha256(str(inside).encode()).hexdigest()[:16]
    outside = OUTSIDE / name
    outside.mkdir(parents=True, exist_ok=True)
    outside.chmod(0o711)
    (inside / "PLACE").write_text(f"{outside}\n")
    return outside, account


def _account_for_root() -> Account:
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = next(known[name] for name in ACCOUNTS_FOR_ROOT if name in known)
    return Account(entry.pw_uid, entry.pw_gid)


def _owner(folder: Path) -> Account | None:
    """Who owns data that an ordinary user made here before root came."""
    for data in folder.glob("data-*"):
        owner = data.stat()
        if owner.st_uid != 0:
            return Account(owner.st_uid, owner.st_gid)
    return None


def _can_enter(folder: Path, account: Account) -> bool:
    """Asked of the system itself: permission bits alone do not tell of access lists."""
    answer = subprocess.run(
        ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)],
        cwd="/",
        user=account.user_id,
        group=account.group_id,
        extra_groups=[],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return answer.returncode == 0


def _create(data: Path, binaries: Binaries, account: Account | None, secrets: Secrets) -> None:
    """initdb, the role and the database, all aside; the last rename makes it valid."""
    unfinished = data.with_name(f"{data.name}.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    if account is not None:
        os.chown(unfinished, account.user_id, account.group_id)
    _run(
        "Setting up PostgreSQL",
        [
            *(binaries.initdb, "-D", str(unfinished), "-U", "postgres", "-A", "reject"),
            *("-E", "UTF8", *_locale(binaries), "--no-instructions", "--no-sync"),
        ],
        account,
    )
    # The superuser has no password and so no way in; the file keeps the owner initdb gave it.
    (unfinished / "pg_hba.conf").write_text(f"host all all {HOST}/32 scram-sha-256\n")
    statements = unfinished / "statements.sql"
    statements.touch(mode=0o600)
    statements.write_text(
        "SET password_encryption = 'scram-sha-256'\n"
        f"CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{secrets.database_password}'\n"
        f"CREATE DATABASE {DATABASE} OWNER {ROLE}\n"
    )
    if account is not None:
        os.chown(statements, account.user_id, account.group_id)
    # The single-user server reads what is typed; a password does not go into a list of processes.
    reads = 'exec "$1" --single -D "$2" postgres < "$3"'
    _run(
        "Creating the database",
        ["/bin/sh", "-c", reads, "sh", binaries.postgres, str(unfinished), str(statements)],
        account,
    )
    statements.unlink()
    unfinished.rename(data)


def _locale(binaries: Binaries) -> list[str]:
    """The same order of texts on every system; macOS has no C.UTF-8 of its own."""
    if binaries.major >= BUILTIN_LOCALE_SINCE:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    return ["--locale=C"]


def _run(what: str, arguments: list[str], account: Account | None) -> None:
    """To its end, as the account: whoever is killed beside it leaves nothing that runs on."""
    asked = Command(what, arguments, server_environment(), folder=Path("/"), account=account)
    code, said = run_to_end(asked)
    if code != 0:
        log = Path(tempfile.mkstemp(prefix="guildmark-", suffix=".log")[1])
        log.write_text(said)
        raise StepFailed(what, code, log)
