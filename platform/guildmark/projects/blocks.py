"""The blocks of a guideline's Markdown as they are read, and where words stand in them.

What was chosen on a page is text as it is read; what is written is Markdown. So blocks are compared
by what they show, with all white space alike.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.token import Token

from guildmark.projects.markdown import blocks_of

#: A piece of text by the number of its block, and its own number in that.
Place = tuple[int, int]


@dataclass(frozen=True)
class Block:
    """A block of the outermost level, and the line behind its last.

    `pieces` are its texts as they are read: of a list those of its points, of a table of its cells,
    "" where one has no words. `level` is 1 to 6 for a heading, 0 for everything else.
    """

    pieces: tuple[str, ...]
    level: int
    end: int

    @property
    def text(self) -> str:
        """All of it."""
        return plain(" ".join(self.pieces))


def plain(text: str) -> str:
    """The text with single spaces and none round it."""
    return " ".join(text.split())


def blocks(markdown: str) -> list[Block]:
    """What a text consists of, in order."""
    found: list[Block] = []
    pieces: list[str] = []
    opened: Token | None = None
    for token in blocks_of(markdown):
        if token.level == 0 and token.map is not None:
            opened, pieces = token, []
        pieces += _words(token)
        if opened is not None and token.level == 0 and token.nesting != 1 and opened.map:
            level = int(opened.tag[1]) if opened.type == "heading_open" else 0
            found.append(Block(tuple(pieces), level, opened.map[1]))
            opened = None
    return found


def headings(markdown: str) -> list[tuple[int, str]]:
    """Level and words of all headings of a text, those in lists and quotations with them."""
    tokens = blocks_of(markdown)
    return [
        (int(token.tag[1]), " ".join(_words(after)))
        for token, after in pairwise(tokens)
        if token.type == "heading_open"
    ]


def heading_of(found: Sequence[Block], words: str) -> int | None:
    """The number of the block that is a heading and says just this."""
    return next(
        (place for place, block in enumerate(found) if block.level and block.text == words), None
    )


def span_of(found: Sequence[Block], words: str) -> tuple[Place, Place] | None:
    """The pieces in which words begin and end, None where they are not there. Cost: linear."""
    pieces = list(_pieces(found))
    start = " ".join(text for _, text in pieces).find(words) if words else -1
    if start < 0:
        return None
    begin = _piece_at(pieces, start)
    return begin, _piece_at(pieces, start + len(words) - 1)


def _pieces(found: Sequence[Block]) -> Iterator[tuple[Place, str]]:
    """Those that say something, by their place."""
    for block_number, block in enumerate(found):
        for number, text in enumerate(block.pieces):
            if text:
                yield (block_number, number), text


def _piece_at(pieces: Sequence[tuple[Place, str]], character: int) -> Place:
    """The piece that a character of all of them, with a space between two, stands in."""
    reached = -1
    for place, text in pieces:
        reached += 1 + len(text)
        if reached > character:
            return place
    return pieces[-1][0]


def _words(token: Token) -> list[str]:
    """What a token shows, as it is read: pictures are not words."""
    if token.type in {"fence", "code_block"}:
        return [plain(token.content)]
    if token.type != "inline":
        return []
    shown = {"text", "code_inline"}
    children = token.children or []
    said = "".join(
        child.content if child.type in shown else " " if child.type.endswith("break") else ""
        for child in children
    )
    return [plain(said)]
