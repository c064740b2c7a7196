"""Questions that are answered in words and numbers: their form, and when an answer is right.

`asked` is `{"type", "text", "options", "unit"}`: `options` is a list of `{"key", "text"}`, empty
for a number, and `unit` a short text, empty for the others. What is known, and what is said:

| type | known | said |
|---|---|---|
| single | the key of one option | the same |
| several | keys of one option or more | the same, right as a set |
| order | the keys of all options, in order | the same, right in this order alone |
| number | `{"value", "tolerance"}` | a number, right within the tolerance |
"""

import math
from typing import Any

from django.utils.translation import gettext as _

from concord.documents import is_within
from guildmark.core.errors import FieldProblem

TYPES = ("single", "several", "order", "number")
MOST_OPTIONS = 12

# Any throughout: JSON from outside, judged here, or of our own storing.
Json = dict[str, Any]


def question_problems(asked: Json, known: Any) -> tuple[FieldProblem, ...]:
    """What keeps this from being a question with a known answer; the form is the API's to check."""
    keys = [option["key"] for option in asked["options"]]
    if asked["type"] == "number":
        return () if _is_known_number(known) else (_number_problem("known"),)
    if not 2 <= len(keys) <= MOST_OPTIONS:
        sentence = _("Give 2 to {most} options.").format(most=MOST_OPTIONS)
        return (FieldProblem("asked/options", "wrong_number", sentence),)
    if len(set(keys)) != len(keys):
        sentence = "Every option needs a key of its own."
        return (FieldProblem("asked/options", "duplicate_key", sentence),)
    return answer_problems(asked, known, path="known")


def answer_problems(asked: Json, said: Any, *, path: str = "said") -> tuple[FieldProblem, ...]:
    """What keeps this from being an answer to the question, right or wrong."""
    keys = {option["key"] for option in asked["options"]}
    match asked["type"]:
        case "number":
            return () if _is_number(said) else (_number_problem(path),)
        case "single":
            is_answer = isinstance(said, str) and said in keys
            sentence = "Choose one of the options."
        case "several":
            is_answer = _is_choice(said, keys) and len(said) > 0
            sentence = "Choose one option or more."
        case _:
            is_answer = _is_choice(said, keys) and len(said) == len(keys)
            sentence = "Put all options in order."
    return () if is_answer else (FieldProblem(path, "wrong_choice", sentence),)


def right_answer(asked: Json, known: Any) -> Any:
    """What somebody says who says what is known."""
    return known["value"] if asked["type"] == "number" else known


def is_right(asked: Json, known: Any, said: Any) -> bool:
    """Was it answered as is known? Nothing said is wrong."""
    if said is None:
        return False
    if asked["type"] == "several":
        return set(said) == set(known)
    if asked["type"] == "number":
        return is_within(said, known["value"], known["tolerance"])
    return bool(said == known)


def _is_choice(said: Any, keys: set[str]) -> bool:
    if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
        return False
    return len(set(said)) == len(said) and set(said) <= keys


def _is_number(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) and abs(value) <= 1e15


def _is_known_number(known: Any) -> bool:
    if not isinstance(known, dict) or known.keys() != {"value", "tolerance"}:
        return False
    return _is_number(known["value"]) and _is_number(known["tolerance"]) and known["tolerance"] >= 0


def _number_problem(path: str) -> FieldProblem:
    return FieldProblem(path, "no_number", "Give a number.")
