"""What a model answers to a question about a picture, read from somebody else's file."""

from __future__ import annotations

import math
from typing import Any

from concord.documents import Field
from concord.documents.values import MAX_NUMBER
from concord.formats.predictions.content import NotRead, score_of
from concord.formats.reading.content import shown
from concord.sentences import Sentence

Json = Any  # from somebody else's file: asked for its type before use
#: Types of questions that are evaluated.
ASKED = ("choice", "choices", "number", "boolean")
#: Between several options in one cell of a table, as our own exports have it.
SEPARATOR = "|"
#: Under which names an answer stands that has a score beside it.
_VALUES = ("option", "options", "value")


def value_and_score(said: Json) -> tuple[Json, float | None]:
    """An answer as it stands in JSON, alone or as `{"option" | "options" | "value", "score"}`, and
    its score; None for an object without an answer. Raises NotRead."""
    if not isinstance(said, dict):
        return said, None
    value = next((said[name] for name in _VALUES if name in said), None)
    return value, score_of(said.get("score"))


#: Yes and no as tables write them, in small letters.
_YES, _NO = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})


def answer_of(field: Field, said: Json) -> str | bool | float | tuple[str, ...]:
    """The key of an option, those of several in their order, yes or no, or a number.

    Raises NotRead.
    """
    if field.type == "boolean":
        return _yes_or_no(said)
    if field.type == "number":
        return _number(said)
    if field.type == "choices":
        return _options(field, said)
    return _option(field, said)


def _option(field: Field, said: Json) -> str:
    names = {one.name: key for key, one in field.options.items()}
    key = None
    if isinstance(said, str | int):
        key = said if said in field.options else names.get(str(said))
    if not isinstance(key, str):
        raise NotRead(
            "unknown_class",
            Sentence("The question has no answer “{option}”.", option=shown(said)),
        )
    return key


def _yes_or_no(said: Json) -> bool:
    word = str(said).strip().lower() if isinstance(said, bool | int | str) else ""
    if word not in _YES | _NO:
        raise NotRead("wrong_type", "This question is answered by true or false.")
    return word in _YES


def _options(field: Field, said: Json) -> tuple[str, ...]:
    if isinstance(said, str):
        said = [one.strip() for one in said.split(SEPARATOR)] if said.strip() else []
    if not isinstance(said, list):
        raise NotRead("wrong_type", "Several answers are a list of options.")
    chosen = {_option(field, one) for one in said}
    return tuple(key for key in field.options if key in chosen)


def _number(said: Json) -> float:
    try:
        number = float(said) if not isinstance(said, bool) else math.nan
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    if not -MAX_NUMBER <= number <= MAX_NUMBER:
        raise NotRead("wrong_type", "This question is answered by a number.")
    return number
