"""Reading the files of imports."""

from guildmark.core.clock import now
from guildmark.datasets.actions import ImportRun, expire_imports, expire_uploads, run_import
from workers.app import HEAVY_LIMITS, app
from workers.receipts import acknowledge


@app.task(name="imports.run", **HEAVY_LIMITS)
def run(*, import_id: int, event_id: int | None = None, **_: object) -> None:
    """Read files until the import has ended, or ring again when the time for one task is up."""
    acknowledge(event_id=event_id, handler="imports.run")
    if run_import(import_id=import_id, clock=now) is ImportRun.MORE:
        app.send_task("imports.run", kwargs={"import_id": import_id})


@app.task(name="imports.expire_uploads")
def expire(**_: object) -> None:
    """Let go of files that nobody went on sending, and of imports that nobody came back to."""
    at = now()
    expire_uploads(now=at)
    expire_imports(now=at)
