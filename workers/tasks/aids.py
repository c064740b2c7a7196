"""What is made of pictures for those who draw on them."""

from guildmark.core.clock import now
from guildmark.datasets.actions import make_superpixels, make_tiles
from guildmark.projects.queries import datasets_with_superpixels
from workers.app import HEAVY_LIMITS, app
from workers.receipts import acknowledge

#: About two seconds each, and ten.
MADE_AT_ONCE = 100
TILED_AT_ONCE = 20


@app.task(name="aids.make", **HEAVY_LIMITS)
def make(*, event_id: int | None = None, **_: object) -> None:
    """Make what is wanted and not there, some of it; ring again where more is left."""
    acknowledge(event_id=event_id, handler="aids.make")
    tiled = make_tiles(limit=TILED_AT_ONCE, clock=now)
    made = make_superpixels(dataset_ids=datasets_with_superpixels(), limit=MADE_AT_ONCE, clock=now)
    if made == MADE_AT_ONCE or tiled == TILED_AT_ONCE:
        app.send_task("aids.make")
