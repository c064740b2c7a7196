"""Classes from the answers of several people: the platform's engine, and the published methods.

Imports SciPy: for workers, not for the web process.
"""

from concord.classes.choice import Candidate
from concord.classes.consolidate import fit_classes, fit_numbered, resolve_class
from concord.classes.dawid_skene import fit_dawid_skene, fit_one_coin
from concord.classes.fit import UNKNOWN, Fit
from concord.classes.glad import fit_glad
from concord.classes.grouping import Grouped
from concord.classes.hierarchical import fit_hierarchical
from concord.classes.methods import Method
from concord.classes.model import (
    ClassAnswer,
    ClassModel,
    ClassVerdict,
    UnknownClass,
    voting_model,
)
from concord.classes.numbering import Numbered, numbered
from concord.classes.votes import Votes
from concord.classes.voting import VoteResult, vote
from concord.classes.wawa import Weighted, fit_wawa
from concord.classes.whole import resolve_all

__all__ = [
    "UNKNOWN",
    "Candidate",
    "ClassAnswer",
    "ClassModel",
    "ClassVerdict",
    "Fit",
    "Grouped",
    "Method",
    "Numbered",
    "UnknownClass",
    "VoteResult",
    "Votes",
    "Weighted",
    "fit_classes",
    "fit_dawid_skene",
    "fit_glad",
    "fit_hierarchical",
    "fit_numbered",
    "fit_one_coin",
    "fit_wawa",
    "numbered",
    "resolve_all",
    "resolve_class",
    "vote",
    "voting_model",
]
