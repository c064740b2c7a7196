"""What the submit door takes by type alone."""

from typing import Any

import pytest

from guildmark.core.errors import WrongInput
from guildmark.work.api.assignments import Answer, parse_answer


def test_an_answer_is_a_document_and_a_number() -> None:
    assert parse_answer({"document": {}, "seconds_spent": 3}) == Answer({}, 3.0)


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ({}, ["/document", "/seconds_spent"]),
        (None, ["/document", "/seconds_spent"]),
        ([], ["/document", "/seconds_spent"]),
        ({"document": [], "seconds_spent": 1}, ["/document"]),
        ({"document": {}, "seconds_spent": "1"}, ["/seconds_spent"]),
        ({"document": {}, "seconds_spent": None}, ["/seconds_spent"]),
        ({"document": {}, "seconds_spent": True}, ["/seconds_spent"]),
    ],
)
def test_what_is_missing_or_of_another_type_is_named(body: Any, places: list[str]) -> None:
    with pytest.raises(WrongInput) as refusal:
        parse_answer(body)

    assert [error.path for error in refusal.value.errors] == places
