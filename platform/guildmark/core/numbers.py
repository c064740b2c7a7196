"""Whole numbers in addresses and heads of requests."""

#: More than the database or any file counts to. Python refuses to read thousands of them.
MOST_DIGITS = 18


def whole_number(text: str) -> int | None:
    """A number of up to 18 ASCII digits; None for any other text."""
    is_one = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if is_one else None
