"""Where in a guideline's Markdown a passage stands that somebody chose on the page.

What was chosen is text as it is read; what is written is Markdown. So blocks are compared by what
they show, with all white space alike.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from guildmark.projects.markdown import blocks_of

_SPECIAL = re.compile(r"([\\`*_\[\]<>#~|])")


@dataclass(frozen=True)
class _Block:
    """A block of the outermost level: its text as it is read, and the line behind its last.

    `level` is 1 to 6 for a heading, 0 for everything else.
    """

    text: str
    level: int
    end: int


def put_behind(markdown: str, *, quote: str, before: str, addition: str) -> str:
    """The text with the addition as a paragraph behind the place that the quote is about.

    Behind the block in which the quote ends; a heading stands for all below it. A quote that is
    not there any more was below some heading in `before`, the text it was chosen in: then at the
    end of what stands below that heading now. Else at the end of the text.
    """
    blocks = _blocks(markdown)
    place = _end_of_quote(blocks, quote)
    if place is None:
        place = _end_of_heading(blocks, _heading_above(_blocks(before), quote))
    lines = markdown.split("\n")
    end = len(lines) if place is None else place
    above, below = "\n".join(lines[:end]).rstrip(), "\n".join(lines[end:]).strip("\n")
    parts = [above, addition.strip("\n"), below]
    return "\n\n".join(part for part in parts if part.strip()).rstrip() + "\n"


def is_heading(markdown: str, quote: str) -> bool:
    """Whether a heading of the text says just this."""
    said = _plain(quote)
    return any(block.level and block.text == said for block in _blocks(markdown))


def quoted(text: str) -> str:
    """The text as a quotation in Markdown, whatever signs are in it."""
    return "> " + _SPECIAL.sub(r"\\\1", _plain(text))


def _end_of_quote(blocks: Sequence[_Block], quote: str) -> int | None:
    """The line behind the block the quote ends in, None where it is not there. Cost: linear."""
    said = _plain(quote)
    if not said:
        return None
    for place, block in enumerate(blocks):
        if block.level and block.text == said:
            return _end_of_section(blocks, place)
    found = " ".join(block.text for block in blocks).find(said)
    if found < 0:
        return None
    last, reached = found + len(said), -1
    for block in blocks:
        reached += 1 + len(block.text)
        if reached >= last:
            return block.end
    return None


def _heading_above(blocks: Sequence[_Block], quote: str) -> str:
    """The heading below which the quote ends, "" for none."""
    end = _end_of_quote(blocks, quote)
    above = [block.text for block in blocks if block.level and end and block.end <= end]
    return above[-1] if above else ""


def _end_of_heading(blocks: Sequence[_Block], heading: str) -> int | None:
    return _end_of_quote(blocks, heading) if heading else None


def _end_of_section(blocks: Sequence[_Block], place: int) -> int:
    """The line behind all that stands below a heading, parts of it with it."""
    end = blocks[place].end
    for block in blocks[place + 1 :]:
        if 0 < block.level <= blocks[place].level:
            break
        end = block.end
    return end


def _blocks(markdown: str) -> list[_Block]:
    found: list[_Block] = []
    words: list[str] = []
    opened: Token | None = None
    for token in blocks_of(markdown):
        if token.level == 0 and token.map is not None:
            opened, words = token, []
        words += _words(token)
        if opened is not None and token.level == 0 and token.nesting != 1 and opened.map:
            level = int(opened.tag[1]) if opened.type == "heading_open" else 0
            found.append(_Block(_plain(" ".join(words)), level, opened.map[1]))
            opened = None
    return found


def _words(token: Token) -> list[str]:
    """What a token shows, as it is read: pictures are not words."""
    if token.type in {"fence", "code_block"}:
        return [token.content]
    shown = {"text", "code_inline"}
    children = token.children or []
    return [
        "".join(
            child.content if child.type in shown else " " if child.type.endswith("break") else ""
            for child in children
        )
    ]


def _plain(text: str) -> str:
    return " ".join(text.split())
