"""One value from what several people answered to one field: attributes, and questions of any type.

Pure functions of plain values. Choices and yes / no of questions have a model of their own
(`concord.classes`); everything else is counted (`concord.fields`), each person with the weight
that their answers to choices have earned.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from concord.documents import Answer, Field
from concord.fields import (
    weighted_median,
    weighted_middles,
    weighted_shares,
    weighted_vote,
)

#: Shares of weights that differ by less are one.
_EQUAL = 1e-9


@dataclass(frozen=True, slots=True)
class Verdict:
    """The value, the share of those asked who said so, and whether another was as frequent."""

    value: Answer
    probability: float
    is_tie: bool


def vote_on(
    field: Field, answers: Sequence[Answer], weights: Sequence[float] | None = None
) -> Verdict:
    """What most say. `answers` is not empty and in the order of submissions.

    `weights` are those of the people, one for each answer; without them all count alike. Several
    choices are voted on one by one, and are as probable as the least clear of them. Of numbers,
    and of options that have an order, it is the middle one that somebody gave (the lower of two),
    with the share that gave it, or what is tolerated of it; half who say less and half who say
    more than is tolerated are a tie between options.
    A tie goes to the option that comes first in the schema, then to who came first.
    """
    by_person = [1.0] * len(answers) if weights is None else weights
    if field.type == "choices":
        return _vote_on_each(field, answers, by_person)
    if field.type == "number":
        return _middle(field, answers, by_person)
    if field.is_ordered:
        return _middle_option(field, answers, by_person)
    named = [_key(answer) for answer in answers]
    tally = weighted_vote(named, by_person)
    order = {key: index for index, key in enumerate(field.options)}
    winners = [one for one, key in zip(answers, named, strict=True) if key in tally.winners]
    value = min(winners, key=lambda answer: order.get(str(answer), len(order)))
    return Verdict(value, tally.share, tally.is_tied)


def _key(answer: Answer) -> str:
    return " ".join(str(answer).casefold().split())


def _vote_on_each(field: Field, answers: Sequence[Answer], weights: Sequence[float]) -> Verdict:
    chosen = [answer if isinstance(answer, list) else [] for answer in answers]
    shares = weighted_shares(list(field.options), chosen, weights)
    return Verdict(
        value=[key for key, share in shares.items() if share > 0.5 + _EQUAL],
        probability=min(max(share, 1 - share) for share in shares.values()),
        is_tie=any(abs(share - 0.5) <= _EQUAL for share in shares.values()),
    )


def _middle(field: Field, answers: Sequence[Answer], weights: Sequence[float]) -> Verdict:
    given = [
        (answer, weight)
        for answer, weight in zip(answers, weights, strict=True)
        if isinstance(answer, int | float)
    ]
    tally = weighted_median([number for number, _ in given], [weight for _, weight in given])
    middle = tally.winners[0]
    if field.tolerance is None:
        return Verdict(middle, tally.share, is_tie=False)
    covered = [[field.tolerance.covers(number, middle)] for number, _ in given]
    near = weighted_shares([True], covered, [weight for _, weight in given])
    return Verdict(middle, near[True], is_tie=False)


def _middle_option(field: Field, answers: Sequence[Answer], weights: Sequence[float]) -> Verdict:
    place = {key: at for at, key in enumerate(field.options)}
    known = [(str(one), w) for one, w in zip(answers, weights, strict=True) if str(one) in place]
    said, each = [one for one, _ in known], [w for _, w in known]
    lower, upper = weighted_middles([place[one] for one in said], each)
    middle, other = (list(place)[int(at)] for at in (lower, upper))
    accepted = field.accepted(middle)
    near = weighted_shares([True], [[one in accepted] for one in said], each)
    return Verdict(middle, near[True], is_tie=other not in accepted)
