"""Whose answers count once together: where that foretells hidden labels of everybody else better.

Agreement beyond what right answers explain finds those who repeat another, and those who are right
where most are wrong (see `alike`). Counted once, the former stop passing for knowledge, and what
others say is foretold better. Where others share their mistakes, it may be foretold better without
those who know, too; so what others say of the groups has to show that their agreement means less
than that of other people (see `backing`). Candidates are found at chances from strict to lenient,
and the one taken that gains most beyond its error, if any. Needs no truth.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from concord.classes.alike import compare, least_explained, linked, side_by_side
from concord.classes.backing import unbacked
from concord.classes.families import Together
from concord.classes.groups import ALONE, once
from concord.classes.hiding import masks_of, sample
from concord.classes.hierarchical import fit_roughly
from concord.classes.votes import Booleans, Floats, Integers, Votes
from concord.sentences import Sentence

#: A pair is least explained at these chances: of any such pair (corrected), or of this one alone.
LEVELS = ((0.001, True), (0.05, True), (0.001, False))
#: Gain, and what is less backed, have to be so many of their errors each ...
_CLEARLY = 1.0
#: ... and both together so unlikely by chance: 1 in 1,000.
_TOGETHER = 3.09
#: Of fewer hidden labels of others nothing is said.
_LEAST_HIDDEN = 100
_ENOUGH_HIDDEN = 4_000
_REPEATS = (2, 12)
_MOST_VOTES = 200_000
_MOST_COMPARED_VOTES = 500_000


@dataclass(frozen=True, slots=True)
class Grouped:
    """Groups that were tried: so many `people` in so many `groups`.

    `gain` is by how much the mean logarithm of the probability of hidden labels of everybody else
    rises when each group counts once, `error` its standard error, `hidden` counts these labels: 0,
    as both figures are, where there were too few of them to tell.
    `unbacked` is how much less their agreement says than that of other people, `unbacked_error` its
    standard error, None where nothing is known of it (see `backing`). Of people who are not alike
    `is_beyond_chance`, by as many pairs as there are, nothing is told, unless they count once.
    """

    people: int
    groups: int
    gain: float
    error: float
    hidden: int
    unbacked: float
    unbacked_error: float | None
    is_taken: bool
    is_beyond_chance: bool = True

    @property
    def sentence(self) -> Sentence | str:
        """What was found, and what became of it; empty where that is nothing."""
        if self.is_taken:
            return Sentence(
                "People who answer alike more often than right answers explain: {people}, in "
                "groups: {groups}. What those of a group say alike counts once: hidden answers of "
                "everybody else were foretold better so.",
                people=self.people,
                groups=self.groups,
            )
        if not self.is_beyond_chance:
            return ""
        return Sentence(
            "People who answer alike more often than right answers explain: {people}, in groups: "
            "{groups}. They count like everybody else here.",
            people=self.people,
            groups=self.groups,
        )


def find_groups(
    votes: Votes, gold: Integers | None = None
) -> tuple[Integers | None, Grouped | None]:
    """(groups (annotators,) or None where everybody counts alone, what was tried).

    Nothing was tried where no two people answer alike beyond what is explained. Of many votes pairs
    are compared, and hidden labels judged, on whole items that hold a number of them. Needs two
    classes.
    """
    candidates = list(_candidates(sample(votes, _MOST_COMPARED_VOTES), gold))
    if not candidates:
        return None, None
    judged = sample(votes, _MOST_VOTES)
    low, high = _REPEATS
    masks = masks_of(judged, enough=_ENOUGH_HIDDEN, least=low, most=high)
    trials = list(_trials(judged, masks, gold, candidates))
    if not trials:
        groups, is_corrected = candidates[0]
        return None, replace(_unjudged(groups), is_beyond_chance=is_corrected)
    groups, best = max(trials, key=lambda one: _rank(one[1]))
    return (groups if best.is_taken else None), best


def _rank(one: Grouped) -> tuple[bool, bool, float]:
    """What is taken comes first, and else what is told of."""
    return one.is_taken, one.is_taken or one.is_beyond_chance, _sure_gain(one)


def _sure_gain(one: Grouped) -> float:
    return one.gain - _CLEARLY * one.error


def _candidates(votes: Votes, gold: Integers | None) -> Iterator[tuple[Integers, bool]]:
    """Different groups, (annotators,) each, from strict to lenient; with each, whether its chance
    is that of any pair."""
    couples = compare(votes, gold)
    last: Integers = np.full(votes.annotator_count, ALONE, dtype=np.int64)
    for chance, is_corrected in LEVELS:
        chosen = least_explained(couples, chance, is_corrected=is_corrected)
        groups = linked(couples, chosen, votes.annotator_count)
        if (groups != last).any():
            yield groups, is_corrected
        last = groups


def _trials(
    votes: Votes,
    masks: Sequence[Booleans],
    gold: Integers | None,
    candidates: Sequence[tuple[Integers, bool]],
) -> Iterator[tuple[Integers, Grouped]]:
    """Each candidate that leaves enough others to tell, with what it gains."""
    plain = [_foretold(votes, mask, None, gold) for mask in masks]
    beside = side_by_side(votes)
    for groups, is_corrected in candidates:
        is_other = groups[votes.annotators] == ALONE
        if sum(int((mask & is_other).sum()) for mask in masks) < _LEAST_HIDDEN:
            continue
        gains = [
            (_foretold(votes, mask, groups, gold) - told)[is_other[mask]]
            for mask, told in zip(masks, plain, strict=True)
        ]
        found = _grouped(groups, np.concatenate(gains), unbacked(votes, groups, beside))
        yield groups, replace(found, is_beyond_chance=is_corrected)


def _unjudged(groups: Integers) -> Grouped:
    """Too few answers of others are left to tell."""
    return Grouped(
        int((groups != ALONE).sum()), int(groups.max()) + 1, 0.0, 0.0, 0, 0.0, None, False
    )


def _grouped(groups: Integers, gains: Floats, backing: tuple[float, float]) -> Grouped:
    gain, error = float(gains.mean()), float(gains.std() / np.sqrt(len(gains)))
    less, less_error = backing
    return replace(
        _unjudged(groups),
        gain=gain,
        error=error,
        hidden=len(gains),
        unbacked=less,
        unbacked_error=less_error if np.isfinite(less_error) else None,
        is_taken=_is_clear(gain, error, less, less_error),
    )


def _is_clear(gain: float, error: float, less: float, less_error: float) -> bool:
    """Each by itself, and both by the sum of their errors (Stouffer 1949)."""
    if gain <= _CLEARLY * error or less <= _CLEARLY * less_error:
        return False
    return not error or not less_error or gain / error + less / less_error > _TOGETHER * 2**0.5


def _foretold(
    votes: Votes, mask: Booleans, groups: Integers | None, gold: Integers | None
) -> Floats:
    """(hidden,): the logarithm of the probability of each hidden label, under everybody's own
    confusions: one number each does not tell the classes apart."""
    seen, hidden = votes.only(~mask), votes.only(mask)
    fit = fit_roughly(once(seen, groups), family=Together, gold=gold)
    answers = fit.confusions[hidden.annotators, :, hidden.labels]
    logarithms: Floats = np.log((fit.posteriors[hidden.items] * answers).sum(axis=1))
    return logarithms
