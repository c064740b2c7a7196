"""What time does and the sweep, on the service and on the model."""

from datetime import timedelta

from guildmark.work import actions
from tests.integration.work.queue_moves import Moves

CHANGEABLE = frozenset({"open", "paused"})


class SweepMoves(Moves):
    """Leases that run out, work that was not taken up, batches at their end."""

    def time_passes(self, which: int) -> None:
        minutes = 8 * 24 * 60 if which % 16 == 0 else (5, 20, 40)[which % 3]
        self.now += timedelta(minutes=minutes)

    def leases_run_out(self, _: int) -> None:
        """What somebody holds locked is left for the next sweep; one sweep runs at a time."""
        is_swept = any(one.move == "leases_run_out" for one in self.overlap.held)
        over = [
            pk
            for pk in self.model.run_out(self.now)
            if pk not in self.overlap.locked_leases and not is_swept
        ]
        count = self.act(actions.expire_leases)
        assert count == len(over)
        # Who is shut out is looked up before anything is waited for, and without a lock.
        looked = next((one.books for one in self.overlap.earlier), self.model)
        shut_out = {number for number, one in looked.people.items() if one.is_blocked}
        self.model.lapse(over, self.now, shut_out=shut_out)

    def returns_run_out(self, _: int) -> None:
        """What its author did not take up in time, and what they cannot take up."""
        self.overlap.end_all()
        waiting = [pk for pk, one in self.model.leases.items() if one.state == "returned"]
        away = [pk for pk in waiting if self.model.people[self.model.leases[pk].person].is_blocked]
        late = [pk for pk in waiting if self.model.leases[pk].ends <= self.now]
        late = [pk for pk in late if pk not in away]
        assert self.act(actions.expire_returned) == len(away) + len(late)
        for state, pks in (("spare", away), ("expired", late)):
            for pk in sorted(pks, key=lambda pk: self.model.leases[pk].task):
                self.model.end(pk, state, self.now)

    def batches_settle(self, _: int) -> None:
        """Those at their end are drained, those with nothing left are complete."""
        self.overlap.end_all()
        over = [
            pk
            for pk, one in self.model.batches.items()
            if one.state in CHANGEABLE and one.closes is not None and one.closes <= self.now
        ]
        assert self.act(actions.drain_ended) == len(over)
        for pk in over:
            self.model.drain(pk)
        count = self.act(actions.settle_batches)
        assert count == self.model.settle()
