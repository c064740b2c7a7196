"""What can go wrong when starting, each as a sentence that a person can act on."""

from pathlib import Path

TAIL_LINES = 30


class Refusal(Exception):  # noqa: N818 - an answer, not a fault
    """A refusal of `./guildmark`: printed as it stands, then the command ends with 1."""

    code = "local_error"


class PythonVenvMissing(Refusal):
    code = "python_venv_missing"

    def __init__(self) -> None:
        super().__init__(
            "Python cannot make virtual environments here: its venv module is missing. "
            "On Debian or Ubuntu: sudo apt install python3-venv. Or install uv."
        )


class StepFailed(Refusal):
    code = "step_failed"

    def __init__(self, what: str, exit_code: int, log: Path | None = None) -> None:
        said = f" The end of {log}:\n{tail(log)}" if log else ""
        super().__init__(f"{what} failed (exit code {exit_code}).{said}")


class PortTaken(Refusal):
    code = "port_taken"

    def __init__(self, port: int) -> None:
        super().__init__(
            f"Port {port} is taken by another program. Name a free one: --port {port + 1}."
        )


class NoFreePort(Refusal):
    code = "no_free_port"

    def __init__(self, first: int, last: int) -> None:
        super().__init__(f"No port from {first} to {last} is free. Name another one with --port.")


class RunsAlready(Refusal):
    code = "runs_already"

    def __init__(self, address: str, pid: int) -> None:
        super().__init__(
            f"Guildmark is running already at {address} (process {pid}). "
            "Stop it with ./guildmark down, then try again."
        )


class NotRunning(Refusal):
    code = "not_running"

    def __init__(self) -> None:
        super().__init__("Guildmark is not running here. Start it with ./guildmark up.")


class StateNotWritable(Refusal):
    code = "state_not_writable"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"The folder {folder} belongs to somebody else. Run ./guildmark as that account, or "
            "remove the folder (its database goes with it)."
        )


class ServerMissing(Refusal):
    code = "server_missing"

    def __init__(self, what: str, variable: str) -> None:
        super().__init__(
            f"No {what} server was found for this machine: neither in the Python packages nor on "
            f"the path. Install one, or set {variable} to one that runs."
        )


class PostgresTooOld(Refusal):
    code = "postgres_too_old"

    def __init__(self, major: int) -> None:
        super().__init__(f"PostgreSQL {major} is too old: Guildmark needs 15 or later.")


class DidNotStart(Refusal):
    code = "did_not_start"

    def __init__(self, what: str, seconds: float, log: Path) -> None:
        super().__init__(
            f"{what} was not ready after {seconds:.0f} s. The end of {log}:\n{tail(log)}"
        )


class EndedWhileStarting(Refusal):
    code = "ended_while_starting"

    def __init__(self, log: Path) -> None:
        super().__init__(f"Guildmark ended while it started. The end of {log}:\n{tail(log)}")


class EarlierChildrenRemain(Refusal):
    code = "earlier_children_remain"

    def __init__(self) -> None:
        super().__init__(
            "Processes of an earlier start are still ending. Try again in a few seconds."
        )


class NodeMissing(Refusal):
    code = "node_missing"

    def __init__(self) -> None:
        super().__init__(
            "Node.js 20.19 or later is needed to build the browser application, and the package "
            "that carries one could not be installed. Install Node.js, then try again."
        )


class ChromiumMissing(Refusal):
    code = "chromium_missing"

    def __init__(self) -> None:
        super().__init__(
            "The browser tests need Chromium, and none was found. On Debian or Ubuntu: sudo apt "
            "install chromium. Or name one in CHROMIUM, or leave them out: --no-browser."
        )


class UnknownBench(Refusal):
    code = "unknown_bench"

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(f"There is no bench called {name}. There are: {', '.join(known) or '-'}.")


def tail(log: Path) -> str:
    """The last lines of a log, for the sentence that says what went wrong."""
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    return "\n".join(f"    {line}" for line in lines[-TAIL_LINES:]) or "    (nothing)"
