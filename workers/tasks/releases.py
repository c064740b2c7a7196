"""Freezing releases, writing exports, evaluating models."""

from guildmark.core.clock import now
from guildmark.releases import actions, queries
from guildmark.releases.actions.building import build as build_release
from guildmark.releases.actions.evaluation_run import run as run_evaluation
from workers.app import HEAVY_LIMITS, app
from workers.receipts import acknowledge, once


@app.task(name="releases.build", **HEAVY_LIMITS)
def build(*, release_id: int, event_id: int | None = None, **_: object) -> None:
    """Freeze the items of a release, or go on where a lost worker stopped."""
    acknowledge(event_id=event_id, handler="releases.build")
    build_release(release_id=release_id, clock=now)


@app.task(name="releases.build_export", **HEAVY_LIMITS)
def build_export(*, export_id: int, event_id: int | None = None, **_: object) -> None:
    """Write the file of an export."""
    acknowledge(event_id=event_id, handler="releases.build_export")
    actions.build_export(export_id=export_id, clock=now)


@app.task(name="releases.deliver", **HEAVY_LIMITS)
def deliver(*, delivery_id: int, event_id: int | None = None, **_: object) -> None:
    """Put the files of an export into a bucket, those that are not there yet."""
    acknowledge(event_id=event_id, handler="releases.deliver")
    actions.deliver(delivery_id=delivery_id, clock=now)


@app.task(name="releases.evaluate", **HEAVY_LIMITS)
def evaluate(*, evaluation_id: int, event_id: int | None = None, **_: object) -> None:
    """Hold predictions against a release."""
    acknowledge(event_id=event_id, handler="releases.evaluate")
    run_evaluation(evaluation_id=evaluation_id, clock=now)


@app.task(name="releases.resume_builds", **HEAVY_LIMITS)
def resume_builds(*, project_id: int, event_id: int | None = None, **_: object) -> None:
    """Go on with what waited for a fit of the project."""
    acknowledge(event_id=event_id, handler="releases.resume_builds")
    for release_id in queries.building(project_id):
        build_release(release_id=release_id, clock=now)


@app.task(name="releases.recall_exports")
def recall_exports(*, event_id: int, item_id: int | None = None, **_: object) -> None:
    """A picture was taken back: no file that holds it is given out any more."""
    with once(event_id=event_id, handler="releases.recall_exports") as is_first:
        if is_first and item_id is not None:
            actions.recall_exports(item_id=item_id, now=now())
