"""The command line of `./guildmark`: its verbs and options, nothing of what they do."""

import argparse
from dataclasses import dataclass

DEFAULT_PORT = 8000
EPILOG = """\
DATABASE_URL and REDIS_URL replace the PostgreSQL and the Valkey that Guildmark brings along.
GUILDMARK_STATE_DIR names another folder for what it keeps (otherwise .guildmark).
"""


@dataclass(frozen=True)
class Options:
    """What was asked for. `port` and `seed` are None when the person named none."""

    verb: str
    port: int | None
    opens_browser: bool
    detaches: bool
    exits_when_ready: bool
    seed: int | None
    tests_all: bool
    audits: bool
    rest: tuple[str, ...]


def parse(arguments: list[str]) -> Options:
    """The options, or the usage text and the end of the program."""
    parsed, rest = _parser().parse_known_args(arguments)
    if rest and parsed.verb not in TAKES_ANYTHING:
        _parser().error(f"{parsed.verb} does not know {' '.join(rest)}")
    return Options(
        verb=parsed.verb,
        port=getattr(parsed, "port", None),
        opens_browser=not getattr(parsed, "no_browser", False),
        detaches=getattr(parsed, "detach", False),
        exits_when_ready=getattr(parsed, "exit", False),
        seed=getattr(parsed, "seed", None),
        tests_all=getattr(parsed, "all", False),
        audits=getattr(parsed, "audit", False),
        rest=(*getattr(parsed, "rest", ()), *rest),
    )


TAKES_ANYTHING = ("test", "bench", "consolidate")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./guildmark",
        description="Run Guildmark on this machine.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    demo = _verb(verbs, "demo", "set up, start, fill with a demonstration, and serve")
    _add_serving(demo)
    demo.add_argument("--seed", type=int, help="other pictures and people, by this number")
    demo.add_argument("--exit", action="store_true", help="stop as soon as the demo is ready")
    up = _verb(verbs, "up", "set up, start, and serve")
    _add_serving(up)
    up.add_argument("--detach", action="store_true", help="serve in the background")
    _verb(verbs, "down", "stop what up or demo started")
    _verb(verbs, "status", "print the processes, their ports and the address")
    test = _verb(verbs, "test", "run all tests; other arguments go to pytest")
    test.add_argument("--all", action="store_true", help="also the slow tests and the referees")
    test.add_argument("--no-browser", action="store_true", help="leave the browser tests out")
    check = _verb(verbs, "check", "lint, types, contracts, locks, secrets, API description")
    audit = "instead: ask the registries for known faults of what is locked"
    check.add_argument("--audit", action="store_true", help=audit)
    _verb(verbs, "shell", "a Python shell inside the product")
    _passing(verbs, "consolidate", "one label of several answers, from files to files; see --help")
    what = "run tests/load/NAME.py, on what up serves: bench NAME [arguments]"
    bench = _passing(verbs, "bench", what)
    bench.add_argument("rest", nargs=1, metavar="NAME")
    _verb(verbs, "lock", argparse.SUPPRESS)
    return parser


def _verb(
    verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, what: str
) -> argparse.ArgumentParser:
    if what == argparse.SUPPRESS:
        return verbs.add_parser(name, allow_abbrev=False)
    return verbs.add_parser(name, help=what, description=what, allow_abbrev=False)


def _passing(
    verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, what: str
) -> argparse.ArgumentParser:
    """A verb without a help of its own: `bench NAME --help` belongs to the bench."""
    return verbs.add_parser(name, help=what, allow_abbrev=False, add_help=False)


def _add_serving(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port", type=int, help=f"listen here (otherwise the first free one from {DEFAULT_PORT})"
    )
    parser.add_argument("--no-browser", action="store_true", help="do not open the browser")
