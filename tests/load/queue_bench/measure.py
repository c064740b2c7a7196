"""The run itself: alone first, then everybody at once, then the books."""

import argparse
import os
import time
from typing import Any

from tests.load.queue_bench.books import audit, settle
from tests.load.queue_bench.clients import Connection, work
from tests.load.queue_bench.processor import Used, used
from tests.load.queue_bench.run import percentiles
from tests.load.queue_bench.world import Builder, World, close, vacuum
from tests.load.verdict import Target, at_least, at_most, judged

ALONE_TASKS = 200
#: What the queue promises of every run; speeds are a matter of the machine.
PROMISES = ("over_overlap", "under_overlap", "repeats", "lost_counters")
TARGETS = [at_most(name, 0) for name in PROMISES]
#: What is promised at a rate: so quick for nearly everybody, and with so much of the machine left.
MOST_P95_MS = 50
MOST_CPU_SHARE = 0.70
#: Of the rate; the last tasks of a batch are waited for.
REACHED = 0.97


def say(text: str) -> None:
    """A line before the last one."""
    print(text, flush=True)  # noqa: T201


def sign_in(world: World, *, base_url: str) -> list[Connection]:
    """A connection for each annotator, after a real sign-in."""
    connections = []
    for person in world.people:
        connection = Connection(base_url)
        connection.sign_in(email=person.email, password=person.password)
        connections.append(connection)
    return connections


def alone(builder: Builder, *, base_url: str, patience_s: float) -> float | None:
    """The p50 of `next` for one annotator with nothing else running, in milliseconds."""
    world = builder.world(tasks=ALONE_TASKS, annotators=1, overlap=1)
    tallies, _ = work(sign_in(world, base_url=base_url), project_id=world.project_id, seconds=None)
    settle(world, patience_s=patience_s)
    close(world)
    return percentiles(tallies[0].next_s)["p50"]


def measure(asked: argparse.Namespace, *, base_url: str) -> dict[str, Any]:
    """The figures; Any: numbers and null, nested."""
    builder = Builder()
    say(f"Organisation {builder.name!r}, made for this run, at {base_url}")
    say("Off: gold and the fair share. On: everything else that `up` serves; as ever, the two hot")
    say("doors take the short way of decision 0044, past middleware that would add nothing.")
    next_alone_ms = alone(builder, base_url=base_url, patience_s=asked.patience)
    world = builder.world(
        tasks=asked.tasks,
        annotators=asked.annotators,
        overlap=asked.overlap,
        history=asked.history,
        filled=asked.filled,
        is_adaptive=asked.adaptive,
    )
    vacuum()
    connections = sign_in(world, base_url=base_url)
    settle(world, patience_s=asked.patience)
    say(f"{len(connections)} annotators signed in; {asked.tasks} tasks x {asked.overlap}")

    accepted, speeds = _worked(asked, world, connections, base_url=base_url)
    settle_s = settle(world, patience_s=asked.patience)
    books = audit(world, accepted=accepted)
    close(world)
    figures = {
        **speeds,
        "next_alone_ms": next_alone_ms,
        "over_overlap": books.over_overlap,
        "under_overlap": None if asked.seconds or asked.adaptive else books.under_overlap,
        "repeats": books.repeats,
        "lost_counters": books.lost_counters,
        "settle_s": None if settle_s is None else round(settle_s, 1),
    }
    # What is not counted in this run cannot be wrong in it.
    wanted = [one for one in TARGETS if figures[one.figure] is not None]
    wanted += targets_at(asked.rate) if asked.rate else []
    return judged(figures, [*wanted, at_most("settle_s", asked.patience)])


def _worked(
    asked: argparse.Namespace, world: World, connections: list[Connection], *, base_url: str
) -> tuple[int, dict[str, Any]]:
    """How many answers were taken, and how quickly; Any: numbers and null, nested."""
    before = used(base_url)
    driver_s = time.process_time()
    tallies, elapsed_s = work(
        connections, project_id=world.project_id, seconds=asked.seconds, rate=asked.rate
    )
    driver_s = time.process_time() - driver_s
    after = used(base_url)
    accepted = sum(tally.accepted for tally in tallies)
    say(f"{accepted} answers in {elapsed_s:.2f} s, {sum(t.waits for t in tallies)} waits")
    next_ms = percentiles([s for tally in tallies for s in tally.next_s])
    submit_ms = percentiles([s for tally in tallies for s in tally.submit_s])
    return accepted, {
        "annotations_per_second": round(accepted / elapsed_s, 1),
        "next_ms": next_ms,
        "submit_ms": submit_ms,
        "next_p95_ms": next_ms["p95"],
        "submit_p95_ms": submit_ms["p95"],
        "cpu_ms_per_annotation": cpu(before, after, accepted=accepted),
        "cpu_share": cpu_share(before, after, driver_s=driver_s, elapsed_s=elapsed_s),
    }


def targets_at(rate: float) -> list[Target]:
    """What is judged where so many annotations a second were asked for."""
    return [
        at_least("annotations_per_second", round(REACHED * rate, 1)),
        at_most("next_p95_ms", MOST_P95_MS),
        at_most("submit_p95_ms", MOST_P95_MS),
        at_most("cpu_share", MOST_CPU_SHARE),
    ]


def cpu_share(
    before: Used, after: Used, *, driver_s: float, elapsed_s: float, cores: int | None = None
) -> float | None:
    """The share of all cores that web, database and driver took; None where they are elsewhere.

    What others do on the machine is not in it, the workers of the service among them.
    """
    if None in (before.web, before.database, after.web, after.database):
        return None
    web = (after.web or 0) - (before.web or 0)
    database = (after.database or 0) - (before.database or 0)
    of = (cores or os.cpu_count() or 1) * elapsed_s
    return round((web + database + driver_s) / of, 3)


def cpu(before: Used, after: Used, *, accepted: int) -> dict[str, float | None]:
    """Milliseconds of CPU an annotation, of web and database."""

    def each(since: float | None, until: float | None) -> float | None:
        if since is None or until is None or not accepted:
            return None
        return round(1000 * (until - since) / accepted, 2)

    return {
        "web": each(before.web, after.web),
        "database": each(before.database, after.database),
    }
