"""Two things a plan may hide on a good day, so they are read in the text as well."""

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

    assert text.count("OFFSET 0") == text.count("NOT EXISTS (")


def test_the_lanes_are_asked_for_in_the_words_of_their_indexes() -> None:
    text = (SQL / "sql" / "lanes.sql").read_text(encoding="utf-8")
    conditions = {index.name: index.condition for index in Task._meta.indexes}

    assert str(conditions["task_first_lane"]) == "(AND: ('is_open', True), ('is_reentered', False))"
    assert text.count("is_open AND NOT is_reentered AND position > p_from") == 3
    assert (
        str(conditions["task_reentry_lane"]) == "(AND: ('is_open', True), ('is_reentered', True))"
    )
    assert text.count("is_open AND is_reentered AND position > p_from") == 2
