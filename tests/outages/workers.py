"""Whatever works is killed, two hundred times, while people are at work.

`python -m tests.outages.workers STATE_FOLDER`, with the settings of the product that is up there.
Prints one JSON object: what `audit_storm` counts; `kills` by name; `settled_s`, until every event
is dealt with and every complete task has its label; and of these `unlabelled` and `twice`.
"""

import json
import os
import random
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import django
import psutil

PEOPLE = 8
TASKS = 3000
OVERLAP = 3
KILLS = 200
BETWEEN = 8
"""Answers from one kill to the next."""
WHOLE_EVERY = 25
"""So often the process at the top is killed, which the supervisor starts again; else one below."""
MANY = ("worker", "light", "web")
TOPS = (*MANY, "relay")
SETTLED_WITHIN_S = 300.0
LEFT = """
SELECT count(*) FILTER (WHERE t.state = 'saturated'), coalesce(sum(r.current - 1), 0)
FROM work_task t LEFT JOIN LATERAL (
    SELECT nullif(count(*), 0) AS current FROM consensus_consensusresult c
    WHERE c.task_id = t.id AND c.is_current
) r ON true
WHERE t.project_id = %s
"""
RESOLVED_TWICE = """
SELECT count(*) FROM (
    SELECT FROM events_event WHERE name = 'task.resolved' AND organisation_id = %s
    GROUP BY payload ->> 'task_id' HAVING count(*) > 1) twice
"""


def main(state: Path) -> None:
    """Everything once."""
    django.setup()
    from django.db import connection, connections

    from tests.load.queue_bench.books import backlog
    from tests.load.queue_bench.measure import sign_in
    from tests.load.queue_bench.storm_books import audit_storm
    from tests.load.queue_bench.world import Builder
    from tests.outages.people import at_work, wait_for_answers

    world = Builder().world(tasks=TASKS, annotators=PEOPLE, overlap=OVERLAP)
    links = sign_in(world, base_url=os.environ["GUILDMARK_BASE_URL"])
    connections.close_all()
    kills: Counter[str] = Counter()
    lot = random.Random(world.project_id)
    with at_work(links, world) as people:
        while kills.total() < KILLS:
            wait_for_answers(people, BETWEEN)
            kills[_kill(state, lot, is_whole=kills.total() % WHOLE_EVERY == WHOLE_EVERY - 1)] += 1
            kills.pop("", None)
    began = time.monotonic()
    unlabelled, twice = 1, 0
    while time.monotonic() - began < SETTLED_WITHIN_S and (unlabelled or backlog(world)):
        time.sleep(0.5)
        with connection.cursor() as cursor:
            cursor.execute(LEFT, [world.project_id])
            unlabelled, twice = map(int, cursor.fetchone())
    settled = round(time.monotonic() - began, 1)
    with connection.cursor() as cursor:
        cursor.execute(RESOLVED_TWICE, [world.organisation_id])
        twice += cursor.fetchone()[0]
    found = audit_storm(world, [person.diary for person in people])
    said = {"unlabelled": unlabelled, "twice": twice, "kills": kills, "settled_s": settled}
    print(json.dumps({**found, **said}))  # noqa: T201 - its answer


def _kill(state: Path, lot: random.Random, *, is_whole: bool) -> str:
    """Kill one at random; its name, or nothing where it was gone or is being started."""
    read = json.loads((state / "run" / "state.json").read_text())["processes"]
    pids = {one["name"]: one["pid"] for one in read}
    name = lot.choice(TOPS if is_whole else MANY)
    with suppress(psutil.NoSuchProcess):
        top = psutil.Process(pids[name])
        victims = [top] if is_whole else top.children()
        if victims:
            lot.choice(victims).kill()
            return f"{name} as a whole" if is_whole else name
    return ""


if __name__ == "__main__":
    main(Path(sys.argv[1]))
