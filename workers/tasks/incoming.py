"""Labels from elsewhere, kept by a worker."""

from guildmark.core.clock import now
from guildmark.incoming import queries
from guildmark.incoming.actions.running import run as run_label_import
from workers.app import HEAVY_LIMITS, app
from workers.receipts import acknowledge


@app.task(name="incoming.run", **HEAVY_LIMITS)
def run(*, label_import_id: int, event_id: int | None = None, **_: object) -> None:
    """Read a file of labels, or keep what a person has said its names become."""
    acknowledge(event_id=event_id, handler="incoming.run")
    run_label_import(label_import_id=label_import_id, clock=now)


@app.task(name="incoming.run_after_pictures", **HEAVY_LIMITS)
def run_after_pictures(*, import_id: int, event_id: int | None = None, **_: object) -> None:
    """Go on with the labels of pictures that have come in."""
    acknowledge(event_id=event_id, handler="incoming.run_after_pictures")
    for label_import_id in queries.waiting_for(import_id):
        run_label_import(label_import_id=label_import_id, clock=now)
