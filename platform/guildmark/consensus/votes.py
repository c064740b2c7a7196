"""One value from what several people answered to one field: attributes, and questions of any type.

Pure functions of plain values. Choices and yes / no of questions have a model of their own
(`concord.classes`); what is here is plain counting, for everything else.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

from concord.documents import Answer, Field


@dataclass(frozen=True, slots=True)
class Verdict:
    """The value, the share of those asked who said so, and whether another was as frequent."""

    value: Answer
    probability: float
    is_tie: bool


def vote_on(field: Field, answers: Sequence[Answer]) -> Verdict:
    """What most say. `answers` is not empty and in the order of submissions.

    Several choices are voted on one by one, and are as probable as the least clear of them. Of
    numbers it is the middle one that somebody gave (the lower of two), with the share that gave
    exactly it. A tie goes to the option that comes first in the schema, then to who came first.
    """
    if field.type == "choices":
        return _vote_on_each(field, answers)
    if field.type == "number":
        return _middle(answers)
    counts = Counter(_key(answer) for answer in answers)
    most = max(counts.values())
    winners = [answer for answer in answers if counts[_key(answer)] == most]
    order = {key: index for index, key in enumerate(field.options)}
    value = min(winners, key=lambda answer: order.get(str(answer), len(order)))
    is_tie = sum(count == most for count in counts.values()) > 1
    return Verdict(value, most / len(answers), is_tie)


def _key(answer: Answer) -> str:
    return " ".join(str(answer).casefold().split())


def _vote_on_each(field: Field, answers: Sequence[Answer]) -> Verdict:
    chosen = Counter(key for answer in answers if isinstance(answer, list) for key in set(answer))
    shares = {key: chosen[key] / len(answers) for key in field.options}
    return Verdict(
        value=[key for key, share in shares.items() if share > 0.5],
        probability=min(max(share, 1 - share) for share in shares.values()),
        is_tie=any(share == 0.5 for share in shares.values()),
    )


def _middle(answers: Sequence[Answer]) -> Verdict:
    numbers = [answer for answer in answers if isinstance(answer, int | float)]
    value = median_low(numbers)
    return Verdict(value, numbers.count(value) / len(numbers), is_tie=False)
