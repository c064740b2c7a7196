"""Where an answer goes in a guideline: behind what was asked about."""

import pytest

from guildmark.projects.markdown import render_markdown
from guildmark.projects.places import is_heading, put_behind, quoted

TEXT = """# Coins

Draw **every** coin
that is *whole*.

## Edges

- Tight on the edge.
- No shadow.

### Worn coins

Guess the edge.

## Labels

Read the number.
"""


def placed(quote: str, text: str = TEXT, before: str = TEXT) -> list[str]:
    """The lines of text in order, without those that are empty."""
    put = put_behind(text, quote=quote, before=before, addition="NEW")
    return [line for line in put.split("\n") if line]


def behind(line: str, lines: list[str]) -> bool:
    return lines[lines.index("NEW") - 1] == line


@pytest.mark.parametrize(
    ("quote", "line"),
    [
        ("every coin that", "that is *whole*."),
        ("every\n  coin", "that is *whole*."),
        ("No shadow", "- No shadow."),
        ("Tight on the", "- No shadow."),
        ("whole. Edges Tight", "- No shadow."),
        ("Guess", "Guess the edge."),
        ("Worn coins", "Guess the edge."),
        ("Edges", "Guess the edge."),
        ("Coins", "Read the number."),
        ("not there", "Read the number."),
        ("", "Read the number."),
    ],
)
def test_an_answer_stands_behind_what_was_asked_about(quote: str, line: str) -> None:
    assert behind(line, placed(quote))


def test_nothing_of_the_text_is_lost_and_the_list_stays_one() -> None:
    put = put_behind(TEXT, quote="Tight", before=TEXT, addition="NEW")

    assert put.replace("NEW\n\n", "") == TEXT
    assert render_markdown(put, item_urls={}).count("<ul>") == 1


def test_words_that_are_gone_are_answered_below_their_heading() -> None:
    now = TEXT.replace("Guess the edge.", "Skip them.")

    assert behind("Skip them.", placed("Guess the edge", now))
    assert behind("Read the number.", placed("Guess the edge", now.replace("### Worn coins", "")))


def test_a_quotation_shows_what_was_chosen_whatever_signs_are_in_it() -> None:
    said = "2 * 3 * 4 <b> [x](y) _a_ `b` # no"

    html = render_markdown(quoted(said), item_urls={})

    assert html == ("<blockquote>\n<p>2 * 3 * 4 &lt;b&gt; [x](y) _a_ `b` # no</p>\n</blockquote>\n")


def test_a_heading_is_told_from_a_line_of_text() -> None:
    assert is_heading(TEXT, " Worn  coins ")
    assert not is_heading(TEXT, "Guess the edge.")


def test_an_empty_text_holds_the_answer_alone() -> None:
    assert put_behind("", quote="x", before="", addition="NEW") == "NEW\n"
