"""How much of one answer is right? What the skill of people and the rule of checks go by.

Whether an answer is right as a whole (`concord.scoring.has_passed`) says something of the answer.
Of the person it says too little where a picture asks for much: who calls nine objects of ten right
gets most pictures of eight objects wrong in something.
"""

from __future__ import annotations

from concord.measure import Measure, undefined
from concord.scoring import Score


def right_share(score: Score) -> Measure:
    """The share of right decisions in an answer to one image, in [0, 1]; n is the decisions.

    A decision is an object, an image with nothing in it, or a question. An object is right when it
    was found and called right. One that was drawn beside its place is one wrong decision, although
    it is missed and what was drawn is spurious; each object missed beyond that is one as well, and
    each drawn where nothing is. Undefined when there was nothing to decide.
    """
    hits = len(score.matched) + score.confirmed_empty
    errors = max(len(score.missed_ids) + score.missed_empty, len(score.spurious_ids))
    decisions = hits + errors + score.questions_asked
    if not score.decisions:
        return undefined("There was nothing to decide.", n=0)
    right = sum(pair.has_right_label for pair in score.matched)
    return Measure((right + score.confirmed_empty + score.questions_right) / decisions, n=decisions)
