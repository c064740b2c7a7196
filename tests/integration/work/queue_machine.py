"""Every move of the queue, made on the service and on a model of it, one at a time.

The model knows exactly which task comes next: the batch with the highest priority, in it what came
back in the order it came back, then the random order. So it checks what is answered, not only that
the counters add up.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from guildmark.accounts.models import User
from guildmark.work import actions
from guildmark.work.errors import AssignmentOver, BatchAsksNobody, NotBegun, NotEligible
from guildmark.work.models import Assignment, Batch, Task
from guildmark.work.queries.leases import Lease
from tests.factories import communities, work
from tests.factories.work import NOW
from tests.integration.work.queue_model import LEASE, Model, ModelLease, ModelTask

PEOPLE = 4
INSIDERS = 2
ITEMS = 7
EMPTY = frozenset({"nothing_left", "all_leased", "paused", "opens_later", "other_audience"})

#: How often each move is made. One rule with weights, not one rule a move: hypothesis leaves whole
#: rules out of an example, and a queue without claims has nothing to be wrong.
WEIGHTS = {
    "claims": 9,
    "prefetches": 4,
    "submits": 6,
    "skips": 2,
    "releases": 2,
    "time_passes": 2,
    "sweeps": 2,
    "is_restricted_or_freed": 1,
    "pauses_or_resumes": 1,
    "schedules": 1,
    "aims": 1,
    "voids": 1,
    "cancels": 1,
    "resolves": 1,
    "disputes": 2,
    "reopens": 2,
}
any_move = st.sampled_from([name for name, weight in WEIGHTS.items() for _ in range(weight)])
chance = st.integers(0, 10**6)


class QueueMachine(RuleBasedStateMachine):
    """Every move there is, in any order."""

    @initialize(overlap=st.integers(1, 3))
    def begin(self, overlap: int) -> None:
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        with connection.cursor() as cursor:
            cursor.execute("SELECT setseed(0.5)")  # the same order when hypothesis tries again
        self.now = NOW
        self.complete: set[int] = set()
        self.place = work.workplace(items=2 * ITEMS)
        items = sorted(self.place.dataset.items.values_list("pk", flat=True))
        self.batches = [
            work.open_batch(self.place, overlap=overlap, priority=1 - half,
                            item_ids=items[half::2])
            for half in (0, 1)
        ]  # fmt: skip
        self.people: list[User] = [work.annotator(self.place) for _ in range(PEOPLE)]
        self.model = Model(insiders=frozenset(range(INSIDERS)))
        for person in self.people[:INSIDERS]:
            communities.declare(person, country="PT")
        self.audience = actions.make_audience(
            actor_id=self.place.manager.pk, project_id=self.place.project.pk, name="Insiders",
            criteria=[[communities.clause("country", "=", "PT")]], now=NOW,
        )  # fmt: skip
        for batch in self.batches:
            self.model.priority[batch.pk], self.model.numbers[batch.pk] = batch.priority, 0
        for task in Task.objects.filter(project=self.place.project):
            assert task.batch_id is not None
            self.model.tasks[task.pk] = ModelTask(
                task.batch_id, task.item_id, (True, task.position), overlap
            )

    def teardown(self) -> None:
        """Leave nothing behind: the sweep is for everybody's leases."""
        if hasattr(self, "transaction"):
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    def claim(self, person: int, *, is_prefetch: bool = False) -> Lease | actions.Empty:
        return actions.claim_next(
            user_id=self.people[person].pk,
            project_id=self.place.project.pk,
            is_prefetch=is_prefetch,
            now=self.now,
        )

    @rule(move=any_move, which=chance)
    def moves(self, move: str, which: int) -> None:
        """One move; `which` is the lot for who, which task, how long."""
        getattr(self, move)(which)

    def claims(self, which: int) -> None:
        self.takes(which % PEOPLE, is_prefetch=False)

    def prefetches(self, which: int) -> None:
        self.takes(which % PEOPLE, is_prefetch=True)

    def takes(self, person: int, *, is_prefetch: bool) -> None:
        found = self.claim(person, is_prefetch=is_prefetch)
        if person in self.model.blocked:
            assert isinstance(found, actions.Empty)
            assert found.reason == "not_eligible"
            return
        self.model.lapse(self.now, person=person)
        live = self.model.live(person, is_prefetched=is_prefetch)
        if live is None and not is_prefetch:
            live = self.model.promote(person, self.now)
        if live is not None:
            assert isinstance(found, Lease), found
            assert (found.assignment_id, found.lease_expires_at) == (
                live,
                self.model.leases[live].ends,
            )
            return
        wanted = self.model.next_task(person, self.now)
        if wanted is None:
            assert isinstance(found, actions.Empty)
            assert found.reason in EMPTY
            return
        assert isinstance(found, Lease), found
        assert found.task_id == wanted
        self.leased(person, found, is_prefetch=is_prefetch)

    def leased(self, person: int, found: Lease, *, is_prefetch: bool) -> None:
        task = self.model.tasks[found.task_id]
        task.leased += 1
        self.model.take(task, was_held=False)
        self.model.had.add((person, task.item))
        ends = self.now + LEASE
        lease = ModelLease(person, found.task_id, ends, is_prefetched=is_prefetch)
        self.model.leases[found.assignment_id] = lease

    def some_lease(self, person: int, which: int, states: set[str]) -> int | None:
        mine = sorted(
            pk
            for pk, one in self.model.leases.items()
            if one.person == person and one.state in states
        )
        return mine[which % len(mine)] if mine else None

    def submits(self, which: int) -> None:
        """In time or late: an expired lease takes an answer too."""
        person = which % PEOPLE
        pk = self.some_lease(person, which // PEOPLE, {"leased", "expired"})
        if pk is None:
            return
        is_begun = not self.model.leases[pk].is_prefetched
        answer: dict[str, Any] = {
            "user_id": self.people[person].pk,
            "assignment_id": pk,
            "document": work.boxes(1),
            "seconds_spent": 1.0,
            "now": self.now,
        }
        if person in self.model.blocked or not is_begun:
            with pytest.raises(NotEligible if is_begun else NotBegun):
                actions.submit(**answer)
            return
        done = actions.submit(**answer, idempotency_key=f"k{pk}")
        assert done.counts == self.model.answer(pk)
        assert actions.submit(**answer, idempotency_key=f"k{pk}") == done

    def skips(self, which: int) -> None:
        self.gives_back(which % PEOPLE, is_skip=True)

    def releases(self, which: int) -> None:
        self.gives_back(which % PEOPLE, is_skip=False)

    def gives_back(self, person: int, *, is_skip: bool) -> None:
        pk = self.some_lease(person, 0, {"leased"})
        if pk is None:
            return
        who: dict[str, Any] = {"user_id": self.people[person].pk, "assignment_id": pk}
        if is_skip:
            actions.skip(**who, reason="other", note="", now=self.now)
        else:
            actions.release(**who, now=self.now)
        self.model.end(pk, "skipped" if is_skip else "released")
        with pytest.raises(AssignmentOver):
            actions.release(**who, now=self.now)

    def time_passes(self, which: int) -> None:
        self.now += timedelta(minutes=(5, 20, 40)[which % 3])

    def sweeps(self, _: int) -> None:
        assert actions.expire_leases(now=self.now) == len(self.model.lapse(self.now))
        over = [
            pk
            for pk, end in self.model.closes.items()
            if end <= self.now and pk not in self.model.stopped | self.complete
        ]
        assert actions.drain_ended(now=self.now) == len(over)
        for pk in over:
            self.model.drain(pk)
        assert actions.settle_batches(now=self.now) in {0, 1, 2}
        for batch in self.batches:  # a complete batch has nothing that could be given
            batch.refresh_from_db()
            if batch.state == "complete":
                self.complete.add(batch.pk)
                self.model.paused.add(batch.pk)

    def is_restricted_or_freed(self, which: int) -> None:
        person = next(iter(self.model.blocked), which % PEOPLE)  # one at a time
        reason = "" if person in self.model.blocked else "Restricted."
        self.model.blocked ^= {person}
        actions.set_standing(
            user_id=self.people[person].pk, project_id=self.place.project.pk,
            blocked_reason=reason, actor_id=None, now=self.now,
        )  # fmt: skip
        actions.refresh_seat(
            user_id=self.people[person].pk, project_id=self.place.project.pk, now=self.now
        )

    def pauses_or_resumes(self, which: int) -> None:
        paused = Batch.objects.filter(project=self.place.project, state="paused").first()
        batch = paused or Batch.objects.get(pk=self.batches[which % 2].pk)  # one at a time
        move: dict[str, Any] = {
            "actor_id": self.place.manager.pk,
            "batch_id": batch.pk,
            "now": self.now,
        }
        if batch.state == "open":
            actions.pause_batch(**move, reason="Later.")
            self.model.paused.add(batch.pk)
        elif batch.state == "paused":
            actions.resume_batch(**move)
            self.model.paused.discard(batch.pk)

    def schedules(self, which: int) -> None:
        """A batch opens later or at once, and closes some time or never."""
        batch = Batch.objects.get(pk=self.batches[which % 2].pk)
        if batch.state not in {"open", "paused"}:
            return
        later = (None, self.now + timedelta(minutes=10))[which // 2 % 2]
        end = (None, None, None, self.now + timedelta(minutes=45))[which // 4 % 4]
        actions.set_schedule(
            actor_id=self.place.manager.pk, batch_id=batch.pk, opens_at=later, closes_at=end,
            now=self.now,
        )  # fmt: skip
        for known, moment in ((self.model.opens, later), (self.model.closes, end)):
            known.pop(batch.pk, None)
            if moment is not None:
                known[batch.pk] = moment

    def aims(self, which: int) -> None:
        """A batch is for the audience alone, or for everybody again."""
        batch = Batch.objects.get(pk=self.batches[which % 2].pk)
        if batch.state not in {"open", "paused"}:
            return
        is_aimed = bool(which // 2 % 2)
        actions.set_audience(
            actor_id=self.place.manager.pk, batch_id=batch.pk,
            audience_id=self.audience.pk if is_aimed else None, now=self.now,
        )  # fmt: skip
        self.model.aimed.discard(batch.pk)
        if is_aimed:
            self.model.aimed.add(batch.pk)

    def voids(self, which: int) -> None:
        """Everything somebody handed in is taken out."""
        person = which % PEOPLE
        before = set(self.complete)
        count = actions.void_submissions(
            actor_id=None, annotator_id=self.people[person].pk,
            project_id=self.place.project.pk, since=None, reason="Copied.", now=self.now,
        )  # fmt: skip
        assert count == self.model.void(person)
        for batch in Batch.objects.filter(pk__in=before, state="open"):  # it asks again
            self.complete.discard(batch.pk)
            self.model.paused.discard(batch.pk)

    def some_task(self, which: int, states: set[str]) -> int | None:
        found = sorted(pk for pk, task in self.model.tasks.items() if task.state in states)
        return found[which % len(found)] if found else None

    def cancels(self, which: int) -> None:
        pk = self.some_task(which, {"open", "saturated", "resolved", "disputed", "triage"})
        if pk is None:
            return
        assert actions.cancel_task(actor_id=None, task_id=pk, reason="Bad.", now=self.now)
        self.model.tasks[pk].state, self.model.tasks[pk].open = "cancelled", 0

    def resolves(self, which: int) -> None:
        """With open slots it is an early stop."""
        pk = self.some_task(which, {"open", "saturated", "disputed"})
        if pk is None:
            return
        assert actions.resolve_task(task_id=pk, now=self.now)
        self.model.tasks[pk].state, self.model.tasks[pk].open = "resolved", 0

    def disputes(self, which: int) -> None:
        extra = which % 3
        pk = self.some_task(which, {"saturated", "disputed"})
        if pk is None:
            return
        task = self.model.tasks[pk]
        if task.batch in self.model.stopped:  # nobody is asked any more: a reviewer decides
            extra = 0
        is_complete = task.counted == task.target
        disputed = actions.dispute_task(task_id=pk, extra_slots=extra, now=self.now)
        assert disputed == is_complete
        if is_complete:
            task.state = "disputed"
            task.open = extra
            if extra:
                self.model.reenter(task)

    def reopens(self, which: int) -> None:
        slots = 1 + which % 2
        pk = self.some_task(which, {"resolved", "triage"})
        if pk is None:
            return
        task = self.model.tasks[pk]
        batch = Batch.objects.get(pk=task.batch)
        if batch.state == "complete":
            return
        again: dict[str, Any] = {
            "actor_id": self.place.manager.pk, "task_id": pk, "reason": "Again.", "now": self.now,
        }  # fmt: skip
        if task.batch in self.model.stopped:
            with pytest.raises(BatchAsksNobody):
                actions.reopen_task(**again, slots=slots)
            return
        actions.reopen_task(**again, slots=slots)
        task.state, task.open, task.skips, task.lapses = "open", slots, 0, 0
        self.model.reenter(task)

    @precondition(lambda self: hasattr(self, "model"))
    @invariant()
    def the_books_agree(self) -> None:
        stored = Task.objects.filter(pk__in=self.model.tasks)
        assert {
            task.pk: (task.state, task.open_slots, task.leased, task.counted, task.target,
                      task.is_open, task.skip_count, task.lapse_count)
            for task in stored
        } == {
            pk: (task.state, task.open, task.leased, task.counted, task.target, task.open > 0,
                 task.skips, task.lapses)
            for pk, task in self.model.tasks.items()
        }  # fmt: skip
        leases = Assignment.objects.filter(project=self.place.project)
        assert dict(leases.values_list("pk", "state")) == {
            pk: lease.state for pk, lease in self.model.leases.items()
        }
        for batch in Batch.objects.filter(project=self.place.project):
            targets = [one.target for one in self.model.tasks.values() if one.batch == batch.pk]
            beside = [  # paid, and asked anew
                one
                for one in self.model.leases.values()
                if one.state in {"voided", "spare"} and self.model.tasks[one.task].batch == batch.pk
            ]
            assert batch.reserved_minor == batch.price_minor * (sum(targets) + len(beside))
