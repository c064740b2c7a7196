"""Projects and datasets that an owner deletes."""

from guildmark.core.clock import now
from guildmark.oversight.actions import run_deletion
from workers.app import HEAVY_LIMITS, app
from workers.receipts import acknowledge


@app.task(name="deletions.run", **HEAVY_LIMITS)
def run(*, deletion_id: int, event_id: int | None = None, **_: object) -> None:
    """Delete until it is done, or ring again when the time for one task is up."""
    acknowledge(event_id=event_id, handler="deletions.run")
    if run_deletion(deletion_id=deletion_id, clock=now):
        app.send_task("deletions.run", kwargs={"deletion_id": deletion_id})
