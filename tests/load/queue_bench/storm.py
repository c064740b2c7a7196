"""`./guildmark bench queue --storm N`: N answers through a service whose web workers are killed.

Everybody works over HTTP with leases of three seconds. Meanwhile batches are paused, people are
restricted, and every few seconds a web worker dies by SIGKILL. Afterwards nothing may be over its
overlap, given twice, lost, counted wrongly or falsely said to be empty. It runs in small batches,
so that all the way through some people are at the end of what there is.

Most of such a storm is waiting: for leases to run out, for a sweep, for the next batch. So several
places, each with people, batches and blows of its own, storm at the same time: while one is at the
end of a batch the others are in the middle of theirs. In the first place, and in every second one,
labels are verified by somebody else; and every second batch of each place asks two people first and
more where workers say so.
"""

import argparse
import threading
import time
from collections import Counter
from typing import Any

from django.db import connection

from guildmark.consensus.queries.tasks import complete_tasks
from guildmark.projects.models import Project
from guildmark.work.models import Task
from guildmark.work.queries.verdicts import without_live_verdicts
from tests.load.queue_bench.measure import say, sign_in
from tests.load.queue_bench.storm_books import audit_fits, audit_storm
from tests.load.queue_bench.storm_chaos import KILL_CHANCE, Chaos
from tests.load.queue_bench.storm_people import NOTHING, StormPerson, Weather
from tests.load.queue_bench.world import Builder, close
from tests.load.verdict import at_least, at_most, judged

BATCH_TASKS = 400
LEASE_SECONDS = 3
GOLD_SHARE = 0.1
#: Enough that it lasts for the first hundreds of tasks of a person; then the queue goes on without.
GOLD_ITEMS = 120
#: So many labels may be behind when a new batch comes, and so long one waits for them: with new
#: pictures poured on without end nobody would ever come to verify, or to be asked on.
MOST_BEHIND = 40
BEHIND_SECONDS = 300.0
LOW_SECONDS = 6.0  # some wait for leases of others, which end with the next sweep
SAY_EVERY_SECONDS = 10.0
NEVER = (
    "over_overlap",
    "repeats",
    "lost",
    "counter_drift",
    "budget_drift",
    "adjacent_gold",
    "false_empty",
    "changed_answers",
    "failed_fits",
)
#: Nothing of what must never be; and without answers, and checks among them, nothing was tried. How
#: many of the answers are verdicts, and tasks that were asked on, hangs on no size of the storm.
TARGETS = (
    *(at_most(name, 0) for name in NEVER),
    at_least("storm", 1),
    at_least("gold_answers", 1),
    at_least("verdict_share", 0.02),
    at_least("asked_on_share", 0.01),
)


