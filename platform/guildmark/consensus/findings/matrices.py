"""Matrices of true classes by given ones as JSON, with what was not drawn and drawn for nothing."""

import numpy as np
from numpy.typing import NDArray

from concord.skill.confusion import with_background
from guildmark.consensus.consolidation import Json

Floats = NDArray[np.float64]
ONE_CLASS = "There is only one class."
NOTHING_SAID = "Nothing was said yet."


def matrix(
    rates: Floats,
    counts: Floats,
    background: Floats | None = None,
    *,
    share_missed: Floats | None = None,
) -> Json:
    """Rates and counts (true, given) as JSON; no rates where there is nothing to confuse.

    Where there is a `background` (2, classes), as of `Part`, both are there once more with it,
    unless nothing was drawn or missed. A class of which nothing is known is missed as
    `share_missed` says.
    """
    reason = None
    if len(counts) < 2:
        reason = ONE_CLASS
    elif not counts.sum():
        reason = NOTHING_SAID
    return {
        "rates": None if reason else rates.tolist(),
        "counts": counts.tolist(),
        "undefined_reason": reason,
        "background": _with(rates, counts, background, share_missed),
    }


def _with(
    rates: Floats, counts: Floats, background: Floats | None, share_missed: Floats | None
) -> Json | None:
    if background is None or not (counts.sum() or background.sum()):
        return None
    all_rates, all_counts = with_background(rates, counts, background, population=share_missed)
    return {"rates": all_rates.tolist(), "counts": all_counts.tolist()}
