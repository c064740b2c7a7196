"""`./guildmark bench queue --storm N`: N answers through a service whose web workers are killed.

Everybody works over HTTP with leases of three seconds. Meanwhile batches are paused, people are
restricted, and every few seconds a web worker dies by SIGKILL. Afterwards nothing may be over its
overlap, given twice, lost, counted wrongly or falsely said to be empty. It runs in small batches,
so that all the way through some people are at the end of what there is.
"""

import argparse
import os
import random
import signal
import threading
import time
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.db import connection

from guildmark.core.clock import now
from guildmark.projects.models import Project
from guildmark.quality import actions as quality
from guildmark.work import actions
from guildmark.work.errors import BatchConflict
from guildmark.work.models import Batch, Task
from tests.load.queue_bench.measure import say, sign_in
from tests.load.queue_bench.processor import web_workers
from tests.load.queue_bench.storm_books import audit_storm
from tests.load.queue_bench.storm_people import StormPerson, Weather
from tests.load.queue_bench.world import Builder, World, close

BATCH_TASKS = 400
LEASE_SECONDS = 3
KILL_EVERY_SECONDS = 4.0
LOW_SECONDS = 6.0  # some wait for leases of others, which end with the next sweep
SAY_EVERY = 2000


class Chaos(threading.Thread):
    """Pauses, restrictions and kills, until it is told to stop."""

    def __init__(self, world: World, weather: Weather, *, owner_id: int, base_url: str) -> None:
        super().__init__(daemon=True)
        self.counts: Counter[str] = Counter()
        self.error: Exception | None = None
        self._world = world
        self._weather = weather
        self._owner_id = owner_id
        self._base_url = base_url
        self._lot = random.Random(world.project_id)

    def run(self) -> None:
        """One blow after the other; an error ends it and is kept."""
        try:
            while not self._weather.stop.wait(self._lot.uniform(0.3, 1.7)):
                self._lot.choice((self._pause, self._restrict, self._reopen))()
                if self._lot.random() < 1.0 / KILL_EVERY_SECONDS:
                    self._kill()
        except Exception as error:
            self.error = error
        connection.close()

    def _pause(self) -> None:
        """Pause an open batch for a moment."""
        batch = Batch.objects.filter(project_id=self._world.project_id, state="open").first()
        if batch is None:
            return
        self._weather.turned_at = time.time()
        with suppress(BatchConflict):
            actions.pause_batch(
                actor_id=self._owner_id, batch_id=batch.pk, reason="A gust.", now=now()
            )
            time.sleep(self._lot.uniform(0.05, 0.4))
            actions.resume_batch(actor_id=self._owner_id, batch_id=batch.pk, now=now())
            self.counts["pauses"] += 1
        self._weather.turned_at = time.time()

    def _restrict(self) -> None:
        """Restrict somebody for a moment, with a lease or without."""
        made = quality.restrict(
            actor_id=self._owner_id,
            project_id=self._world.project_id,
            annotator_id=self._lot.choice(self._world.people).id,
            kind="pause",
            reason="A gust.",
            expires_at=now() + timedelta(seconds=60),
            now=now(),
        )
        time.sleep(self._lot.uniform(0.05, 0.6))
        quality.lift_restriction(actor_id=self._owner_id, restriction_id=made.pk, now=now())
        self.counts["restrictions"] += 1

    def _reopen(self) -> None:
        """Give a task that waits in triage to people again."""
        waiting = Task.objects.filter(project_id=self._world.project_id, state="triage")
        for task in waiting.order_by("pk")[:20]:
            actions.reopen_task(
                actor_id=self._owner_id, task_id=task.pk, slots=1, reason="A gust.", now=now()
            )
            self.counts["reopened"] += 1

    def _kill(self) -> None:
        """The hard way, in the middle of whatever it does."""
        workers = web_workers(self._base_url)
        if workers:
            with suppress(ProcessLookupError):
                os.kill(self._lot.choice(workers), signal.SIGKILL)
                self.counts["kills"] += 1


def storm(asked: argparse.Namespace, *, base_url: str) -> dict[str, Any]:
    """The figures; Any: numbers, nested."""
    builder = Builder()
    world = builder.world(tasks=BATCH_TASKS, annotators=asked.annotators, overlap=asked.overlap)
    Project.objects.filter(pk=world.project_id).update(lease_seconds=LEASE_SECONDS)
    links = sign_in(world, base_url=base_url)
    weather = Weather(world.project_id, lease_seconds=LEASE_SECONDS)
    people = [
        StormPerson(link, person_id=person.id, weather=weather, seed=person.id)
        for link, person in zip(links, world.people, strict=True)
    ]
    chaos = Chaos(world, weather, owner_id=builder.owner.pk, base_url=base_url)
    began = time.perf_counter()
    for thread in (*people, chaos):
        thread.start()
    try:
        _feed(builder, world, people, wanted=asked.storm, seconds=asked.seconds)
    finally:
        weather.stop.set()
        for thread in (*people, chaos):
            thread.join()
    seconds = time.perf_counter() - began
    for error in (chaos.error, *(person.error for person in people)):
        if error is not None:
            raise error
    figures = audit_storm(world, [person.diary for person in people])
    close(world)
    return {
        "storm": sum(len(person.diary.acknowledged) for person in people),
        "seconds": round(seconds, 1),
        **figures,
        **chaos.counts,
    }


def _feed(
    builder: Builder,
    world: World,
    people: list[StormPerson],
    *,
    wanted: int,
    seconds: float | None,
) -> None:
    """A new batch whenever half of the people were told that the last is at its end."""
    told = said = 0
    began = low_since = time.perf_counter()
    while (done := sum(len(one.diary.acknowledged) for one in people)) < wanted:
        time.sleep(0.25)
        is_late = seconds is not None and time.perf_counter() - began > seconds
        if is_late or any(one.error for one in people):
            return
        if done - told >= SAY_EVERY:
            told = done
            say(f"{done} answers")
        moment = time.perf_counter()
        empty = sum(one.diary.counts["empty nothing_left"] for one in people)
        left = Task.objects.filter(project_id=world.project_id, is_open=True).count()
        if left > BATCH_TASKS // 20:
            low_since = moment
        if empty - said >= len(people) // 2 or moment - low_since > LOW_SECONDS:
            builder.another_batch(world, tasks=BATCH_TASKS)
            said, low_since = empty, moment
