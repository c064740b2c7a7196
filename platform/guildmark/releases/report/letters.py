"""How lines of the report are written in letters that its typeface lacks, or that join and turn.

Chinese, Japanese and Korean take a typeface of their own. Hebrew and Arabic, which ours has, are
turned to run from the right, and Arabic letters take the form of their place in the word; that is
for names, which fit on a line, and not all of the bidirectional algorithm. Of what is left (Thai,
scripts of India) the line says that it is not shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Set
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Literal

from django.utils.translation import gettext

Kind = Literal["ours", "eastern", "right", "lost"]
_RIGHT = frozenset({"R", "AL"})
_POINTS = re.compile(r"[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
_FORMS = ("isolated", "final", "initial", "medial")


def _forms() -> dict[str, dict[str, str]]:
    """By Arabic letter its presentation forms (Unicode 6, section 8.2, and its block FE70-FEFF)."""
    found: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEF5)):
        form, _, letter = unicodedata.decomposition(chr(code)).partition(" ")
        if form[1:-1] in _FORMS and len(letter) == 4:
            found.setdefault(chr(int(letter, 16)), {})[form[1:-1]] = chr(code)
    return found


_ARABIC = _forms()


@dataclass(frozen=True, slots=True)
class Typefaces:
    """Code points by typeface: of ours, and of the one for the East, which has a name."""

    ours: Set[int]
    eastern: Set[int]
    eastern_name: str


def markup(words: str, known: Typefaces) -> str:
    """A line for a paragraph."""
    plain = "".join(
        sign for sign in unicodedata.normalize("NFC", words) if _is_seen(sign, known.ours)
    )
    runs = [(kind, "".join(run)) for kind, run in groupby(plain, lambda one: _kind(one, known))]
    return "".join(_written(kind, text, known) for kind, text in _together(runs))


def _is_seen(sign: str, known: Set[int]) -> bool:
    """False for signs that only direct how others are shown, and for points on Hebrew and Arabic.

    Those points have to be placed, and are left out by most who write.
    """
    if _POINTS.fullmatch(sign):
        return False
    return ord(sign) in known or sign.isspace() or unicodedata.category(sign) not in {"Cf", "Cc"}


def _kind(sign: str, known: Typefaces) -> Kind:
    if unicodedata.bidirectional(sign) in _RIGHT:
        return "right"
    if ord(sign) in known.ours or sign.isspace():
        return "ours"
    if ord(sign) in known.eastern:
        return "eastern"
    return "lost"


def _together(runs: list[tuple[Kind, str]]) -> Iterator[tuple[Kind, str]]:
    """Words that run from the right, and what is not shown, with what stands between them."""
    while runs:
        kind, text = runs.pop(0)
        while kind in {"right", "lost"} and len(runs) > 1 and runs[1][0] == kind and _joins(runs):
            text += runs.pop(0)[1] + runs.pop(0)[1]
        if kind == "right" and runs and "(" in text and runs[0][1].startswith(")"):
            text, runs[0] = f"{text})", (runs[0][0], runs[0][1][1:])
        yield kind, text


def _joins(runs: list[tuple[Kind, str]]) -> bool:
    """Whether no letter of ours stands before the next but one."""
    return not any(sign.isalpha() for sign in runs[0][1])


def _written(kind: Kind, text: str, known: Typefaces) -> str:
    if kind == "ours":
        return escape(text)
    if kind == "right":
        turned = _from_the_right(text)
        return escape(turned) if {ord(one) for one in turned} <= known.ours else _not_shown()
    if kind == "eastern":
        return f'<font name="{known.eastern_name}">{escape(text)}</font>'
    return _not_shown()


def _not_shown() -> str:
    return escape(gettext("(letters that this file cannot show)"))


def _from_the_right(text: str) -> str:
    """In the order that the eye meets from the left; numbers stay as they are."""
    clusters = re.findall(r"[0-9]+(?:[.,:/][0-9]+)*|.", _joined(text), re.DOTALL)
    return "".join(cluster.translate(_MIRRORS) for cluster in reversed(clusters))


_MIRRORS = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_STRETCH = "\u0640"


def _joined(text: str) -> str:
    """Arabic letters in the form of their place; what has none stays as it is."""
    around = ["", *text, ""]
    return "".join(map(_shaped, around, around[1:], around[2:]))


def _shaped(before: str, letter: str, after: str) -> str:
    forms = _ARABIC.get(letter, {})
    is_held = "final" in forms and (before == _STRETCH or "initial" in _ARABIC.get(before, {}))
    holds = "initial" in forms and (after == _STRETCH or "final" in _ARABIC.get(after, {}))
    form = _FORMS[2 * holds + is_held]
    return forms.get(form, letter)
