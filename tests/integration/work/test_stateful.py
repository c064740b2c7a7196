"""The queue against a model of it in Python: any order of moves, one at a time."""

import random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.integration.work.queue_machine import WEIGHTS, QueueMachine


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


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(6))
def test_the_queue_does_what_its_model_does_by_lot(seed: int) -> None:
    """Evenly spread moves: what hypothesis finds rarely is met often here."""
    lot = random.Random(seed)
    machine = QueueMachine()
    machine.begin(overlap=1 + seed % 3)

    for move in lot.choices(list(WEIGHTS), weights=list(WEIGHTS.values()), k=300):
        machine.moves(move, lot.randrange(10**6))
        machine.the_books_agree()

    machine.teardown()


@pytest.mark.django_db
def test_what_lapses_in_one_sweep_comes_back_by_the_number_of_its_task() -> None:
    """A run of 5,000 met two leases whose tasks are in the other order than they are."""
    machine = QueueMachine()
    machine.begin(overlap=1)
    machine.claims(0)
    machine.claims(1)
    machine.releases(0)
    machine.claims(2)
    live = (lease for lease in machine.model.leases.values() if lease.state == "leased")
    tasks = [lease.task for lease in live]

    machine.time_passes(2)
    machine.sweeps(0)
    for _ in range(3):
        machine.claims(3)
        machine.submits(3)

    assert tasks != sorted(tasks)
    machine.the_books_agree()
    machine.teardown()


@pytest.mark.django_db
def test_the_queue_does_what_its_model_does() -> None:
    run_machine(examples=10, steps=60)


@pytest.mark.slow
@pytest.mark.django_db
def test_the_queue_does_what_its_model_does_in_5000_runs() -> None:
    run_machine(examples=5000, steps=60)
