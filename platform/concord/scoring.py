"""How right is an answer, when the right answer is known?

For hidden gold, practice and quizzes. Every object is one decision, every question is one, and
"nothing here" is one: so an empty answer to an empty image is right, and counts.

Nobody is wrong about what the other could not know: a label or an option that was not there when
the answer became known, or not offered to who answered, is held against nobody (see `Terms`).

Shapes of every kind are judged alike: `iou` is what `concord.geometry.similarity` says, the IoU of
boxes, outlines and masks, OKS for keypoints, buffered IoU for lines, and every mark on IoU is held
against it as it is. Shapes of two kinds never stand for each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from concord.documents import Answer, Document, Field, Schema, Shape, is_within
from concord.measure import Measure, ratio, undefined

if TYPE_CHECKING:
    from concord.matching import Pair

_Given = TypeVar("_Given", bound=Answer | None)


@dataclass(frozen=True, slots=True)
class Marks:
    """What must be reached. Each in [0, 1]; the defaults are the platform's."""

    iou_threshold: float = 0.5
    f1: float = 0.80
    mean_iou: float = 0.75
    label_accuracy: float = 0.90
    question_accuracy: float = 0.80


@dataclass(frozen=True, slots=True)
class MatchedShape:
    """A shape of the answer and the shape of the reference it stands for, by their ids.

    `iou` in (0, 1] is OKS for keypoints and buffered IoU for lines.
    """

    answer_id: str
    reference_id: str
    iou: float
    has_right_label: bool


@dataclass(frozen=True, slots=True)
class Terms:
    """What both could say, who answered and who knew: keys of labels and questions, and of options
    by question of choices. `redrawn` are labels that both had, drawn as another kind of shape."""

    labels: frozenset[str]
    redrawn: frozenset[str]
    questions: frozenset[str]
    options: Mapping[str, frozenset[str]]


def terms_of(offered: Schema, known: Schema | None) -> Terms | None:
    """What the schema `offered` to who answers shares with that of the `known` answer; None, which
    stands for everything, where that is not known or the same.

    A label is shared where it is drawn alike, a question where its answers are of one type.
    """
    if known is None or known == offered:
        return None
    both = offered.labels.keys() & known.labels.keys()
    alike = frozenset(key for key in both if _is_drawn_alike(key, offered, known))
    asked = {key: one for key, one in offered.questions.items() if known.asks(one)}
    return Terms(
        labels=alike,
        redrawn=frozenset(both - alike),
        questions=frozenset(asked),
        options={
            key: frozenset(one.options.keys() & known.questions[key].options.keys())
            for key, one in asked.items()
            if one.options
        },
    )


def says_more(offered: Schema, known: Schema) -> bool:
    """Whether the schema that is `offered` lets people say what the other did not: by the rule of
    `terms_of`, more than the two share."""
    terms = terms_of(offered, known)
    if terms is None:
        return False
    if offered.labels.keys() - terms.labels or offered.questions.keys() - terms.questions:
        return True
    return any(
        offered.questions[key].options.keys() - shared for key, shared in terms.options.items()
    )


def is_held(label: str, terms: Terms | None) -> bool:
    """Whether both, who answered and who knew, could draw shapes of the label, and drew them
    alike."""
    return terms is None or label in terms.labels


def _is_drawn_alike(label: str, offered: Schema, known: Schema) -> bool:
    return offered.labels[label].kind == known.labels[label].kind


@dataclass(frozen=True, slots=True)
class Score:
    """An answer, or several answers together, against the reference.

    `confirmed_empty` counts images that are empty in both; `missed_empty` images that are empty
    in the reference alone. `question_results` is by key of question (empty in a pooled score).
    """

    matched: tuple[MatchedShape, ...]
    missed_ids: tuple[str, ...]
    spurious_ids: tuple[str, ...]
    confirmed_empty: int
    missed_empty: int
    questions_right: int
    questions_asked: int
    question_results: Mapping[str, bool]

    @property
    def decisions(self) -> int:
        """How many things there were to get right: objects, empty images, questions."""
        return self._hits + len(self.missed_ids) + self.missed_empty + self.questions_asked

    @property
    def _hits(self) -> int:
        return len(self.matched) + self.confirmed_empty

    @property
    def precision(self) -> Measure:
        """The share of drawn shapes that stand for something; undefined if nothing was drawn."""
        drawn = self._hits + len(self.spurious_ids)
        return ratio(self._hits, drawn, otherwise="Nothing was drawn.")

    @property
    def recall(self) -> Measure:
        """The share of the reference that was found; undefined without shapes to find."""
        wanted = self._hits + len(self.missed_ids) + self.missed_empty
        return ratio(self._hits, wanted, otherwise="There was nothing to find.")

    @property
    def f1(self) -> Measure:
        """2 TP / (2 TP + FP + FN), van Rijsbergen 1979, with an empty image as one object."""
        errors = len(self.spurious_ids) + len(self.missed_ids) + self.missed_empty
        return ratio(2 * self._hits, 2 * self._hits + errors, otherwise="No shapes were asked for.")

    @property
    def mean_iou(self) -> Measure:
        """Mean IoU of matched shapes; undefined when none matched."""
        if not self.matched:
            return undefined("No drawn shape matched.")
        total = sum(pair.iou for pair in self.matched)
        return Measure(total / len(self.matched), n=len(self.matched))

    @property
    def label_accuracy(self) -> Measure:
        """The share of matched shapes with the right label; undefined when none matched."""
        right = sum(pair.has_right_label for pair in self.matched)
        return ratio(right, len(self.matched), otherwise="No drawn shape matched.")

    @property
    def question_accuracy(self) -> Measure:
        """The share of questions answered right; undefined without questions."""
        return ratio(
            self.questions_right, self.questions_asked, otherwise="No questions were asked."
        )


