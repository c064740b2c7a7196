"""Is there an object at all? From who drew it, and who looked and did not.

Every cluster of boxes is one of three things: an object that is plain to see (each annotator
finds it with a sensitivity of their own), an object that is hard to see (everybody finds it half
the time), or nothing (others coincide with a false alarm rarely). A cluster that nobody drew is
never observed, and counted in: the more people look, the more of what somebody drew is nothing,
so a box of the only one who looked is worth more than a box of one of seven. The middle class
keeps hard objects from being explained as false alarms of many, which ruins a model of two classes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import betaln

Floats = NDArray[np.float64]

#: How often a hard object is found by anybody. Fixed: with few people an image it cannot be told
#: from the rate of false alarms.
HARD_SENSITIVITY = 0.5
#: How often an average annotator draws a box where another drew one for nothing. Fixed, for the
#: same reason; what is learnt is who does so more often than others.
FALSE_ALARM = 0.1

#: What is believed before anything is seen, in pseudo-observations of clusters of which somebody
#: of as many people as usually look drew something: plain, hard, nothing. Two at least: nobody
#: alone is taken to draw as much for nothing as a crowd does.
_SEEN = np.array([6.0, 1.0, 3.0])
_FEWEST_PEOPLE = 2.0
_SENSITIVITY = 0.85
_SENSITIVITY_WEIGHT = 10.0
_MAX_ITERATIONS = 200
_TOLERANCE = 1e-6
_RATE_LIMITS = (1e-3, 1.0 - 1e-3)
#: Logarithms of how many observations the population may be worth against a person's own: where
#: it is looked for first.
_LOG_STRENGTHS = np.linspace(np.log(2.0), np.log(200.0), 16)


@dataclass(frozen=True, slots=True)
class ExistenceModel:
    """How well people find objects. Rates are by annotator; strangers get the population's.

    `shares` are the prior probabilities of plain, hard and nothing, and sum to 1: of all there
    might be, drawn or not; or, where `seen_by` is not 0, of what somebody drew among those who
    look at an image, how many these be, taken for so many at least.
    """

    sensitivity: Mapping[str, float]
    false_alarm: Mapping[str, float]
    population_sensitivity: float
    shares: tuple[float, float, float]
    seen_by: float = 0.0

    def alarms_beside(self, annotator: str) -> float | None:
        """How many times as often as people on average they draw for nothing, where others did;
        None of a stranger. How often that is for the average is not learnt (see FALSE_ALARM)."""
        rate = self.false_alarm.get(annotator)
        return None if rate is None else rate / FALSE_ALARM


@dataclass(frozen=True, slots=True, eq=False)
class Sightings:
    """Who drew which cluster, and who looked: sparse (clusters, annotators), 1.0 for yes.

    Whoever drew it looked.
    """

    drawn: sparse.csr_array
    looked: sparse.csr_array


def existence_prior() -> ExistenceModel:
    """What holds for a project of which nothing is known, not even how many look at an image."""
    plain, hard, nothing = (_SEEN / _SEEN.sum()).tolist()
    return ExistenceModel({}, {}, _SENSITIVITY, (plain, hard, nothing), _FEWEST_PEOPLE)


def _of_all(model: ExistenceModel, people: float) -> ExistenceModel:
    """The same with shares of all there might be, where so many look at an image."""
    if not model.seen_by:
        return model
    seen = np.array(model.shares)
    whole = _with_unseen(seen, model.population_sensitivity, max(people, model.seen_by))
    plain, hard, nothing = (whole / whole.sum()).tolist()
    return replace(model, shares=(plain, hard, nothing), seen_by=0.0)


def _with_unseen(seen: Floats, sensitivity: float, people: float) -> Floats:
    missed = 1.0 - np.array([sensitivity, HARD_SENSITIVITY, FALSE_ALARM])
    whole: Floats = seen / (1.0 - missed**people)
    return whole


def _usual_people(sightings: Sightings) -> float:
    """How many people looked where something was drawn, of what was: at least one cluster."""
    return max(_FEWEST_PEOPLE, float(sightings.looked.sum()) / sightings.drawn.shape[0])


def fit_existence(
    sightings: Sightings,
    annotators: tuple[str, ...],
    start: ExistenceModel | None = None,
) -> tuple[ExistenceModel, Floats]:
    """EM over a project: the model, and P(exists) of each cluster, (clusters,).

    `annotators` names the columns, `start` is the last fit, to begin with. Without clusters the
    prior is returned. Personal rates are posterior means under a Beta prior around the
    population's rate, whose strength is the one of largest evidence (empirical Bayes,
    beta-binomial).
    """
    if not sightings.drawn.shape[0]:
        return _nothing_drawn(annotators), np.empty(0)
    usual = _usual_people(sightings)
    prior = _with_unseen(_SEEN, _SENSITIVITY, usual)
    first = _of_all(start or existence_prior(), usual)
    sensitivity, false_alarm = _rates(first, annotators)
    shares, population = np.array(first.shares), first.population_sensitivity
    kinds = _kinds(sightings, sensitivity, false_alarm, shares)
    for _ in range(_MAX_ITERATIONS):
        found, missed = _expected(sightings, kinds[:, 0], sensitivity)
        population = (found.sum() + _SENSITIVITY * _SENSITIVITY_WEIGHT) / (
            found.sum() + missed.sum() + _SENSITIVITY_WEIGHT
        )
        sensitivity = _shrunk(found, missed, population)
        hits, rejections = _expected(sightings, kinds[:, 2], false_alarm)
        false_alarm = _relative(
            _shrunk(hits, rejections, _share(hits, rejections)), hits + rejections
        )
        shares = _shares(sightings, kinds, _rates_of_kinds(sensitivity, false_alarm), prior)
        updated = _kinds(sightings, sensitivity, false_alarm, shares)
        moved = float(np.abs(updated - kinds).max())
        kinds = updated
        if moved < _TOLERANCE:
            break
    model = _model(annotators, sensitivity, false_alarm, float(population), shares)
    return model, _exists(kinds)


def _nothing_drawn(annotators: tuple[str, ...]) -> ExistenceModel:
    """The prior, with everybody's rates under their names."""
    prior = existence_prior()
    sensitivity, false_alarm = (rates.tolist() for rates in _rates(prior, annotators))
    return replace(
        prior,
        sensitivity=dict(zip(annotators, sensitivity, strict=True)),
        false_alarm=dict(zip(annotators, false_alarm, strict=True)),
    )


