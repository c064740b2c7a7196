"""One label an item, of everybody's answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from concord.agreement import Rating, Resampling, collect_ratings, measure_labels
from concord.calibration import Calibration, fit_calibration, held_out_posteriors, uncalibrated
from concord.classes import (
    UNKNOWN,
    ClassAnswer,
    ClassModel,
    Method,
    Numbered,
    fit_numbered,
    numbered,
    resolve_all,
)
from concord.classes.choice import FAMILIES
from concord.measure import Measure, undefined
from concord.offline.errors import TooManyLabels
from concord.skill import information_bits, spammer_scores

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

SEED = 1
#: Two probabilities are the same when they differ by less.
SAME = 1e-9
#: Items times labels, some 30 bytes each.
MOST_CELLS = 100_000_000


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
    """What came out; `rows` of item, label and confidence in the order of the input.

    `labels` is alpha of each label against all others.
    """

    rows: Sequence[tuple[str, str, float]]
    ties: int
    model: ClassModel
    calibration: Calibration
    unknown_items: tuple[str, ...]
    unknown_labels: tuple[str, ...]
    percent: Measure
    alpha: Measure
    labels: Mapping[str, Measure]
    people: Sequence[Labeller]


def consolidate_classes(
    answers: Mapping[tuple[str, str], str], *, gold: Mapping[str, str], method: Method
) -> ClassesFound:
    """Fit, calibrate on what gold there is, and label every item.

    `answers` is {(item, annotator): label}, `gold` {item: true label}. Gold of items nobody
    answered, and gold that nobody ever answered, is reported and not used. Items of known truth
    get it, with confidence 1. Where a model is equally sure of several labels, the one given more
    often in the whole input is chosen. Raises TooManyLabels.
    """
    classes = sorted(set(answers.values()))
    _check_size(len({item for item, _ in answers}), len(classes))
    found = numbered((ClassAnswer(*pair, label) for pair, label in answers.items()), classes)
    there = set(found.items)
    known = {item: label for item, label in gold.items() if item in there and label in classes}
    numbers = found.gold(known)
    model = fit_numbered(found, gold=numbers, method=method)
    calibration = _calibration(found, numbers, model)
    stated = resolve_all(model, found)
    posteriors = calibration.apply(stated)
    labelled = dict(zip(found.items, _labelled(posteriors, found), strict=True))
    labelled.update({item: (label, 1.0) for item, label in known.items()})
    rows = [(item, *labelled[item]) for item in dict.fromkeys(item for item, _ in answers)]
    ratings = (Rating(item, None, who, label) for (item, who), label in answers.items())
    agreement = measure_labels(collect_ratings(ratings, classes=classes), Resampling(SEED))
    return ClassesFound(
        rows=rows,
        ties=sum(
            is_tied and item not in known
            for item, is_tied in zip(found.items, _are_tied(stated), strict=True)
        ),
        model=model,
        calibration=calibration,
        unknown_items=tuple(item for item in gold if item not in there),
        unknown_labels=tuple(sorted({label for label in gold.values() if label not in classes})),
        percent=agreement.percent,
        alpha=agreement.alpha,
        labels={label: agreement.labels[label] for label in classes},
        people=_people(answers, {item: label for item, label, _ in rows}, model),
    )


def _check_size(items: int, labels: int) -> None:
    if items * labels > MOST_CELLS:
        raise TooManyLabels(
            f"{labels:,} different labels on {items:,} items are more than can be weighed: does "
            "another column hold the labels?"
        )


def _are_tied(posteriors: Floats) -> list[bool]:
    """(items,): True where the best of several classes cannot be told."""
    is_best = posteriors >= posteriors.max(axis=1, keepdims=True) - SAME
    tied: list[bool] = (is_best.sum(axis=1) > 1).tolist()
    return tied


def _calibration(found: Numbered, gold: Integers | None, model: ClassModel) -> Calibration:
    """A fit that hides gold from itself goes on from the whole one, which takes a fraction of a
    new one; but not one whose likelihood has several summits, which would find the old one."""
    if gold is None:
        return uncalibrated("There are no gold items.")
    start = model if model.method in FAMILIES else None

    def posteriors(told: Integers) -> Floats:
        """Every item's, of a fit that is told the true classes in `told` (items,)."""
        known = told if (told != UNKNOWN).any() else None
        fitted = fit_numbered(found, gold=known, method=model.method, start=start)
        return resolve_all(replace(fitted, trust=model.trust), found)  # as the whole one is

    return fit_calibration(*held_out_posteriors(posteriors, gold))


def _labelled(posteriors: Floats, found: Numbered) -> list[tuple[str, float]]:
    """Each item's label and how probable it is; of several equally so the most frequent."""
    frequency = np.bincount(found.votes.labels, minlength=len(found.classes))
    is_best = posteriors >= posteriors.max(axis=1, keepdims=True) - SAME
    chosen = np.where(is_best, frequency[None, :], -1).argmax(axis=1)
    confidences = posteriors[np.arange(len(chosen)), chosen].tolist()
    return [
        (found.classes[best], sure) for best, sure in zip(chosen.tolist(), confidences, strict=True)
    ]


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