class Place(threading.Thread):
    """One project in the storm: fed with a new batch whenever the last is at its end."""

    def __init__(
        self, *, annotators: int, overlap: int, base_url: str, kill_chance: float, is_verified: bool
    ) -> None:
        super().__init__(daemon=True)
        self.error: Exception | None = None
        self._builder = Builder()
        self._overlap = overlap
        self._world = self._builder.world(
            tasks=BATCH_TASKS,
            annotators=annotators,
            overlap=overlap,
            is_adaptive=True,
            gold_share=GOLD_SHARE,
            gold_items=GOLD_ITEMS,
        )
        Project.objects.filter(pk=self._world.project_id).update(
            lease_seconds=LEASE_SECONDS,
            flow=Project.Flow.DRAW_VERIFY if is_verified else Project.Flow.DRAW,
            verdicts_wanted=1,
        )
        self._weather = Weather(self._world.project_id, lease_seconds=LEASE_SECONDS)
        links = sign_in(self._world, base_url=base_url)
        self._people = [
            StormPerson(link, person_id=person.id, weather=self._weather, seed=person.id)
            for link, person in zip(links, self._world.people, strict=True)
        ]
        self._chaos = Chaos(
            self._world,
            self._weather,
            owner_id=self._builder.owner.pk,
            base_url=base_url,
            kill_chance=kill_chance,
        )

    @property
    def done(self) -> int:
        """Answers the service said it has."""
        return sum(len(one.diary.acknowledged) for one in self._people)

    def run(self) -> None:
        """Until it is told to stop; what ends it before is kept."""
        threads: list[StormPerson | Chaos] = [*self._people, self._chaos]
        for thread in threads:
            thread.start()
        try:
            self._feed()
        except Exception as error:
            self.error = error
        self._weather.stop.set()
        for thread in threads:
            thread.join()
        self._weather.eyes.shutdown()
        errors = (self.error, *(thread.error for thread in threads))
        self.error = next((error for error in errors if error is not None), None)
        connection.close()

    def stop(self) -> None:
        """Tell it to."""
        self._weather.stop.set()

    def figures(self) -> dict[str, Any]:
        """What the books say; Any: numbers, nested."""
        counted = audit_storm(self._world, [person.diary for person in self._people])
        fits = audit_fits(self._world)
        close(self._world)
        return {"storm": self.done, **counted, **fits, **self._chaos.counts}

    def _is_behind(self) -> bool:
        """Whether workers have yet to look at many complete tasks."""
        complete = complete_tasks(project_id=self._world.project_id, state=Task.State.SATURATED)
        waiting = without_live_verdicts(complete).order_by("pk")
        return waiting[:MOST_BEHIND].count() == MOST_BEHIND

    def _feed(self) -> None:
        """A new batch whenever half of the people were told that the last is at its end."""
        said, is_adaptive = 0, False
        low_since = time.perf_counter()
        while not self._weather.stop.wait(0.25):
            if self._chaos.error or any(one.error for one in self._people):
                return
            moment = time.perf_counter()
            empty = sum(one.diary.counts[f"empty {why}"] for one in self._people for why in NOTHING)
            left = Task.objects.filter(project_id=self._world.project_id, is_open=True).count()
            if left > BATCH_TASKS // 20:
                low_since = moment
            is_low = empty - said >= len(self._people) // 2 or moment - low_since > LOW_SECONDS
            if is_low and (not self._is_behind() or moment - low_since > BEHIND_SECONDS):
                self._builder.another_batch(
                    self._world,
                    tasks=BATCH_TASKS,
                    overlap=self._overlap,
                    is_adaptive=is_adaptive,
                    gold_share=GOLD_SHARE,
                )
                said, low_since, is_adaptive = empty, moment, not is_adaptive


def storm(asked: argparse.Namespace, *, base_url: str) -> dict[str, Any]:
    """The figures; Any: numbers, nested."""
    places = [
        Place(
            annotators=asked.annotators,
            overlap=asked.overlap,
            base_url=base_url,
            kill_chance=KILL_CHANCE / asked.places,  # they share the web workers
            is_verified=number % 2 == 0,
        )
        for number in range(asked.places)
    ]
    say(f"{len(places)} places with {asked.annotators} people each")
    began = time.perf_counter()
    for place in places:
        place.start()
    try:
        _wait(places, wanted=asked.storm, seconds=asked.seconds)
    finally:
        for place in places:
            place.stop()
        for place in places:
            place.join()
    seconds = time.perf_counter() - began
    for place in places:
        if place.error is not None:
            raise place.error
    figures = [place.figures() for place in places]
    totals = {
        name: _total([one[name] for one in figures if name in one])
        for name in dict.fromkeys(name for one in figures for name in one)
    }
    return judged(
        {"places": len(places), "seconds": round(seconds, 1), **totals, **shares(totals)}, TARGETS
    )


def shares(totals: dict[str, Any]) -> dict[str, float]:
    """Verdicts and tasks that were asked on, of all answers; Any: numbers, nested."""
    storm = max(1, totals["storm"])
    return {
        "verdict_share": round(totals["verdicts"] / storm, 3),
        "asked_on_share": round(totals["asked_on"] / storm, 3),
    }


def _wait(places: list[Place], *, wanted: int, seconds: float | None) -> None:
    """Until there are so many answers, the time is up, or a place has ended by an error."""
    began = said = time.perf_counter()
    while (done := sum(place.done for place in places)) < wanted:
        time.sleep(0.25)
        moment = time.perf_counter()
        if seconds is not None and moment - began > seconds:
            return
        if not all(place.is_alive() for place in places):
            return
        if moment - said >= SAY_EVERY_SECONDS:
            said = moment
            say(f"{done} answers after {moment - began:.0f} s")


def _total(figures: list[Any]) -> Any:
    """The sum of numbers, or of numbers by name; Any: either."""
    if isinstance(figures[0], dict):
        return dict(sorted(sum((Counter(one) for one in figures), Counter()).items()))
    return sum(figures)
