"""Two things a plan may hide on a good day, so they are read in the text as well."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from guildmark.work.models import Task

SQL = Path(__file__).resolve().parents[3] / "platform" / "guildmark" / "work"
FILES = [*sorted((SQL / "sql").glob("*.sql")), SQL / "queries" / "offers.py"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_anti_join_on_assignments_is_kept_from_being_flattened(path: Path) -> None:
    """OFFSET 0 keeps it one index probe a row; without it the planner may read all one has done."""
    lines = path.read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.lstrip().startswith(("--", "#")))

    assert [one for one in _anti_joins(text) if not one.endswith("OFFSET 0")] == []


def _anti_joins(text: str) -> Iterator[str]:
    """What stands in the brackets of each NOT EXISTS."""
    for found in re.finditer(r"NOT EXISTS \(", text):
        depth, end = 1, found.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
        yield text[found.end() : end - 1].strip()


def test_brackets_within_an_anti_join_are_no_end_of_it() -> None:
    text = "a AND NOT EXISTS (SELECT f(x)\n OFFSET 0) OR NOT EXISTS (SELECT (y)) OFFSET 0"

    assert list(_anti_joins(text)) == ["SELECT f(x)\n OFFSET 0", "SELECT (y)"]


def test_the_lanes_are_asked_for_in_the_words_of_their_indexes() -> None:
    text = (SQL / "sql" / "lanes.sql").read_text(encoding="utf-8")
    conditions = {index.name: index.condition for index in Task._meta.indexes}

    assert str(conditions["task_first_lane"]) == "(AND: ('is_open', True), ('is_reentered', False))"
    assert text.count("is_open AND NOT is_reentered AND position > p_from") == 3
    assert (
        str(conditions["task_reentry_lane"]) == "(AND: ('is_open', True), ('is_reentered', True))"
    )
    assert text.count("is_open AND is_reentered AND position > p_from") == 2
