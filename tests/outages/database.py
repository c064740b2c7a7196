"""PostgreSQL ends again and again while people are at work and workers compute.

`python -m tests.outages.database STATE_FOLDER`, with the settings of the product that is up there.
Prints one JSON object: what `audit_storm` counts, `recovered_s` by how it ended, and `settled_s`.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

PEOPLE = 8
TASKS = 3000
OVERLAP = 3
BETWEEN = 150
"""Answers from one end to the next."""
ENDS = (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL, signal.SIGINT, signal.SIGKILL)
"""Sessions are ended and what is committed is written; not written; nothing is told to anybody."""
SETTLED_WITHIN_S = 180.0


def main(state: Path) -> None:
    """Everything once."""
    django.setup()
    from django.db import close_old_connections, connections

    from tests.load.queue_bench.books import settle
    from tests.load.queue_bench.measure import sign_in
    from tests.load.queue_bench.storm_books import audit_storm
    from tests.load.queue_bench.world import Builder
    from tests.outages.people import at_work, wait_for_answers

    world = Builder().world(tasks=TASKS, annotators=PEOPLE, overlap=OVERLAP)
    links = sign_in(world, base_url=os.environ["GUILDMARK_BASE_URL"])
    connections.close_all()
    recovered = []
    with at_work(links, world) as people:
        wait_for_answers(people, BETWEEN)
        for how in ENDS:
            ended = pid_of_postgres(state)
            os.kill(ended, how)
            began = time.monotonic()
            _until(lambda ended=ended: pid_of_postgres(state) != ended)  # type: ignore[misc]
            wait_for_answers(people, PEOPLE)  # one of each, on the average
            recovered.append([how.name, round(time.monotonic() - began, 2)])
            wait_for_answers(people, BETWEEN)
    close_old_connections()
    found = audit_storm(world, [person.diary for person in people])
    answers = sum(len(person.diary.acknowledged) for person in people)
    settled = settle(world, patience_s=SETTLED_WITHIN_S)
    crashes = sum(how != signal.SIGINT for how in ENDS)
    found["leases_in_doubt"] = crashes * PEOPLE
    said = {**found, "answers": answers, "recovered_s": recovered, "settled_s": settled}
    print(json.dumps(said))  # noqa: T201 - its answer


def pid_of_postgres(state: Path) -> int:
    """As the supervisor wrote it down."""
    processes = json.loads((state / "run" / "state.json").read_text())["processes"]
    pid: int = next(one["pid"] for one in processes if one["name"] == "postgres")
    return pid


def _until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < deadline, "it was not started again"
        time.sleep(0.05)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
