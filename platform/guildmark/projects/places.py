"""Where in a guideline's Markdown a passage stands that somebody chose on the page."""

import re
from collections.abc import Sequence

from guildmark.projects.blocks import Block, blocks, heading_of, plain, span_of

_SPECIAL = re.compile(r"([\\`*_\[\]<>#~|])")


def put_behind(markdown: str, *, quote: str, before: str, addition: str) -> str:
    """The text with the addition as a paragraph behind the place that the quote is about.

    Behind the block in which the quote ends; a heading stands for all below it. A quote that is
    not there any more was below some heading in `before`, the text it was chosen in: then at the
    end of what stands below that heading now. Else at the end of the text.
    """
    found = blocks(markdown)
    place = _end_of_quote(found, quote)
    if place is None:
        place = _end_of_heading(found, _heading_above(blocks(before), quote))
    lines = markdown.split("\n")
    end = len(lines) if place is None else place
    above, below = "\n".join(lines[:end]).rstrip(), "\n".join(lines[end:]).strip("\n")
    parts = [above, addition.strip("\n"), below]
    return "\n\n".join(part for part in parts if part.strip()).rstrip() + "\n"


def is_heading(markdown: str, quote: str) -> bool:
    """Whether a heading of the text says just this."""
    return heading_of(blocks(markdown), plain(quote)) is not None


def quoted(text: str) -> str:
    """The text as a quotation in Markdown, whatever signs are in it."""
    return "> " + _SPECIAL.sub(r"\\\1", plain(text))


def _end_of_quote(found: Sequence[Block], quote: str) -> int | None:
    """The line behind the block the quote ends in, None where it is not there. Cost: linear."""
    said = plain(quote)
    heading = heading_of(found, said)
    if heading is not None:
        return _end_of_section(found, heading)
    span = span_of(found, said)
    return found[span[1][0]].end if span else None


def _heading_above(found: Sequence[Block], quote: str) -> str:
    """The heading below which the quote ends, "" for none."""
    end = _end_of_quote(found, quote)
    above = [block.text for block in found if block.level and end and block.end <= end]
    return above[-1] if above else ""


def _end_of_heading(found: Sequence[Block], heading: str) -> int | None:
    return _end_of_quote(found, heading) if heading else None


def _end_of_section(found: Sequence[Block], place: int) -> int:
    """The line behind all that stands below a heading, parts of it with it."""
    end = found[place].end
    for block in found[place + 1 :]:
        if 0 < block.level <= found[place].level:
            break
        end = block.end
    return end
