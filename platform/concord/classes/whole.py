"""What a model says of every item of a project at once."""

from __future__ import annotations

import numpy as np

from concord.classes.consolidate import believed, posteriors_under, resolve_class
from concord.classes.expectation import AnswerMatrix
from concord.classes.model import ClassModel
from concord.classes.numbering import Numbered
from concord.classes.votes import Floats, vote_counts, vote_shares


def resolve_all(model: ClassModel, found: Numbered) -> Floats:
    """Probabilities (items, classes) in the order of `found.items`, as `resolve_class` gives them
    one by one but for the last digits; at least one answer an item. Time grows with votes *
    classes, a tenth of what single items take."""
    if model.method == "majority":
        return vote_shares(found.votes)
    if model.method in ("wawa", "glad"):
        return _one_by_one(model, found)
    found = found.once(model.groups)
    answers = AnswerMatrix(found.votes)
    shape = (found.votes.item_count, found.votes.class_count)
    chance = np.full(shape, 1.0 / found.votes.class_count)
    posteriors = posteriors_under(model, found, answers, otherwise=chance)
    return believed(model, posteriors, vote_counts(found.votes))


def _one_by_one(model: ClassModel, found: Numbered) -> Floats:
    given: list[dict[str, str]] = [{} for _ in found.items]
    votes = found.votes
    rows = zip(votes.items.tolist(), votes.annotators.tolist(), votes.labels.tolist(), strict=True)
    for item, who, label in rows:
        given[item][found.annotators[who]] = found.classes[label]
    return np.array([list(resolve_class(model, one).probabilities.values()) for one in given])
