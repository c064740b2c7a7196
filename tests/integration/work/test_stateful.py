"""The queue against a model of it in Python: any order of moves, beside open transactions."""

import random
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from guildmark.work.actions import claiming
from tests.integration.work.queue_hands import MOST_HELD, Hand
from tests.integration.work.queue_machine import WEIGHTS, QueueMachine
from tests.integration.work.queue_world import make_world

pytestmark = pytest.mark.django_db(transaction=True)
ENDS = ("at once", "at once", "commits later", "is rolled back later")


@pytest.fixture(autouse=True)
def machine_world(monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> Iterator[None]:
    """A project, people, and a connection more than may hold a transaction."""
    monkeypatch.setattr(claiming, "BUSY_SECONDS", 0)  # nobody lets go while a claim tries again
    QueueMachine.world = make_world()
    QueueMachine.hands = [Hand() for _ in range(MOST_HELD + 1)]
    yield
    for hand in QueueMachine.hands:
        hand.close()


def run_machine(*, examples: int, steps: int) -> None:
    run_state_machine_as_test(
        QueueMachine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def run_by_lot(seed: int, *, steps: int) -> QueueMachine:
    """Evenly spread moves: what hypothesis finds rarely is met often here."""
    lot = random.Random(seed)
    machine = QueueMachine()
    machine.begin(overlap=1 + seed % 3, gold_share=0.5 * (seed % 2))
    for move in lot.choices(list(WEIGHTS), weights=list(WEIGHTS.values()), k=steps):
        machine.moves(move, lot.randrange(10**6), lot.choice(ENDS))
    machine.everybody_comes_to_an_end()
    machine.teardown()
    return machine


def test_the_queue_does_what_its_model_does() -> None:
    """A few runs by lot, in which everything is met, and a few that hypothesis makes."""
    met: set[str] = set()
    for seed in (0, 13):
        met |= run_by_lot(seed, steps=200).overlap.met

    assert met >= {
        "waited", "committed", "rolled back", "passed a held task", "gold", "draw", "verify",
        "submitted", "spare", "voided", "skipped", "released", "expired", "returned 1",
        "triage", "resolved", "cancelled", "disputed",
    }  # fmt: skip
    run_machine(examples=5, steps=40)


def test_a_voiding_taken_back_counts_where_the_place_is_free_and_is_paid_beside_elsewhere() -> None:
    machine = QueueMachine()
    machine.begin(overlap=1, gold_share=0.0)
    books = machine.overlap.common

    def back(*moves: tuple[str, int]) -> list[tuple[str, bool]]:
        for move, which in (*moves, ("reinstates", 1)):
            machine.moves(move, which, "at once")
        return [(one.state, one.is_beside) for one in books.leases.values() if one.person == 0]

    free = back(("claims", 0), ("submits", 0), ("voids", 0))
    taken = back(("voids", 0), ("claims", 1))
    machine.teardown()

    assert (free, taken) == ([("accepted", False)], [("accepted", True)])


def test_what_lapses_in_one_sweep_comes_back_by_the_number_of_its_task() -> None:
    """A run of 5,000 met two leases whose tasks are in the other order than they are."""
    machine = QueueMachine()
    machine.begin(overlap=1, gold_share=0.0)
    for move, person in [("claims", 0), ("claims", 1), ("releases", 5), ("claims", 2)]:
        machine.moves(move, person, "at once")
    live = (one for one in machine.overlap.common.leases.values() if one.state == "leased")
    tasks = [lease.task for lease in live]

    machine.moves("time_passes", 2, "at once")
    machine.moves("leases_run_out", 0, "at once")
    for _ in range(3):
        machine.moves("claims", 3, "at once")
        machine.moves("submits", 8, "at once")

    assert tasks != sorted(tasks)
    machine.teardown()


def test_what_a_cursor_passed_has_one_order_where_a_place_equals_a_number_of_return() -> None:
    """A run of 5,000 met a task that came back second, and one that was second from the start."""
    machine = QueueMachine()
    machine.begin(overlap=1, gold_share=0.0)

    for move, which, end in [
        ("claims", 363, "commits later"),
        ("prefetches", 8921, "is rolled back later"),
        ("claims", 0, "at once"),
        ("claims", 999999, "at once"),
        ("claims", 1173, "at once"),
        ("ends_a_transaction", 0, "at once"),
        ("submits", 0, "at once"),
        ("skips", 10237, "at once"),
        ("skips", 214190, "at once"),
        ("claims", 0, "at once"),
    ]:
        machine.moves(move, which, end)

    machine.teardown()


def test_a_sweep_that_waits_has_looked_before_who_is_shut_out() -> None:
    """A run of 5,000 met a restriction that was committed while a sweep waited for a skip."""
    machine = QueueMachine()
    machine.begin(overlap=1, gold_share=0.0)

    for move, which, end in [
        ("claims", 0, "at once"),
        ("time_passes", 0, "at once"),
        ("is_restricted_or_freed", 0, "commits later"),
        ("claims", 4, "at once"),
        ("skips", 474, "commits later"),
        ("leases_run_out", 0, "at once"),
    ]:
        machine.moves(move, which, end)

    assert {"waited", "expired"} <= machine.overlap.met
    machine.teardown()


@pytest.mark.slow
def test_the_queue_does_what_its_model_does_in_5000_runs() -> None:
    run_machine(examples=5000, steps=50)
