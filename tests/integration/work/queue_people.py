"""What annotators do, on the service and on the model."""

from collections.abc import Set

from guildmark.work import actions
from guildmark.work.judgement import Judgement
from guildmark.work.queries.leases import Lease
from tests.factories import verdicts, work
from tests.integration.work.queue_books import ModelLease
from tests.integration.work.queue_model import LEASE
from tests.integration.work.queue_moves import Moves
from tests.integration.work.queue_reasons import Nothing, why_nothing
from tests.integration.work.queue_world import PEOPLE

LIVE = frozenset({"leased", "expired"})
JUDGEMENTS = (verdicts.ACCEPT, verdicts.REJECT, verdicts.fixed())


class PeopleMoves(Moves):
    """Claims, answers, and work that is given back."""

    def claims(self, which: int) -> None:
        self.takes(which % PEOPLE, is_prefetch=False)

    def prefetches(self, which: int) -> None:
        self.takes(which % PEOPLE, is_prefetch=True)

    def takes(self, person: int, *, is_prefetch: bool) -> None:
        found = self.act(
            actions.claim_next,
            user_id=self.world.people[person].pk,
            project_id=self.world.place.project.pk,
            is_prefetch=is_prefetch,
        )
        if self.model.people[person].is_blocked:
            assert isinstance(found, actions.Empty)
            assert (found.reason, found.retry_after_seconds) == ("not_eligible", None)
            return
        self.model.lapse(self.model.run_out(self.now, person=person), self.now)
        if self.has_looked_before(person, found):
            self.model.promote(person, self.now, is_given=False)
            self.is_told_why(person, found)
            return
        held = self.has_already(person, found, is_prefetch=is_prefetch)
        if held is not None:
            assert isinstance(found, Lease), found
            ends = self.model.leases[held].ends
            assert (found.assignment_id, found.lease_expires_at) == (held, ends)
            return
        self.is_given(person, found, is_prefetch=is_prefetch)

    def has_looked_before(self, person: int, found: object) -> bool:
        """Whether there was nothing when it looked, and something when it was done with waiting.

        A prefetched lease that went back waited for somebody.
        """
        earlier = self.overlap.earlier
        return (
            isinstance(found, actions.Empty)
            and any(one.books.returned_to(person, one.leases, self.now) is None for one in earlier)
            and any(one.books.find(person, one.tasks, self.now) is None for one in earlier)
        )

    def has_already(self, person: int, found: object, *, is_prefetch: bool) -> int | None:
        """What is in hand, what came back to its author, what was prefetched."""
        live = self.model.live(person, is_prefetched=is_prefetch)
        if live is not None or is_prefetch:
            return live
        back = self.came_back(person, found)
        if back is not None:
            lease = self.model.leases[back]
            lease.state, lease.leased_at, lease.ends = "leased", self.now, self.now + LEASE
            return back
        return self.promotes(person, found)

    def promotes(self, person: int, found: object) -> int | None:
        """The prefetched lease is given or goes back, by the books before a wait or after it."""
        known = [self.model, *(one.books for one in self.overlap.earlier)]
        ways = {books.may_promote(person, self.now) for books in known}
        prefetched = self.model.live(person, is_prefetched=True)
        is_it = isinstance(found, Lease) and found.assignment_id == prefetched
        is_given = is_it if is_it in ways else None
        return self.model.promote(person, self.now, is_given=is_given)

    def came_back(self, person: int, found: object) -> int | None:
        """What is taken up again. What somebody held when it was looked for is left for the next
        claim, though nobody holds it after a wait that came later.
        """
        free = self.model.returned_to(person, self.overlap.locked_leases, self.now)
        locks = [one.leases for one in self.overlap.earlier]
        might = [free, *(self.model.returned_to(person, leases, self.now) for leases in locks)]
        given = found.assignment_id if isinstance(found, Lease) else None
        return given if given in might else free

    def is_given(self, person: int, found: object, *, is_prefetch: bool) -> None:
        """A new lease, on gold or on the task that comes next; or nothing."""
        if isinstance(found, Lease) and self.model.tasks[found.task_id].batch is None:
            self.may_have_gold(person, found)
        else:
            wanted = self.model.find(person, self.overlap.locked_tasks, self.now)
            if any(self.model.missed.values()):
                self.overlap.met.add("passed a held task")
            if not self.has_chosen_before(person, found, wanted):
                if wanted is None:
                    self.is_told_why(person, found)
                    return
                assert isinstance(found, Lease), found
                assert found.task_id == wanted
        assert isinstance(found, Lease)
        lease = ModelLease(
            person, found.task_id, self.now, self.now + LEASE, is_prefetched=is_prefetch
        )
        self.model.lease(found.assignment_id, lease)

    def is_told_why(self, person: int, found: object) -> None:
        """The one reason that is true, and when to come back: by the books as they are, or, where
        it waited for somebody, as they were before.
        """
        assert isinstance(found, actions.Empty), found
        sights = [(one.books, one.tasks) for one in self.overlap.earlier]
        true = {
            why_nothing(books, person, locked, self.now)
            for books, locked in [(self.model, self.overlap.locked_tasks), *sights]
        }
        assert Nothing(found.reason, found.retry_after_seconds) in true, true
        self.overlap.met.add(f"told {found.reason}")

    def has_chosen_before(self, person: int, found: object, wanted: int | None) -> bool:
        """Whether it is what came next before the claim waited: a batch may have opened since."""
        if not isinstance(found, Lease) or found.task_id == wanted:
            return False
        for one in self.overlap.earlier:
            if one.books.find(person, one.tasks, self.now) == found.task_id:
                missed = {key: row for key, row in one.books.missed.items() if key[0] == person}
                self.model.missed.update(missed)
                return True
        return False

    def may_have_gold(self, person: int, found: Lease) -> None:
        """Never the same twice, never two in a row, and none after the last task."""
        had = {one.task for one in self.model.leases.values() if one.person == person}
        known = [self.model, *(one.books for one in self.overlap.earlier)]
        assert found.task_id not in had
        assert self.model.people[person].since_gold > 0
        assert any(
            books.left_for(person, batch)
            for books in known
            for batch in books.batches_for(person, self.now)
        )

    def some_lease(self, person: int, which: int, states: Set[str] | None) -> int | None:
        mine = sorted(
            pk
            for pk, one in self.model.leases.items()
            if one.person == person and (states is None or one.state in states)
        )
        return mine[which % len(mine)] if mine else None

    def submits(self, which: int) -> None:
        """In time or late, now and then what is over: an expired lease takes an answer too."""
        person, which = which % PEOPLE, which // PEOPLE
        pk = self.some_lease(person, which // 4, LIVE if which % 4 else None)
        if pk is None:
            return
        is_verdict = self.model.tasks[self.model.leases[pk].task].step == "verify"
        call = actions.submit_verdict if is_verdict else actions.submit
        judgement: Judgement = JUDGEMENTS[which % 3]
        answer: dict[str, object] = {
            "user_id": self.world.people[person].pk,
            "assignment_id": pk,
            "seconds_spent": 1.0,
            "idempotency_key": self.now.isoformat(),
            **({"judgement": judgement} if is_verdict else {"document": work.boxes(1)}),
        }
        done = self.act(call, **answer)
        why_not = self.why_not_submit(pk)
        assert done == why_not or (isinstance(done, actions.Submitted) and why_not is None)
        if isinstance(done, actions.Submitted):
            assert self.act(call, **answer) == done  # sent again
            assert done.counts == self.model.answer(pk, self.now)

    def disliked(self) -> int | None:
        """A lease on the task that was skipped most: by the third it goes to triage."""
        live = [
            (self.model.tasks[one.task].skips, pk)
            for pk, one in self.model.leases.items()
            if one.state == "leased"
        ]
        return max(live)[1] if live else None

    def why_not_submit(self, pk: int) -> str | None:
        lease = self.model.leases[pk]
        if lease.is_taken_back:
            return "TakenBack"
        if lease.state not in LIVE and not (lease.state == "returned" and lease.is_laid_aside):
            known = {"returned": "WorkReturned", "skipped": "AssignmentOver"}
            known["released"] = "AssignmentOver"
            return known.get(lease.state, "AlreadySubmitted")
        if lease.is_prefetched:
            return "NotBegun"
        return "NotEligible" if self.model.people[lease.person].is_blocked else None

    def skips(self, which: int) -> None:
        self.gives_back(which, is_skip=True)

    def releases(self, which: int) -> None:
        self.gives_back(which, is_skip=False)

    def gives_back(self, which: int, *, is_skip: bool) -> None:
        person, which = which % PEOPLE, which // PEOPLE
        pk = self.some_lease(person, which // 4, {"leased"} if which % 4 else None)
        if is_skip and which % 4 > 1:
            pk = self.disliked() or pk
        if pk is None:
            return
        person = self.model.leases[pk].person
        who = {"user_id": self.world.people[person].pk, "assignment_id": pk}
        if is_skip:
            done = self.act(actions.skip, **who, reason="other", note="")
        else:
            done = self.act(actions.release, **who)
        lease = self.model.leases[pk]
        is_live = lease.state in {"leased", "returned"}
        over = "TakenBack" if lease.is_taken_back else "AssignmentOver"
        assert done == (None if is_live else over)
        if is_live:
            self.model.end(pk, "skipped" if is_skip else "released", self.now)
