"""Figures in words: what is undefined says so."""

from typing import Any

NOTHING = "\u2013"
Json = dict[str, Any]  # a figure as a fit stored it: `Any` stands for its values


def count(value: float) -> str:
    """A whole number with thin gaps between thousands."""
    return f"{round(value):,}".replace(",", "\u202f")


def decimal(value: float | None) -> str:
    """Two places."""
    return NOTHING if value is None else f"{value:.2f}"


def share(part: float, whole: float) -> str:
    """Of a hundred."""
    return f"{100 * part / whole:.1f} %" if whole else NOTHING


def interval(lower: float | None, upper: float | None) -> str:
    """From one bound to the other."""
    if lower is None or upper is None:
        return NOTHING
    return f"{lower:.2f} to {upper:.2f}"


def measured(figure: Json | None) -> tuple[str, str]:
    """A value and its interval; for one that is undefined the reason, and no interval."""
    if figure is None:
        return NOTHING, NOTHING
    if figure["value"] is None:
        return figure["undefined_reason"] or "undefined", NOTHING
    return decimal(figure["value"]), interval(figure["lower"], figure["upper"])
