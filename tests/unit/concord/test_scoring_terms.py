"""What came into a schema later is held against nobody, whichever side had it."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from concord.documents import Document, Schema, Shape, compile_schema
from concord.scoring import Score, says_more, score_document, score_silence, terms_of


def _schema(*keys: str) -> Schema:
    """Labels and options of these keys; "all" takes several of them."""
    options = [{"key": key, "name": key.title()} for key in keys]
    question = {"text": "Which?", "required": True, "options": options}
    labels = [{"key": key, "name": key, "color": "#30C7D2", "kind": "box"} for key in keys]
    return compile_schema(
        {
            "version": 1,
            "labels": labels,
            "questions": [
                {**question, "key": "which", "type": "choice"},
                {**question, "key": "all", "type": "choices"},
            ],
        }
    )


OLD, NEW = _schema("a", "b"), _schema("a", "b", "c")


def _box(key: str, x: float, label: str) -> Shape:
    return Shape(key, "box", label, {"x": x, "y": 0.0, "width": 10.0, "height": 10.0}, {})


def _said(*shapes: Shape, **answers: Any) -> Document:
    return Document(is_nothing_here=not shapes, shapes=shapes, answers=answers)


def _score(
    answer: Document, reference: Document, *, offered: Schema = NEW, known: Schema | None = OLD
) -> Score:
    return score_document(
        answer,
        reference,
        questions=offered.questions,
        has_labels=True,
        terms=terms_of(offered, known),
    )


@pytest.mark.parametrize(
    ("given", "known", "result"),
    [
        ("c", "a", {}),
        ("b", "a", {"which": False}),
        ("a", "a", {"which": True}),
        (None, "a", {"which": False}),
    ],
    ids=["newer", "wrong", "right", "unanswered"],
)
def test_one_option_that_is_newer_than_the_known_answer_leaves_the_question_out(
    given: str | None, known: str, result: dict[str, bool]
) -> None:
    said = _said() if given is None else _said(which=given)

    assert _score(said, _said(which=known)).question_results == result


def test_of_several_choices_the_newer_one_is_left_out_and_the_others_count() -> None:
    known = _said(all=["a"])

    results = [
        _score(_said(all=said), known).question_results["all"]
        for said in (["a", "c"], ["a"], ["b", "c"], ["c"])
    ]

    assert results == [True, True, False, False]


def test_a_shape_of_a_newer_label_is_no_shape_too_many_and_right_where_it_matches() -> None:
    known = _said(_box("r1", 0, "a"), _box("r2", 100, "b"))

    found = _score(
        _said(_box("1", 0, "c"), _box("2", 100, "a"), _box("3", 300, "c"), _box("4", 500, "b")),
        known,
    )

    assert [one.has_right_label for one in found.matched] == [True, False]
    assert (found.missed_ids, found.spurious_ids) == ((), ("4",))


def test_where_only_newer_things_are_drawn_an_empty_image_is_confirmed() -> None:
    found = _score(_said(_box("1", 0, "c")), _said())

    assert (found.confirmed_empty, found.missed_empty, found.f1.value) == (1, 0, 1.0)


def test_an_older_answer_is_not_held_against_what_a_newer_correction_knows_more() -> None:
    known = _said(_box("r1", 0, "a"), _box("r2", 100, "c"), which="c", all=["a", "c"])

    found = _score(_said(_box("1", 0, "a"), which="b", all=["a"]), known, offered=OLD, known=NEW)
    silent = score_silence(
        known, questions=OLD.questions, has_labels=True, terms=terms_of(OLD, NEW)
    )

    assert found.missed_ids == ()
    assert found.question_results == {"all": True}
    assert silent.missed_ids == ("r1",)
    assert silent.decisions == 2


def test_under_one_schema_and_an_unknown_one_everything_counts() -> None:
    said, known = _said(_box("1", 300, "c"), which="c"), _said(_box("r1", 0, "a"), which="a")

    for schema in (NEW, None):
        found = _score(said, known, known=schema)
        assert (found.missed_ids, found.spurious_ids) == (("r1",), ("1",))
        assert found.question_results == {"which": False}


def test_a_schema_says_more_by_labels_options_and_questions_not_by_words() -> None:
    fewer = replace(NEW, questions={"which": NEW.questions["which"]})

    assert says_more(NEW, OLD)
    assert says_more(NEW, fewer)
    assert not says_more(OLD, NEW)
    assert not says_more(NEW, _schema("a", "b", "c"))


def _asking(kind: str, *options: str) -> Schema:
    """One question, of this type."""
    asked: dict[str, Any] = {"key": "it", "text": "It?", "required": True, "type": kind}
    if options:
        asked["options"] = [{"key": key, "name": key} for key in options]
    return compile_schema({"version": 1, "labels": [], "questions": [asked]})


BY_TYPE: dict[str, tuple[Schema, Any]] = {
    "choice": (_asking("choice", "a", "b"), "a"),
    "choices": (_asking("choices", "a", "b"), ["a"]),
    "boolean": (_asking("boolean"), True),
    "number": (_asking("number"), 1.0),
    "text": (_asking("text"), "a"),
}


@pytest.mark.parametrize(("one", "other"), [*permutations(BY_TYPE, 2)])
def test_a_question_of_another_type_is_another_question(one: str, other: str) -> None:
    (offered, said), (known, right) = BY_TYPE[one], BY_TYPE[other]

    found = _score(_said(it=said), _said(it=right), offered=offered, known=known)
    silent = score_silence(
        _said(it=right),
        questions=offered.questions,
        has_labels=False,
        terms=terms_of(offered, known),
    )

    assert (found.question_results, silent.decisions) == ({}, 0)
    assert says_more(offered, known)


@pytest.mark.parametrize("kind", BY_TYPE)
def test_a_question_of_the_same_type_is_held_under_another_schema(kind: str) -> None:
    offered, said = BY_TYPE[kind]
    known = replace(offered, labels=OLD.labels)

    assert _score(_said(it=said), _said(it=said), offered=offered, known=known).question_results
    assert not says_more(offered, known)


def _drawn_as(kind: str, *keys: str) -> Schema:
    labels = [{"key": key, "name": key, "color": "#30C7D2", "kind": kind} for key in keys]
    return compile_schema({"version": 1, "labels": labels, "questions": []})


def _outline(key: str, label: str) -> Shape:
    ring = [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0]]
    return Shape(key, "polygon", label, {"rings": [ring]}, {})


def test_a_label_that_is_drawn_otherwise_is_another_label() -> None:
    offered, known = _drawn_as("polygon", "a"), _drawn_as("box", "a")

    found = _score(
        _said(_outline("1", "a")), _said(_box("r1", 0, "a")), offered=offered, known=known
    )

    assert (found.missed_ids, found.spurious_ids, found.decisions) == ((), (), 0)
    assert says_more(offered, known)


@pytest.mark.parametrize("known", [_drawn_as("box", "a"), _drawn_as("polygon", "z")])
def test_without_a_label_in_common_nothing_that_is_drawn_says_anything(known: Schema) -> None:
    """Old known answers must be nobody's free point."""
    offered = _drawn_as("polygon", "a")
    ((key, label),) = known.labels.items()
    reference = _outline("r1", key) if label.kind == "polygon" else _box("r1", 0, key)

    for full in (_said(reference), _said()):
        silent = score_silence(full, questions={}, has_labels=True, terms=terms_of(offered, known))
        assert silent.decisions == 0
        for said in (_said(), _said(_outline("1", "a"))):
            assert _score(said, full, offered=offered, known=known).decisions == 0


def test_of_a_label_that_is_drawn_otherwise_no_empty_image_is_confirmed() -> None:
    other = compile_schema(
        {
            "version": 1,
            "labels": [
                {"key": "a", "name": "a", "color": "#30C7D2", "kind": "polygon"},
                {"key": "b", "name": "b", "color": "#30C7D2", "kind": "box"},
            ],
            "questions": [],
        }
    )
    known = _drawn_as("box", "a", "b")

    on_a_full_one = _score(_said(), _said(_box("r1", 0, "a")), offered=other, known=known)
    on_an_empty_one = _score(_said(_outline("1", "a")), _said(), offered=other, known=known)
    nothing_on_an_empty_one = _score(_said(), _said(), offered=other, known=known)

    assert (on_a_full_one.decisions, on_an_empty_one.decisions) == (0, 0)
    assert nothing_on_an_empty_one.confirmed_empty == 1