def _model(
    annotators: tuple[str, ...],
    sensitivity: Floats,
    false_alarm: Floats,
    population: float,
    shares: Floats,
) -> ExistenceModel:
    plain, hard, nothing = shares.tolist()
    return ExistenceModel(
        sensitivity=dict(zip(annotators, sensitivity.tolist(), strict=True)),
        false_alarm=dict(zip(annotators, false_alarm.tolist(), strict=True)),
        population_sensitivity=population,
        shares=(plain, hard, nothing),
    )


def probability_exists(
    model: ExistenceModel, sightings: Sightings, annotators: tuple[str, ...]
) -> Floats:
    """P(exists) of clusters under a stored model: (clusters,), uncalibrated, in (0, 1]."""
    sensitivity, false_alarm = _rates(model, annotators)
    shares = np.array(model.shares)
    if model.seen_by:
        shares = shares / _drawn_by_any(
            sightings, _rates_of_kinds(sensitivity, false_alarm), model.seen_by
        )
    return _exists(_kinds(sightings, sensitivity, false_alarm, shares))


def _drawn_by_any(sightings: Sightings, rates: Floats, fewest: float) -> Floats:
    """P(somebody draws it) of each kind for those who looked at each cluster, taken for `fewest`
    people at least: (clusters, kinds)."""
    looked = np.asarray(sightings.looked.sum(axis=1), dtype=np.float64).reshape(-1, 1)
    drawn: Floats = -np.expm1(_log_unseen(sightings, rates) * np.maximum(1.0, fewest / looked))
    return drawn


def _exists(kinds: Floats) -> Floats:
    """Plain or hard; rounding makes no sum more than certain."""
    exists: Floats = np.minimum(kinds[:, 0] + kinds[:, 1], 1.0)
    return exists


def _rates(model: ExistenceModel, annotators: tuple[str, ...]) -> tuple[Floats, Floats]:
    """Sensitivity and false alarms of each annotator, (annotators,) each."""
    sensitivity = [model.sensitivity.get(key, model.population_sensitivity) for key in annotators]
    false_alarm = [model.false_alarm.get(key, FALSE_ALARM) for key in annotators]
    return np.array(sensitivity, dtype=np.float64), np.array(false_alarm, dtype=np.float64)


