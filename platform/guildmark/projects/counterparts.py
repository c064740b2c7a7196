"""What a translation and its original have in the same place: heading n, paragraph n below it.

Nothing is known of the words of either. A translation that has other headings than its original, or
others below one another, is held beside nothing: a wrong place is worse than none.
"""

from collections.abc import Sequence

from guildmark.projects.blocks import Block, blocks, heading_of, headings, plain, span_of

#: Of a passage as it is kept; where it begins is enough to find it again.
MOST_CHARACTERS = 600


def passage_in_original(*, translation: str, original: str, quote: str) -> str:
    """The passage of the original that a passage of its translation says, "" where none is known.

    Whole headings, paragraphs, points of lists and cells: those that the quote is in, from the
    first to the last. Where below a heading one has more of them than the other it is the heading.
    Of more than 600 characters the last of them, from its beginning. Cost: linear.
    """
    theirs, ours = blocks(translation), blocks(original)
    said = plain(quote)
    heading = heading_of(theirs, said)
    span = ((heading, 0), (heading, 0)) if heading is not None else span_of(theirs, said)
    if span is None or _levels(theirs) != _levels(ours):
        return ""
    (first, first_piece), (last, last_piece) = span
    begin, end = _same(theirs, ours, first), _same(theirs, ours, last)
    if begin is None or end is None:
        return _heading_above(theirs, ours, last)
    has_same_pieces = len(theirs[first].pieces) == len(ours[begin].pieces)
    start = (begin, first_piece if has_same_pieces else 0)
    has_same_pieces = len(theirs[last].pieces) == len(ours[end].pieces)
    stop = (end, last_piece if has_same_pieces else len(ours[end].pieces))
    return _cut(
        [
            text
            for number, block in enumerate(ours)
            for piece, text in enumerate(block.pieces)
            if text and start <= (number, piece) <= stop
        ]
    )


def original_headings(*, translation: str, original: str) -> tuple[str, ...]:
    """What each heading of a translation says in its original, in order; none if they differ."""
    theirs, ours = headings(translation), headings(original)
    if [level for level, _ in theirs] != [level for level, _ in ours]:
        return ()
    return tuple(words for _, words in ours)


def _levels(found: Sequence[Block]) -> list[int]:
    return [block.level for block in found if block.level]


def _headings(found: Sequence[Block]) -> list[int]:
    """The numbers of those blocks, between one before the first and one behind the last."""
    return [-1, *(at for at, block in enumerate(found) if block.level), len(found)]


def _section(found: Sequence[Block], number: int) -> int:
    """Below which heading a block stands, itself with them; 0 for above the first."""
    return sum(1 for block in found[: number + 1] if block.level)


def _same(theirs: Sequence[Block], ours: Sequence[Block], number: int) -> int | None:
    """The block that has the same place below the same heading; None if other ones are there."""
    section = _section(theirs, number)
    at, end = _headings(theirs)[section : section + 2]
    at_ours, end_ours = _headings(ours)[section : section + 2]
    if number != at and end - at != end_ours - at_ours:
        return None
    return at_ours + number - at


def _heading_above(theirs: Sequence[Block], ours: Sequence[Block], number: int) -> str:
    section = _section(theirs, number)
    return _cut([ours[_headings(ours)[section]].text]) if section else ""


def _cut(pieces: Sequence[str]) -> str:
    said = " ".join(pieces)
    return said if len(said) <= MOST_CHARACTERS else pieces[-1][:MOST_CHARACTERS].rstrip()
