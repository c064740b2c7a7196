"""Workers that are killed and a broker that is emptied: everything is computed in the end, once.

Real processes on the test's database and on a Redis database of their own.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest
from django.conf import settings
from django.db import connection
from kombu import Connection
from redis import Redis

from deploy.local.processes import PROCESSES
from guildmark.consensus.actions import request_run
from guildmark.consensus.models import ConsensusResult, ConsensusRun, JudgingFailure
from guildmark.core import clock
from guildmark.core.models import Operation
from guildmark.core.operations import QUIET_FOR
from guildmark.events.models import Event
from guildmark.work.models import Assignment, Task
from tests.factories import consensus, work
from tests.factories.work import Workplace
from tests.integration.consensus.test_failing import taken_out
from workers.app import app

pytestmark = [pytest.mark.service, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parents[2]
#: Above those that the product and other tests use; each parallel run its own.
FIRST_DATABASE = 8
WORKER = ("celery", "--app=workers.app", "worker", "--concurrency=1", "--loglevel=INFO",
          "--without-gossip", "--without-mingle")  # fmt: skip

BEAT = ("celery", "--app=workers.beat", "beat", "--loglevel=INFO", "--pidfile=")
#: A worker is believed gone after QUIET_FOR, an event is sent again after HANDLED_WITHIN, and the
#: sweeps come every 30 seconds; the rest is for a machine that has much else to do.
SWEPT_WITHIN = 240.0


class Processes:
    """Workers and relays of this test alone."""

    def __init__(self, redis_url: str, log: Path) -> None:
        self.broker = Redis.from_url(redis_url)
        self._redis_url = redis_url
        self._log = log.open("ab")
        database = connection.settings_dict
        address = f"{database['HOST']}:{database['PORT'] or 5432}"
        self._environment = {
            **os.environ,
            "DATABASE_URL": f"postgres://{database['USER']}:{database['PASSWORD']}@{address}"
            f"/{database['NAME']}",
            "REDIS_URL": redis_url,
            "GUILDMARK_DEBUG": "1",
            "DJANGO_SETTINGS_MODULE": "guildmark.settings",
            "PYTHONPATH": os.pathsep.join((str(ROOT / "platform"), str(ROOT))),
        }
        self._started: list[subprocess.Popen[bytes]] = []

    def start(self, *module: str) -> subprocess.Popen[bytes]:
        """`python -m MODULE ...` in a process group of its own."""
        process = subprocess.Popen(
            [sys.executable, "-m", *module],
            env=self._environment,
            cwd=ROOT,
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
        )
        self._started.append(process)
        return process

    def ring(self, task: str, **arguments: object) -> None:
        """Call a task as beat would."""
        with Connection(self._redis_url) as broker:
            app.send_task(task, kwargs=arguments, connection=broker, ignore_result=True)

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """The process and its children, at once, with no chance to tidy up."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)

    def close(self) -> None:
        """Leave nothing behind."""
        for process in self._started:
            if process.poll() is None:
                self.kill(process)
        self._log.close()
        self.broker.flushdb()
        self.broker.close()


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[Processes]:
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    address = urlsplit(settings.REDIS_URL)._replace(path=f"/{FIRST_DATABASE + number % 8}")
    made = Processes(address.geturl(), tmp_path / "processes.log")
    made.broker.flushdb()
    yield made
    made.close()


def _wait_until(is_so: Callable[[], bool], *, within_seconds: float = 60) -> None:
    ends_at = time.monotonic() + within_seconds
    while not is_so():
        assert time.monotonic() < ends_at, "it did not come to that in time"
        time.sleep(0.02)


def _progress(run: ConsensusRun) -> tuple[str, int]:
    run.refresh_from_db(fields=["state", "progress_done"])
    return run.state, run.progress_done


def _is_in_the_middle(run: ConsensusRun) -> bool:
    state, done = _progress(run)
    return state == Operation.State.RUNNING and done > 0


def _is_in_the_middle_again(run: ConsensusRun, *, attempt: int) -> bool:
    """As told by this attempt: the caller has put back what was told by those before."""
    run.refresh_from_db(fields=["attempt"])
    return run.attempt == attempt and _is_in_the_middle(run)


def _assert_computed_once(run: ConsensusRun, tasks: int) -> None:
    run.refresh_from_db()
    assert (run.state, run.task_count) == (Operation.State.DONE, tasks)
    assert run.attempt > 1
    assert list(ConsensusResult.objects.values_list("version", "is_current")) == [(1, True)] * tasks
    assert Event.objects.filter(name="task.resolved").count() == tasks
    assert Event.objects.filter(name="consensus_run.finished").count() == 1
    assert set(Task.objects.values_list("state", flat=True)) == {Task.State.RESOLVED}


def _request(place: Workplace) -> ConsensusRun:
    return request_run(actor_id=None, project_id=place.project.pk, now=clock.now())


def _silence_answers() -> None:
    """Let the fit be the only thing that happens: it is what is killed."""
    Event.objects.filter(name="submission.made").update(sent_at=clock.now(), settled_at=clock.now())


