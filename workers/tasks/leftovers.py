"""Files that the storage did not let go of at once, and files that nobody refers to."""

from guildmark.core.clock import now
from guildmark.datasets.actions import sweep_leftovers
from guildmark.datasets.intake.scratch import clear_scratch
from guildmark.oversight.actions import clear_strays
from workers.app import HEAVY_LIMITS, app


@app.task(name="leftovers.sweep", **HEAVY_LIMITS)
def sweep(**_: object) -> None:
    """Try to delete what is due: a storage that is slow keeps nothing else waiting."""
    sweep_leftovers(now=now())


@app.task(name="leftovers.clear_strays", **HEAVY_LIMITS)
def clear(**_: object) -> None:
    """Let go of what processes stored that died before they wrote its row, or only worked on."""
    clear_scratch(now=now())
    clear_strays(now=now())
