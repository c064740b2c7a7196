"""Counts in English sentences."""


def counted(number: int, thing: str) -> str:
    """(1, "gold item") -> "1 gold item", (2, "gold item") -> "2 gold items"."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
