"""What the service says, in other languages: whole, compiled, and filled alike."""

import re
from pathlib import Path

import pytest

from deploy.local.languages import LOCALE, messages, mo_bytes, po_text, read_po

CATALOGUES = sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))
FILLINGS = re.compile(r"{\w*}|%\(\w+\)s")


def _names() -> list[str]:
    return [path.parts[-3] for path in CATALOGUES]


def test_spanish_is_one_of_them() -> None:
    assert "es" in _names()


def test_sentences_are_found_wherever_they_are_said() -> None:
    found = set(messages())

    assert {
        "Your role does not allow this",  # a title of a refusal
        "Join the community and read the guideline first.",  # what one is raised with
        "lives in {}",  # a table of sentences
        "You are in: {}",  # a notice
        "Confirm your address for Guildmark",  # a template
        "Portugal",  # a list of data
    } <= found


@pytest.mark.parametrize("path", CATALOGUES, ids=_names())
def test_every_sentence_is_translated_and_none_is_left_over(path: Path) -> None:
    entries = read_po(path)

    assert sorted(entries) == messages()
    assert [said for said, translation in entries.items() if not translation] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=_names())
def test_a_translation_has_the_places_to_fill_of_its_sentence(path: Path) -> None:
    entries = read_po(path)

    differing = [
        said
        for said, translation in entries.items()
        if sorted(FILLINGS.findall(said)) != sorted(FILLINGS.findall(translation))
    ]
    assert differing == []


@pytest.mark.parametrize("path", CATALOGUES, ids=_names())
def test_what_is_checked_in_is_what_the_sentences_compile_to(path: Path) -> None:
    """Otherwise: python -m deploy.local.languages."""
    entries, language = read_po(path), path.parts[-3]

    assert path.read_text(encoding="utf-8") == po_text(entries, language=language)
    assert path.with_suffix(".mo").read_bytes() == mo_bytes(entries, language=language)
