"""`manage.py seed_demo`: fill the installation with the demonstration and say how it did."""

import argparse
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from django.core.management.base import BaseCommand, CommandError

from guildmark.accounts.models import User
from guildmark.core.clock import now
from guildmark.demo.accounts import ACCOUNTS, ANNOTATOR, PASSWORD
from guildmark.demo.people import (
    CAREFUL,
    MASKS_CREW,
    VISITOR,
    Person,
    crew,
    crowd,
)
from guildmark.demo.seed import (
    arrivals,
    collecting,
    drafts,
    going_on,
    incidents,
    lessons,
    models,
    night,
    outcome,
    painting,
    payday,
    plans,
    projects,
    second_look,
    tools,
    until_sure,
)
from guildmark.demo.seed.crowd import Worker, let_in, qualify, work_until_nothing_is_left
from guildmark.demo.seed.diary import Diary
from guildmark.demo.seed.scale import FULL, SMALL, Scale
from guildmark.demo.seed.staff import Staff, found_staff, make_everybody
from guildmark.releases.models import Release

#: What is told of before a visitor comes; the first part where the rest is asked until it is sure.
DAYS, FIRST_DAYS = 10, 7
#: Rules judge people in the night before, and in the end: a pause of a week is not over yet.
JUDGED_BEFORE = 6
#: How the visiting annotator answers before a visitor does.
GUEST = Person(VISITOR, CAREFUL, ANNOTATOR.display_name, {})


