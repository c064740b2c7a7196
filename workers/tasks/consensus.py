"""Labels from answers: of one task at once, of a whole project now and then."""

from collections.abc import Callable
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError, connection, transaction

from guildmark.consensus import actions
from guildmark.consensus.actions.refreshing import refresh_task as refresh
from guildmark.consensus.actions.running import end_overlong
from guildmark.consensus.actions.running import refit as fit
from guildmark.consensus.actions.verifying import settle_verdicts as settle
from guildmark.core.clock import now
from guildmark.work.models import Task
from workers.app import FIT_LIMITS, QUICK_LIMIT_SECONDS, ReliableTask, app
from workers.receipts import acknowledge, once

REFRESH = "consensus.refresh_task"
SETTLE = "consensus.settle_verdicts"
CATCH_UP_CHUNK = 500
#: The next sweep rings for it again: what waited for so long is not to be there twice.
CATCH_UP_SECONDS = 30
#: One that is ended for the time it took is delivered again, as one that ended its worker is.
AGAIN_WHEN_LOST: dict[str, Any] = {"acks_on_timeout": False}


def _judge(
    asked: ReliableTask,
    judge: Callable[[], object],
    *,
    task_id: int,
    event_id: int | None,
    handler: str,
) -> None:
    """Once for an event; the sweep calls without one.

    What a worker fails at, or is lost over, is kept beside the task, for staff to see, and tried
    again later: one that kills its worker would be delivered to the next one at once, for ever.
    A database that is away says nothing of the task: that is tried again by itself.
    """

    def note(error: str) -> None:
        actions.note_failure(
            task_id=task_id, error=error, event_id=event_id, handler=handler, now=now()
        )

    if (asked.request.delivery_info or {}).get("redelivered"):
        note("")
        return
    try:
        if event_id is None:
            with transaction.atomic():  # what fails is rolled back before it is noted
                _think_as_long_as_may_be()
                judge()
        else:
            with once(event_id=event_id, handler=handler) as is_first:
                if is_first:
                    _think_as_long_as_may_be()
                    judge()
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # anything: it is noted and raised again
        note(f"{type(error).__name__}: {error}")
        raise


def _think_as_long_as_may_be() -> None:
    """Let the database wait in this transaction for as long as the task may take.

    Else it ends the session of a worker that compares a great many shapes, which looks like a
    database that is away: it would be tried again at once, and nothing noted.
    """
    with connection.cursor() as cursor:
        limit = f"{QUICK_LIMIT_SECONDS}s"
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = %s", [limit])


@app.task(name=REFRESH, bind=True, **AGAIN_WHEN_LOST)
def refresh_task(
    self: ReliableTask,
    *,
    task_id: int,
    event_id: int | None = None,
    is_complete: bool = True,
    **_: object,
) -> None:
    """Judge a task that has its last answer."""

    def judge() -> None:
        if is_complete:
            refresh(task_id=task_id, now=now())
            actions.forget_failure(task_id=task_id)

    _judge(self, judge, task_id=task_id, event_id=event_id, handler=REFRESH)


@app.task(name=SETTLE, bind=True, **AGAIN_WHEN_LOST)
def settle_verdicts(
    self: ReliableTask, *, task_id: int, event_id: int | None = None, **_: object
) -> None:
    """Decide what a round of verdicts comes to."""

    def judge() -> None:
        settle(verify_task_id=task_id, now=now())
        actions.forget_failure(task_id=task_id)

    _judge(self, judge, task_id=task_id, event_id=event_id, handler=SETTLE)


@app.task(name="consensus.catch_up")
def catch_up(**_: object) -> None:
    """Ring for complete tasks that nobody has judged, and for verdicts nobody has settled.

    And for what a worker failed at, when its time has come.
    """
    actions.tidy_failures(now=now())
    taken = [
        *actions.take_forgotten(now=now(), limit=CATCH_UP_CHUNK),
        *actions.take_due_failures(now=now(), limit=CATCH_UP_CHUNK),
    ]
    for task_id, step in taken:
        task_name = SETTLE if step == Task.Step.VERIFY else REFRESH
        app.send_task(task_name, kwargs={"task_id": task_id}, expires=CATCH_UP_SECONDS)


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
    """Fit a project. One that takes too long would do so again, and is not begun anew."""
    acknowledge(event_id=event_id, handler="consensus.refit")
    try:
        fit(run_id=consensus_run_id, clock=now)
    except SoftTimeLimitExceeded:
        if not connection.is_usable():  # it was ended in the middle of a statement
            connection.close()
        minutes = FIT_LIMITS["soft_time_limit"] // 60
        end_overlong(run_id=consensus_run_id, minutes=minutes, now=now())


@app.task(name="consensus.expire_adjudications")
def expire_adjudications(**_: object) -> None:
    """Give tasks that a reviewer left lying to the next."""
    actions.expire_adjudications(now=now())
