"""Labels from answers: of one task at once, of a whole project now and then."""

from guildmark.consensus import actions
from guildmark.consensus.actions.refreshing import refresh_task as refresh
from guildmark.consensus.actions.running import refit as fit
from guildmark.consensus.actions.verifying import settle_verdicts as settle
from guildmark.consensus.queries.tasks import forgotten_tasks, forgotten_verdicts
from guildmark.core.clock import now
from workers.app import FIT_LIMITS, app
from workers.receipts import acknowledge, once

CATCH_UP_CHUNK = 500
#: The next sweep rings for it again: what waited for so long is not to be there twice.
CATCH_UP_SECONDS = 30


@app.task(name="consensus.refresh_task")
def refresh_task(
    *, task_id: int, event_id: int | None = None, is_complete: bool = True, **_: object
) -> None:
    """Judge a task that has its last answer; the sweep calls without an event."""
    if event_id is None:
        refresh(task_id=task_id, now=now())
        return
    with once(event_id=event_id, handler="consensus.refresh_task") as is_first:
        if is_first and is_complete:
            refresh(task_id=task_id, now=now())


@app.task(name="consensus.settle_verdicts")
def settle_verdicts(*, task_id: int, event_id: int | None = None, **_: object) -> None:
    """Decide what a round of verdicts comes to; the sweep calls without an event."""
    if event_id is None:
        settle(verify_task_id=task_id, now=now())
        return
    with once(event_id=event_id, handler="consensus.settle_verdicts") as is_first:
        if is_first:
            settle(verify_task_id=task_id, now=now())


@app.task(name="consensus.catch_up")
def catch_up(**_: object) -> None:
    """Ring for complete tasks that nobody has judged, and for verdicts nobody has settled."""
    for task_id in forgotten_verdicts(now=now(), limit=CATCH_UP_CHUNK):
        app.send_task(
            "consensus.settle_verdicts", kwargs={"task_id": task_id}, expires=CATCH_UP_SECONDS
        )
    for task_id in forgotten_tasks(now=now(), limit=CATCH_UP_CHUNK):
        app.send_task(
            "consensus.refresh_task", kwargs={"task_id": task_id}, expires=CATCH_UP_SECONDS
        )


@app.task(name="consensus.request_due_runs")
def request_due_runs(**_: object) -> None:
    """Ask for a fit wherever there is enough new to learn from."""
    actions.request_due_runs(now=now())


@app.task(name="consensus.request_nightly_runs")
def request_nightly_runs(**_: object) -> None:
    """Ask for a cold fit wherever something in force is provisional."""
    actions.request_nightly_runs(now=now())


@app.task(name="consensus.refit", **FIT_LIMITS)
def refit(*, consensus_run_id: int, event_id: int | None = None, **_: object) -> None:
    """Fit a project."""
    acknowledge(event_id=event_id, handler="consensus.refit")
    fit(run_id=consensus_run_id, clock=now)


@app.task(name="consensus.expire_adjudications")
def expire_adjudications(**_: object) -> None:
    """Give tasks that a reviewer left lying to the next."""
    actions.expire_adjudications(now=now())
