"""Confidences held against gold, and how well they do then."""

from collections.abc import Callable, Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

from concord.calibration import (
    Calibration,
    RateCalibration,
    Wanted,
    expected_calibration_error,
    fit_calibration,
    fit_rate_calibration,
    reliability_curve,
)
from concord.documents import Schema
from concord.measure import NORMAL, Measure, undefined
from guildmark.consensus.consolidation.attributes import asks_attributes
from guildmark.consensus.consolidation.columns import Columns
from guildmark.consensus.consolidation.content import Json, Plan, TaskVotes
from guildmark.consensus.consolidation.evidence import Evidence, Guess, Rate, gather_evidence
from guildmark.consensus.consolidation.model import ProjectModel
from guildmark.consensus.consolidation.questions import all_asked, number_questions
from guildmark.consensus.consolidation.trust import Trust
from guildmark.consensus.doubt import ATTRIBUTES, EXISTS, EXPECTED_IOU, LABELS, question_part
from guildmark.core.said import with_parts
from guildmark.quality.figures import figure

Floats = NDArray[np.float64]

BINS = 10


def calibrate(
    tasks: Sequence[TaskVotes],
    gold: Sequence[TaskVotes],
    schema: Schema,
    plan: Plan,
    model: ProjectModel,
    *,
    on_step: Callable[[], None],
    columns: Columns | None = None,
) -> Trust:
    """What gold says of the model's confidences, part by part. `columns` as of `gather_evidence`.

    Every part of the schema is there, with the reason where it stays uncalibrated. Figures are
    cross-fitted: what is measured on an item was learnt from others.
    """
    wanted = cast(Wanted, plan.calibration_method)  # the project's choices are the same words
    evidence = Evidence()
    if wanted != "none":
        evidence = gather_evidence(
            tasks, gold, schema, plan, model, on_step=on_step, columns=columns
        )
    rates = {part: evidence.rates.get(part, []) for part in _rate_parts(schema)}
    guesses = {part: evidence.guesses.get(part, []) for part in _class_parts(schema)}
    return Trust(
        rates={part: _fit_rates(said, wanted) for part, said in rates.items()},
        classes={part: _fit_guesses(said, wanted) for part, said in guesses.items()},
        figures={
            **{part: _rate_figures(part, said, wanted) for part, said in rates.items()},
            **{part: _guess_figures(said, wanted) for part, said in guesses.items()},
        },
    )


def _rate_parts(schema: Schema) -> list[str]:
    return [EXISTS, EXPECTED_IOU] if schema.labels else []


def _class_parts(schema: Schema) -> list[str]:
    attributes = [ATTRIBUTES] if asks_attributes(schema) else []
    asked = [question_part(one.key) for one in all_asked(schema)]
    numbers = [question_part(field.key) for field in number_questions(schema)]
    return [*([LABELS] if schema.labels else []), *attributes, *asked, *numbers]


def _fit_rates(said: Sequence[Rate], wanted: Wanted) -> RateCalibration:
    return fit_rate_calibration(*_columns(said), wanted=wanted)


def _columns(said: Sequence[Rate]) -> tuple[Floats, Floats]:
    return np.array([one.stated for one in said]), np.array([one.measured for one in said])


def _fit_guesses(said: Sequence[Guess], wanted: Wanted) -> Calibration:
    posteriors, truth = _table(said)
    return fit_calibration(posteriors, truth, wanted=wanted)


def _table(said: Sequence[Guess]) -> tuple[Floats, NDArray[np.int64]]:
    width = len(said[0].posterior) if said else 2
    posteriors = np.array([one.posterior for one in said], dtype=np.float64).reshape(-1, width)
    return posteriors, np.array([one.truth for one in said], dtype=np.int64)


def _rate_figures(part: str, said: Sequence[Rate], wanted: Wanted) -> Json:
    fitted = _fit_rates(said, wanted)
    stated, measured = _columns(said)
    after = stated.copy()
    for fold, here in _folds([one.fold for one in said]):
        others = [one for one in said if one.fold != fold]
        after[here] = _fit_rates(others, wanted).apply(stated[here])
    summary = _shares if part == EXISTS else _means
    return _calibration_json(fitted, summary(stated, measured), summary(after, measured))


def _guess_figures(said: Sequence[Guess], wanted: Wanted) -> Json:
    fitted = _fit_guesses(said, wanted)
    posteriors, truth = _table(said)
    is_right = posteriors.argmax(axis=1) == truth
    after = posteriors.copy()
    for fold, here in _folds([one.fold for one in said]):
        others = [one for one in said if one.fold != fold]
        after[here] = _fit_guesses(others, wanted).apply(posteriors[here])
    return _calibration_json(
        fitted,
        _shares(posteriors.max(axis=1), is_right),
        _shares(after.max(axis=1), is_right),
    )


def _folds(folds: Sequence[int]) -> list[tuple[int, NDArray[np.int64]]]:
    numbers = np.array(folds, dtype=np.int64)
    return [(int(fold), np.flatnonzero(numbers == fold)) for fold in np.unique(numbers)]


#: An error, and the bins of a curve.
Summary = tuple[Measure, list[Json]]


def _shares(confidence: Floats, is_right: Floats | NDArray[np.bool_]) -> Summary:
    """Against the share that was right, with Wilson intervals."""
    right = is_right.astype(np.bool_)
    curve = [
        {
            "n": one.n,
            "confidence": one.confidence.value,
            "accuracy": one.accuracy.value,
            "lower": one.accuracy.lower,
            "upper": one.accuracy.upper,
        }
        for one in reliability_curve(confidence, right, bins=BINS)
        if one.n
    ]
    return expected_calibration_error(confidence, right, bins=BINS), curve


def _means(expected: Floats, measured: Floats) -> Summary:
    """Against the mean of what was measured, with its normal interval in [0, 1]."""
    numbers = np.minimum((expected * BINS).astype(np.int64), BINS - 1)
    curve = [_mean_bin(expected[here], measured[here]) for _, here in _folds(numbers.tolist())]
    if not curve:
        return undefined("There are no items.", n=0), curve
    off = sum(one["n"] * abs(one["confidence"] - one["accuracy"]) for one in curve)
    return Measure(off / len(expected), n=len(expected)), curve


def _mean_bin(expected: Floats, measured: Floats) -> Json:
    n, mean = len(measured), float(measured.mean())
    # One measurement says nothing of its spread: anything is possible.
    reach = NORMAL * float(measured.std(ddof=1)) / n**0.5 if n > 1 else 1.0
    return {
        "n": n,
        "confidence": float(expected.mean()),
        "accuracy": mean,
        "lower": max(0.0, mean - reach),
        "upper": min(1.0, mean + reach),
    }


def _calibration_json(
    fitted: Calibration | RateCalibration, before: Summary, after: Summary
) -> Json:
    figures: Json = {
        "is_calibrated": fitted.is_calibrated,
        "kind": fitted.kind,
        "gold_count": fitted.n,
        "reason": fitted.reason,
        "error_before": figure(before[0]),
        "error_after": figure(
            after[0] if fitted.is_calibrated else undefined("It is not calibrated.", n=fitted.n)
        ),
        "curve_before": before[1],
        "curve": after[1] if fitted.is_calibrated else [],
    }
    return with_parts(figures)