def _kinds(
    sightings: Sightings, sensitivity: Floats, false_alarm: Floats, shares: Floats
) -> Floats:
    """P(plain, hard, nothing | who drew it), (clusters, 3)."""
    rates = _rates_of_kinds(sensitivity, false_alarm)
    log_joint = _log_likelihood(sightings, rates) + np.log(shares)
    weights = np.exp(log_joint - log_joint.max(axis=1, keepdims=True, initial=-np.inf))
    kinds: Floats = weights / weights.sum(axis=1, keepdims=True)
    return kinds


def _rates_of_kinds(sensitivity: Floats, false_alarm: Floats) -> Floats:
    """How often each annotator draws what is plain, hard, nothing: (annotators, 3)."""
    return np.stack([sensitivity, np.full(len(sensitivity), HARD_SENSITIVITY), false_alarm], axis=1)


def _shares(sightings: Sightings, kinds: Floats, rates: Floats, prior: Floats) -> Floats:
    """Of all there might be, with what nobody drew: for each cluster seen 1 / (1 - q) are there,
    q = P(nobody draws it). `prior` (3,) is believed before anything is seen."""
    drawn = -np.expm1(_log_unseen(sightings, rates))
    whole = (kinds / drawn).sum(axis=0) + prior
    shares: Floats = whole / whole.sum()
    return shares


def _log_likelihood(sightings: Sightings, rates: Floats) -> Floats:
    """log P(who drew it), for independent people with these rates.

    (annotators, kinds) -> (clusters, kinds).
    """
    odds = np.log(rates) - np.log1p(-rates)
    likelihood: Floats = sightings.drawn @ odds + _log_unseen(sightings, rates)
    return likelihood


def _log_unseen(sightings: Sightings, rates: Floats) -> Floats:
    """log P(nobody draws it), over the people who looked."""
    unseen: Floats = sightings.looked @ np.log1p(-rates)
    return unseen


def _expected(sightings: Sightings, weights: Floats, rates: Floats) -> tuple[Floats, Floats]:
    """Expected finds and misses of each annotator, (annotators,), with those nobody drew.

    For every object seen there were q / (1 - q) that all overlooked, q = P(nobody draws it)
    (Dempster, Laird and Rubin 1977, on truncated data).
    """
    unseen = np.exp(_log_unseen(sightings, rates))
    absent = weights * unseen / (1.0 - unseen)
    found = sightings.drawn.T @ weights
    return found, sightings.looked.T @ (weights + absent) - found


def _share(hits: Floats, misses: Floats) -> float:
    """The population's rate, with one observation at the fixed rate for a start."""
    return float((hits.sum() + FALSE_ALARM) / (hits.sum() + misses.sum() + 1.0))


def _shrunk(hits: Floats, misses: Floats, population: float) -> Floats:
    """Posterior mean rate of each annotator, (annotators,)."""
    strength = _strength(hits, misses, population)
    rates = (hits + strength * population) / (hits + misses + strength)
    limited: Floats = np.clip(rates, *_RATE_LIMITS)
    return limited


def _strength(hits: Floats, misses: Floats, population: float) -> float:
    """Of largest evidence, beta-binomial, between the bounds.

    A number that moves with the counts and never leaps: between two places of a grid two fits of
    the same answers could stay at either.
    """
    places = _LOG_STRENGTHS
    for _ in range(2):
        found = _evidence(np.exp(places), hits, misses, population)
        at = int(found.argmax())
        places = np.linspace(places[max(at - 1, 0)], places[min(at + 1, len(places) - 1)], 9)
    found = _evidence(np.exp(places), hits, misses, population)
    at = int(found.argmax())
    if not 0 < at < len(places) - 1:
        return float(np.exp(places[at]))
    before, most, after = found[at - 1 : at + 2].tolist()
    bend = before - 2.0 * most + after
    off = 0.5 * (before - after) / bend if bend < 0 else 0.0
    return float(np.exp(places[at] + off * (places[1] - places[0])))


def _evidence(strengths: Floats, hits: Floats, misses: Floats, population: float) -> Floats:
    """Log evidence of each of `strengths`, (n,) -> (n,)."""
    first, second = strengths * population, strengths * (1.0 - population)
    evidence: Floats = (
        betaln(first[:, None] + hits, second[:, None] + misses) - betaln(first, second)[:, None]
    ).sum(axis=1)
    return evidence


def _relative(rates: Floats, weights: Floats) -> Floats:
    """The same rates, scaled so that their weighted mean is the fixed one."""
    total = weights.sum()
    mean = float((rates * weights).sum() / total) if total > 0 else FALSE_ALARM
    limited: Floats = np.clip(rates * FALSE_ALARM / mean, *_RATE_LIMITS)
    return limited
