"""What a trait can be: one check per type."""

import sys
from collections.abc import Mapping
from datetime import date
from unicodedata import normalize

from concord.documents.values import MAX_NUMBER
from guildmark.communities.errors import WrongTraitValue
from guildmark.communities.models import Trait
from guildmark.core.errors import FieldProblem

MAX_TEXT_CHARACTERS = 200

# What came as JSON, and is stored as JSON again.
Value = str | float | bool | list[str]


def checked_value(trait: Trait, value: object) -> Value:
    """The value as it comes in and is stored; text without space around it. Raises WrongTraitValue.

    Beyond the bound of numbers jsonb answers integers that JSON of the service cannot say.
    """
    answer = checked(trait.type, trait.option_names, value)
    if is_out_of_bounds(answer):
        raise _wrong(trait.type)
    return answer


def is_out_of_bounds(value: object) -> bool:
    """Whether it is a number that does not come in any more; what was stored before is read."""
    return isinstance(value, int | float) and not -MAX_NUMBER <= value <= MAX_NUMBER


def folded(text: str) -> str:
    """Free text as it is compared: no space around it, capital and small letters alike, NFC.

    Unicode 16.0, 3.13, D145 (canonical caseless matching). Folding twice changes nothing more.
    """
    return normalize("NFC", normalize("NFD", text.strip()).casefold())


def folded_answer(trait: Trait, value: Value) -> str | None:
    """What is kept beside an answer for criteria to compare; None where that is the answer."""
    is_text = trait.type == Trait.Type.TEXT and isinstance(value, str)
    return folded(value) if is_text else None  # type: ignore[arg-type]  # is_text says so


def checked(trait_type: str, options: Mapping[str, str], value: object) -> Value:
    """As `checked_value`, for a type and its options, and for what was stored: any number."""
    match trait_type, value:
        case Trait.Type.CHOICE, str() if value in options:
            return value
        case Trait.Type.CHOICES, list() if _is_selection(value, options):
            return [str(one) for one in value]
        case Trait.Type.NUMBER, int() | float() if _is_number(value):
            return value
        case Trait.Type.DATE, str() if _is_date(value):
            return value
        case Trait.Type.TEXT, str() if _is_text(value):
            return value.strip()
        case Trait.Type.BOOLEAN, bool():
            return value
    raise _wrong(trait_type)


def wanted(trait_type: str) -> str:
    """What to give, as a sentence."""
    return _WANTED[trait_type]


def _wrong(trait_type: str) -> WrongTraitValue:
    message = wanted(trait_type)
    return WrongTraitValue(message, errors=(FieldProblem("value", "wrong_value", message),))


_WANTED: Mapping[str, str] = {
    Trait.Type.CHOICE: "Choose one of the options.",
    Trait.Type.CHOICES: "Choose at least one of the options, each once.",
    Trait.Type.NUMBER: "Give a number between -1e15 and 1e15.",
    Trait.Type.DATE: "Give a day as YYYY-MM-DD.",
    Trait.Type.TEXT: "Write 1 to 200 characters.",
    Trait.Type.BOOLEAN: "Answer yes or no.",
}


def _is_selection(value: list[object], options: Mapping[str, str]) -> bool:
    are_options = all(isinstance(one, str) and one in options for one in value)
    return bool(value) and are_options and len(set(map(str, value))) == len(value)


def _is_number(value: float) -> bool:
    """Python counts True as an int. Infinity and what no double holds are none."""
    return not isinstance(value, bool) and abs(value) <= sys.float_info.max


def _is_date(value: str) -> bool:
    """ISO 8601 with hyphens: days of this form sort as text."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_text(value: str) -> bool:
    """The database cannot hold NUL."""
    return 0 < len(value.strip()) <= MAX_TEXT_CHARACTERS and "\0" not in value