def score_document(
    answer: Document,
    reference: Document,
    *,
    questions: Mapping[str, Field],
    has_labels: bool,
    iou_threshold: float = 0.5,
    tolerances: Mapping[str, float] | None = None,
    terms: Terms | None = None,
) -> Score:
    """One answer against the known answer for the same image.

    Shapes are matched without regard to labels, at `iou_threshold`. `has_labels` says whether
    the schema asks for shapes at all. Only questions that the reference answers count. Numbers
    are the same up to the tolerance of their question, or up to that in `tolerances` by its key.
    By the `terms` a shape of a label that one of both did not have, or drew as another kind, is
    neither missed nor spurious, and called right where it matches. Where no label is shared, that
    nothing was drawn says nothing, and neither does any match.
    """
    is_held = terms is None or bool(terms.labels)
    pairs = (
        match_shapes(answer.shapes, reference.shapes, iou_threshold=iou_threshold)
        if is_held
        else ()
    )
    missed = _others(reference.shapes, {pair.second for pair in pairs}, terms)
    spurious = _others(answer.shapes, {pair.first for pair in pairs}, terms)
    results = question_results(answer.answers, reference.answers, questions, tolerances, terms)
    is_empty = not pairs and not missed and _can_be_empty(has_labels, terms, answer, reference)
    return Score(
        matched=tuple(_matched(pair, answer, reference, terms) for pair in pairs),
        missed_ids=missed,
        spurious_ids=spurious,
        confirmed_empty=int(is_empty and not spurious),
        missed_empty=int(is_empty and bool(spurious)),
        questions_right=sum(results.values()),
        questions_asked=len(results),
        question_results=results,
    )


def score_silence(
    reference: Document,
    *,
    questions: Mapping[str, Field],
    has_labels: bool,
    terms: Terms | None = None,
) -> Score:
    """Nothing was said: everything is missed, and an empty image is not confirmed either.

    Its `decisions` are what there is to get right, whatever is said.
    """
    results = question_results({}, reference.answers, questions, terms=terms)
    missed = _others(reference.shapes, set(), terms)
    return Score(
        matched=(),
        missed_ids=missed,
        spurious_ids=(),
        confirmed_empty=0,
        missed_empty=int(not missed and _can_be_empty(has_labels, terms, reference)),
        questions_right=0,
        questions_asked=len(results),
        question_results=results,
    )


def pool(scores: Iterable[Score]) -> Score:
    """Several images as one sitting: counts are added, so every decision weighs the same."""
    listed = list(scores)
    return Score(
        matched=tuple(pair for score in listed for pair in score.matched),
        missed_ids=tuple(key for score in listed for key in score.missed_ids),
        spurious_ids=tuple(key for score in listed for key in score.spurious_ids),
        confirmed_empty=sum(score.confirmed_empty for score in listed),
        missed_empty=sum(score.missed_empty for score in listed),
        questions_right=sum(score.questions_right for score in listed),
        questions_asked=sum(score.questions_asked for score in listed),
        question_results={},
    )


