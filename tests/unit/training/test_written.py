"""Questions in words and numbers: what is a question, an answer, a right answer."""

from typing import Any

import pytest

from guildmark.training.written import answer_problems, is_right, question_problems

OPTIONS = [{"key": key, "text": key.upper()} for key in "abc"]


def asked(kind: str, options: list[dict[str, str]] | None = None) -> dict[str, Any]:
    given = ([] if kind == "number" else OPTIONS) if options is None else options
    return {"type": kind, "text": "Which?", "options": given, "unit": ""}


@pytest.mark.parametrize(
    ("kind", "known", "said", "right"),
    [
        ("single", "a", "a", True),
        ("single", "a", "b", False),
        ("several", ["a", "b"], ["b", "a"], True),
        ("several", ["a", "b"], ["a"], False),
        ("order", ["a", "b", "c"], ["a", "b", "c"], True),
        ("order", ["a", "b", "c"], ["b", "a", "c"], False),
        ("number", {"value": 3, "tolerance": 0.5}, 3.5, True),
        ("number", {"value": 3, "tolerance": 0.5}, 3.6, False),
        ("number", {"value": 1.0, "tolerance": 0.1}, 1.1, True),
        ("number", {"value": 0, "tolerance": 0}, 0, True),
        ("single", "a", None, False),
    ],
)
def test_an_answer_is_right_or_wrong(kind: str, known: Any, said: Any, right: bool) -> None:
    assert not question_problems(asked(kind), known)
    assert said is None or not answer_problems(asked(kind), said)
    assert is_right(asked(kind), known, said) is right


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("single", "d"),
        ("single", ["a"]),
        ("several", []),
        ("several", ["a", "a"]),
        ("order", ["a", "b"]),
        ("number", "3"),
        ("number", True),
        ("number", float("inf")),
    ],
)
def test_what_answers_nothing_is_refused(kind: str, said: Any) -> None:
    assert [one.path for one in answer_problems(asked(kind), said)] == ["said"]


@pytest.mark.parametrize(
    ("kind", "options", "known", "path"),
    [
        ("single", OPTIONS[:1], "a", "asked/options"),
        ("several", [OPTIONS[0], OPTIONS[0]], ["a"], "asked/options"),
        ("single", OPTIONS, "z", "known"),
        ("number", [], {"value": 1, "tolerance": -1}, "known"),
        ("number", [], 1, "known"),
    ],
)
def test_a_question_nobody_can_answer_is_refused(
    kind: str, options: list[dict[str, str]], known: Any, path: str
) -> None:
    assert [one.path for one in question_problems(asked(kind, options), known)] == [path]
