"""Languages by their tags, and the nearest of those there are."""

import json
from pathlib import Path

import pytest

from guildmark.projects.languages import LANGUAGE, MOST_CHARACTERS, nearest

#: Each with what is wanted, what is offered and what is found; the browser is held by it too.
CASES = json.loads((Path(__file__).parents[2] / "cases" / "languages.json").read_text())


@pytest.mark.parametrize("tag", ["pt", "yue", "zh-Hant", "pt-BR", "es-419", "yue-Hant-419"])
def test_a_tag_of_language_script_and_region_names_a_language(tag: str) -> None:
    assert LANGUAGE.fullmatch(tag)
    assert len(tag) <= MOST_CHARACTERS


@pytest.mark.parametrize("tag", ["", "p", "PT", "pt-br", "zh-hant", "pt-BR-x", "ptbr", "pt\n"])
def test_what_is_written_otherwise_names_none(tag: str) -> None:
    assert not LANGUAGE.fullmatch(tag)


@pytest.mark.parametrize(
    ("wanted", "offered", "found"),
    [(one["wanted"], one["offered"], one["found"]) for one in CASES],
)
def test_the_nearest_language_is_read(wanted: str, offered: list[str], found: str | None) -> None:
    assert nearest(wanted, offered) == found
