"""What the service says, in other languages: whole, compiled, and filled alike."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from deploy.local import sentences
from deploy.local.languages import LOCALE, mo_bytes, po_text, read_po
from deploy.local.sentences import (
    NOT_SAID_IN,
    ROOT,
    is_said_in,
    messages,
    python_files,
    whole_sentences,
)

CATALOGUES = sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))
FILLINGS = re.compile(r"{\w*(?::[^}]*)?}|%\(\w+\)s")

#: Where a sentence is put together without a reader: it is kept as it was said, or a program's.
SAID_IN_ENGLISH = {
    "platform/concord/documents/problem.py",  # of another JSON type: for programmers
    "platform/concord/formats/origin.py",  # a file of a release is as it is in every language
    # What is raised with these is a mistake of ours.
    "platform/concord/agreement/ratings.py",
    "platform/concord/classes/numbering.py",
    "platform/concord/geometry/similar.py",
    "platform/concord/geometry/similarity.py",
    "platform/concord/geometry/work.py",
    "platform/concord/shapes/seen.py",
    "platform/concord/shapes/table.py",
    "platform/concord/skill/drift.py",
}
WHOLE = re.compile(r"[A-Z“\"].* .*[.?:}]", re.DOTALL)


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def _said() -> list[str]:
    """All sentences of this checkout: they take seconds to find."""
    return messages()


def _filled_as_said(path: Path) -> Iterator[int]:
    """Lines with a sentence that is filled before anybody can translate it."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.JoinedStr):
            parts = (one.value if isinstance(one, ast.Constant) else "{}" for one in node.values)
            if WHOLE.fullmatch("".join(map(str, parts))):
                yield node.lineno


def _names() -> list[str]:
    return [path.parts[-3] for path in CATALOGUES]


def test_spanish_is_one_of_them() -> None:
    assert "es" in _names()


def test_sentences_are_found_wherever_they_are_said() -> None:
    found = set(_said())

    assert {
        "Your role does not allow this",  # a title of a refusal
        "Join the community and read the guideline first.",  # what one is raised with
        "lives in {}",  # a table of sentences
        "There is no bucket of this name.",
        "You are in: {}",  # a notice
        "Confirm your address for Guildmark",  # a template
        "Portugal",  # a list of data
    } <= found


@pytest.mark.parametrize("folder", ["demo", "management", "guildmark", "workers"])
def test_a_clone_below_a_folder_of_any_name_says_the_same(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / folder
    said = {
        "platform/guildmark/accounts/said.py": 'TAKEN = "taken already"\n',
        "platform/guildmark/demo/said.py": '_("Said by the demonstration")\n',
        "platform/concord/said.py": '_("Said by the engine")\nTAKEN = "no table"\n',
    }
    for name, content in said.items():
        (root / name).parent.mkdir(parents=True)
        (root / name).write_text(content)
    monkeypatch.setattr(sentences, "ROOT", root)
    monkeypatch.setattr(sentences, "SOURCES", (root / "platform",))

    assert set(messages()) - _names_of_places() == {"taken already", "Said by the engine"}


def _names_of_places() -> set[str]:
    lists = ((sentences.CATALOGUE / "data" / f"{one}.json") for one in ("countries", "languages"))
    return {option["name"] for path in lists for option in json.loads(path.read_text("utf-8"))}


def test_a_sentence_with_values_is_translated_before_it_is_filled() -> None:
    """Write `_("At most {most} marks.").format(most=...)`; without Django, `Sentence(...)`."""
    paths = {path.relative_to(ROOT).as_posix(): path for path in python_files() if is_said_in(path)}
    filled = {name: list(_filled_as_said(path)) for name, path in paths.items()}

    assert {name: at for name, at in filled.items() if at and name not in SAID_IN_ENGLISH} == {}
    assert [name for name in sorted(SAID_IN_ENGLISH) if not filled[name]] == []


def test_no_whole_sentence_is_overlooked_wherever_it_stands() -> None:
    """A helper of another name, a dictionary, a plain return: all are found."""
    found = set(_said())

    said = {
        path.relative_to(ROOT).as_posix(): whole_sentences(_tree(path)) for path in python_files()
    }

    assert {
        "Choose the community that works on it.",  # in a dictionary, before it is a refusal
        "A mark lies on the picture.",  # a plain return
        "This must be one line of text.",  # of a field's own messages
        "Give an item and its known answer.",  # a serializer's
        "The archive holds no files.",  # a helper's
        "All answers are the same label.",  # why a figure is not there
    } <= found
    here = {name: one - found for name, one in said.items() if is_said_in(ROOT / name)}
    assert {name: one for name, one in here.items() if one} == {}
    apart = [name for name, one in said.items() if one and not is_said_in(ROOT / name)]
    assert [
        place for place in NOT_SAID_IN if not any(_is_at(ROOT / name, place) for name in apart)
    ] == []


def test_docstrings_and_what_programmers_are_told_are_not_said() -> None:
    source = """
'''A docstring that is whole.'''
field = Column(help_text="What it is, in words.")
def found():
    raise ValueError("There is no such thing.")
WORDS = {"a": "This is said."}
"""

    assert whole_sentences(ast.parse(source)) == {"This is said."}


def _is_at(path: Path, place: str) -> bool:
    return path.match(place) if place.endswith(".py") else place in path.as_posix()


@pytest.mark.parametrize("path", CATALOGUES, ids=_names())
def test_every_sentence_is_translated_and_none_is_left_over(path: Path) -> None:
    entries = read_po(path)

    assert sorted(entries) == _said()
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
