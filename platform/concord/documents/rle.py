"""COCO's compressed run-length text (maskApi, Lin et al. 2014), without NumPy.

Pixels are counted down the columns, from the left one on. Runs of unset and set pixels take
turns, the first one is of unset pixels and may be 0. From the fourth on, each run is written as
its difference from the one before last; numbers as groups of 5 bits, the lowest first, with one
bit for "more" and the sign in the last group, as the characters from "0" on.
"""

from __future__ import annotations

from collections.abc import Sequence

_FIRST_CHARACTER = ord("0")
_BITS = 5
_MORE, _NEGATIVE, _DATA = 0x20, 0x10, 0x1F
#: 35 bits: more than the pixels of any picture.
_MOST_GROUPS = 7


class InvalidRle(ValueError):  # noqa: N818 -- named for what it says, like its siblings
    """A text is no compressed run-length code of a mask."""


def runs_of(counts: str) -> list[int]:
    """The runs that a text stands for; every one but the first is above 0. Raises InvalidRle."""
    runs: list[int] = []
    value = shift = 0
    for character in counts:
        group = ord(character) - _FIRST_CHARACTER
        if not 0 <= group < 2 * _MORE or shift == _BITS * _MOST_GROUPS:
            raise InvalidRle("The text holds something that is no number.")
        value |= (group & _DATA) << shift
        shift += _BITS
        if group & _MORE:
            continue
        if group & _NEGATIVE:
            value -= 1 << shift
        if len(runs) > 2:
            value += runs[-2]
        if value < 0 or (value == 0 and runs):
            raise InvalidRle("A run has no pixels.")
        runs.append(value)
        value = shift = 0
    if shift:
        raise InvalidRle("The text ends inside a number.")
    return runs


def text_of(runs: Sequence[int]) -> str:
    """The text that stands for the runs; the shortest one, as pycocotools writes it."""
    characters: list[str] = []
    for index, run in enumerate(runs):
        value = run - runs[index - 2] if index > 2 else run
        is_last = False
        while not is_last:
            group = value & _DATA
            value >>= _BITS
            is_last = value == (-1 if group & _NEGATIVE else 0)
            characters.append(chr(_FIRST_CHARACTER + group + (0 if is_last else _MORE)))
    return "".join(characters)


def box_round_set(runs: Sequence[int], height: int) -> tuple[int, int, int, int]:
    """The smallest box round the set pixels of a window, as (x, y, width, height) in it.

    `height` is that of the window; at least one pixel is set. Linear in the runs.
    """
    columns: list[int] = []
    rows: list[int] = []
    start = 0
    for unset, run in zip(runs[::2], runs[1::2], strict=False):
        first_column, first_row = divmod(start + unset, height)
        last_column, last_row = divmod(start + unset + run - 1, height)
        columns += (first_column, last_column)
        rows += (first_row, last_row) if first_column == last_column else (0, height - 1)
        start += unset + run
    left, top = min(columns), min(rows)
    return left, top, max(columns) + 1 - left, max(rows) + 1 - top
