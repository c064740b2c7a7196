"""What somebody is told of their checks."""

from datetime import date

from guildmark.quality.queries.own import _in_blocks
from guildmark.quality.queries.skill import DaySkill


def day(number: int, check_count: int) -> DaySkill:
    return DaySkill(date(2026, 1, number), 0.8, 0.6, 0.9, check_count)


def test_checks_are_told_of_five_or_more_together() -> None:
    days = [day(1, 1), day(2, 4), day(3, 6), day(4, 7), day(5, 10), day(6, 11), day(7, 30)]

    assert [one.check_count for one in _in_blocks(days)] == [6, 11, 30]


def test_who_had_few_checks_is_told_nothing() -> None:
    assert _in_blocks([day(1, 1), day(2, 4)]) == []
