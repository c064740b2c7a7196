"""Every move of the queue, made on the service and on a model of it, beside open transactions.

The model knows exactly which task comes next: the batch with the highest priority, in it what the
person's cursor had to pass, what came back in the order it came back, then the random order. So it
checks what is answered, not only that the counters add up.
"""

from datetime import timedelta
from typing import Any

from django.db import connection
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.factories.work import NOW
from tests.integration.work.queue_hands import Overlap
from tests.integration.work.queue_people import PeopleMoves
from tests.integration.work.queue_staff import StaffMoves
from tests.integration.work.queue_sweep import SweepMoves
from tests.integration.work.queue_world import PEOPLE, fresh_books

#: How often each move is made. One rule with weights, not one rule a move: hypothesis leaves whole
#: rules out of an example, and a queue without claims has nothing to be wrong.
WEIGHTS = {
    "claims": 16,
    "prefetches": 4,
    "submits": 14,
    "skips": 5,
    "releases": 2,
    "time_passes": 4,
    "leases_run_out": 4,
    "returns_run_out": 1,
    "batches_settle": 1,
    "is_restricted_or_freed": 1,
    "pauses_or_resumes": 1,
    "schedules": 1,
    "aims": 1,
    "ranks": 1,
    "drains": 1,
    "voids": 2,
    "cancels": 1,
    "resolves": 1,
    "disputes": 3,
    "asks_more": 1,
    "reopens": 1,
    "sends_back": 2,
    "concludes": 5,
    "closes_a_round": 5,
    "ends_a_transaction": 3,
}
#: Sweeps that are several transactions are never held open: together they would break the order
#: of locks that each of them keeps.
NEVER_HELD = {
    "time_passes",
    "returns_run_out",
    "batches_settle",
    "schedules",
    "changes_overlap",
    "ends_a_transaction",
}
#: Moves that hypothesis makes beside those; the runs by lot stay what they are, move by move.
MORE_WEIGHTS = {"reinstates": 2, "takes_back": 2, "changes_overlap": 1}
any_move = st.sampled_from(
    [name for name, weight in (WEIGHTS | MORE_WEIGHTS).items() for _ in range(weight)]
)
chance = st.integers(0, 10**6)
LOOKS_EVERY = 4
#: How the transaction of a move ends: with it, or later, by a commit or a roll-back.
any_end = st.sampled_from(
    ["at once", "at once", "at once", "commits later", "is rolled back later"]
)

TASKS = """
SELECT id, state, open_slots, leased, counted, target, is_open, skip_count,
    lapse_count, is_unjudged
FROM work_task WHERE project_id = %s AND NOT is_gold
"""
LEASES = """
SELECT id, state, return_count, is_prefetched FROM work_assignment WHERE project_id = %s
"""
#: What consensus is told of answers: a task whose last one is not said to be that has no label.
ANSWERS = """
SELECT s.assignment_id, s.revision, (e.payload -> 'is_complete')::boolean
FROM work_submission s
JOIN events_event e ON e.name = 'submission.made' AND e.payload -> 'submission_id' = to_jsonb(s.id)
WHERE s.project_id = %s
"""
BATCHES = "SELECT id, state, reserved_minor, price_minor FROM work_batch WHERE project_id = %s"


class QueueMachine(PeopleMoves, StaffMoves, SweepMoves, RuleBasedStateMachine):
    """Every move there is, in any order."""

    @initialize(overlap=st.integers(1, 3), gold_share=st.sampled_from([0.0, 0.5]))
    def begin(self, overlap: int, gold_share: float) -> None:
        self.now = NOW
        self.steps = 0
        self.is_amiss = False
        self.project_id = self.world.place.project.pk
        for hand in self.hands:
            hand.seed()
        self.overlap = Overlap(self.hands)
        self.overlap.project_id = self.project_id
        self.overlap.common = fresh_books(self.world, overlap=overlap, gold_share=gold_share)
        self.overlap.books = self.overlap.common

    def teardown(self) -> None:
        if hasattr(self, "overlap"):
            self.overlap.end_all()
            if not self.is_amiss:  # else what is found here would hide what went amiss
                self.the_books_agree()

    @rule(move=any_move, which=chance, end=any_end)
    def moves(self, move: str, which: int, end: str) -> None:
        """One move; `which` is the lot for who, which task, how long."""
        self.now += timedelta(seconds=1)
        self.steps += 1
        is_held = end != "at once" and move not in NEVER_HELD
        self.is_amiss = True
        self.overlap.begin(move, is_held=is_held)
        getattr(self, move)(which)
        self.overlap.finish(commits=end == "commits later")
        self.overlap.note()
        self.is_amiss = False

    def ends_a_transaction(self, _: int) -> None:
        if self.overlap.held:
            self.overlap.end_one()

    @precondition(lambda self: hasattr(self, "overlap") and self.steps % LOOKS_EVERY == 0)
    @invariant()
    def the_books_agree(self) -> None:
        """What is committed, as another connection sees it."""
        model = self.overlap.common
        assert self.stored(TASKS) == {
            (pk, task.state, task.open, task.leased, task.counted, task.target, task.open > 0,
             task.skips, task.lapses, task.unjudged_since is not None)
            for pk, task in model.tasks.items() if task.batch is not None
        }  # fmt: skip
        assert self.stored(LEASES) == {
            (pk, one.state, one.returns, one.is_prefetched) for pk, one in model.leases.items()
        }
        assert self.stored(ANSWERS) == {
            (pk, number, is_last)
            for pk, one in model.leases.items()
            for number, is_last in enumerate(one.completed, start=1)
        }
        for pk, state, reserved_minor, price_minor in self.stored(BATCHES):
            slots = sum(one.target for one in model.tasks.values() if one.batch == pk)
            beside = sum(  # paid, and asked anew
                (one.state in {"voided", "spare"} or one.is_beside)
                and model.tasks[one.task].batch == pk
                for one in model.leases.values()
            )
            assert state == model.batches[pk].state
            assert reserved_minor == price_minor * (slots + beside)

    def stored(self, statement: str) -> set[tuple[Any, ...]]:  # columns
        with connection.cursor() as cursor:
            cursor.execute(statement, [self.project_id])
            return set(cursor.fetchall())

    def everybody_comes_to_an_end(self) -> None:
        """At rest, nobody is told that there is nothing while there is something."""
        self.overlap.end_all()
        for person in range(PEOPLE):
            for _ in range(3):
                self.moves("claims", person, "at once")
                self.moves("submits", person, "at once")
