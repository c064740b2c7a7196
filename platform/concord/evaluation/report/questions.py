"""The part of the report about questions with one answer, yes or no among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import numpy as np

from concord.documents import Field, class_key
from concord.evaluation import classification
from concord.evaluation.by_label import Tally, tally
from concord.evaluation.classification import ABSENT, ClassCounts, Classified
from concord.evaluation.content import CONFIDENCE_GRID, Booleans, Floats, Integers
from concord.evaluation.images import EvaluatedImage
from concord.evaluation.intervals import LEAST_IMAGES
from concord.evaluation.noise import accuracy_ceiling, is_unsure_answer
from concord.evaluation.report.ordered import ordered_part
from concord.evaluation.report.values import AnswerPart, Json, measured
from concord.measure import ratio

#: A score that was written with two digits reaches its own place.
_ROUNDING = 1e-9


def question_part(
    images: Sequence[EvaluatedImage], question: Field, *, with_intervals: bool
) -> AnswerPart | None:
    """Figures of a question with one answer, over the images whose truth has one.

    Draws are those of the same images whatever was predicted.

    None for a question of another type, and where no prediction answers it: the model was not
    asked.
    """
    asked = answers_asked(images, question) if question.classes else []
    if not asked:
        return None
    number = {key: place for place, key in enumerate(question.classes)}
    truth = np.array([number[class_key(one.truth.answers[question.key])] for one in asked])
    said = [image.answers.get(question.key) for image in asked]
    predicted = np.array([ABSENT if one is None else number[class_key(one.value)] for one in said])
    scores = [0.0 if one is None else one.confidence for one in said]
    score = None if any(one is None for one in scores) else np.array(scores, dtype=np.float64)
    found = classification.classify(truth, predicted, classes=len(number), score=score)
    drawn = classification.draws(truth, predicted, classes=len(number)) if with_intervals else {}
    steps, step_draws = ordered_part(truth, predicted, question, with_intervals=with_intervals)
    kept = {**drawn, **step_draws} if found.images >= LEAST_IMAGES else {}
    part = {
        "key": question.key,
        "name": question.name,
        "images": found.images,
        "options": [
            {"key": one.key, "name": one.name, "color": one.color, **counted(count)}
            for one, count in zip(question.classes.values(), found.counts, strict=True)
        ],
        "accuracy": measured(found.accuracy, drawn.get("accuracy"), images=found.images),
        "balanced_accuracy": measured(
            found.balanced_accuracy, drawn.get("balanced_accuracy"), images=found.images
        ),
        "macro_f1": measured(found.macro_f1, drawn.get("macro_f1"), images=found.images),
        "calibration_error": measured(found.calibration_error),
        "reliability": _reliability(found),
        "confusion": found.confusion.tolist(),
        **steps,
        "by_confidence": _by_confidence(truth, predicted, score, len(number)),
        "noise": answer_noise(asked, question.key, (truth != predicted).tolist()),
    }
    named = {f"{question.key}:{figure}": values for figure, values in kept.items()}
    options = _tally(truth, predicted, list(number)) if with_intervals else None
    return AnswerPart(part, named, options)


def answers_asked(images: Sequence[EvaluatedImage], question: Field) -> list[EvaluatedImage]:
    """The images whose truth answers a question; none where no prediction does: the model was not
    asked."""
    asked = [one for one in images if question.takes(one.truth.answers.get(question.key))]
    return asked if any(question.key in one.answers for one in asked) else []


def _tally(truth: Integers, predicted: Integers, options: Sequence[str]) -> Tally:
    """What each image gives to the options that it is and is called; both (images,)."""
    image, said = np.arange(len(truth)), predicted != ABSENT
    is_right = truth == predicted
    rows = [(image[one], predicted[one], None) for one in (said & is_right, said & ~is_right)]
    return tally(options, len(truth), [*rows, (image, truth, None)])


def _by_confidence(
    truth: Integers, predicted: Integers, score: Floats | None, classes: int
) -> Json | None:
    """Right and called by confidence and option, where what is less sure says nothing at all.

    `truth`, `predicted`, `score` (images,) as in `classify`; None without scores.
    """
    if score is None:
        return None
    is_said = predicted != ABSENT
    # The last place of the grid at which a prediction still counts, from 1; 0 for one that is none.
    last = np.searchsorted(CONFIDENCE_GRID, score + _ROUNDING, side="right")
    shape = (len(CONFIDENCE_GRID) + 1, classes)

    def at_least(chosen: Booleans) -> list[list[int]]:
        cells = last[chosen] * classes + predicted[chosen]
        counts = np.bincount(cells, minlength=shape[0] * shape[1]).reshape(shape)
        found: list[list[int]] = counts[::-1].cumsum(axis=0)[::-1][1:].tolist()
        return found

    return {
        "confidences": CONFIDENCE_GRID.tolist(),
        "hits": at_least(is_said & (truth == predicted)),
        "called": at_least(is_said),
        "wanted": np.bincount(truth, minlength=classes).tolist(),
    }


def answer_noise(asked: Sequence[EvaluatedImage], question: str, is_wrong: Sequence[bool]) -> Json:
    """How many of the errors are where people disagreed themselves, and what could be reached."""
    wrong = [image for image, is_error in zip(asked, is_wrong, strict=True) if is_error]
    unsure = sum(is_unsure_answer(image, question) for image in wrong)
    return {
        "errors": len(wrong),
        "unsure_errors": unsure,
        "unsure_share": measured(ratio(unsure, len(wrong), otherwise="There are no errors.")),
        "accuracy_ceiling": measured(accuracy_ceiling(asked, question)),
    }


def counted(counts: ClassCounts) -> Json:
    """The four counts of an option, with what follows of them."""
    return {
        **asdict(counts),
        "precision": measured(counts.precision),
        "recall": measured(counts.recall),
        "f1": measured(counts.f1),
    }


def _reliability(found: Classified) -> list[Json]:
    return [
        {
            "n": one.n,
            "confidence": one.confidence.value,
            "accuracy": one.accuracy.value,
            "lower": one.accuracy.lower,
            "upper": one.accuracy.upper,
        }
        for one in found.reliability
        if one.n
    ]
