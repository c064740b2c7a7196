"""Counts in English sentences."""


def counted(number: int, thing: str) -> str:
    """(1, "gold item") -> "1 gold item", (2, "gold item") -> "2 gold items"."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def there_are(number: int, thing: str) -> str:
    """(1, "gold item") -> "There is 1 gold item", (2, "gold item") -> "There are 2 gold items"."""
    return f"There {'is' if number == 1 else 'are'} {counted(number, thing)}"
