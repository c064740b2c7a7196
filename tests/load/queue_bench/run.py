"""The bench from its options to its last line."""

import argparse
import os
from collections.abc import Callable
from typing import Any

import orjson

KEPT = ("p50", "p95", "p99")


def options() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="./guildmark bench queue", description=__doc__)
    parser.add_argument("--tasks", type=int, default=1000)
    parser.add_argument("--annotators", type=int, default=16)
    parser.add_argument("--overlap", type=int, default=3)
    parser.add_argument("--seconds", type=float, help="end early; under_overlap is then null")
    parser.add_argument("--rate", type=float, help="annotations a second, paced; else all there is")
    parser.add_argument("--history", type=int, default=0, help="tasks each annotator has done")
    parser.add_argument("--filled", type=float, default=0.0, help="0 to 1: of the batch, done")
    parser.add_argument("--patience", type=float, default=600, help="seconds to wait for settling")
    parser.add_argument("--storm", type=int, help="answers through a service that is being killed")
    parser.add_argument("--places", type=int, default=5, help="projects that storm at once")
    parser.add_argument("--scale", action="store_true", help="the same at several sizes")
    parser.add_argument("--sizes", default="1000,100000,1000000", help="of --scale")
    parser.add_argument("--round-seconds", type=float, default=4, help="of --scale, a measurement")
    parser.add_argument("--import", type=int, dest="import_count", help="item records to bring in")
    parser.add_argument("--adaptive", action="store_true", help="ask two people first, then decide")
    asked = parser.parse_args()
    if asked.annotators < asked.overlap:
        parser.error("there must be as many annotators as the overlap, or more")
    if asked.rate is not None and not asked.rate > 0:
        parser.error("--rate is above 0")
    if not 0 <= asked.filled < 1:
        parser.error("--filled is from 0 to below 1")
    return asked


def percentiles(seconds: list[float]) -> dict[str, float | None]:
    """p50, p95 and p99 in milliseconds: the smallest value with that share at or below it."""
    ordered = sorted(seconds)
    shares = (0.50, 0.95, 0.99)
    if not ordered:
        return dict.fromkeys(KEPT)
    indices = [max(0, -int(-share * len(ordered) // 1) - 1) for share in shares]
    return {
        name: round(1000 * ordered[index], 2) for name, index in zip(KEPT, indices, strict=True)
    }


def bench(asked: argparse.Namespace) -> Callable[..., dict[str, Any]]:
    """The bench that was asked for; Any: numbers and null, nested."""
    from tests.load.queue_bench.importing import import_records
    from tests.load.queue_bench.measure import measure
    from tests.load.queue_bench.scale import scale
    from tests.load.queue_bench.storm import storm

    if asked.storm:
        return storm
    if asked.scale:
        return scale
    return import_records if asked.import_count else measure


def main() -> int:
    """Prepare, sign in, work, settle, audit, print."""
    asked = options()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guildmark.settings")
    import django

    django.setup()
    base_url = os.environ.get("GUILDMARK_BASE_URL", "http://127.0.0.1:8000")
    figures = bench(asked)(asked, base_url=base_url)
    print(orjson.dumps(figures).decode(), flush=True)  # noqa: T201
    return 0 if figures.get("ok", True) else 1
