"""Agreement on drawings by a table of all shapes with all others: slow, large and plain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from concord.agreement import Comparison, MatchedImage
from concord.documents import Shape
from concord.geometry.similarity import shape_similarity
from concord.matching import match

Answers = Mapping[str, Sequence[Shape]]


def compare(answers: Answers, threshold: float) -> Comparison:
    """Every two people's shapes matched by their whole table."""
    iou: list[float] = []
    every: list[float] = []
    for one, other in combinations(answers, 2):
        pairs = match(shape_similarity(answers[one], answers[other]), threshold=threshold)
        drawn = len(answers[one]) + len(answers[other])
        every.append(2 * len(pairs) / drawn if drawn else 1.0)
        iou += [pair.iou for pair in pairs]
    if len(answers) < 2:
        return Comparison(f1=None, iou=())
    return Comparison(float(np.mean(every)), tuple(iou), tuple(answers), tuple(every))


def match_people(answers: Answers, threshold: float) -> MatchedImage:
    """Average linkage as it is defined: the two closest groups, until none is close enough."""
    shapes = [(person, shape) for person, drawn in answers.items() for shape in drawn]
    table = shape_similarity([one for _, one in shapes], [one for _, one in shapes])
    groups = [[place] for place in range(len(shapes))]
    while joins := [
        (-float(table[np.ix_(one, other)].mean()), one, other)
        for one, other in combinations(groups, 2)
        if not {shapes[place][0] for place in one} & {shapes[place][0] for place in other}
        and table[np.ix_(one, other)].mean() >= threshold
    ]:
        _, one, other = min(joins)
        groups.remove(other)
        one += other
    objects = ({shapes[place][0]: shapes[place][1].label for place in one} for one in groups)
    return MatchedImage(tuple(answers), tuple(objects))
