"""When not to trust a model of people: too little to learn from, or it has lost the meaning."""

from __future__ import annotations

import numpy as np

from concord.classes.fit import Fit
from concord.classes.votes import Floats, Votes
from concord.classes.voting import vote
from concord.sentences import Sentence

#: Fewer answers than this, and nobody's confusions can be told from chance.
LEAST_VOTES = 30
#: Confusion matrices of more numbers than this are not worth their memory.
MOST_CONFUSIONS = 5_000_000
#: A model that overturns most of the plain majorities has lost hold of what the classes mean.
LEAST_AGREEMENT_WITH_VOTES = 0.5
#: Of a few answers about several classes the classes are lost sooner: habits of people explain
#: what is in the pictures. With two classes there is only the swap of both, which is checked.
LEAST_AGREEMENT_OF_FEW = 0.65
FEW_VOTES = 2_000
#: How far a chosen model is believed where it rests on next to nothing.
LEAST_TRUST = 0.5


def cannot_fit(votes: Votes, *, has_confusions: bool) -> str | None:
    """Why no model but majority can be had at all; None where one can."""
    if not len(votes.items):
        return "There are no answers."
    if votes.class_count < 2:
        return "There is only one class."
    if has_confusions and (votes.annotator_count + 1) * votes.class_count**2 > MOST_CONFUSIONS:
        return "There are too many classes to learn everybody's confusions."
    return None


def cannot_learn(votes: Votes) -> str | None:
    """Why nothing can be learnt about people; None where something can."""
    if len(votes.items) < LEAST_VOTES:
        return Sentence("There are fewer than {least} answers to learn from.", least=LEAST_VOTES)
    if np.bincount(votes.items).max() < 2:
        return "No item was answered twice."
    return None


def doubt(fit: Fit, votes: Votes) -> str | None:
    """Why a fit is not to be used; None where nothing speaks against it.

    The sign check: under a model that has swapped classes, people together are right no more
    often than by chance, or most majorities are wrong.
    """
    population = fit.confusions[votes.annotator_count]
    if float(fit.priors @ np.diag(population)) <= 1.0 / votes.class_count:
        return "Under the model, people were right no more often than by chance."
    agreement = agreement_with_votes(fit.posteriors, votes)
    if agreement < LEAST_AGREEMENT_WITH_VOTES:
        return "The model contradicted most of the majorities."
    is_small = len(votes.items) < FEW_VOTES and votes.class_count > 2
    if is_small and agreement < LEAST_AGREEMENT_OF_FEW:
        return "The model contradicted more of the majorities than so few answers bear out."
    return None


def trust_in(votes: Votes) -> float:
    """How far a chosen model of these votes is believed beside the plain ones: from half of it,
    where there are next to none, to the whole, from FEW_VOTES on.

    So it takes a surer model to contradict a clear majority where it rests on few answers
    (measured; docs/decisions/0011).
    """
    return LEAST_TRUST + (1.0 - LEAST_TRUST) * min(1.0, len(votes.items) / FEW_VOTES)


def agreement_with_votes(posteriors: Floats, votes: Votes) -> float:
    """The share of items with a single plain winner for which the model says the same."""
    result = vote(votes)
    clear = result.is_best.sum(axis=1) == 1
    if not clear.any():
        return 1.0
    chosen = posteriors[clear].argmax(axis=1)
    return float(result.is_best[clear][np.arange(len(chosen)), chosen].mean())
