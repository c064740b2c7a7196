"""A number that may be undefined, and then says why."""

from __future__ import annotations

from dataclasses import dataclass

#: Standard errors to each side of a mean that make an interval of 95 %.
NORMAL = 1.96


@dataclass(frozen=True, slots=True)
class Measure:
    """A value, or None with the reason for which there is none.

    `lower` and `upper` bound an interval around the value where one was asked for; `n` is the
    number of things the value rests on (the docstring of the maker says which).
    """

    value: float | None
    reason: str | None = None
    lower: float | None = None
    upper: float | None = None
    n: int | None = None

    def __post_init__(self) -> None:
        """Exactly one of value and reason is there."""
        if (self.value is None) == (self.reason is None):
            raise ValueError("A measure has either a value or the reason for having none.")


def undefined(reason: str, *, n: int | None = None) -> Measure:
    """A measure without a value."""
    return Measure(None, reason, n=n)


def ratio(part: float, whole: float, *, otherwise: str) -> Measure:
    """`part / whole`, undefined for the reason `otherwise` when `whole` is zero."""
    return Measure(part / whole) if whole else undefined(otherwise)
