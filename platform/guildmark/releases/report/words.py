"""Figures in words of the report's language: what is undefined says so."""

from typing import Any

from django.utils.translation import get_language, gettext

from guildmark.core.said import said_in, told

NOTHING = "\u2013"
#: Languages that write one half as 0.5; others of ours write 0,5.
_WITH_POINTS = frozenset({"en"})
Json = dict[str, Any]  # a figure as a fit stored it: `Any` stands for its values


def count(value: float) -> str:
    """A whole number with thin gaps between thousands."""
    return f"{round(value):,}".replace(",", "\u202f")


def decimal(value: float | None) -> str:
    """Two places."""
    return NOTHING if value is None else _pointed(f"{value:.2f}")


def plain(value: float) -> str:
    """With as many digits as it has, six at most."""
    return _pointed(f"{value:.6g}")


def share(part: float, whole: float) -> str:
    """Of a hundred."""
    return _pointed(f"{100 * part / whole:.1f} %") if whole else NOTHING


def interval(lower: float | None, upper: float | None) -> str:
    """From one bound to the other."""
    if lower is None or upper is None:
        return NOTHING
    return gettext("{lower} to {upper}").format(lower=decimal(lower), upper=decimal(upper))


def measured(figure: Json | None) -> tuple[str, str]:
    """A value and its interval; for one that is undefined the reason, and no interval."""
    if figure is None:
        return NOTHING, NOTHING
    if figure["value"] is None:
        return said(figure, "undefined_reason") or gettext("undefined"), NOTHING
    return decimal(figure["value"]), interval(figure["lower"], figure["upper"])


def said(figure: Json, key: str) -> str:
    """A sentence that a fit stored under a key, in the report's language where it is known."""
    return told(said_in(figure, key) or "")


def _pointed(number: str) -> str:
    language = (get_language() or "en").split("-")[0]
    return number if language in _WITH_POINTS else number.replace(".", ",")
