"""How much people agree, from `concord.agreement`, in the form a run keeps and the page shows.

Intervals are by resampling images. A figure that cannot be had is null with the reason.
Imports SciPy: for workers, not for the web process.
"""

from guildmark.consensus.agreement.measuring import measure_all, steps

__all__ = ["measure_all", "steps"]
