"""Numbers that requests write."""

import pytest

from guildmark.core.numbers import whole_number


@pytest.mark.parametrize("text", ["", "-1", "1.5", "1e3", " 1", "²", "٣", "9" * 19, "9" * 5000])
def test_other_text_is_no_number(text: str) -> None:
    assert whole_number(text) is None


def test_up_to_eighteen_digits_are_a_number() -> None:
    assert [whole_number(text) for text in ("0", "007", "9" * 18)] == [0, 7, 10**18 - 1]
