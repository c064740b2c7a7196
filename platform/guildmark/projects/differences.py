"""What changed between two texts, line by line and word by word, for people to read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "added", "removed"]
LineKind = Literal["same", "added", "removed", "changed", "gap"]

#: Lines as they are, on each side of what changed.
CONTEXT_LINES = 1
#: Longer lines are shown as one out, one in: comparing words costs with their square.
MOST_WORDS = 600
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """Words that stayed, came or went."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Line:
    """A line with its pieces; a "gap" stands for lines that are the same and are left out."""

    kind: LineKind
    pieces: tuple[Piece, ...]


def differences(before: str, after: str) -> list[Line]:
    """Every line that changed, with one line round it; nothing where the texts are the same.

    Blank lines do not count. Cost: up to the square of the number of lines.
    """
    old, new = _lines(before), _lines(after)
    lines = list(_compared(old, new))
    return _without_far(lines)


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    for verb, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if verb == "equal":
            yield from (_whole("same", line) for line in old[a:b])
            continue
        paired = min(b - a, d - c)
        yield from map(_changed, old[a : a + paired], new[c : c + paired])
        yield from (_whole("removed", line) for line in old[a + paired : b])
        yield from (_whole("added", line) for line in new[c + paired : d])


def _whole(kind: Kind, line: str) -> Line:
    return Line(kind, (Piece(kind, line),))


def _changed(before: str, after: str) -> Line:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return Line("changed", (Piece("removed", before), Piece("added", after)))
    pieces: list[Piece] = []
    for verb, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if verb == "equal":
            pieces.append(Piece("same", "".join(old[a:b])))
            continue
        if b > a:
            pieces.append(Piece("removed", "".join(old[a:b])))
        if d > c:
            pieces.append(Piece("added", "".join(new[c:d])))
    return Line("changed", tuple(pieces))


def _without_far(lines: Sequence[Line]) -> list[Line]:
    """Lines that are the same and far from any change become one gap."""
    near = {
        place + step
        for place, line in enumerate(lines)
        if line.kind != "same"
        for step in range(-CONTEXT_LINES, CONTEXT_LINES + 1)
    }
    if not near:
        return []
    kept: list[Line] = []
    for place, line in enumerate(lines):
        if place in near:
            kept.append(line)
        elif not kept or kept[-1].kind != "gap":
            kept.append(Line("gap", ()))
    return kept
