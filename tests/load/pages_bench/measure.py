"""The run itself: people with something behind them, their pages, how long they waited."""

import argparse
import time
from typing import Any

from guildmark.projects.models import Project
from tests.load.pages_bench.opening import Reader, Waits, pages
from tests.load.queue_bench.clients import Connection, paces
from tests.load.queue_bench.measure import cpu_share, say, sign_in
from tests.load.queue_bench.processor import used
from tests.load.queue_bench.run import percentiles
from tests.load.queue_bench.world import Builder, World, close, vacuum
from tests.load.verdict import Target, at_least, at_most, judged

MOST_P95_MS = 300
#: Of the pages that were due; less, and what was measured is not what was asked for.
OPENED = 0.99


def targets(due: int) -> list[Target]:
    """What is judged where so many pages were due."""
    return [
        at_most("page_p95_ms", MOST_P95_MS),
        at_most("errors", 0),
        at_least("pages_opened", int(OPENED * due)),
    ]


def measure(asked: argparse.Namespace, *, base_url: str) -> dict[str, Any]:
    """The figures; Any: numbers and null, nested."""
    builder = Builder()
    say(f"Organisation {builder.name!r}, made for this run, at {base_url}")
    world = builder.world(
        tasks=asked.people, annotators=asked.people, overlap=1, history=asked.history
    )
    vacuum()
    connections = sign_in(world, base_url=base_url)
    say(f"{len(connections)} people are signed in; a page of each every {asked.every:g} s")
    before, driver_s = used(base_url), time.process_time()
    waits, elapsed_s = _opened(asked, world, connections)
    after, driver_s = used(base_url), time.process_time() - driver_s
    close(world)
    for error in sorted({error for one in waits for error in one.errors})[:5]:
        say(f"  {error}")
    figures = {
        **summary(waits),
        "people": asked.people,
        "seconds": round(elapsed_s, 1),
        "cpu_share": cpu_share(before, after, driver_s=driver_s, elapsed_s=elapsed_s),
    }
    return judged(figures, targets(due(asked.people, asked.seconds, asked.every)))


def due(people: int, seconds: float, every: float) -> int:
    """How many pages everybody together opens within the time, as `paces` has them begin."""
    begun = paces(people / every, people, began=0.0)
    return sum(
        sum(pace.due(number) < seconds for number in range(int(seconds / every) + 1))
        for pace in begun
    )


def _opened(
    asked: argparse.Namespace, world: World, connections: list[Connection]
) -> tuple[list[Waits], float]:
    """What everybody met, and how long it took, in seconds."""
    community_id = Project.objects.values_list("community_id", flat=True).get(pk=world.project_id)
    assert community_id is not None
    known = pages(world.project_id, community_id)
    began = time.perf_counter()
    readers = [
        Reader(one, known, first=number, pace=pace, stop_at=began + asked.seconds)
        for number, (one, pace) in enumerate(
            zip(
                connections,
                paces(asked.people / asked.every, asked.people, began=began),
                strict=True,
            )
        )
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return [reader.waits for reader in readers], time.perf_counter() - began


def summary(waits: list[Waits]) -> dict[str, Any]:
    """Of all answers together, and the slower twentieth of each page. Any: numbers, nested."""
    by_page: dict[str, list[float]] = {}
    for one in waits:
        for name, seconds in one.seconds.items():
            by_page.setdefault(name, []).extend(seconds)
    everything = percentiles([value for seconds in by_page.values() for value in seconds])
    return {
        "page_ms": everything,
        "page_p95_ms": everything["p95"],
        "p95_ms_by_page": {name: percentiles(of)["p95"] for name, of in sorted(by_page.items())},
        "requests": sum(len(seconds) for seconds in by_page.values()),
        "pages_opened": sum(one.opened for one in waits),
        "errors": sum(len(one.errors) for one in waits),
    }
