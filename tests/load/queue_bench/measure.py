"""The run itself: alone first, then everybody at once, then the books."""

import argparse
from typing import Any

from tests.load.queue_bench.books import audit, settle
from tests.load.queue_bench.clients import Connection, work
from tests.load.queue_bench.processor import Used, used
from tests.load.queue_bench.run import percentiles
from tests.load.queue_bench.world import Builder, World, close, vacuum
from tests.load.verdict import at_most, judged

ALONE_TASKS = 200
#: What the queue promises of every run; speeds are a matter of the machine.
PROMISES = ("over_overlap", "under_overlap", "repeats", "lost_counters")
TARGETS = [at_most(name, 0) for name in PROMISES]


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

    before = used(base_url)
    tallies, elapsed_s = work(connections, project_id=world.project_id, seconds=asked.seconds)
    after = used(base_url)
    accepted = sum(tally.accepted for tally in tallies)
    say(f"{accepted} answers in {elapsed_s:.2f} s, {sum(t.waits for t in tallies)} waits")
    settle_s = settle(world, patience_s=asked.patience)
    books = audit(world, accepted=accepted)
    close(world)
    figures = {
        "annotations_per_second": round(accepted / elapsed_s, 1),
        "next_ms": percentiles([s for tally in tallies for s in tally.next_s]),
        "submit_ms": percentiles([s for tally in tallies for s in tally.submit_s]),
        "next_alone_ms": next_alone_ms,
        "cpu_ms_per_annotation": cpu(before, after, accepted=accepted),
        "over_overlap": books.over_overlap,
        "under_overlap": None if asked.seconds or asked.adaptive else books.under_overlap,
        "repeats": books.repeats,
        "lost_counters": books.lost_counters,
        "settle_s": None if settle_s is None else round(settle_s, 1),
    }
    # What is not counted in this run cannot be wrong in it.
    wanted = [one for one in TARGETS if figures[one.figure] is not None]
    return judged(figures, [*wanted, at_most("settle_s", asked.patience)])


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
