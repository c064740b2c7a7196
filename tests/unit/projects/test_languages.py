"""Languages by their tags, and the nearest of those there are."""

import pytest

from guildmark.projects.languages import LANGUAGE, MOST_CHARACTERS, nearest


@pytest.mark.parametrize("tag", ["pt", "yue", "zh-Hant", "pt-BR", "es-419", "yue-Hant-419"])
def test_a_tag_of_language_script_and_region_names_a_language(tag: str) -> None:
    assert LANGUAGE.fullmatch(tag)
    assert len(tag) <= MOST_CHARACTERS


@pytest.mark.parametrize("tag", ["", "p", "PT", "pt-br", "zh-hant", "pt-BR-x", "ptbr", "pt\n"])
def test_what_is_written_otherwise_names_none(tag: str) -> None:
    assert not LANGUAGE.fullmatch(tag)


@pytest.mark.parametrize(
    ("wanted", "offered", "found"),
    [
        ("pt", ["pt", "pt-BR"], "pt"),
        ("pt", ["es", "pt-PT", "pt-BR"], "pt-BR"),
        ("zh-Hant-TW", ["zh", "zh-Hant"], "zh-Hant"),
        ("es-419", ["es"], "es"),
        ("pt-BR", ["pt-PT"], "pt-PT"),
        ("zh-TW", ["zh-Hans", "zh-Hant"], "zh-Hant"),
        ("zh-TW", ["zh", "zh-Hant"], "zh-Hant"),
        ("zh-TW", ["zh", "zh-Hans"], "zh"),
        ("zh-TW", ["zh-CN", "zh-HK"], "zh-HK"),
        ("zh-TW", ["zh", "zh-HK"], "zh-HK"),
        ("zh-Hans-HK", ["zh-HK", "zh-Hans"], "zh-Hans"),
        ("sr-Latn-RS", ["sr-RS", "sr-Latn"], "sr-Latn"),
        ("sr-Latn", ["sr", "sr-ME"], "sr-ME"),
        ("zh", ["zh-Hant", "zh-Hans"], "zh-Hans"),
        ("zh-HK", ["zh-Hans"], "zh-Hans"),
        ("zh-Hant-TW", ["zh-TW", "zh"], "zh-TW"),
        ("sr-Latn-RS", ["sr", "sr-Latn"], "sr-Latn"),
        ("zh-TW", ["en", "ja"], None),
        ("fil", ["fi"], None),
        ("", ["pt"], None),
    ],
)
def test_the_nearest_language_is_read(wanted: str, offered: list[str], found: str | None) -> None:
    assert nearest(wanted, offered) == found