class Command(BaseCommand):
    """Real photographs, simulated people, the real way.

    A second run changes nothing; after one that was cut off it goes on where that ended.
    """

    help = __doc__ or ""
    #: Else the whole API is loaded first, to look its code over.
    requires_system_checks = ()

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """`--seed` for other dice, `--small` for tests."""
        parser.add_argument("--seed", type=int, default=7)
        parser.add_argument("--small", action="store_true")

    def handle(self, *_: Any, seed: int, small: bool, **__: Any) -> None:
        """Seed, wait for the workers, print the tables and the sign-ins."""
        staff = found_staff()
        if staff and all(projects.is_finished(name, staff) for name in plans.NAMES):
            self.say("The demonstration is here already.")
        else:
            try:
                self.seed(seed, SMALL if small else FULL)
            except (outcome.NoWorkersError, projects.AnotherSeedError) as error:
                raise CommandError(str(error)) from error
        self.print_sign_ins()

    def say(self, words: str) -> None:
        """One line, at once."""
        self.stdout.write(words)
        self.stdout.flush()

    def seed(self, seed: int, scale: Scale) -> None:
        """Everything, in the order in which it would happen; what an earlier run did is kept."""
        self.dice = seed
        self.say("An organisation, its manager, and a crowd")
        staff = found_staff() or make_everybody(crowd(), now=now())
        visitor = User.objects.get(email=ANNOTATOR.email)
        workers = self.workers(seed)
        later = [workers[person.number] for person in crew(scale.materials_crew)]
        let_in(later, staff.community.pk)
        for plan, members in (
            (plans.coins_plan(scale, seed=seed), crew(scale.coins_crew)),
            (plans.materials_plan(scale, seed=seed), crew(scale.materials_crew)),
        ):
            if projects.is_finished(plan.name, staff):
                continue
            started = time.monotonic()
            self.say(f"{plan.name}: making pictures and the project")
            prepared = projects.prepare(plan, staff, now=now())
            if plan.name == plans.COINS:
                prepared = drafts.lay_out(prepared, staff, seed=seed)
            chosen = [workers[person.number] for person in members]
            self.say(f"{plan.name}: {len(chosen)} people qualify")
            for worker in chosen:
                qualify(worker.user, prepared.seeded, worker.rng)
            guest = Worker(GUEST, visitor, np.random.default_rng([seed, 0]))
            qualify(visitor, prepared.seeded, guest.rng)
            self.teach(prepared, staff, [worker.user for worker in chosen])
            self.run_project(prepared, staff, chosen, guest, later)
            self.say(f"{plan.name}: done in {time.monotonic() - started:.0f} s")
        self.seed_masks(scale, staff, workers, visitor)
        self.seed_tools(scale, staff, visitor)
        payday.pay_coins(staff)
        night.count_what_people_did()
        night.put_events_in_order(staff.organisation)

    def teach(self, prepared: projects.Prepared, staff: Staff, people: Sequence[User]) -> None:
        """What teaches; of the coins also what is asked of those who have pictures of their own."""
        seeded, plan = prepared.seeded, prepared.plan
        lessons.teach(seeded.project, prepared.lessons, plan.asked, people, staff, now=now())
        if plan.name == plans.COINS:
            collecting.begin_collection(seeded, staff, people, seed=self.dice)

    def seed_masks(
        self, scale: Scale, staff: Staff, workers: dict[int, Worker], visitor: User
    ) -> None:
        """The small project of masks; what an earlier run finished is kept."""
        plan = plans.masks_plan(scale, seed=self.dice)
        if projects.is_finished(plan.name, staff):
            return
        started = time.monotonic()
        self.say(f"{plan.name}: making pictures, people paint")
        prepared = projects.prepare(plan, staff, now=now())
        painters = [workers[person.number] for person in crew(MASKS_CREW)]
        self.print_table(
            painting.paint(prepared, staff, painters, visitor, self.counter(plan.name))
        )
        self.say(f"{plan.name}: done in {time.monotonic() - started:.0f} s")

    def seed_tools(self, scale: Scale, staff: Staff, visitor: User) -> None:
        """The small project in which a visitor tries every tool."""
        plan = plans.tools_plan(scale, seed=self.dice)
        if projects.is_finished(plan.name, staff):
            return
        self.say(f"{plan.name}: making pictures, with drafts of a model")
        tools.lay_out(projects.prepare(plan, staff, now=now()), staff, visitor)

    def everybody(self) -> list[User]:
        """The accounts of the simulated crowd, by number."""
        users = User.objects.in_bulk([person.email for person in crowd()], field_name="email")
        return [users[person.email] for person in crowd()]

    def workers(self, seed: int) -> dict[int, Worker]:
        """The simulated crowd with its accounts, by number."""
        users = {user.email: user for user in self.everybody()}
        return {
            person.number: Worker(
                person,
                users[person.email],
                np.random.default_rng([seed, 100 + person.number]),
            )
            for person in crowd()
        }

    def run_project(
        self,
        prepared: projects.Prepared,
        staff: Staff,
        workers: list[Worker],
        guest: Worker,
        later: list[Worker],
    ) -> None:
        """Days of answers, consensus, release; a second batch for the visitor; the table.

        `later` are in the community and work on another project: no newcomers.
        """
        seeded = prepared.seeded
        self.tell_of_days(prepared, staff, [*workers, guest])
        release = self.released(seeded, staff)
        models.evaluate_models(seeded, staff, release, seed=self.dice)
        newest = guest
        if seeded.project.name == plans.COINS:
            arrivals.let_arrive(seeded.project, staff)
            inside = {worker.user.pk for worker in [*workers, *later]}
            newer = [user for user in reversed(self.everybody()) if user.pk not in inside]
            going_on.go_on(prepared, staff, newer, seed=self.dice)
            busy = {worker.user.pk for worker in workers}
            others = [one.user for one in later if one.user.pk not in busy]
            newest = self.newest([*newer[going_on.ARRIVE :], *others], seeded) or guest
        incidents.begin_second_batch(prepared, staff, workers, guest, newest)
        # The forecast of a fit counts what waits: one more, now that something does.
        outcome.request_fit(seeded, staff)
        people = {one.user.pk: one.person for one in [*workers, guest]}
        self.print_table(outcome.judge(seeded, people))

    def tell_of_days(
        self, prepared: projects.Prepared, staff: Staff, workers: list[Worker]
    ) -> None:
        """The first batch, and what is asked until it is sure: told of days up to yesterday."""
        seeded, plan = prepared.seeded, prepared.plan
        days = FIRST_DAYS if prepared.until_sure else DAYS
        diary = Diary(seeded.project, days=DAYS)
        people = [worker.user for worker in workers]

        def on_morning(day: int) -> None:
            if day == JUDGED_BEFORE:
                diary.end(day - 1)
                night.judge(seeded.project, people)
            diary.begin(day)

        work_until_nothing_is_left(
            workers,
            seeded,
            expected=plan.work_count * plan.overlap,
            on_answer=self.counter(seeded.project.name),
            days=days,
            on_morning=on_morning,
        )
        diary.end(days)
        self.say(f"{seeded.project.name}: waiting for the workers' consensus")
        outcome.wait_for_labels(seeded)
        night.judge(seeded.project, people)
        outcome.wait_for_consensus(seeded, staff, diary)
        rest = range(days + 1, DAYS + 1)
        course = until_sure.ask_until_sure(prepared, staff, workers, diary, days=rest)
        if course is not None:
            outcome.wait_for_checks(seeded)
            diary.write()
            self.say_course(seeded.project.name, course)
        night.accept_what_nobody_judged()

    def newest(self, users: Sequence[User], seeded: projects.Seeded) -> Worker | None:
        """Somebody of the crowd who is new to the project, with its quiz passed."""
        people = {worker.user.pk: worker for worker in self.workers(self.dice).values()}
        for user in users[:1]:
            qualify(user, seeded, people[user.pk].rng)
            return people[user.pk]
        return None

    def released(self, seeded: projects.Seeded, staff: Staff) -> Release:
        """What the crowd made; of the coins once more, after a reviewer has looked again."""
        name = seeded.project.name
        has_second = name == plans.COINS
        formats = () if has_second else outcome.FORMATS
        release = outcome.publish_release(seeded, staff, formats=formats)
        self.say(f"{name}: release {release.version} is published")
        if has_second:
            second_look.look_again(seeded, staff)
            release = outcome.publish_release(
                seeded, staff, version=outcome.SECOND, note="After a second look."
            )
            self.say(f"{name}: release {release.version} is published")
        return release

    def counter(self, name: str) -> Callable[[int], None]:
        """Says every 200 answers how many there are."""

        def on_answer(count: int) -> None:
            if count % 200 == 0:
                self.say(f"{name}: {count} answers")

        return on_answer

    def say_course(self, name: str, course: until_sure.Course) -> None:
        """What a batch that asks until it is sure was expected to take, and what it took."""
        few = ", ".join(f"{count} after {n}" for n, count in sorted(course.stopped.items()))
        self.say(
            f"{name}: asked until sure. Answers an item: {course.came:.2f} came, "
            f"{outcome.in_words(course.expected)} after a day. Sure: {few}; "
            f"for a reviewer: {course.disputed}"
        )

    def print_table(self, judged: outcome.Judged) -> None:
        """Kinds of people, the best one, voting, consensus."""
        self.say("")
        self.say(f"{judged.name}, against the truth ({judged.measure})")
        for line in judged.lines:
            self.say(f"  {line.name:<44} {line.right:.3f}   {line.item_count:>4} items")
        self.say("")

    def print_sign_ins(self) -> None:
        """Whom a visitor can be."""
        self.say("Sign in as (password for all: " + PASSWORD + ")")
        for account in ACCOUNTS:
            self.say(f"  {account.role:<10} {account.email:<28} {account.what}")
