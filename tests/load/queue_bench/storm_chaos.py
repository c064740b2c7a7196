"""What goes wrong in a storm: pauses, restrictions, tasks given again, web workers killed."""

import os
import random
import signal
import threading
import time
from collections import Counter
from contextlib import suppress
from datetime import timedelta

from django.db import connection

from guildmark.core.clock import now
from guildmark.core.errors import NotFound
from guildmark.quality import actions as quality
from guildmark.work import actions
from guildmark.work.errors import BatchConflict, TaskConflict
from guildmark.work.models import Batch, Task
from tests.load.queue_bench.processor import web_workers
from tests.load.queue_bench.storm_people import Weather
from tests.load.queue_bench.world import World

#: Of a blow. There is about one in 1.5 s, at each place.
KILL_CHANCE = 0.25


class Chaos(threading.Thread):
    """Pauses, restrictions and kills, until it is told to stop."""

    def __init__(
        self, world: World, weather: Weather, *, owner_id: int, base_url: str, kill_chance: float
    ) -> None:
        super().__init__(daemon=True)
        self.counts: Counter[str] = Counter()
        self.error: Exception | None = None
        self._world = world
        self._weather = weather
        self._owner_id = owner_id
        self._base_url = base_url
        self._kill_chance = kill_chance
        self._lot = random.Random(world.project_id)

    def run(self) -> None:
        """One blow after the other; an error ends it and is kept."""
        try:
            while not self._weather.stop.wait(self._lot.uniform(0.3, 1.7)):
                self._lot.choice((self._pause, self._restrict, self._reopen))()
                if self._lot.random() < self._kill_chance:
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
        try:
            made = quality.restrict(
                actor_id=self._owner_id,
                project_id=self._world.project_id,
                annotator_id=self._lot.choice(self._world.people).id,
                kind="pause",
                reason="A gust.",
                expires_at=now() + timedelta(seconds=60),
                now=now(),
            )
        except NotFound:  # they have not come yet
            return
        time.sleep(self._lot.uniform(0.05, 0.6))
        quality.lift_restriction(actor_id=self._owner_id, restriction_id=made.pk, now=now())
        self.counts["restrictions"] += 1

    def _reopen(self) -> None:
        """Give a task that waits in triage to people again."""
        waiting = Task.objects.filter(project_id=self._world.project_id, state="triage")
        for task in waiting.order_by("pk")[:20]:
            with suppress(TaskConflict):  # the label it was about fell meanwhile
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
