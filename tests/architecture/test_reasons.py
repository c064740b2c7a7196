"""A check that is switched off for a line says why on that line."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODES = r"(?:: [A-Z]+\d+(?:,? ?[A-Z]+\d+)*)?"
BARE = re.compile(rf"#\s*(?:noqa{CODES}|type: ignore(?:\[[\w, -]+\])?)\s*$")
SOURCES = ("platform", "workers", "deploy")


def bare(text: str) -> list[int]:
    """The numbers of the lines that switch a check off without a word."""
    return [number for number, line in enumerate(text.splitlines(), 1) if BARE.search(line)]


@pytest.mark.parametrize("folder", SOURCES)
def test_no_check_is_switched_off_without_a_reason(folder: str) -> None:
    paths = sorted((ROOT / folder).rglob("*.py"))

    found = {str(path.relative_to(ROOT)): bare(path.read_text("utf-8")) for path in paths}

    assert len(paths) > 5
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_a_line_without_a_reason_is_found() -> None:
    off, ignored = "# no" + "qa: S101", "# type: " + "ignore[no-any-return]"

    assert bare(f"a  {off}\nb  {off} -- why\nc  {ignored}\nd  {ignored}  # why\ne") == [1, 3]
