"""What should be true of the queue: its books in Python, for the stateful test."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

LEASE = timedelta(minutes=30)
FOREVER = datetime.max.replace(tzinfo=UTC)
ENDED = frozenset({"resolved", "cancelled", "triage"})


@dataclass
class ModelTask:
    """What should be true of a task."""

    batch: int
    item: int
    order: tuple[bool, int]  # first lane or not, then position: smaller comes first
    open: int
    leased: int = 0
    counted: int = 0
    state: str = "open"
    skips: int = 0
    lapses: int = 0

    @property
    def target(self) -> int:
        return self.open + self.leased + self.counted


@dataclass
class ModelLease:
    """What should be true of a lease."""

    person: int
    task: int
    ends: datetime
    is_prefetched: bool = False
    state: str = "leased"


@dataclass
class Model:
    """What should be true of everything."""

    tasks: dict[int, ModelTask] = field(default_factory=dict)
    leases: dict[int, ModelLease] = field(default_factory=dict)
    had: set[tuple[int, int]] = field(default_factory=set)
    blocked: set[int] = field(default_factory=set)
    priority: dict[int, int] = field(default_factory=dict)
    paused: set[int] = field(default_factory=set)
    numbers: dict[int, int] = field(default_factory=dict)
    opens: dict[int, datetime] = field(default_factory=dict)
    closes: dict[int, datetime] = field(default_factory=dict)
    stopped: set[int] = field(default_factory=set)  # drained: nobody more is asked
    aimed: set[int] = field(default_factory=set)  # for the audience alone
    insiders: frozenset[int] = frozenset()  # who is in it

    def live(self, person: int, *, is_prefetched: bool = False) -> int | None:
        of_person = (
            pk
            for pk, one in self.leases.items()
            if (one.person, one.is_prefetched) == (person, is_prefetched)
        )
        return next((pk for pk in of_person if self.leases[pk].state == "leased"), None)

    def is_working(self, batch: int, now: datetime) -> bool:
        is_within = self.opens.get(batch, now) <= now < self.closes.get(batch, FOREVER)
        return is_within and batch not in self.paused | self.stopped

    def is_for(self, person: int, batch: int) -> bool:
        return batch not in self.aimed or person in self.insiders

    def next_task(self, person: int, now: datetime) -> int | None:
        free = [
            (-self.priority[task.batch], task.batch, task.order, pk)
            for pk, task in self.tasks.items()
            if task.open
            and self.is_working(task.batch, now)
            and self.is_for(person, task.batch)
            and (person, task.item) not in self.had
        ]
        return min(free)[-1] if free else None

    def promote(self, person: int, now: datetime) -> int | None:
        """The prefetched lease becomes the one in hand, or goes back when it could not be given."""
        pk = self.live(person, is_prefetched=True)
        if pk is None:
            return None
        task = self.tasks[self.leases[pk].task]
        is_given = self.is_working(task.batch, now) and self.is_for(person, task.batch)
        if task.state in ENDED or not is_given:
            self.end(pk, "released")
            return None
        self.leases[pk].is_prefetched = False
        self.leases[pk].ends = now + LEASE
        return pk

    def reenter(self, task: ModelTask) -> None:
        self.numbers[task.batch] += 1
        task.order = (False, self.numbers[task.batch])

    def end(self, pk: int, state: str) -> None:
        """A lease ends without an answer."""
        lease = self.leases[pk]
        lease.state = state
        task = self.tasks[lease.task]
        task.leased -= 1
        task.skips += state == "skipped"
        task.lapses += state == "expired" and not lease.is_prefetched
        if task.batch in self.stopped:
            self.end_of_drain(task)
            return
        if task.state in ENDED:
            return
        if task.state in {"open", "saturated"} and (task.skips >= 3 or task.lapses >= 3):
            task.open, task.state = 0, "triage"
            return
        was_closed = task.open == 0
        task.open += 1
        task.state = "open" if task.state == "saturated" else task.state
        if was_closed:
            self.reenter(task)

    def drain(self, batch: int) -> None:
        """Open slots go; tasks without an answer, and without anybody at them, are over."""
        self.stopped.add(batch)
        for task in self.tasks.values():
            if task.batch != batch or not task.open:
                continue
            task.open = 0
            if not task.leased and not task.counted:
                task.state = "cancelled"
            elif task.state == "open":
                task.state = "saturated"

    def end_of_drain(self, task: ModelTask) -> None:
        """The last lease of a task came back after its batch was stopped."""
        if not task.leased and not task.counted and task.state not in ENDED:
            task.state = "cancelled"

    def void(self, person: int) -> int:
        """All answers of a person that count stop to; their tasks are asked anew by number."""
        gone = [
            pk
            for pk, one in self.leases.items()
            if one.person == person and one.state == "submitted"
        ]
        for pk in sorted(gone, key=lambda pk: self.leases[pk].task):
            self.leases[pk].state = "voided"
            self.ask_again(self.tasks[self.leases[pk].task])
        return len(gone)

    def ask_again(self, task: ModelTask) -> None:
        """A task loses an answer: somebody else is asked, where anybody is."""
        task.counted -= 1
        if task.state in {"cancelled", "triage"} or task.batch in self.stopped:
            is_left = task.counted or task.leased
            if not is_left and task.state in {"saturated", "resolved"}:
                task.state = "cancelled"
            return
        was_closed = task.open == 0
        task.open += 1
        task.state = "open" if task.state in {"saturated", "resolved"} else task.state
        if was_closed:
            self.reenter(task)

    def answer(self, pk: int) -> bool:
        """An answer comes in; whether it counts."""
        lease = self.leases[pk]
        task = self.tasks[lease.task]
        was_held = lease.state == "leased"
        counts = task.state != "cancelled" and (was_held or task.open > 0)
        task.leased -= was_held
        if counts:
            task.counted += 1
            self.take(task, was_held=was_held)
        lease.state = "submitted" if counts else "spare"
        return counts

    def take(self, task: ModelTask, *, was_held: bool) -> None:
        """A slot goes, unless a lease held it."""
        if not was_held:
            task.open -= 1
        if task.open == 0 and task.state == "open":
            task.state = "saturated"

    def lapse(self, now: datetime, *, person: int | None = None) -> list[int]:
        """What has run out, of one person where one is named.

        They come back by the number of their tasks: in the order in which those are locked.
        """
        over = [
            pk
            for pk, one in self.leases.items()
            if one.state == "leased" and one.ends <= now and person in {None, one.person}
        ]
        for pk in sorted(over, key=lambda pk: (self.leases[pk].task, pk)):
            self.end(pk, "expired")
        return over