#: The marks that are measured on matched shapes alone.
OF_MATCHES = frozenset({"mean_iou", "label_accuracy"})


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One mark that was not reached; `reached` is None where nothing drawn could be measured."""

    mark: str
    reached: float | None
    needed: float


def shortfalls(score: Score, marks: Marks) -> tuple[Shortfall, ...]:
    """The marks that the score does not reach; empty means passed.

    A mark whose measure is undefined does not apply: a quiz of empty images has no IoU, and a
    quiz of shapes no questions. But where there were shapes to find and none matched, the marks on
    what matched are not reached: who draws nothing shows nothing. A score without any decision
    passes nothing and is refused.
    """
    if not score.decisions:
        raise ValueError("There is nothing to judge: the score holds no decision.")
    wanted = (
        ("f1", score.f1, marks.f1),
        ("mean_iou", score.mean_iou, marks.mean_iou),
        ("label_accuracy", score.label_accuracy, marks.label_accuracy),
        ("question_accuracy", score.question_accuracy, marks.question_accuracy),
    )
    unmeasured = OF_MATCHES if score.missed_ids and not score.matched else frozenset()
    return tuple(
        Shortfall(name, measure.value, needed)
        for name, measure, needed in wanted
        if name in unmeasured or (measure.value is not None and measure.value < needed)
    )


def has_passed(score: Score, marks: Marks) -> bool:
    """True when every mark that applies is reached."""
    return not shortfalls(score, marks)


def match_shapes(
    answer: tuple[Shape, ...], reference: tuple[Shape, ...], *, iou_threshold: float
) -> tuple[Pair, ...]:
    """Pairs (index in answer, index in reference) of shapes of one kind, whatever their label.

    `iou_threshold` in (0, 1] is the same number for every kind: the least IoU of boxes, rotated
    boxes, ellipses, polygons and masks, the least OKS of keypoints, the least buffered IoU of
    lines.
    """
    from concord.geometry.similarity import (  # noqa: PLC0415 -- spares the web process NumPy
        shape_similarity,
    )
    from concord.matching import match  # noqa: PLC0415 -- as above

    return match(shape_similarity(answer, reference), threshold=iou_threshold)


def question_results(
    answers: Mapping[str, Answer],
    reference: Mapping[str, Answer],
    questions: Mapping[str, Field],
    tolerances: Mapping[str, float] | None = None,
    terms: Terms | None = None,
) -> dict[str, bool]:
    """For each question the reference answers: was it answered the same way?

    By the `terms` a question that one of both was not asked, or with answers of another type, is
    left out, and so is one where either's one option was not there for the other; of several
    choices that option is. Several choices are right as a set; text is
    right up to case and spacing; numbers, and options that have an order, are right up to the
    tolerance of their question, and exactly where it has none; an unanswered question is wrong.
    """
    reach = tolerances or {}
    shared = terms.options if terms is not None else {}
    results = {}
    for key, field in questions.items():
        if key not in reference or (terms is not None and key not in terms.questions):
            continue
        given, known = answers.get(key), reference[key]
        if key in shared:
            if not shared[key] or not all(_is_shared(one, shared[key]) for one in (given, known)):
                continue
            given, known = _only(given, shared[key]), _only(known, shared[key])
        results[key] = given is not None and _is_same(given, known, field, reach.get(key))
    return results


def _is_shared(answer: Answer | None, options: Collection[str]) -> bool:
    """Several choices are told apart one by one."""
    return not isinstance(answer, str) or answer in options


def _only(answer: _Given, options: Collection[str]) -> _Given | list[str]:
    """Of several choices those that both could make."""
    return [one for one in answer if one in options] if isinstance(answer, list) else answer


def _is_same(answer: Answer, reference: Answer, field: Field, tolerance: float | None) -> bool:
    if isinstance(answer, list) and isinstance(reference, list):
        return set(answer) == set(reference)
    if field.type == "text" and isinstance(answer, str) and isinstance(reference, str):
        return answer.casefold().split() == reference.casefold().split()
    if field.type == "number" and isinstance(answer, int | float):
        return isinstance(reference, int | float) and _is_near(answer, reference, field, tolerance)
    if field.is_ordered and isinstance(reference, str):
        return answer in field.accepted(reference)
    return answer == reference


def _is_near(answer: float, reference: float, field: Field, tolerance: float | None) -> bool:
    if tolerance is None and field.tolerance is not None:
        return field.tolerance.covers(answer, reference)
    return is_within(answer, reference, tolerance or 0.0)


def _matched(
    pair: Pair, answer: Document, reference: Document, terms: Terms | None
) -> MatchedShape:
    drawn, known = answer.shapes[pair.first], reference.shapes[pair.second]
    are_held = is_held(drawn.label, terms) and is_held(known.label, terms)
    is_right = drawn.label == known.label or not are_held
    return MatchedShape(drawn.id, known.id, pair.iou, is_right)


def _others(shapes: tuple[Shape, ...], indices: set[int], terms: Terms | None) -> tuple[str, ...]:
    """The ids of those that stand for nothing, though they could."""
    return tuple(
        shape.id
        for index, shape in enumerate(shapes)
        if index not in indices and is_held(shape.label, terms)
    )


def _can_be_empty(has_labels: bool, terms: Terms | None, *documents: Document) -> bool:
    """Whether a picture without shapes says something: not where what one drew could not be drawn
    so by the other."""
    if terms is None or not has_labels:
        return has_labels
    shapes = (shape for document in documents for shape in document.shapes)
    return bool(terms.labels) and not any(shape.label in terms.redrawn for shape in shapes)
