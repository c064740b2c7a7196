"""Classes from the answers of several people: voting, Dawid-Skene, and a hierarchical model.

Imports SciPy: for workers, not for the web process.
"""

from concord.classes.consolidate import (
    ClassAnswer,
    ClassModel,
    ClassVerdict,
    Method,
    fit_classes,
    resolve_class,
    voting_model,
)
from concord.classes.dawid_skene import fit_dawid_skene
from concord.classes.fit import UNKNOWN, Fit
from concord.classes.hierarchical import fit_hierarchical
from concord.classes.votes import Votes
from concord.classes.voting import VoteResult, vote

__all__ = [
    "UNKNOWN",
    "ClassAnswer",
    "ClassModel",
    "ClassVerdict",
    "Fit",
    "Method",
    "VoteResult",
    "Votes",
    "fit_classes",
    "fit_dawid_skene",
    "fit_hierarchical",
    "resolve_class",
    "vote",
    "voting_model",
]
