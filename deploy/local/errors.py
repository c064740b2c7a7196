"""What can go wrong when starting, each as a sentence that a person can act on."""

from pathlib import Path


class LocalError(Exception):
    """A refusal of `./guildmark`: printed as it stands, then the command ends with 1."""

    code = "local_error"


class PythonVenvMissing(LocalError):
    code = "python_venv_missing"

    def __init__(self) -> None:
        super().__init__(
            "Python cannot make virtual environments here: its venv module is missing. "
            "On Debian or Ubuntu: sudo apt install python3-venv. Or install uv."
        )


class StepFailed(LocalError):
    code = "step_failed"

    def __init__(self, what: str, exit_code: int, log: Path | None = None) -> None:
        where = f" What it said is in {log}." if log else ""
        super().__init__(f"{what} failed (exit code {exit_code}).{where}")


class PortTaken(LocalError):
    code = "port_taken"

    def __init__(self, port: int) -> None:
        super().__init__(
            f"Port {port} is taken by another program. Name a free one: --port {port + 1}."
        )


class NoFreePort(LocalError):
    code = "no_free_port"

    def __init__(self, first: int, last: int) -> None:
        super().__init__(f"No port from {first} to {last} is free. Name another one with --port.")


class RunsAlready(LocalError):
    code = "runs_already"

    def __init__(self, address: str, pid: int) -> None:
        super().__init__(
            f"Guildmark is running already at {address} (process {pid}). "
            "Stop it with ./guildmark down, then try again."
        )


class NotRunning(LocalError):
    code = "not_running"

    def __init__(self) -> None:
        super().__init__("Guildmark is not running here. Start it with ./guildmark up.")


class StateNotWritable(LocalError):
    code = "state_not_writable"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"The folder {folder} belongs to somebody else. Run ./guildmark as that account, or "
            "remove the folder (its database goes with it)."
        )


class ServerMissing(LocalError):
    code = "server_missing"

    def __init__(self, what: str, variable: str) -> None:
        super().__init__(
            f"No {what} server was found for this machine: neither in the Python packages nor on "
            f"the path. Install one, or set {variable} to one that runs."
        )


class PostgresTooOld(LocalError):
    code = "postgres_too_old"

    def __init__(self, major: int) -> None:
        super().__init__(f"PostgreSQL {major} is too old: Guildmark needs 15 or later.")


class DidNotStart(LocalError):
    code = "did_not_start"

    def __init__(self, what: str, seconds: float, log: Path, tail: str) -> None:
        super().__init__(
            f"{what} was not ready after {seconds:.0f} s. The end of its log, {log}:\n{tail}"
        )


class EarlierChildrenRemain(LocalError):
    code = "earlier_children_remain"

    def __init__(self) -> None:
        super().__init__(
            "Processes of an earlier start are still ending. Try again in a few seconds."
        )


class NodeMissing(LocalError):
    code = "node_missing"

    def __init__(self) -> None:
        super().__init__(
            "Node.js 20.19 or later is needed to build the browser application, and the package "
            "that carries one could not be installed. Install Node.js, then try again."
        )


class ChromiumMissing(LocalError):
    code = "chromium_missing"

    def __init__(self) -> None:
        super().__init__(
            "The browser tests need Chromium, and none was found. On Debian or Ubuntu: sudo apt "
            "install chromium. Or name one in CHROMIUM, or leave them out: --no-browser."
        )


class UnknownBench(LocalError):
    code = "unknown_bench"

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(f"There is no bench called {name}. There are: {', '.join(known) or '-'}.")
