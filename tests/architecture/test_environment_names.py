"""Every variable that settings.py reads is explained in deploy/env.example, and no other."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(r"""\benv(?:\.[a-z_]+)?\(\s*["']([A-Z][A-Z0-9_]+)["']""")
LISTED = re.compile(r"^([A-Z][A-Z0-9_]+)=", re.MULTILINE)
FOR_COMPOSE_ALONE = {"POSTGRES_PASSWORD", "REDIS_PASSWORD"}


def test_settings_and_the_example_name_the_same_variables() -> None:
    read = set(READ.findall((ROOT / "platform" / "guildmark" / "settings.py").read_text()))
    listed = set(LISTED.findall((ROOT / "deploy" / "env.example").read_text()))

    assert "GUILDMARK_SECRET_KEY" in read
    assert listed - FOR_COMPOSE_ALONE == read


def test_only_the_settings_read_the_environment() -> None:
    """A variable read elsewhere would be found nowhere in the example."""
    sources = [*(ROOT / "platform").rglob("*.py"), *(ROOT / "workers").rglob("*.py")]

    readers = {
        str(path.relative_to(ROOT))
        for path in sources
        if re.search(r"os\.environ(\[|\.get\()|os\.getenv\(", path.read_text())
    }

    assert len(sources) > 10
    assert readers == set()


def test_every_variable_is_explained() -> None:
    lines = (ROOT / "deploy" / "env.example").read_text().splitlines()

    unexplained = [
        line
        for before, line in zip(["", *lines], lines, strict=False)
        if LISTED.match(line)
        and not before.startswith("#")
        and line.partition("=")[0] not in FOR_COMPOSE_ALONE
    ]

    assert unexplained == []
