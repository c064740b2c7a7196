"""Markdown of guidelines becomes HTML that can do nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildmark.projects.markdown import item_ids, render_markdown

URLS = {7: "/media/token~7"}


def html(markdown: str) -> str:
    return render_markdown(markdown, item_urls=URLS).strip()


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("# How to", "<h1>How to</h1>"),
        ("**bold** and *soft*", "<p><strong>bold</strong> and <em>soft</em></p>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        (
            "[guide](https://example.org/a)",
            '<p><a href="https://example.org/a" rel="nofollow noopener noreferrer">guide</a></p>',
        ),
        ("![a coin](item:7)", '<p><img src="/media/token~7" alt="a coin"></p>'),
        ("![a coin](item:8)", "<p>a coin</p>"),
        ("![a coin](https://spy.example/x.png)", "<p>a coin</p>"),
        ("![a coin](/media/forged)", "<p>a coin</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x](ftp://example.org)", '<p><a rel="nofollow noopener noreferrer">x</a></p>'),
    ],
)
def test_it_shows_what_is_meant_and_runs_nothing(markdown: str, expected: str) -> None:
    assert html(markdown) == expected


def test_a_caption_cannot_leave_its_attribute() -> None:
    shown = html('![" onerror="alert(1)](item:7)')

    assert re.findall(r"<img[^>]*>", shown) == [shown.removeprefix("<p>").removesuffix("</p>")]
    assert ' onerror="' not in shown


def test_tables_are_shown() -> None:
    assert "<table>" in html("| a | b |\n|---|---|\n| 1 | 2 |")


def test_items_are_found_in_a_text() -> None:
    assert item_ids("![a](item:7) and ![b](item:12)") == {7, 12}


@given(st.text(alphabet=st.sampled_from("<>\"'&![]()#*`-|\n aijsx:/=7")))
def test_whatever_is_written_no_element_outside_the_list_comes_out(markdown: str) -> None:
    shown = html(markdown)

    for tag, attributes in re.findall(r"<\s*([a-zA-Z0-9]+)([^>]*)>", shown):
        assert tag in {
            *("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "s", "code"),
            *("pre", "blockquote", "ul", "ol", "li", "a", "img", "table", "thead", "tbody"),
            *("tr", "th", "td"),
        }
        assert not re.search(r"\son\w+=", attributes)
