"""Nobody who holds a batch waits for a task: others hold tasks, and wait for batches."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection, transaction

from guildmark.consensus.actions.refreshing import refresh_task
from guildmark.work import actions
from guildmark.work.models import Assignment, Batch, Task
from guildmark.work.queries.leases import Lease
from tests.factories import consensus, verdicts, work
from tests.factories.work import NOW

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE_SECONDS = 20.0
WAITING = """
    SELECT count(*) FROM pg_locks
    WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))
"""


def wait_until_somebody_waits_for_me() -> None:
    """Returns once another connection wants what this one holds."""
    until = time.monotonic() + PATIENCE_SECONDS
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
            time.sleep(0.01)
    raise AssertionError("nobody waits for the task")


def batch_is_free_while_waiting(job: Callable[[], object], *, task_id: int, batch_id: int) -> bool:
    """Whether the job, which wants a task that I hold, leaves the batch alone until it has it."""
    errors: list[BaseException] = []

    def run() -> None:
        try:
            job()
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    with transaction.atomic():
        Task.objects.select_for_update().get(pk=task_id)
        thread.start()
        wait_until_somebody_waits_for_me()
        free = Batch.objects.select_for_update(skip_locked=True).filter(pk=batch_id)
        is_free = bool(free)
    thread.join()
    if errors:
        raise errors[0]
    return is_free


def test_a_claim_that_gives_back_two_leases_holds_no_batch_while_it_waits() -> None:
    place = work.workplace(items=2)
    batch = work.open_batch(place, overlap=1)
    anna = work.annotator(place)
    work.claim(anna, place)
    later = NOW + timedelta(minutes=10)
    claim = partial(actions.claim_next, user_id=anna.pk, project_id=place.project.pk)
    after = claim(is_prefetch=True, now=later)
    assert isinstance(after, Lease)
    actions.pause_batch(actor_id=place.manager.pk, batch_id=batch.pk, reason="A pause.", now=later)
    over = NOW + timedelta(minutes=31)

    is_free = batch_is_free_while_waiting(
        partial(claim, now=over), task_id=after.task_id, batch_id=batch.pk
    )

    states = Assignment.objects.order_by("pk").values_list("state", flat=True)
    assert (is_free, list(states)) == (True, ["expired", "released"])


def test_a_fit_holds_no_batch_while_it_waits_for_a_label_that_is_being_judged() -> None:
    place = verdicts.verified_place(items=2)
    for _ in range(2):
        anna = work.annotator(place)
        work.submit(anna, work.claim(anna, place))
    first, second = Task.objects.filter(step=Task.Step.DRAW).order_by("pk")
    refresh_task(task_id=second.pk, now=NOW)
    verify = verdicts.verify_task(place)
    author = second.assignments.get().annotator_id
    actions.void_submissions(
        actor_id=place.manager.pk, annotator_id=author, project_id=place.project.pk,
        since=None, reason="Careless.", now=NOW,
    )  # fmt: skip
    ben = work.annotator(place)
    work.submit(ben, work.claim(ben, place))

    is_free = batch_is_free_while_waiting(
        partial(consensus.fitted, place), task_id=verify.pk, batch_id=first.batch_id or 0
    )

    assert is_free
    assert Task.objects.filter(step=Task.Step.VERIFY, is_open=True).count() == 2
