"""What a fit of a whole project costs: cold, again, and warm after a trickle of answers.

    ./guildmark bench fits [--tasks 10000] [--kind boxes|described|classes|numbers] [--once]

Makes a project in a database of its own on the server of the service that runs (`up` first;
GUILDMARK_BASE_URL says that it does): so many tasks, each answered by three of forty people, and
then fits it as a worker does. Processor seconds are those of the worker, `database_s` is what it
waited for beyond them; `peak_mb` is the most memory until then, `kept_kb` what the fit left for
the next to go on from. A warm fit comes after five new tasks. The last line is one JSON object.
"""

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]

TRICKLE = 5


def main() -> None:
    """Measure, print, and put away what was made."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=10_000)
    parser.add_argument(
        "--kind", choices=["boxes", "described", "classes", "numbers"], default="boxes"
    )
    parser.add_argument("--once", action="store_true", help="one cold fit and one warm one")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guildmark.settings")
    import django

    django.setup()
    with _database_of_its_own():
        found = {"tasks": asked.tasks, "kind": asked.kind, **measure(asked)}
        print(json.dumps(found))  # noqa: T201 -- a command


def measure(asked: argparse.Namespace) -> dict[str, Any]:
    """Seconds and megabytes of each fit, by its name."""
    from guildmark.consensus.actions import request_run, request_warm_run
    from guildmark.consensus.actions.refreshing import refresh_task
    from guildmark.core import clock
    from tests.load.fits_bench import Project

    project = Project(asked.kind, people=40)
    project.add(asked.tasks)
    _analyse()

    def cold() -> int:
        return request_run(actor_id=None, project_id=project.id, now=clock.now()).pk

    def warm() -> int:
        return request_warm_run(project_id=project.id, now=clock.now()).pk

    found = {"cold": _fit(cold)}
    if not asked.once:
        found["cold_again"] = _fit(cold)
    for name in ("warm",) if asked.once else ("warm", "warm_again"):
        for task_id in project.add(TRICKLE):
            refresh_task(task_id=task_id, now=clock.now())
        found[name] = _fit(warm)
    return found


def _fit(asked: Callable[[], int]) -> dict[str, float]:
    """One fit, by itself."""
    from guildmark.consensus.actions.running import refit
    from guildmark.consensus.models import AnswerColumns, ConsensusResult, ConsensusRun
    from guildmark.core import clock

    run_id = asked()
    began, used = time.perf_counter(), time.process_time()
    refit(run_id=run_id, clock=clock.now)
    used, began = time.process_time() - used, time.perf_counter() - began
    run = ConsensusRun.objects.get(pk=run_id)
    if run.state != "done":
        raise SystemExit(f"The fit is {run.state}: {run.error_detail}")
    found = {
        "cpu_s": round(used, 2),
        "database_s": round(began - used, 2),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "written": ConsensusResult.objects.filter(run_id=run_id).count(),
        "kept_kb": sum(len(one.data) for one in AnswerColumns.objects.filter(run_id=run_id))
        // 1024,
    }
    sys.stderr.write(f"{json.dumps(found)}\n")  # what is known, should the next take too long
    return found


def _analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@contextmanager
def _database_of_its_own() -> Iterator[None]:
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"bench_fits_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main()
