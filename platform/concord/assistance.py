"""What a model's drafts do to the work: answers that began with one against answers that did not.

Who began with a draft is drawn by lot for each answer, so that the two arms differ in nothing else
but chance. A draft makes people quicker, and pulls their answers towards it; so agreement is held
against answers of *other* people who saw no draft, never against answers that began with one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import islice
from math import exp, log

import numpy as np

from concord.documents import Document, Field
from concord.measure import Measure, undefined
from concord.scoring import score_document
from concord.sentences import Sentence

DRAWS = 1000
#: Fewer answers in an arm say nothing about the other.
LEAST = 5
#: An answer is held against so many blind ones: more hardly move its mean.
MOST_PARTNERS = 10
FEW = Sentence(
    "It takes {least} answers that began with a suggestion, and {least} that did not.", least=LEAST
)


@dataclass(frozen=True, slots=True)
class AssistedAnswer:
    """An answer to a task that had a draft, shown or not; `seconds` above 0."""

    task: int
    annotator: int
    is_assisted: bool
    seconds: float
    answer: Document
    draft: Document


@dataclass(frozen=True, slots=True)
class Arm:
    """One of the two arms. `follows` is the mean likeness of its answers with the draft."""

    answers: int
    median_seconds: float | None
    agreement: float | None
    follows: float | None


@dataclass(frozen=True, slots=True)
class Effect:
    """What drafts did. `time_ratio`: geometric mean of assisted over blind times; below 1 is
    quicker. `agreement_gain`: assisted minus blind agreement with other people's blind answers.
    Both with a 95 % percentile interval of a bootstrap over tasks. `kept`, `changed`, `removed`
    count drafted shapes and answers to questions in assisted answers, `added` what they hold
    beside: shapes, and answers to questions that drafts answer at all."""

    assisted: Arm
    blind: Arm
    time_ratio: Measure
    agreement_gain: Measure
    kept: int
    changed: int
    removed: int
    added: int


def likeness(
    first: Document, second: Document, *, questions: Mapping[str, Field], iou_threshold: float
) -> float | None:
    """2 x what is said alike over all that is said, in [0, 1]; None where nothing is.

    Shapes are alike at the threshold with the same label; two empty pictures are alike.
    """
    score = score_document(
        first, second, questions=questions, has_labels=True, iou_threshold=iou_threshold
    )
    alike = sum(pair.has_right_label for pair in score.matched) + score.questions_right
    if not first.shapes and not second.shapes and first.is_nothing_here:
        alike += int(second.is_nothing_here)
    said = max(len(first.shapes), int(first.is_nothing_here)) + score.questions_asked
    said += max(len(second.shapes), int(second.is_nothing_here)) + score.questions_asked
    return 2 * alike / said if said else None


def effect(
    answers: Sequence[AssistedAnswer],
    *,
    questions: Mapping[str, Field],
    iou_threshold: float = 0.5,
    seed: int = 0,
) -> Effect:
    """The two arms and their difference. Cost: linear in the answers."""
    agreements = _agreements(answers, questions, iou_threshold)
    follows = [
        likeness(one.answer, one.draft, questions=questions, iou_threshold=iou_threshold)
        for one in answers
    ]
    drafted = {key for one in answers for key in one.draft.answers}
    counts = [
        np.add(_shapes(one), _answers(one, drafted)).tolist() for one in answers if one.is_assisted
    ]
    kept, changed, removed, added = (sum(one[at] for one in counts) for at in range(4))
    return Effect(
        assisted=_arm(answers, agreements, follows, is_assisted=True),
        blind=_arm(answers, agreements, follows, is_assisted=False),
        time_ratio=_time_ratio(answers, seed),
        agreement_gain=_difference(answers, agreements, seed),
        kept=kept,
        changed=changed,
        removed=removed,
        added=added,
    )


def _agreements(
    answers: Sequence[AssistedAnswer], questions: Mapping[str, Field], iou_threshold: float
) -> list[float | None]:
    """By answer, its mean likeness with blind answers of others to the same task."""
    blind: dict[int, list[AssistedAnswer]] = defaultdict(list)
    for one in answers:
        if not one.is_assisted:
            blind[one.task].append(one)

    def agreement(one: AssistedAnswer) -> float | None:
        others = (other for other in blind[one.task] if other.annotator != one.annotator)
        found = [
            likeness(one.answer, other.answer, questions=questions, iou_threshold=iou_threshold)
            for other in islice(others, MOST_PARTNERS)
        ]
        return _mean(found)

    return [agreement(one) for one in answers]


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _arm(
    answers: Sequence[AssistedAnswer],
    agreements: Sequence[float | None],
    follows: Sequence[float | None],
    *,
    is_assisted: bool,
) -> Arm:
    places = [at for at, one in enumerate(answers) if one.is_assisted == is_assisted]
    seconds = [answers[at].seconds for at in places]
    return Arm(
        answers=len(places),
        median_seconds=float(np.median(seconds)) if seconds else None,
        agreement=_mean([agreements[at] for at in places]),
        follows=_mean([follows[at] for at in places]),
    )


def _shapes(one: AssistedAnswer) -> tuple[int, int, int, int]:
    """Drafted shapes that were kept, changed, removed, and what was added."""
    drafted = {shape.id: shape for shape in one.draft.shapes}
    ours = {shape.id: shape for shape in one.answer.shapes}
    both = drafted.keys() & ours.keys()
    kept = sum(drafted[key] == ours[key] for key in both)
    return kept, len(both) - kept, len(drafted) - len(both), len(ours) - len(both)


def _answers(one: AssistedAnswer, drafted: Set[str]) -> tuple[int, int, int, int]:
    """The same of answers to questions; `drafted`: those that any draft answers."""
    suggested, ours = one.draft.answers, one.answer.answers
    both = suggested.keys() & ours.keys()
    kept = sum(suggested[key] == ours[key] for key in both)
    added = len((ours.keys() & drafted) - suggested.keys())
    return kept, len(both) - kept, len(suggested) - len(both), added


def _time_ratio(answers: Sequence[AssistedAnswer], seed: int) -> Measure:
    logs = [log(one.seconds) for one in answers]
    found = _difference(answers, logs, seed)
    if found.value is None:
        return found
    lower, upper = (None if end is None else exp(end) for end in (found.lower, found.upper))
    return Measure(exp(found.value), lower=lower, upper=upper, n=found.n)


def _difference(
    answers: Sequence[AssistedAnswer], values: Sequence[float | None], seed: int
) -> Measure:
    """Mean of the assisted minus mean of the blind; undefined for fewer than LEAST of either."""
    places = {task: at for at, task in enumerate(sorted({one.task for one in answers}))}
    sums, counts = np.zeros((2, len(places))), np.zeros((2, len(places)))
    for one, value in zip(answers, values, strict=True):
        if value is not None:
            arm = int(one.is_assisted)
            sums[arm, places[one.task]] += value
            counts[arm, places[one.task]] += 1
    if counts.sum(axis=1).min() < LEAST:
        return undefined(FEW)
    weights = np.random.default_rng(seed).multinomial(
        len(places), np.full(len(places), 1 / len(places)), size=DRAWS
    )
    drawn = weights @ counts.T
    usable = drawn.min(axis=1) > 0
    means = (weights @ sums.T)[usable] / drawn[usable]
    lower, upper = np.percentile(means[:, 1] - means[:, 0], (2.5, 97.5))
    blind, assisted = sums.sum(axis=1) / counts.sum(axis=1)
    return Measure(
        float(assisted - blind), lower=float(lower), upper=float(upper), n=int(counts.sum())
    )
