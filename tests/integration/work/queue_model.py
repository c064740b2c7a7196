"""What every move of the queue should do to its books, for the stateful test."""

from collections.abc import Set
from datetime import datetime, timedelta

from tests.integration.work.queue_books import Books, ModelLabel, ModelLease, ModelTask

LEASE = timedelta(minutes=30)
TIME_TO_TAKE_UP = timedelta(days=7)
MOST_RETURNS = 2
DECIDED = frozenset({"resolved", "cancelled"})
ENDED = DECIDED | {"triage"}


class Model(Books):
    """The books, and what changes them."""

    # ------------------------------------------------------------ slots

    def reenter(self, task: ModelTask) -> None:
        assert task.batch is not None
        batch = self.batches[task.batch]
        batch.number += 1
        task.order = (False, batch.number)

    def add_slots(self, task: ModelTask, slots: int) -> None:
        was_closed = task.open == 0
        task.open += slots
        task.unjudged_since = None
        if slots and was_closed:
            self.reenter(task)

    def take(self, task: ModelTask) -> None:
        """An open slot goes."""
        task.open -= 1
        if task.open == 0 and task.state == "open":
            task.state = "saturated"

    def lease(self, pk: int, lease: ModelLease) -> None:
        """A person has a task, in hand or prefetched."""
        self.leases[pk] = lease
        task = self.tasks[lease.task]
        if task.batch is None:
            self.people[lease.person].since_gold = 0
        else:
            task.leased += 1
            self.take(task)
        if not lease.is_prefetched:
            self.begin(lease)

    def begin(self, lease: ModelLease) -> None:
        """It is in hand now."""
        batch = self.tasks[lease.task].batch
        if batch is not None:
            self.people[lease.person].since_gold += 1
            self.people[lease.person].last_batch = batch

    def may_promote(self, person: int, now: datetime) -> bool:
        """Whether the prefetched lease, where there is one, can be given."""
        pk = self.live(person, is_prefetched=True)
        if pk is None:
            return False
        task = self.tasks[self.leases[pk].task]
        batches = self.batches_for(person, now)
        is_given = bool(batches) if task.batch is None else task.batch in batches
        return is_given and task.state not in ENDED

    def promote(self, person: int, now: datetime, *, is_given: bool | None = None) -> int | None:
        """The prefetched lease becomes the one in hand, or goes back when it could not be given."""
        pk = self.live(person, is_prefetched=True)
        if pk is None:
            return None
        if is_given is None:
            is_given = self.may_promote(person, now)
        if not is_given:
            self.end(pk, "released", now)
            return None
        lease = self.leases[pk]
        lease.is_prefetched, lease.leased_at, lease.ends = False, now, now + LEASE
        self.begin(lease)
        return pk

    # ------------------------------------------------------------ leases that end

    def lapse(self, over: list[int], now: datetime, *, shut_out: Set[int] | None = None) -> None:
        """Leases run out. They come back by the number of their tasks, as those are locked.

        `shut_out`: who could not have handed them in; None for those who are blocked.
        """
        for pk in sorted(over, key=lambda pk: (self.leases[pk].task, pk)):
            self.end(pk, "expired", now, shut_out=shut_out)

    def run_out(self, now: datetime, *, person: int | None = None) -> list[int]:
        return [
            pk
            for pk, one in self.leases.items()
            if one.state == "leased" and one.ends <= now and person in {None, one.person}
        ]

    def end(self, pk: int, state: str, now: datetime, *, shut_out: Set[int] | None = None) -> None:
        """A lease ends without an answer, or is laid aside for its author."""
        if shut_out is None:
            shut_out = {number for number, one in self.people.items() if one.is_blocked}
        lease = self.leases[pk]
        if state == "expired" and lease.return_ends is not None and lease.return_ends > now:
            lease.state, lease.ends, lease.is_laid_aside = "returned", lease.return_ends, True
            return
        lease.state = state
        task = self.tasks[lease.task]
        if task.batch is None:
            return
        task.leased -= 1
        task.skips += state == "skipped"
        is_begun = not (lease.is_prefetched or lease.returns or lease.person in shut_out)
        task.lapses += state == "expired" and is_begun
        batch = self.batches[task.batch]
        if batch.state == "draining" or task.state in ENDED:
            task.open = 0
            if batch.state == "draining":
                self.end_of_drain(task)
        elif task.state in {"open", "saturated"} and (task.skips >= 3 or task.lapses >= 3):
            task.open, task.state = 0, "triage"
        else:
            task.state = "open" if task.state == "saturated" else task.state
            self.add_slots(task, 1)

    def take_back(self, pk: int, now: datetime) -> str | None:
        """Staff take a live lease; what had come back to its author is paid. Else why not."""
        lease = self.leases[pk]
        if lease.state != "leased":
            return "LeaseOver"
        lease.is_taken_back = True
        self.end(pk, "spare" if lease.returns else "released", now)
        return None

    def end_of_drain(self, task: ModelTask) -> None:
        """The last lease of a task came back after its batch was stopped."""
        if not task.leased and not task.counted and task.state not in ENDED:
            task.state = "cancelled"

    # ------------------------------------------------------------ answers

    def answer(self, pk: int, now: datetime) -> bool:
        """An answer comes in; whether it counts."""
        lease = self.leases[pk]
        task = self.tasks[lease.task]
        was_held = lease.state != "expired"
        counts = task.batch is None or (task.state != "cancelled" and (was_held or task.open > 0))
        if task.batch is not None:
            task.leased -= was_held
            task.counted += counts
            if counts and not was_held:
                self.take(task)
        is_last = counts and task.state != "triage" and not (task.open or task.leased)
        is_drawn = task.batch is not None and task.step == "draw"
        if is_last and task.batch is not None:
            task.unjudged_since = now
        lease.completed += (is_last and is_drawn,)
        lease.state = "submitted" if counts else "spare"
        return counts

    def void(self, answers: list[int], now: datetime) -> int:
        """Answers stop to count; their tasks are asked anew by number, and labels fall."""
        gone = [pk for pk in answers if self.leases[pk].state in {"submitted", "accepted"}]
        tasks = sorted({self.leases[pk].task for pk in gone if self.leases[pk].stands})
        for pk in gone:
            self.leases[pk].state = "voided"
        for task in (self.tasks[pk] for pk in tasks if self.tasks[pk].batch is not None):
            self.ask_again(task, now)
        for task in (self.tasks[pk] for pk in tasks):
            self.halt_verifying(task)
        return len(gone)

    def reinstate(self, pk: int, now: datetime) -> bool | None:
        """A voiding is taken back: whether the answer counts again; None for what was none."""
        lease = self.leases[pk]
        if lease.state != "voided":
            return None
        task = self.tasks[lease.task]
        counts = task.batch is None or (task.open > 0 and task.state != "cancelled")
        lease.state, lease.is_beside = "accepted", not counts
        if counts and task.batch is not None:
            task.counted += 1
            is_last = (task.open, task.leased, task.state) == (1, 0, "open")
            task.unjudged_since = now if is_last else None
            self.take(task)
        return counts

    def ask_again(self, task: ModelTask, now: datetime) -> None:
        """A task loses an answer: somebody else is asked, where anybody is."""
        assert task.batch is not None
        batch = self.batches[task.batch]
        task.counted -= 1
        is_over = batch.state == "draining" or (batch.state == "complete" and batch.is_stopped)
        if task.state in {"cancelled", "triage"} or is_over:
            if not (task.counted or task.leased) and task.state in {"saturated", "resolved"}:
                task.state = "cancelled"
            return
        task.state = "open" if task.state in {"saturated", "resolved"} else task.state
        self.add_slots(task, 1)
        self.reopen_batch(task.batch, now)

    def reopen_batch(self, pk: int | None, now: datetime) -> None:
        """A complete batch asks again; an end that is past is lifted."""
        batch = self.batches[pk or 0]
        if batch.state == "complete":
            batch.state = "open"
            batch.closes = None if batch.closes and batch.closes <= now else batch.closes

    def send_back(self, pk: int, now: datetime) -> str | None:
        """An answer goes back to its author, who keeps the slot; else why it cannot."""
        lease = self.leases[pk]
        task = self.tasks[lease.task]
        if lease.state != "submitted":
            return "CannotReturn"
        if lease.returns >= MOST_RETURNS:
            return "ReturnedOften"
        batch = self.batches.get(task.batch or 0)
        asks_nobody = batch is None or (batch.state == "complete" and batch.is_stopped)
        if task.step != "draw" or task.state in {"cancelled", "triage"} or asks_nobody:
            return "CannotReturn"
        self.halt_verifying(task)
        was_resolved = task.state == "resolved"
        task.counted, task.leased = task.counted - 1, task.leased + 1
        task.unjudged_since = None
        task.state = task.state if task.open else "saturated"
        if was_resolved:
            self.reopen_batch(task.batch, now)
        lease.state, lease.returns, lease.is_laid_aside = "returned", lease.returns + 1, False
        lease.ends = lease.return_ends = now + TIME_TO_TAKE_UP
        return None

    # ------------------------------------------------------------ tasks and labels

    def close(self, task: ModelTask, state: str) -> None:
        task.open, task.state, task.unjudged_since = 0, state, None

    def verify_task(self, draw: ModelTask) -> ModelTask | None:
        same = (draw.batch, draw.item, "verify")
        found = (one for one in self.tasks.values() if (one.batch, one.item, one.step) == same)
        return next(found, None) if draw.batch is not None and draw.step == "draw" else None

    def halt_verifying(self, draw: ModelTask) -> None:
        verify = self.verify_task(draw)
        if verify is not None and verify.state not in DECIDED:
            self.close(verify, "resolved")

    def resolve(self, task: ModelTask) -> bool:
        if task.state in ENDED:
            return False
        self.close(task, "resolved")
        return True

    def conclude(self, draw: ModelTask, *, verify_pk: int | None, label: ModelLabel) -> bool | str:
        """A label is sure: it is final, or others are asked. Whether anything came of it."""
        verify = self.verify_task(draw)
        is_live = verify is not None and verify.state not in DECIDED
        assert draw.batch is not None
        called_off = verify is not None and verify.state == "cancelled"
        is_wanted = self.batches[draw.batch].asks and not called_off
        if verify is not None and draw.state == "disputed":
            return False
        if draw.state in DECIDED or not (is_live or is_wanted):
            return self.resolve(draw)
        if draw.leased:
            return False
        if not draw.counted:
            return "TaskConflict"
        draw.open, draw.unjudged_since = 0, None
        draw.state = "saturated" if draw.state in {"open", "disputed"} else draw.state
        if verify is None:
            assert verify_pk is not None
            verify = ModelTask(draw.batch, draw.item, (False, 0), state="saturated", step="verify")
            self.tasks[verify_pk] = verify
        if is_live and verify.labels[-1].answers == label.answers:
            return False
        verify.labels += (label,)
        if verify.state != "triage":
            self.ask(verify, max(0, label.wanted - verify.open))
        return True

    def ask(self, verify: ModelTask, slots: int) -> None:
        if slots == 0:
            return
        if verify.state in DECIDED:
            verify.skips = verify.lapses = 0
        verify.state = "open"
        self.add_slots(verify, slots)

    def judged(self, lease: ModelLease) -> int:
        """Which label a verdict is about: the newest there was when its lease was made."""
        labels = self.tasks[lease.task].labels
        known = [number for number, one in enumerate(labels) if one.opened_at <= lease.leased_at]
        return known[-1] if known else 0

    def missing_verdicts(self, verify: ModelTask) -> int:
        """How many of those that its last label wants are not there."""
        last = len(verify.labels) - 1
        given = (
            one
            for one in self.leases.values()
            if self.tasks[one.task] is verify and one.stands and self.judged(one) == last
        )
        return verify.labels[last].wanted - len(list(given))

    def close_round(self, pk: int) -> bool:
        """Whether a label has all its verdicts, and stands for somebody to draw conclusions."""
        verify = self.tasks[pk]
        verify.unjudged_since = None
        if verify.leased or verify.open or verify.state not in {"saturated", "disputed"}:
            return False
        missing = self.missing_verdicts(verify)
        assert verify.batch is not None
        if missing > 0 and self.batches[verify.batch].asks:
            self.ask(verify, missing)
            return False
        self.resolve(verify)
        same = (verify.batch, verify.item, "draw")
        draw = next(t for t in self.tasks.values() if (t.batch, t.item, t.step) == same)
        is_there = not draw.open and not draw.leased and draw.counted > 0
        has_some = missing < verify.labels[-1].wanted
        return is_there and draw.state in {"saturated", "resolved"} and has_some

    # ------------------------------------------------------------ batches

    def drain(self, pk: int) -> None:
        """Open slots go; tasks without an answer, and without anybody at them, are over."""
        batch = self.batches[pk]
        batch.state, batch.is_stopped = "draining", True
        for task in self.tasks.values():
            if task.batch != pk or not task.open:
                continue
            task.open = 0
            if not task.leased and not task.counted:
                task.state = "cancelled"
            elif task.state == "open":
                task.state = "saturated"

    def change_overlap(self, pk: int, before: int, overlap: int, now: datetime) -> None:
        """More people are asked of each task of a batch, up to the new number, or fewer."""
        by = overlap - before
        drawn = [
            one for _, one in sorted(self.tasks.items()) if (one.batch, one.step) == (pk, "draw")
        ]
        if by > 0:
            has_label = [one for one in drawn if one.state == "resolved" and one.counted]
            asked = [
                one
                for one in drawn
                if one.target < overlap and (one.state in {"open", "saturated"} or one in has_label)
            ]
            for task in asked:
                task.state = "open"
                self.add_slots(task, min(by, overlap - task.target))
            for task in asked:
                self.halt_verifying(task)
            if asked:
                self.reopen_batch(pk, now)
            return
        for task in drawn:
            fewer = min(task.open, -by, task.target - 1) if task.state == "open" else 0
            task.open -= max(fewer, 0)
            if fewer > 0 and not task.open:
                task.state = "saturated"
                task.unjudged_since = None if task.leased else now

    def settle(self) -> int:
        """Batches with nothing left are complete; how many."""
        count = 0
        for pk, batch in self.batches.items():
            tasks = [one for one in self.tasks.values() if one.batch == pk]
            is_over = all(one.state in DECIDED and not one.leased for one in tasks)
            if batch.state in {"open", "draining"} and is_over:
                batch.state = "complete"
                count += 1
        return count
