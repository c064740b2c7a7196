"""Markdown of guidelines as HTML that is safe to put on a page.

markdown-it makes it without letting HTML through; nh3 cleans it once more. A picture is shown
where it refers to an item the reader may see (`![caption](item:123)`); pictures from anywhere
else become their caption, so that no guideline tells a foreign server who reads it.
"""

import re
from collections.abc import Mapping, Sequence

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

MOST_CHARACTERS = 100_000
_ITEM = re.compile(r"item:(\d{1,18})")
_TAGS = {
    *("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "s", "code", "pre"),
    *("blockquote", "ul", "ol", "li", "a", "img", "table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "th": {"align"},
    "td": {"align"},
}


class _Renderer(RendererHTML):
    """HTML in which the only pictures are items; their addresses come with the call."""

    def image(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[index]
        caption = self.renderInlineAsText(token.children or [], options, env)
        match = _ITEM.fullmatch(str(token.attrs.get("src", "")))
        url = env["item_urls"].get(int(match[1])) if match else None
        if url is None:
            return nh3.clean_text(caption)
        return f'<img src="{nh3.clean_text(url)}" alt="{nh3.clean_text(caption)}">'


_markdown = MarkdownIt("commonmark", {"html": False}, renderer_cls=_Renderer)
_markdown.enable(["table", "strikethrough"])


def item_ids(markdown: str) -> set[int]:
    """The items a text refers to."""
    return {int(number) for number in _ITEM.findall(markdown)}


def blocks_of(markdown: str) -> list[Token]:
    """What the text consists of, block by block, with the lines each comes from."""
    return _markdown.parse(markdown)


def render_markdown(markdown: str, *, item_urls: Mapping[int, str]) -> str:
    """Safe HTML; `item_urls` are the addresses of the items whose pictures may be shown."""
    html = _markdown.render(markdown, {"item_urls": item_urls})
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer",
    )
