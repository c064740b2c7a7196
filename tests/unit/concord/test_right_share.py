"""How much of one answer is right, object by object."""

from __future__ import annotations

import pytest

from concord.documents import Document, Field, Option, Shape
from concord.right_share import right_share
from concord.scoring import Marks, has_passed, score_document

OPTIONS = {key: Option(key, key, None) for key in ("a", "b")}
QUESTIONS = {"which": Field("which", "Which?", "choice", True, OPTIONS, None)}


def box(x: float, label: str = "coin") -> Shape:
    geometry = {"x": x, "y": 0.0, "width": 10.0, "height": 10.0}
    return Shape(f"{label}{x}", "box", label, geometry, {})


def said(*shapes: Shape, which: str | None = None) -> Document:
    return Document(not shapes, shapes, {} if which is None else {"which": which})


TWO = (box(0), box(100))


@pytest.mark.parametrize(
    ("answer", "known", "share", "decisions"),
    [
        (said(*TWO), said(*TWO), 1.0, 2),
        (said(box(0), box(100, "button")), said(*TWO), 0.5, 2),
        (said(box(0)), said(*TWO), 0.5, 2),
        (said(box(0), box(107)), said(*TWO), 0.5, 2),
        (said(*TWO, box(200), box(300)), said(*TWO), 0.5, 4),
        (said(), said(*TWO), 0.0, 2),
        (said(), said(), 1.0, 1),
        (said(box(0), box(100)), said(), 0.0, 2),
        (said(which="b"), said(which="a"), 0.5, 2),
        (said(*TWO, which="a"), said(*TWO, which="a"), 1.0, 3),
    ],
    ids=[
        "all", "misnamed", "missed", "beside its place", "invented", "nothing", "rightly empty",
        "invented where nothing is", "empty, and a wrong answer", "all, and the answer",
    ],
)  # fmt: skip
def test_every_object_and_every_question_is_one_decision(
    answer: Document, known: Document, share: float, decisions: int
) -> None:
    found = right_share(score_document(answer, known, questions=QUESTIONS, has_labels=True))

    assert (found.value, found.n) == (share, decisions)


def test_it_is_undefined_where_there_is_nothing_to_decide() -> None:
    found = right_share(score_document(said(), said(), questions={}, has_labels=False))

    assert (found.value, found.reason) == (None, "There was nothing to decide.")


def test_one_wrong_name_of_eight_is_an_eighth_although_the_answer_as_a_whole_is_not_right() -> None:
    known = said(*(box(place * 100.0) for place in range(8)))
    answer = said(box(0, "button"), *(box(place * 100.0) for place in range(1, 8)))

    score = score_document(answer, known, questions={}, has_labels=True)

    assert right_share(score).value == 7 / 8
    assert not has_passed(score, Marks(iou_threshold=0.5, f1=0.8, mean_iou=0.5))
