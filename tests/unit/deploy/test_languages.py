"""What the service says, in other languages: whole, compiled, and filled alike."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.languages import LOCALE, ROOT, SOURCES, messages, mo_bytes, po_text, read_po

CATALOGUES = sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))
FILLINGS = re.compile(r"{\w*(?::[^}]*)?}|%\(\w+\)s")

#: Where a sentence is put together without a reader: it is kept as it was said, or a program's.
SAID_IN_ENGLISH = {
    "platform/concord/documents/problem.py",  # of another JSON type: for programmers
    "platform/guildmark/releases/actions/evaluation_run.py",
    "platform/guildmark/releases/truths.py",
}
WHOLE = re.compile(r"[A-Z“\"].* .*[.?:}]", re.DOTALL)


def _filled_as_said(path: Path) -> Iterator[int]:
    """Lines with a sentence that is filled before anybody can translate it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.JoinedStr):
            parts = (one.value if isinstance(one, ast.Constant) else "{}" for one in node.values)
            if WHOLE.fullmatch("".join(map(str, parts))):
                yield node.lineno


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
        "There is no bucket of this name.",
        "You are in: {}",  # a notice
        "Confirm your address for Guildmark",  # a template
        "Portugal",  # a list of data
    } <= found


def test_a_sentence_with_values_is_translated_before_it_is_filled() -> None:
    """Write `_("At most {most} marks.").format(most=...)`; without Django, `Sentence(...)`."""
    paths = {
        path.relative_to(ROOT).as_posix(): path
        for folder in SOURCES
        for path in folder.rglob("*.py")
        if not {"migrations", "demo", "management", "settings.py"} & set(path.parts)
    }
    filled = {name: list(_filled_as_said(path)) for name, path in paths.items()}

    assert {name: at for name, at in filled.items() if at and name not in SAID_IN_ENGLISH} == {}
    assert [name for name in sorted(SAID_IN_ENGLISH) if not filled[name]] == []


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
