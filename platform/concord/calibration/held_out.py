"""What a fit says about gold items that it was not told."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from concord.calibration.temperature import Floats, Integers

#: With 40 gold items of 800 or more, hiding all at once does as well; with a fifth of all items
#: gold, calibration errors of .025 become .05 then (measured; docs/decisions/0010).
FOLDS = 5


def held_out_posteriors(
    fit: Callable[[Integers], Floats], gold: Integers, *, folds: int = FOLDS
) -> tuple[Floats, Integers]:
    """Posteriors (gold items, classes) and true classes (gold items,), for `fit_calibration`.

    A fit that is told a true class is certain of it, so gold cannot show how far to believe the
    fit. Here it is hidden a fold at a time: `gold` (items,) holds the true class or -1, `fit`
    takes such an array and returns posteriors (items, classes). One fold hides all gold in a
    single fit: right where gold is a small share, since a fit that knows less is less right than
    the one that is calibrated. Gold items are dealt to the folds in turn. Cost: `folds` fits.
    """
    if folds < 1:
        raise ValueError("There must be at least one fold.")
    known = np.flatnonzero(gold >= 0)
    parts = [known[fold::folds] for fold in range(min(folds, max(1, len(known))))]
    found = [_hidden(fit, gold, part)[part] for part in parts]
    order = np.argsort(np.concatenate(parts), kind="stable")
    posteriors: Floats = np.concatenate(found)[order]
    return posteriors, gold[known]


def _hidden(fit: Callable[[Integers], Floats], gold: Integers, part: Integers) -> Floats:
    told = gold.copy()
    told[part] = -1
    return fit(told)
