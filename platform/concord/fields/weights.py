"""How much does a person's word count, where only their answers elsewhere are known?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from concord.classes import ClassModel
from concord.classes.votes import Floats

#: More than this a model of finitely many answers cannot tell; a perfect record stays finite.
_MOST_RIGHT = 0.999


def weights_of(models: Iterable[Sequence[ClassModel]], annotators: Sequence[str]) -> list[float]:
    """A weight for each annotator: the log-odds of being right about classes, at least 0.

    Under independent people who err alike between k classes, the vote with weights
    log(a (k - 1) / (1 - a)), a the share of right answers, is the most probable one (Nitzan and
    Paroush 1982). `a` follows from the confusions and the classes' shares; several models are
    averaged, those of one question (its options) first among themselves. Somebody a model has not
    met is taken for its population. Models without confusions and of one class say nothing; where
    none says anything all weigh 1.
    """
    rows = [
        np.mean([[_log_odds(model, who) for who in annotators] for model in telling], axis=0)
        for group in models
        if (telling := [one for one in group if one.population.size and len(one.classes) > 1])
    ]
    if not rows:
        return [1.0] * len(annotators)
    weights: list[float] = np.mean(rows, axis=0).tolist()
    return weights


def _log_odds(model: ClassModel, annotator: str) -> float:
    confusion: Floats = model.confusions.get(annotator, model.population)
    right = float(model.priors @ np.diag(confusion))
    limited = min(right, _MOST_RIGHT)
    odds = limited * (len(model.classes) - 1) / (1.0 - limited)
    return max(float(np.log(odds)), 0.0) if odds > 0 else 0.0
