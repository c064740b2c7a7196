"""The books of the queue in Python, for the stateful test.

The books are rows, as in the database. A transaction that is open works on a fork of them; when it
commits, the rows it changed are put into the common books. What it holds locked nobody else
changes meanwhile, so nothing needs to be merged within a row.
"""

from copy import copy
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from typing import Any, Self

FOREVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class ModelLabel:
    """A label that is judged: of which answers, by how many."""

    opened_at: datetime
    wanted: int
    answers: str


@dataclass
class ModelTask:
    """What should be true of a task. Gold has no batch and no slots."""

    batch: int | None
    item: int
    order: tuple[bool, int]  # first lane or not, then position: smaller comes first
    open: int = 0
    leased: int = 0
    counted: int = 0
    state: str = "open"
    skips: int = 0
    lapses: int = 0
    step: str = "draw"
    labels: tuple[ModelLabel, ...] = ()
    unjudged_since: datetime | None = None  # all answers are there, and no worker has looked since

    @property
    def target(self) -> int:
        return self.open + self.leased + self.counted


@dataclass
class ModelLease:
    """What should be true of an assignment."""

    person: int
    task: int
    leased_at: datetime
    ends: datetime
    is_prefetched: bool = False
    state: str = "leased"
    returns: int = 0
    return_ends: datetime | None = None
    is_laid_aside: bool = False
    is_beside: bool = False  # taken back after a voiding, when its slot was another's: paid beside
    is_taken_back: bool = False
    #: By revision of its answer, whether that was the last one its task wanted.
    completed: tuple[bool, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether it is one of the answers its task wanted."""
        return self.state in {"submitted", "accepted"} and not self.is_beside


@dataclass
class ModelBatch:
    """What should be true of a batch."""

    priority: int
    state: str = "open"
    is_stopped: bool = False  # drained: nobody more is asked
    is_aimed: bool = False  # for the audience alone
    opens: datetime | None = None
    closes: datetime | None = None
    number: int = 0  # of what re-entered

    @property
    def asks(self) -> bool:
        return self.state in {"open", "paused"}


@dataclass
class ModelPerson:
    """What should be true of a seat."""

    is_insider: bool = False
    is_blocked: bool = False
    since_gold: int = 0  # ordinary tasks taken in hand since the last gold
    last_batch: int | None = None  # of the last ordinary task in hand


@dataclass
class Books:
    """What should be true of everything, and who may have what."""

    tasks: dict[int, ModelTask] = field(default_factory=dict)
    leases: dict[int, ModelLease] = field(default_factory=dict)
    batches: dict[int, ModelBatch] = field(default_factory=dict)
    people: dict[int, ModelPerson] = field(default_factory=dict)
    #: By person and batch, tasks that somebody else held when the person's cursor passed them.
    missed: dict[tuple[int, int], frozenset[int]] = field(default_factory=dict)

    def fork(self) -> Self:
        """The same rows to write on; what is in a row is never changed in place."""
        rows = {
            kind.name: {key: copy(row) for key, row in getattr(self, kind.name).items()}
            for kind in fields(self)
        }
        return type(self)(**rows)

    def changed_in(self, fork: Self) -> dict[str, dict[Any, Any]]:
        """By kind and key, the rows that a fork changed or made."""
        return {
            kind.name: {
                key: row
                for key, row in getattr(fork, kind.name).items()
                if getattr(self, kind.name).get(key) != row
            }
            for kind in fields(self)
        }

    def put(self, rows: dict[str, dict[Any, Any]]) -> None:
        """A transaction has committed."""
        for kind, changed in rows.items():
            getattr(self, kind).update(changed)

    # ------------------------------------------------------------ who may have what

    def live(self, person: int, *, is_prefetched: bool = False) -> int | None:
        of_person = (
            pk
            for pk, one in self.leases.items()
            if (one.person, one.is_prefetched, one.state) == (person, is_prefetched, "leased")
        )
        return next(of_person, None)

    def batches_for(self, person: int, now: datetime) -> list[int]:
        """Those that give the person work now, in their order."""
        working = [
            pk
            for pk, one in self.batches.items()
            if one.state == "open"
            and (one.opens or now) <= now < (one.closes or FOREVER)
            and (self.people[person].is_insider or not one.is_aimed)
        ]
        return sorted(working, key=lambda pk: (-self.batches[pk].priority, pk))

    def left_for(self, person: int, batch: int) -> list[int]:
        """Open tasks of a batch whose item the person has not had, in the order they come."""
        had = {self.tasks[one.task].item for one in self.leases.values() if one.person == person}
        missed = self.missed.get((person, batch), frozenset())
        left = [
            (pk not in missed, task.order[1] if pk in missed else task.order, pk)
            for pk, task in self.tasks.items()
            if task.batch == batch and task.open and task.item not in had
        ]
        return [pk for *_, pk in sorted(left)]

    def find(self, person: int, locked: frozenset[int], now: datetime) -> int | None:
        """The next task, of those that nobody holds; what was passed on the way is kept in mind.

        Where only held ones are left of a batch, nothing of a later batch is given.
        """
        for batch in self.batches_for(person, now):
            left = self.left_for(person, batch)
            found = next((pk for pk in left if pk not in locked), None)
            passed = left if found is None else left[: left.index(found)]
            before = self.missed.get((person, batch), frozenset()) & set(left)
            self.missed[person, batch] = (before | set(passed)) - {found}
            if left:
                return found
        return None

    def returned_to(self, person: int, locked: frozenset[int], now: datetime) -> int | None:
        """The work that went back to the person and is due first."""
        waiting = [
            (one.ends, pk)
            for pk, one in self.leases.items()
            if (one.person, one.state) == (person, "returned")
            and one.ends > now
            and pk not in locked
            and self.batch_of(pk).state != "paused"
        ]
        return min(waiting)[1] if waiting else None

    def batch_of(self, lease: int) -> ModelBatch:
        batch = self.tasks[self.leases[lease].task].batch
        assert batch is not None
        return self.batches[batch]
