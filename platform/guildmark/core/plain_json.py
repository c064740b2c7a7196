"""JSON from outside that is kept as it comes: whether it can be written, and read again."""

from typing import Any

from concord.documents.problem import is_storable_text

MOST_LEVELS = 20
#: Whole numbers up to here are the same to Python, PostgreSQL and a browser.
MOST_NUMBER = 2**53


def can_be_kept(value: Any, levels: int = MOST_LEVELS) -> bool:
    """False for text that no database holds, numbers that come back as others, and deep nesting.

    A large fraction too: the database gives it back as a whole number of hundreds of digits, which
    no answer can hold. Any: what a parser of JSON makes.
    """
    if isinstance(value, str):
        return is_storable_text(value)
    if isinstance(value, int | float):
        return abs(value) <= MOST_NUMBER
    if isinstance(value, dict):
        inside = [*value, *value.values()]
    elif isinstance(value, list):
        inside = value
    else:
        return value is None
    return levels > 0 and all(can_be_kept(one, levels - 1) for one in inside)
