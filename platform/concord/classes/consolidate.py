"""The label of each item from what several people called it, and a model to do it again.

The one entrance for classes: keys in, verdicts out. A project is fitted as a whole now and then;
between fits, `resolve_class` judges one item under the stored model.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from concord.classes.choice import DEFAULT, FAMILIES, TELLING, Candidate, choose
from concord.classes.dawid_skene import fit_dawid_skene, fit_one_coin
from concord.classes.expectation import AnswerMatrix
from concord.classes.fit import Fit
from concord.classes.glad import fit_glad
from concord.classes.grouping import Grouped, find_groups
from concord.classes.groups import named, weighted_mean, weights_once
from concord.classes.guards import cannot_fit, cannot_learn, doubt, trust_in
from concord.classes.hierarchical import fit_hierarchical
from concord.classes.methods import Method
from concord.classes.model import ClassAnswer, ClassModel, ClassVerdict, voting_model
from concord.classes.numbering import Numbered, numbered
from concord.classes.votes import Floats, Integers, Votes, shares_of_equals
from concord.classes.wawa import Weighted, fit_wawa, weighted_shares
from concord.sentences import Sentence

#: What has a confusion matrix each, as published: not held back, and not guarded.
_EXACT = {"dawid_skene": fit_dawid_skene, "one_coin": fit_one_coin}

#: A fit that goes on may stay this far from its end; what is published may not.
_WARM_TOLERANCE = 3e-4


def fit_classes(
    answers: Iterable[ClassAnswer],
    *,
    classes: Sequence[str],
    gold: Mapping[str, str] | None = None,
    method: Method = "auto",
    start: ClassModel | None = None,
) -> ClassModel:
    """Learn how a project's people confuse classes.

    Of several answers of one person about one item the last counts; else the order changes
    nothing. Falls back to majority, and says why, where there is nothing to learn from, too much
    to remember, or where a model that was not published as it is has lost hold of the classes
    (see `guards`). `gold` gives the true label of items where it is known; majority and wawa do
    not use it. From `start`, a model of the same classes and method, the fit goes on: with
    "auto" its choice is kept. Raises UnknownClass.
    """
    found = numbered(answers, classes)
    return fit_numbered(found, gold=found.gold(gold or {}), method=method, start=start)


def fit_numbered(
    found: Numbered,
    *,
    gold: Integers | None = None,
    method: Method = "auto",
    start: ClassModel | None = None,
) -> ClassModel:
    """As `fit_classes`, of answers that are numbered already: for several fits of the same.
    `gold` is (items,), UNKNOWN where no true class is known, and None where none is at all."""
    classes = found.classes
    has_confusions = method not in ("majority", "wawa", "glad")
    reason = cannot_fit(found.votes, has_confusions=has_confusions)
    if reason is None and method in ("auto", *FAMILIES):
        reason = cannot_learn(found.votes)
    if reason is not None or method == "majority":
        return voting_model(classes, reason)
    begin = _usable(start, classes, method)
    if begin is not None:
        return _refitted(begin, found.once(begin.groups), gold, is_chosen=method == "auto")
    return _chosen(found, gold) if method == "auto" else _fitted(method, found, gold, None)


def resolve_class(model: ClassModel, answers: Mapping[str, str]) -> ClassVerdict:
    """The verdict on one item from {annotator: label}; at least one answer is needed.

    People whom the model has not met are taken for the population. Two classes are tied when
    their probabilities differ by less than 1e-9.
    """
    if not answers:
        raise ValueError("An item that nobody answered has no verdict.")
    counts = dict.fromkeys(model.classes, 0)
    for label in answers.values():
        counts[label] += 1
    weights = weights_once(answers, model.groups)
    if model.method == "majority":
        probabilities = {key: count / len(answers) for key, count in counts.items()}
    elif model.method in ("wawa", "glad"):
        probabilities = _weighted(model, answers)
    else:
        given = dict.fromkeys(model.classes, 0.0)
        for annotator, label in answers.items():
            given[label] += weights[annotator]
        voted = np.array(list(given.values()))
        shares = believed(model, _posterior(model, answers, weights), voted).tolist()
        probabilities = dict(zip(model.classes, shares, strict=True))
    most = max(probabilities.values())
    return ClassVerdict(
        winners=tuple(key for key, value in probabilities.items() if value >= most - 1e-9),
        probabilities=probabilities,
        votes=counts,
        method=model.method,
    )


def _usable(start: ClassModel | None, classes: Sequence[str], method: Method) -> ClassModel | None:
    """The model to go on from; None for one of other classes or another method, and for
    majorities that were not chosen but had to do."""
    if start is None or start.classes != tuple(classes):
        return None
    if method == "auto":
        return start if start.choice else None
    return start if start.method == method else None


def _refitted(
    start: ClassModel, found: Numbered, gold: Integers | None, *, is_chosen: bool
) -> ClassModel:
    """The same choice, and the same groups, with the answers of today."""
    if start.method == "majority":
        return start
    model = _grouped(_fitted(start.method, found, gold, start), start.groups, start.grouped)
    return _as_chosen(model, start.reason, start.choice, found.votes) if is_chosen else model


def _chosen(found: Numbered, gold: Integers | None) -> ClassModel:
    """The model that suits the project, fitted."""
    groups, grouped = find_groups(found.votes, gold)
    candidates = choose(found.votes, gold, groups)
    chosen: Method = next((one.method for one in candidates if one.is_chosen), DEFAULT)
    reason = _sentence(candidates)
    if chosen == "majority":  # nothing counts once, or it would be no candidate
        return _grouped(voting_model(found.classes, reason, candidates), {}, grouped)
    members = {} if groups is None else named(groups, found.annotators)
    model = _grouped(_fitted(chosen, found.once(members), gold, None), members, grouped)
    return _as_chosen(model, reason, candidates, found.votes)


def _grouped(model: ClassModel, groups: Mapping[str, int], grouped: Grouped | None) -> ClassModel:
    """The model with whose answers count once; with none where everybody has one vote."""
    if model.method != "majority":
        return replace(model, groups=groups, grouped=grouped)
    return replace(model, grouped=None if grouped is None else replace(grouped, is_taken=False))


def _as_chosen(
    model: ClassModel, reason: str | None, candidates: tuple[Candidate, ...], votes: Votes
) -> ClassModel:
    """The model with what it was chosen among; where it was doubted, none of that is in use."""
    is_used = {one.method for one in candidates if one.is_chosen} == {model.method}
    choice = candidates if is_used else tuple(replace(one, is_chosen=False) for one in candidates)
    return replace(model, reason=model.reason or reason, choice=choice, trust=trust_in(votes))


def _sentence(candidates: Sequence[Candidate]) -> str:
    """Why the chosen one was chosen."""
    if not candidates:
        return "There were no labels to hide, so nothing was compared."
    chosen = next(one for one in candidates if one.is_chosen)
    best = max(candidates, key=lambda one: one.log_likelihood)
    count = chosen.hidden
    if chosen is best:
        return Sentence("It foretold hidden labels best, of which there were {count}.", count=count)
    if best.method in TELLING:
        return Sentence(
            "It foretold hidden labels about as well as the best and contradicted majorities less; "
            "there were {count}.",
            count=count,
        )
    return Sentence(
        "No simpler model foretold hidden labels clearly better, of which there were {count}.",
        count=count,
    )


def _fitted(
    method: Method, found: Numbered, gold: Integers | None, start: ClassModel | None
) -> ClassModel:
    if method == "wawa":
        return _from_weights(method, found, fit_wawa(found.votes))
    if method == "glad":
        begin = None if start is None else _weights_of(start, found.annotators)
        return _from_weights(method, found, fit_glad(found.votes, gold=gold, start=begin))
    posteriors = None if start is None else _posteriors_of(start, found, gold)
    if method in _EXACT:
        fit = _EXACT[method](found.votes, gold=gold, start=posteriors)
        return _from_confusions(method, found, fit)
    family = FAMILIES[method]
    if start is None:
        fit = fit_hierarchical(found.votes, family=family, gold=gold)
    else:
        fit = fit_hierarchical(
            found.votes,
            family=family,
            gold=gold,
            start=posteriors,
            learnt=start.learnt,
            tolerance=_WARM_TOLERANCE,
        )
    reason = doubt(fit, found.votes)
    if reason is not None:
        return voting_model(found.classes, reason)
    return _from_confusions(method, found, fit)


def _from_confusions(method: Method, found: Numbered, fit: Fit) -> ClassModel:
    people = len(found.annotators)
    return ClassModel(
        method=method,
        reason=None,
        classes=tuple(found.classes),
        priors=fit.priors,
        population=_population(fit, people),
        confusions=dict(zip(found.annotators, fit.confusions[:people], strict=True)),
        learnt=fit.learnt,
        accuracy=weighted_mean(fit.posteriors[found.votes.items, found.votes.labels], found.votes),
    )


def _from_weights(method: Method, found: Numbered, fit: Weighted) -> ClassModel:
    return replace(
        voting_model(found.classes),
        method=method,
        weights=dict(zip(found.annotators, fit.weights.tolist(), strict=True)),
        stranger_weight=fit.stranger,
    )


def _weights_of(model: ClassModel, annotators: Iterable[str]) -> Floats:
    return np.array(
        [model.weights.get(who, model.stranger_weight) for who in annotators], dtype=np.float64
    )


def _posteriors_of(start: ClassModel, found: Numbered, gold: Integers | None) -> Floats:
    """(items, classes) under an earlier model; shares of the votes where it has none."""
    answers = AnswerMatrix(found.votes, gold)
    return posteriors_under(start, found, answers, otherwise=answers.first_posteriors())


def posteriors_under(
    model: ClassModel, found: Numbered, answers: AnswerMatrix, *, otherwise: Floats
) -> Floats:
    """(items, classes) of the answers under a model; `otherwise` (items, classes) has what stands
    for items of which exact rates rule out every class."""
    rates = np.array([model.confusions.get(who, model.population) for who in found.annotators])
    posteriors = otherwise.copy()
    with np.errstate(divide="ignore", invalid="ignore"):  # -inf less -inf, where all is ruled out
        answers.update(posteriors, np.log(rates), np.log(model.priors))
    impossible = ~np.isfinite(posteriors).all(axis=1)
    posteriors[impossible] = otherwise[impossible]
    return posteriors


def _weighted(model: ClassModel, answers: Mapping[str, str]) -> dict[str, float]:
    number = {key: index for index, key in enumerate(model.classes)}
    people = sorted(answers)
    votes = Votes(
        items=np.zeros(len(people), dtype=np.int64),
        annotators=np.arange(len(people)),
        labels=np.array([number[answers[who]] for who in people], dtype=np.int64),
        item_count=1,
        annotator_count=len(people),
        class_count=len(model.classes),
    )
    weights = _weights_of(model, people)
    if model.method == "wawa":
        shares = weighted_shares(votes, weights)
    else:
        shares = fit_glad(votes, abilities=weights).posteriors
    return dict(zip(model.classes, shares[0].tolist(), strict=True))


def _posterior(
    model: ClassModel, answers: Mapping[str, str], weights: Mapping[str, float]
) -> Floats:
    number = {key: index for index, key in enumerate(model.classes)}
    with np.errstate(divide="ignore"):  # exact rates may be 0, and an answer impossible
        log_joint = np.log(model.priors)
        for annotator, label in sorted(answers.items()):
            rows = model.confusions.get(annotator, model.population)
            log_joint = log_joint + weights[annotator] * np.log(rows[:, number[label]])
    if np.isneginf(log_joint).all():
        # Exact rates rule out every class: new answers that the old ones never showed.
        return np.full(len(model.classes), 1.0 / len(model.classes))
    likely = np.exp(log_joint - log_joint.max())
    posterior: Floats = likely / likely.sum()
    return posterior


def believed(model: ClassModel, stated: Floats, counts: Floats) -> Floats:
    """What the model states and what the votes say, each as far as it is believed: probabilities
    (..., classes) from those stated and the counts of votes, of the same shape."""
    if model.trust == 1.0:
        return stated
    plain = shares_of_equals(counts, model.accuracy)
    mixed: Floats = model.trust * stated + (1.0 - model.trust) * plain
    return mixed


def _population(fit: Fit, annotators: int) -> Floats:
    """What to expect of somebody never seen: learnt, or the mean of those who were seen."""
    if len(fit.confusions) > annotators:
        learnt: Floats = fit.confusions[annotators]
        return learnt
    mean: Floats = fit.confusions.mean(axis=0)
    return mean
