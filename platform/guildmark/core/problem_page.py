"""`/docs/problems`: what each refusal of the API means, under the address its `type` names."""

from collections.abc import Iterator
from dataclasses import dataclass
from inspect import getdoc

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from guildmark.core.errors import Refusal
from guildmark.core.problems import TITLES


@dataclass(frozen=True)
class Kind:
    """One kind of refusal. `meaning` is safe HTML, and empty where the title says all."""

    code: str
    status: int
    title: str
    meaning: SafeString


def kinds() -> list[Kind]:
    """Every kind the API can answer with, by code."""
    ours = [Kind(one.code, one.status, one.title, _meaning(one)) for one in _below(Refusal)]
    known = {kind.code for kind in ours}
    theirs = [
        Kind(one.default_code, one.status_code, title, SafeString())
        for one, title in TITLES.items()
        if one.default_code not in known
    ]
    return sorted([*ours, *theirs], key=lambda kind: kind.code)


def _below(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)


def _meaning(kind: type[Refusal]) -> SafeString:
    """The first paragraph of the class's docstring; what stands between backticks is code."""
    paragraph = (getdoc(kind) or "").split("\n\n")[0]
    pieces = enumerate(paragraph.split("`"))
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<code>{}</code>", piece) if index % 2 else piece,)
            for index, piece in pieces
        ),
    )


@require_safe
def problems_page(request: HttpRequest) -> HttpResponse:
    """The page, made of the classes themselves: nothing to keep in step."""
    return render(request, "problems.html", {"kinds": kinds()})
