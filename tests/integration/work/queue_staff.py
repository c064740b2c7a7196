"""What managers and consensus do, on the service and on the model."""

from collections.abc import Callable, Set
from datetime import datetime, timedelta

from guildmark.work import actions
from guildmark.work.judgement import Label
from guildmark.work.models import Batch, OverlapChange, Task
from tests.factories import work
from tests.integration.work.queue_books import ModelBatch, ModelLabel, ModelTask
from tests.integration.work.queue_model import DECIDED, ENDED
from tests.integration.work.queue_moves import Moves
from tests.integration.work.queue_world import PEOPLE, VERDICTS

CHANGEABLE = frozenset({"open", "paused"})


class StaffMoves(Moves):
    """Restrictions, voidings, batches, tasks and labels."""

    # ------------------------------------------------------------ people

    def is_restricted_or_freed(self, which: int) -> None:
        person = next(  # one at a time
            (pk for pk, one in self.model.people.items() if one.is_blocked), which % PEOPLE
        )
        is_blocked = not self.model.people[person].is_blocked
        self.act(
            actions.set_standing,
            user_id=self.world.people[person].pk,
            project_id=self.world.place.project.pk,
            blocked_reason="Restricted." if is_blocked else "",
            actor_id=None,
        )
        self.model.people[person].is_blocked = is_blocked

    def voids(self, which: int) -> None:
        """Everything somebody handed in is taken out."""
        person = which % PEOPLE
        values = {
            "annotator_id": self.world.people[person].pk,
            "project_id": self.world.place.project.pk,
        }
        count = self.act(
            actions.void_submissions, **values, actor_id=None, since=None, reason="Copied."
        )
        answers = [pk for pk, one in self.model.leases.items() if one.person == person]
        assert count == self.model.void(answers, self.now)

    def reinstates(self, which: int) -> None:
        """A voiding of one answer is taken back; seldom that of one which was not voided."""
        states = {"voided"} if which % 8 else {"submitted", "accepted", "skipped", "voided"}
        found = sorted(pk for pk, one in self.model.leases.items() if one.state in states)
        if not found:
            return
        pk = found[which // 8 % len(found)]
        done = self.act(actions.reinstate_assignment, actor_id=None, assignment_id=pk)
        counts = self.model.reinstate(pk, self.now)
        assert done == ("CannotJudge" if counts is None else counts)

    def sends_back(self, which: int) -> None:
        """An answer goes back to its author."""
        states = {"submitted"} if which % 8 else {"submitted", "spare", "returned", "voided"}
        found = sorted(pk for pk, one in self.model.leases.items() if one.state in states)
        if not found:
            return
        pk = found[which // 8 % len(found)]
        done = self.act(
            actions.return_assignment,
            assignment_id=pk,
            reason_code="missed_objects",
            note="Look at the corner.",
            marks=[{"x": 30.0, "y": 40.0, "text": "A coin is missing here."}],
            actor_id=self.world.place.manager.pk,
        )
        why_not = self.model.send_back(pk, self.now)
        assert (done if isinstance(done, str) else None) == why_not

    def takes_back(self, which: int) -> None:
        """A task is taken from whoever has it; now and then too late."""
        states = {"leased"} if which % 8 else {"submitted", "returned", "skipped", "released"}
        found = sorted(pk for pk, one in self.model.leases.items() if one.state in states)
        if not found:
            return
        pk = found[which // 8 % len(found)]
        done = self.act(
            actions.take_back,
            actor_id=self.world.place.manager.pk,
            project_id=self.world.place.project.pk,
            assignment_id=pk,
            note="It is the wrong picture.",
        )
        assert done == self.model.take_back(pk, self.now)

    # ------------------------------------------------------------ batches

    def some_batch(self, which: int) -> int:
        batches = sorted(self.model.batches)
        return batches[which % len(batches)]

    def of_batch(self, pk: int, call: Callable[..., object], **values: object) -> bool:
        """Whether the batch could still be changed, as it should be."""
        done = self.act(call, actor_id=self.world.place.manager.pk, batch_id=pk, **values)
        return done not in {"BatchConflict", "BatchAsksNobody"}

    def pauses_or_resumes(self, which: int) -> None:
        """One at a time: with both paused nothing happens."""
        paused = (pk for pk, one in self.model.batches.items() if one.state == "paused")
        pk = next(paused, self.some_batch(which))
        if self.model.batches[pk].state == "paused":
            source, target, done = "paused", "open", self.of_batch(pk, actions.resume_batch)
        else:
            source, target = "open", "paused"
            done = self.of_batch(pk, actions.pause_batch, reason="Later.")
        batch = self.model.batches[pk]
        assert done == (batch.state == source)
        batch.state = target if done else batch.state

    def schedules(self, which: int) -> None:
        """A batch opens later or at once, and closes some time or never."""
        self.overlap.end_all()
        pk = self.some_batch(which)
        opens = (None, self.now + timedelta(minutes=10))[which // 2 % 2]
        closes = self.now + timedelta(minutes=45) if which // 4 % 8 == 0 else None
        done = self.of_batch(pk, actions.set_schedule, opens_at=opens, closes_at=closes)
        batch = self.model.batches[pk]
        assert done == (batch.state in CHANGEABLE)
        if done:
            batch.opens, batch.closes = opens, closes

    def aims(self, which: int) -> None:
        """A batch is for the audience alone, or for everybody again."""
        pk, is_aimed = self.some_batch(which), bool(which // 2 % 2)
        audience = self.world.audience.pk if is_aimed else None
        done = self.of_batch(pk, actions.set_audience, audience_id=audience)
        batch = self.model.batches[pk]
        assert done == (batch.state in CHANGEABLE)
        batch.is_aimed = is_aimed if done else batch.is_aimed

    def ranks(self, which: int) -> None:
        """Another batch comes first."""
        pk, priority = self.some_batch(which), which // 2 % 3
        done = self.of_batch(pk, actions.set_priority, priority=priority)
        batch = self.model.batches[pk]
        assert done == (batch.state in CHANGEABLE | {"draining"})
        batch.priority = priority if done else batch.priority

    def changes_overlap(self, which: int) -> None:
        """One more person is asked of each task of a batch, or one fewer."""
        self.overlap.end_all()
        pk = self.some_batch(which)
        before = Batch.objects.values_list("overlap", flat=True).get(pk=pk)
        overlap = max(1, before + (1 if which // 2 % 2 else -1))
        done = self.of_batch(pk, change_overlap, before=before, overlap=overlap)
        batch = self.model.batches[pk]
        is_legal = batch.state in CHANGEABLE or (batch.state == "complete" and not batch.is_stopped)
        assert done == is_legal
        if done and overlap != before:
            self.model.change_overlap(pk, before, overlap, self.now)

    def drains(self, which: int) -> None:
        """Rarely: most of what can go wrong needs a batch that asks."""
        if which % 8:
            return
        pk = self.some_batch(which // 8)
        done = self.of_batch(pk, actions.drain_batch)
        assert done == (self.model.batches[pk].state in CHANGEABLE)
        if done:
            self.model.drain(pk)

    # ------------------------------------------------------------ tasks

    def some_task(self, which: int, states: Set[str], step: str = "draw") -> int | None:
        """One of them; three times of four one that has all its answers, if there is any."""
        found = sorted(
            pk
            for pk, task in self.model.tasks.items()
            if task.state in states and task.step == step and task.batch is not None
        )
        complete = [
            pk
            for pk in found
            if self.model.tasks[pk].counted and self.is_complete(self.model.tasks[pk])
        ]
        among = complete if complete and which % 4 else found
        return among[which // 4 % len(among)] if among else None

    def cancels(self, which: int) -> None:
        step = ("draw", "verify")[which % 2]
        pk = self.some_task(
            which // 2, {"open", "saturated", "resolved", "disputed", "triage"}, step
        )
        if pk is None:
            return
        done = self.act(actions.cancel_task, actor_id=None, task_id=pk, reason="Bad.")
        task = self.model.tasks[pk]
        assert done == (task.state != "cancelled")
        if done:
            verify = self.model.verify_task(task)
            self.model.close(task, "cancelled")
            if verify is not None and verify.state not in DECIDED:
                self.model.close(verify, "cancelled")

    def resolves(self, which: int) -> None:
        """With open slots it is an early stop: the overlap becomes less."""
        pk = self.some_task(which, {"open", "saturated", "disputed"})
        if pk is None:
            return
        done = self.act(actions.resolve_task, task_id=pk)
        assert done == self.model.resolve(self.model.tasks[pk])

    def disputes(self, which: int) -> None:
        """More people are asked, or a reviewer is; nobody more where the batch was stopped."""
        pk = self.some_task(which // 3, {"saturated", "disputed"})
        if pk is None:
            return
        extra = 0 if self.batch_of(pk).is_stopped else which % 3
        done = self.act(actions.dispute_task, task_id=pk, extra_slots=extra)
        task = self.model.tasks[pk]
        assert done == (task.state in {"saturated", "disputed"} and self.is_complete(task))
        if done:
            task.state = "disputed"
            self.model.add_slots(task, extra)

    def asks_more(self, which: int) -> None:
        """The overlap of a complete task is raised."""
        slots = 1 + which % 2
        pk = self.some_task(which // 2, {"saturated"})
        if pk is None:
            return
        done = self.act(actions.ask_more, task_id=pk, slots=slots, reason="Not sure.")
        task = self.model.tasks[pk]
        is_asked = task.state == "saturated" and self.is_complete(task) and self.batch_of(pk).asks
        assert done == is_asked
        if is_asked:
            task.state = "open"
            self.model.add_slots(task, slots)

    def is_complete(self, task: ModelTask) -> bool:
        return task.counted == task.target

    def batch_of(self, pk: int) -> ModelBatch:
        return self.model.batches[self.model.tasks[pk].batch or 0]

    def reopens(self, which: int) -> None:
        slots = 1 + which % 2
        pk = self.some_task(which // 4, {"resolved", "triage"}, ("draw", "verify")[which // 2 % 2])
        if pk is None or (self.model.tasks[pk].step, self.model.tasks[pk].state) == (
            "verify",
            "resolved",
        ):
            return
        done = self.act(
            actions.reopen_task,
            actor_id=self.world.place.manager.pk,
            task_id=pk,
            slots=slots,
            reason="Again.",
        )
        task = self.model.tasks[pk]
        if task.state not in {"resolved", "triage"}:
            assert done == "TaskConflict"
        elif self.batch_of(pk).state == "draining":
            assert done == "BatchAsksNobody"
        else:
            assert isinstance(done, Task), done
            task.state, task.skips, task.lapses = "open", 0, 0
            self.model.reopen_batch(task.batch, self.now)
            self.model.add_slots(task, slots)

    # ------------------------------------------------------------ labels

    def concludes(self, which: int) -> None:
        """A label is sure: others are asked whether it is right."""
        pk = self.some_task(which, {"saturated", "disputed"})
        if pk is None:
            return
        answers = sorted(
            (lease, one.returns)
            for lease, one in self.model.leases.items()
            if (one.task, one.state) == (pk, "submitted")
        )
        done = self.act(conclude, task_id=pk, answers=str(answers))
        label = ModelLabel(self.now, VERDICTS, str(answers))
        verify_pk = done[1] if isinstance(done, tuple) else None
        made = self.model.conclude(self.model.tasks[pk], verify_pk=verify_pk, label=label)
        assert (done[0] if isinstance(done, tuple) else done) == made

    def closes_a_round(self, which: int) -> None:
        """Verdicts are there: the label stands, its author is asked again, or a reviewer is."""
        states = {"saturated", "disputed"} if which % 4 else ENDED | {"open", "saturated"}
        pk = self.some_task(which // 4, states, "verify")
        if pk is None:
            return
        done = self.act(actions.close_round, verify_task_id=pk)
        assert (done is not None) == self.model.close_round(pk)


def change_overlap(
    *, actor_id: int, batch_id: int, before: int, overlap: int, now: datetime
) -> None:
    """A manager asks for it, and a worker carries it out."""
    actions.change_overlap(
        actor_id=actor_id, batch_id=batch_id, before=before, overlap=overlap, now=now
    )
    for change in OverlapChange.objects.filter(batch_id=batch_id, finished_at=None):
        actions.carry_out_overlap(overlap_change_id=change.pk, clock=lambda: now)


def conclude(*, task_id: int, answers: str, now: datetime) -> tuple[bool, int | None]:
    """Whether anything came of it, and the verify task there is then."""
    label = Label(document=work.boxes(2), result_version=1, inputs_sha256=answers)
    done = actions.conclude_task(task_id=task_id, label=label, now=now)
    draw = Task.objects.get(pk=task_id)
    same = Task.objects.filter(batch=draw.batch, item_id=draw.item_id, step="verify")
    return done, same.values_list("pk", flat=True).first()
