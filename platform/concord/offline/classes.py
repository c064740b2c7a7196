"""One label an item, of everybody's answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concord.agreement import Rating, Resampling, collect_ratings, measure_labels
from concord.calibration import Calibration, fit_calibration, held_out_posteriors, uncalibrated
from concord.classes import (
    UNKNOWN,
    ClassAnswer,
    ClassModel,
    ClassVerdict,
    Method,
    fit_classes,
    resolve_class,
)
from concord.measure import Measure, undefined
from concord.skill import information_bits, spammer_scores

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

SEED = 1


@dataclass(frozen=True, slots=True)
class Labeller:
    """One person: answers given, share equal to the label chosen, and the model's accuracy.

    `accuracy` is the expected share of right answers under the model's classes. It, the bits one
    label tells and the spammer score are undefined where the model does not tell people apart.
    """

    name: str
    labels: int
    agrees: float
    accuracy: Measure
    information_bits: Measure
    spammer_score: Measure


@dataclass(frozen=True, slots=True)
class ClassesFound:
    """What came out; `rows` of item, label and confidence in the order of the input."""

    rows: Sequence[tuple[str, str, float]]
    ties: int
    model: ClassModel
    calibration: Calibration
    unknown_items: tuple[str, ...]
    unknown_labels: tuple[str, ...]
    percent: Measure
    alpha: Measure
    people: Sequence[Labeller]


def consolidate_classes(
    answers: Mapping[tuple[str, str], str], *, gold: Mapping[str, str], method: Method
) -> ClassesFound:
    """Fit, calibrate on what gold there is, and label every item.

    `answers` is {(item, annotator): label}, `gold` {item: true label}. Gold of items nobody
    answered, and gold that nobody ever answered, is reported and not used. Items of known truth
    get it, with confidence 1. Where a model is equally sure of several labels, the one given more
    often in the whole input is chosen.
    """
    listed = [ClassAnswer(item, who, label) for (item, who), label in answers.items()]
    by_item = _by_item(answers)
    classes = sorted(set(answers.values()))
    known = {item: label for item, label in gold.items() if item in by_item and label in classes}
    model = fit_classes(listed, classes=classes, gold=known, method=method)
    calibration = _calibration(listed, by_item, classes, known, model.method)
    verdicts = [resolve_class(model, given) for given in by_item.values()]
    posteriors = calibration.apply(_matrix(verdicts, classes))
    chosen = _chosen(posteriors, listed, classes)
    rows = [
        (item, known[item], 1.0)
        if item in known
        else (item, classes[best], float(posteriors[index, best]))
        for index, (item, best) in enumerate(zip(by_item, chosen, strict=True))
    ]
    ratings = (Rating(item, None, who, label) for (item, who), label in answers.items())
    agreement = measure_labels(collect_ratings(ratings, classes=classes), Resampling(SEED))
    return ClassesFound(
        rows=rows,
        ties=sum(
            verdict.is_tied and item not in known
            for item, verdict in zip(by_item, verdicts, strict=True)
        ),
        model=model,
        calibration=calibration,
        unknown_items=tuple(item for item in gold if item not in by_item),
        unknown_labels=tuple(sorted({label for label in gold.values() if label not in classes})),
        percent=agreement.percent,
        alpha=agreement.alpha,
        people=_people(answers, {item: label for item, label, _ in rows}, model),
    )


def _by_item(answers: Mapping[tuple[str, str], str]) -> dict[str, dict[str, str]]:
    by_item: dict[str, dict[str, str]] = defaultdict(dict)
    for (item, who), label in answers.items():
        by_item[item][who] = label
    return by_item


def _matrix(verdicts: Sequence[ClassVerdict], classes: Sequence[str]) -> Floats:
    """(items, classes)."""
    return np.array([[verdict.probabilities[key] for key in classes] for verdict in verdicts])


def _calibration(
    listed: Sequence[ClassAnswer],
    by_item: Mapping[str, Mapping[str, str]],
    classes: Sequence[str],
    known: Mapping[str, str],
    method: Method,
) -> Calibration:
    if not known:
        return uncalibrated("There are no gold items.")
    items = list(by_item)
    number = {key: index for index, key in enumerate(classes)}
    gold = np.array([number[known[item]] if item in known else UNKNOWN for item in items])

    def posteriors(told: Integers) -> Floats:
        """Every item's, of a fit that is told the true classes in `told` (items,)."""
        named = {
            item: classes[index] for item, index in zip(items, told, strict=True) if index >= 0
        }
        model = fit_classes(listed, classes=classes, gold=named, method=method)
        return _matrix([resolve_class(model, given) for given in by_item.values()], classes)

    return fit_calibration(*held_out_posteriors(posteriors, gold))


def _chosen(posteriors: Floats, listed: Sequence[ClassAnswer], classes: Sequence[str]) -> list[int]:
    """The number of each item's class; of several equally sure ones the most frequent."""
    number = {key: index for index, key in enumerate(classes)}
    frequency = np.bincount([number[one.label] for one in listed], minlength=len(classes))
    is_best = posteriors >= posteriors.max(axis=1, keepdims=True) - 1e-9
    found: list[int] = np.where(is_best, frequency[None, :], -1).argmax(axis=1).tolist()
    return found


def _people(
    answers: Mapping[tuple[str, str], str], chosen: Mapping[str, str], model: ClassModel
) -> list[Labeller]:
    given: dict[str, list[bool]] = defaultdict(list)
    for (item, who), label in answers.items():
        given[who].append(label == chosen[item])
    return [_labeller(name, is_same, model) for name, is_same in sorted(given.items())]


def _labeller(name: str, is_same: Sequence[bool], model: ClassModel) -> Labeller:
    agrees = float(np.mean(is_same))
    confusion = model.confusions.get(name)
    if confusion is None:
        unknown = undefined("The model does not tell people apart.")
        return Labeller(name, len(is_same), agrees, unknown, unknown, unknown)
    return Labeller(
        name,
        len(is_same),
        agrees,
        accuracy=Measure(float(model.priors @ np.diag(confusion))),
        information_bits=Measure(float(information_bits(confusion[None], model.priors)[0])),
        spammer_score=Measure(float(spammer_scores(confusion[None])[0])),
    )
