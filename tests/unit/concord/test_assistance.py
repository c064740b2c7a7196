"""What a model's drafts do to the work, on answers whose effect is known."""

import pytest

from concord.assistance import AssistedAnswer, effect, likeness
from concord.documents import Document, Shape


def document(*lefts: float) -> Document:
    """Boxes of 10 x 10 that begin there."""
    shapes = tuple(
        Shape(f"s{at}", "box", "coin", {"x": left, "y": 0.0, "width": 10.0, "height": 10.0}, {})
        for at, left in enumerate(lefts)
    )
    return Document(is_nothing_here=not lefts, shapes=shapes, answers={})


def answers(tasks: int, *, assisted_seconds: float, assisted: Document) -> list[AssistedAnswer]:
    """Two blind answers and an assisted one to each task; the draft has a box too many."""
    draft = document(0, 50)
    return [
        AssistedAnswer(
            task=task,
            annotator=person,
            is_assisted=person == 0,
            seconds=(assisted_seconds if person == 0 else 20.0) + task % 3,
            answer=assisted if person == 0 else document(0),
            draft=draft,
        )
        for task in range(tasks)
        for person in range(3)
    ]


def test_quicker_answers_that_follow_a_wrong_draft_agree_less_with_blind_ones() -> None:
    found = effect(answers(30, assisted_seconds=10.0, assisted=document(0, 50)), questions={})

    ratio = found.time_ratio
    assert ratio.value == pytest.approx(11 / 21, abs=0.01)
    assert ratio.lower is not None
    assert ratio.upper is not None
    assert ratio.lower < 11 / 21 < ratio.upper < 1
    assert found.blind.agreement == 1.0
    assert found.assisted.agreement == pytest.approx(2 / 3)
    assert found.agreement_gain.value == pytest.approx(-1 / 3)
    assert found.assisted.follows == 1.0
    assert (found.kept, found.changed, found.removed, found.added) == (60, 0, 0, 0)


def test_what_became_of_drafted_answers_is_counted_like_shapes() -> None:
    def said(**given: str) -> Document:
        return Document(is_nothing_here=False, shapes=(), answers=given)

    def assisted(draft: Document, answer: Document) -> AssistedAnswer:
        return AssistedAnswer(
            task=0, annotator=0, is_assisted=True, seconds=1.0, answer=answer, draft=draft
        )

    found = effect(
        [
            assisted(said(kind="a", side="x"), said(kind="a", side="y", note="drafted by none")),
            assisted(said(kind="a", side="x"), said(kind="b")),
            assisted(said(side="x"), said(side="x", kind="a")),
        ],
        questions={},
    )

    assert (found.kept, found.changed, found.removed, found.added) == (2, 2, 1, 1)


def test_drafts_that_change_nothing_have_no_effect() -> None:
    found = effect(answers(30, assisted_seconds=20.0, assisted=document(0)), questions={})

    assert found.time_ratio.value == pytest.approx(1.0)
    assert found.agreement_gain.value == pytest.approx(0.0)
    assert (found.kept, found.removed) == (30, 30)


def test_few_answers_and_none_have_no_figures() -> None:
    few = effect(answers(4, assisted_seconds=1.0, assisted=document(0)), questions={})
    none = effect([], questions={})

    assert few.time_ratio.value is None
    assert few.time_ratio.reason is not None
    assert (none.assisted.answers, none.agreement_gain.value, none.kept) == (0, None, 0)


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        (document(), document(), 1.0),
        (document(0), document(), 0.0),
        (document(0, 50), document(0), 2 / 3),
        (document(0), document(2), 1.0),
        (document(0), document(8), 0.0),
    ],
)
def test_likeness_is_twice_what_is_alike_over_all(
    first: Document, second: Document, wanted: float
) -> None:
    found = likeness(first, second, questions={}, iou_threshold=0.5)

    assert found == pytest.approx(wanted)
