"""Files that the storage did not let go of at once."""

from guildmark.core.clock import now
from guildmark.datasets.actions import sweep_leftovers
from workers.app import HEAVY_LIMITS, app


@app.task(name="leftovers.sweep", **HEAVY_LIMITS)
def sweep(**_: object) -> None:
    """Try to delete what is due: a storage that is slow keeps nothing else waiting."""
    sweep_leftovers(now=now())
