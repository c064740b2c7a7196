"""What pictures are like: measuring those of before, and the profile of their datasets."""

from guildmark.core.clock import now
from guildmark.datasets.actions import measure_waiting, refresh_profile
from guildmark.datasets.queries.profile import stale_datasets
from workers.app import HEAVY_LIMITS, app
from workers.receipts import acknowledge

MEASURED_AT_ONCE = 200
PROFILES_AT_ONCE = 50


@app.task(name="profiles.measure", **HEAVY_LIMITS)
def measure(**_: object) -> None:
    """Measure some pictures that came in before there were measures; the beat asks again."""
    measure_waiting(limit=MEASURED_AT_ONCE, clock=now)


@app.task(name="profiles.refresh", **HEAVY_LIMITS)
def refresh(*, dataset_id: int, event_id: int | None = None, **_: object) -> None:
    """Make the profile of a dataset anew."""
    refresh_profile(dataset_id=dataset_id, now=now())
    acknowledge(event_id=event_id, handler="profiles.refresh")


@app.task(name="profiles.refresh_stale", **HEAVY_LIMITS)
def refresh_stale(**_: object) -> None:
    """Make the profiles anew that lag behind."""
    for dataset_id in stale_datasets(limit=PROFILES_AT_ONCE):
        refresh_profile(dataset_id=dataset_id, now=now())
