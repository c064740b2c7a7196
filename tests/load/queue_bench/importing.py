"""`./guildmark bench queue --import N`: N item records, and a batch with a task for each.

Through the real actions, in this process: `add_item_records`, then `create_batch`. Nothing is
downloaded. Memory is the most this process held, above what it held before.
"""

import argparse
import hashlib
import threading
import time
from collections.abc import Iterator
from typing import Any

import psutil
from django.db import connection

from guildmark.datasets.actions import ItemRecord, add_item_records
from guildmark.projects.models import Project
from guildmark.work import actions
from tests.load.queue_bench.measure import say
from tests.load.queue_bench.world import Builder, close
from tests.load.verdict import Target, at_least, at_most, judged

MOST_S_OF_100K = 4.0
MOST_MB = 50.0  # above idle, however many records
MEGABYTE = 1024 * 1024


class Watch(threading.Thread):
    """The most memory this process has held, looked at every 10 ms."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._process = psutil.Process()
        self._over = threading.Event()
        self.idle = self.most = self._process.memory_info().rss

    def run(self) -> None:
        """Until it is told to stop."""
        while not self._over.wait(0.01):
            self.most = max(self.most, self._process.memory_info().rss)

    def above_idle_mb(self) -> float:
        """Stop, and say."""
        self._over.set()
        self.join()
        return round(float(self.most - self.idle) / MEGABYTE, 1)


def cpu_seconds() -> float:
    """CPU so far of this process and of its connection's other end: that is not the machine's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    if not psutil.pid_exists(pid):
        return time.process_time()
    times = psutil.Process(pid).cpu_times()
    return time.process_time() + float(times.user + times.system)


def records(number: int, mark: str) -> Iterator[ItemRecord]:
    """As a file of metadata would bring them."""
    for index in range(number):
        digest = hashlib.sha256(f"{mark} {index}".encode()).hexdigest()
        yield ItemRecord(f"photos/{index:07}.jpg", digest, 1920, 1080, 400_000, "JPEG")


def import_records(asked: argparse.Namespace, *, base_url: str) -> dict[str, Any]:
    """The figures; Any: numbers."""
    builder = Builder()
    world = builder.world(tasks=1, annotators=1, overlap=1)
    project = Project.objects.select_related("dataset").get(pk=world.project_id)
    assert project.dataset is not None
    watch = Watch()
    watch.start()
    began, used = time.perf_counter(), cpu_seconds()
    added = add_item_records(
        dataset=project.dataset,
        records=records(asked.import_count, builder.name),
        actor_id=builder.owner.pk,
        now=builder.now,
    )
    items_s, items_cpu_s = time.perf_counter() - began, cpu_seconds() - used
    say(f"{added} items in {items_s:.2f} s")
    began = time.perf_counter()
    batch = actions.create_batch(
        actor_id=builder.owner.pk,
        project_id=project.pk,
        name="Imported",
        overlap=3,
        gold_share=0.0,
        price_minor=5,
        currency="EUR",
        now=builder.now,
    )
    tasks_s = time.perf_counter() - began
    memory_mb = watch.above_idle_mb()
    close(world)
    thousands = f"{asked.import_count // 1000}k"
    figures = {
        f"import_{thousands}_s": round(items_s, 2),
        f"import_{thousands}_cpu_s": round(items_cpu_s, 2),
        "import_peak_mb_above_idle": memory_mb,
        f"batch_{thousands}_s": round(tasks_s, 2),
        "tasks": batch.task_count,
    }
    return judged(figures, targets(asked.import_count))


def targets(count: int) -> list[Target]:
    """In proportion to 100,000 records, and in as much memory however many they are."""
    return [
        at_most(f"import_{count // 1000}k_s", MOST_S_OF_100K * count / 100_000),
        at_most("import_peak_mb_above_idle", MOST_MB),
        at_least("tasks", count),
    ]
