"""The parts of the report about questions of numbers, and those with several answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import numpy as np

from concord.documents import Field
from concord.evaluation import numbers, several
from concord.evaluation.by_label import tally_of_tables
from concord.evaluation.content import Booleans
from concord.evaluation.images import EvaluatedImage
from concord.evaluation.intervals import LEAST_IMAGES
from concord.evaluation.report.questions import answer_noise, answers_asked, counted
from concord.evaluation.report.values import AnswerPart, Draws, measured
from concord.scoring import question_results


def rights(images: Sequence[EvaluatedImage], question: Field) -> Booleans:
    """Which predictions are right, as an answer to gold is: numbers, and options that have an
    order, up to the question's tolerance; (images,) bool, False without a prediction."""
    key, fields = question.key, {question.key: question}
    found = [
        question_results(
            {key: image.answers[key].document_value} if key in image.answers else {},
            {key: image.truth.answers[key]},
            fields,
        )[key]
        for image in images
    ]
    return np.array(found, dtype=bool)


def number_part(
    images: Sequence[EvaluatedImage], question: Field, *, with_intervals: bool
) -> AnswerPart | None:
    """Figures of a question of numbers, over the images whose truth has one."""
    asked = answers_asked(images, question) if question.type == "number" else []
    if not asked:
        return None
    key = question.key
    truth = np.array([one.truth.answers[key] for one in asked], dtype=np.float64)
    predicted = np.array(
        [one.answers[key].value if key in one.answers else np.nan for one in asked],
        dtype=np.float64,
    )
    is_right = rights(asked, question)
    found = numbers.measure(truth, predicted, is_right)
    drawn = numbers.draws(truth, predicted, is_right) if with_intervals else {}
    figures = ("within", "mean_absolute_error", "root_mean_square_error", "mean_error")
    tolerance = question.tolerance
    part = {
        "key": key,
        "name": question.name,
        "images": found.images,
        "missing": found.missing,
        "tolerance": asdict(tolerance) if tolerance else None,
        **{
            name: measured(getattr(found, name), drawn.get(name), images=found.images)
            for name in figures
        },
        "noise": answer_noise(asked, key, (~is_right).tolist()),
    }
    return AnswerPart(part, _kept(key, drawn, found.images))


def several_part(
    images: Sequence[EvaluatedImage], question: Field, *, with_intervals: bool
) -> AnswerPart | None:
    """Figures of a question with several answers, over the images whose truth has one."""
    asked = answers_asked(images, question) if question.type == "choices" else []
    if not asked:
        return None
    key = question.key
    truth = _chosen([one.truth.answers[key] for one in asked], question)
    said = np.array([key in one.answers for one in asked], dtype=bool)
    predicted = _chosen(
        [one.answers[key].value if key in one.answers else () for one in asked], question
    )
    found = several.choose(truth, predicted, said)
    drawn = several.draws(truth, predicted, said) if with_intervals else {}
    part = {
        "key": key,
        "name": question.name,
        "images": found.images,
        "missing": found.missing,
        "options": [
            {"key": one.key, "name": one.name, "color": one.color, **counted(count)}
            for one, count in zip(question.options.values(), found.counts, strict=True)
        ],
        **{
            name: measured(getattr(found, name), drawn.get(name), images=found.images)
            for name in ("exact", "micro_f1", "macro_f1")
        },
        "noise": answer_noise(asked, key, (~rights(asked, question)).tolist()),
    }
    tables = [truth & predicted, ~truth & predicted, truth]
    options = tally_of_tables(list(question.options), tables) if with_intervals else None
    return AnswerPart(part, _kept(key, drawn, found.images), options)


def _chosen(answers: Sequence[object], question: Field) -> Booleans:
    """(images, options) bool."""
    rows = [
        [key in answer if isinstance(answer, list | tuple) else False for key in question.options]
        for answer in answers
    ]
    return np.array(rows, dtype=bool).reshape(len(answers), len(question.options))


def _kept(key: str, drawn: Draws, images: int) -> Draws:
    """Draws by the name of their figure, of as many images as make an interval worth saying."""
    if images < LEAST_IMAGES:
        return {}
    return {f"{key}:{figure}": values for figure, values in drawn.items()}
