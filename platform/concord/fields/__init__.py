"""One value from what several people answered, where the answers are no classes: attributes of
shapes, text, open numbers. Counting, with a weight for each person; of numbers, how near is near
enough is learnt.
"""

from concord.fields.numbers import (
    NumberAnswer,
    NumberModel,
    NumberVerdict,
    care_of,
    fit_given,
    fit_numbers,
    resolve_numbers,
)
from concord.fields.scale import Given
from concord.fields.votes import (
    Tally,
    weighted_median,
    weighted_medians,
    weighted_middles,
    weighted_odds,
    weighted_shares,
    weighted_vote,
)
from concord.fields.weights import knowing_of, weight_of

__all__ = [
    "Given",
    "NumberAnswer",
    "NumberModel",
    "NumberVerdict",
    "Tally",
    "care_of",
    "fit_given",
    "fit_numbers",
    "knowing_of",
    "resolve_numbers",
    "weight_of",
    "weighted_median",
    "weighted_medians",
    "weighted_middles",
    "weighted_odds",
    "weighted_shares",
    "weighted_vote",
]
