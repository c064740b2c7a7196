"""Several connections, each with a thread, and transactions that are held open beside others.

One thing happens at a time, so that what is found can be told and tried again; but it happens
beside transactions that have done their work and not committed. Whoever wants a row of theirs
waits, as in life: then the oldest is ended, until they can go on.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection, transaction

from guildmark.core.errors import Refusal
from tests.integration.work.queue_model import Model

Answer = TypeVar("Answer")

MOST_HELD = 2
PATIENCE_SECONDS = 60
LOOK_SECONDS = 0.004
WAITS = "SELECT cardinality(pg_blocking_pids(%s)) > 0"
FREE = "SELECT id FROM {table} WHERE project_id = %s FOR NO KEY UPDATE SKIP LOCKED"


class Hand:
    """A thread with a connection of its own."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._atomic: transaction.Atomic | None = None
        self.pid: int = self.do(_backend).result()

    def do(self, call: Callable[[], Answer]) -> "Future[Answer]":
        """Begin it."""
        return self._thread.submit(call)

    def seed(self) -> None:
        """What the database draws by lot here is drawn alike when an example is tried again."""
        self.do(_seed).result()

    def begin(self) -> None:
        """Open a transaction."""
        self._atomic = transaction.atomic()
        self.do(self._atomic.__enter__).result()

    def end(self, *, commits: bool) -> None:
        """End it."""
        self.do(lambda: self._end(commits=commits)).result(PATIENCE_SECONDS)

    def _end(self, *, commits: bool) -> None:
        assert self._atomic is not None
        if not commits:
            transaction.set_rollback(True)
        self._atomic.__exit__(None, None, None)
        self._atomic = None

    def close(self) -> None:
        """Hang up."""
        self.do(lambda: connection.close()).result()  # noqa: PLW0108  that of the thread
        self._thread.shutdown()


def _backend() -> int:
    """Its number; a machine that sleeps for a while ends none of the open transactions."""
    with connection.cursor() as cursor:
        cursor.execute("SET idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    return int(pid)


def _seed() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.5)")


@dataclass(frozen=True)
class Held:
    """A transaction that is open: what it changed, by the model, and what it has locked."""

    hand: Hand
    commits: bool
    move: str
    rows: dict[str, dict[Any, Any]]  # as `Model.changed_in`
    tasks: frozenset[int]
    leases: frozenset[int]


@dataclass(frozen=True)
class Sight:
    """The books as a move that waited may have seen them, and what others held locked then."""

    books: Model
    tasks: frozenset[int]
    leases: frozenset[int]


class Overlap:
    """The books as they are committed, and transactions beside them."""

    def __init__(self, hands: list[Hand]) -> None:
        self.common = Model()
        self.books = self.common
        self.project_id = 0
        self.held: list[Held] = []
        self.met: set[str] = set()  # what there was of overlap, for the test that looks for it
        #: What the last move may have seen before it went on: one at its start, and one between
        #: any two transactions that ended while it waited. None if it did not wait.
        self.earlier: list[Sight] = []
        self._hands = hands
        self._hand = hands[0]
        self._is_holding = False
        self._move = ""

    def begin(self, move: str, *, is_held: bool) -> None:
        """The next move, in a transaction that stays open or one that ends with it."""
        busy = [one.hand for one in self.held]
        self._hand = next(hand for hand in self._hands if hand not in busy)
        self._move, self._is_holding = move, is_held and len(busy) < MOST_HELD
        self.books = self.common
        if self._is_holding:
            self._hand.begin()

    def act(self, call: Callable[[], Answer]) -> Answer | Refusal:
        """What the service says, a refusal too. Afterwards `books` are those it is true of."""
        self.earlier = []
        going = self._hand.do(lambda: _said(call))
        while not wait([going], timeout=LOOK_SECONDS if self.held else PATIENCE_SECONDS).done:
            if self._waits():
                self.met.add("waited")
                self.earlier.append(self._sight())
                self.end_one()
        answer = going.result(0)
        if self._is_holding and self.books is self.common:
            self.books = self.common.fork()
        return answer

    def _sight(self) -> Sight:
        return Sight(self.common.fork(), self.locked_tasks, self.locked_leases)

    def _waits(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(WAITS, [self._hand.pid])
            (waits,) = cursor.fetchone()
        return bool(waits)

    def finish(self, *, commits: bool) -> None:
        """The move is over; what it did stays open if it was to be held."""
        if not self._is_holding:
            return
        self.held.append(
            Held(
                hand=self._hand,
                commits=commits,
                move=self._move,
                rows=self.common.changed_in(self.books),
                tasks=self._locked("work_task", self.common.tasks.keys() - self.locked_tasks),
                leases=self._locked(
                    "work_assignment", self.common.leases.keys() - self.locked_leases
                ),
            )
        )
        self.books = self.common

    def note(self) -> None:
        """What there is now was met."""
        for lease in self.common.leases.values():
            task = self.common.tasks[lease.task]
            self.met |= {lease.state, task.step if task.batch else "gold"}
            self.met |= {f"returned {lease.returns}"} if lease.returns else set()
        self.met |= {task.state for task in self.common.tasks.values()}

    @property
    def locked_tasks(self) -> frozenset[int]:
        """Tasks that open transactions hold."""
        return frozenset().union(*(one.tasks for one in self.held))

    @property
    def locked_leases(self) -> frozenset[int]:
        """Assignments that open transactions hold."""
        return frozenset().union(*(one.leases for one in self.held))

    def _locked(self, table: str, ids: set[int]) -> frozenset[int]:
        """Those of the rows that nobody else can lock now."""
        with connection.cursor() as cursor:
            cursor.execute(FREE.format(table=table), [self.project_id])
            free = {pk for (pk,) in cursor.fetchall()}
        return frozenset(ids - free)

    def end_one(self) -> None:
        """The oldest open transaction ends, and others see what it did."""
        oldest = self.held.pop(0)
        oldest.hand.end(commits=oldest.commits)
        self.met.add("committed" if oldest.commits else "rolled back")
        if oldest.commits:
            self.common.put(oldest.rows)

    def end_all(self) -> None:
        """All of them."""
        while self.held:
            self.end_one()


def _said(call: Callable[[], Answer]) -> Answer | Refusal:
    try:
        return call()
    except Refusal as refusal:
        return refusal