def test_what_is_killed_is_done_again_by_the_same_worker_and_a_killed_worker_s_by_the_next(
    processes: Processes,
) -> None:
    """One fit loses the process that computes it, then the whole worker, and ends once."""
    worker = processes.start(*WORKER)  # it loads meanwhile
    place = consensus.labelled(items=150, people=2, now=clock.now())
    _silence_answers()
    run = _request(place)
    processes.start("workers.relay")
    _wait_until(lambda: _is_in_the_middle(run))

    (child,) = psutil.Process(worker.pid).children()
    child.kill()
    child.wait(10)
    # Else what the lost attempt told of itself would pass for the progress of the next.
    ConsensusRun.objects.filter(pk=run.pk).update(progress_done=0)

    _wait_until(lambda: _is_in_the_middle_again(run, attempt=2))  # nothing was rung by hand
    assert worker.poll() is None
    processes.kill(worker)
    assert _is_in_the_middle(run)
    # The sweep waits this long before it believes that a worker is gone.
    ConsensusRun.objects.filter(pk=run.pk).update(heartbeat_at=clock.now() - QUIET_FOR)
    processes.start(*WORKER)
    processes.ring("operations.ring_quiet")

    _wait_until(lambda: _progress(run)[0] == Operation.State.DONE)
    _assert_computed_once(run, 150)
    assert run.attempt == 3


def test_an_emptied_broker_delays_and_loses_nothing(processes: Processes) -> None:
    place = consensus.labelled(items=10, people=2, now=clock.now())
    relay = processes.start("workers.relay")
    _wait_until(lambda: not Event.objects.filter(sent_at=None).exists())
    assert processes.broker.llen("labels") == 10

    processes.broker.flushdb()
    processes.start(*WORKER)
    processes.ring("outbox.sweep", handled_within_seconds=0)

    results = ConsensusResult.objects.filter(project=place.project)
    _wait_until(lambda: results.count() == 10)
    processes.ring("outbox.sweep", handled_within_seconds=0)
    _wait_until(lambda: not Event.objects.filter(settled_at=None).exists())
    assert set(results.values_list("version", "is_current")) == {(1, True)}
    assert Event.objects.filter(name="task.resolved").count() == 10
    assert relay.poll() is None


@pytest.mark.slow
def test_what_is_served_recovers_by_itself_from_a_killed_worker_and_an_emptied_broker(
    processes: Processes, tmp_path: Path
) -> None:
    """Nothing is rung by hand and no row is touched: beat, relay and a new worker, as served."""
    worker = processes.start(*WORKER)  # it loads meanwhile
    place = consensus.labelled(items=150, people=2, now=clock.now())
    _silence_answers()
    run = _request(place)
    processes.start("workers.relay")
    _wait_until(lambda: _is_in_the_middle(run))

    processes.kill(worker)
    processes.broker.flushdb()
    assert _is_in_the_middle(run)
    processes.start(*WORKER)
    processes.start(*BEAT, f"--schedule={tmp_path / 'beat'}")

    _wait_until(lambda: _progress(run)[0] == Operation.State.DONE, within_seconds=SWEPT_WITHIN)
    _assert_computed_once(run, 150)
    _wait_until(
        lambda: not Event.objects.filter(settled_at=None).exists(), within_seconds=SWEPT_WITHIN
    )


#: Backends that wait for a table somebody else holds.
HELD = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = %s::regclass"


def _held(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(HELD, [table])
        return int(cursor.fetchone()[0])


@pytest.mark.slow
def test_a_worker_killed_over_a_label_made_anew_leaves_a_mark_and_it_is_made_later(
    processes: Processes,
) -> None:
    worker = processes.start(*WORKER)  # it loads meanwhile
    task = taken_out(work.workplace(items=1))
    Event.objects.exclude(name="task.completed").update(sent_at=clock.now(), settled_at=clock.now())
    holder = connection.copy()
    holder.set_autocommit(False)
    with closing(holder), holder.cursor() as cursor:
        cursor.execute("LOCK TABLE consensus_consensusresult")
        processes.start("workers.relay")
        _wait_until(lambda: _held("consensus_consensusresult") == 1)
        (child,) = psutil.Process(worker.pid).children()

        child.kill()
        holder.rollback()  # or what the killed one asked of the database would hold the task

    _wait_until(JudgingFailure.objects.exists)
    failure = JudgingFailure.objects.get()
    assert (failure.task_id, failure.error, failure.tries) == (task.pk, "", 1)
    assert worker.poll() is None
    label = task.consensus_results.filter(is_current=True)
    assert label.get().submission_count == 2
    JudgingFailure.objects.update(again_at=clock.now())

    processes.ring("consensus.catch_up")

    _wait_until(lambda: label.get().submission_count == 1)
    _wait_until(lambda: not JudgingFailure.objects.exists())


def test_what_is_light_is_done_while_two_pieces_of_heavy_work_hold_the_worker(
    processes: Processes,
) -> None:
    served = {one.name: (one.module, *one.arguments) for one in PROCESSES}
    processes.start(*served["worker"])
    place = work.workplace(items=1)
    work.open_batch(place)
    work.claim(work.annotator(place), place)
    holder = connection.copy()
    holder.set_autocommit(False)
    with closing(holder), holder.cursor() as cursor:
        cursor.execute("LOCK TABLE quality_appeal")
        for _ in range(2):
            processes.ring("quality.answer_overdue")
        _wait_until(lambda: _held("quality_appeal") == 2)

        processes.start(*served["light"])
        processes.ring("work.expire_leases")

        _wait_until(lambda: Assignment.objects.get().state == Assignment.State.EXPIRED)
        assert _held("quality_appeal") == 2
        holder.rollback()
    _wait_until(lambda: _held("quality_appeal") == 0)


def test_a_relay_stops_when_it_is_told_to(processes: Processes) -> None:
    relay = processes.start("workers.relay")
    consensus.labelled(items=1, people=2, now=clock.now())
    _wait_until(lambda: not Event.objects.filter(sent_at=None).exists())

    relay.terminate()

    assert relay.wait(5) == 0
