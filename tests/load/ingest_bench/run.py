"""How quickly pictures come in, and how quickly a large dataset is looked through.

    ./guildmark bench ingest [--pictures 60] [--items 100000]

Pictures of 12 megapixels (JPEG, quality 88, about 3 MB, each different) come in by one import, as
a worker runs it: copied and hashed, decoded fully in child processes, measured, thumbnail and
rendition written and hashed, all rows kept. Then a dataset of
so many items with made-up measures is browsed by the queries of the API in ways that people do,
and its profile is made; all of it is rolled back. The last line is one JSON object.
"""

import argparse
import json
import os

from guildmark.datasets.actions.lanes import LANES
from tests.load.ingest_bench.browsing import browsed
from tests.load.ingest_bench.importing import ingested
from tests.load.queue_bench.measure import say


def main() -> int:
    """Measure, and say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=int, default=60)
    parser.add_argument("--items", type=int, default=100_000)
    asked = parser.parse_args()
    rate, cpu = ingested(asked.pictures)
    say(f"{asked.pictures} pictures of 12 megapixels in one import: {rate:.1f} a second")
    found = browsed(asked.items) if asked.items else {}
    for name, value in found.items():
        say(f"{name}: {value}")
    said = {
        "images_per_second": round(rate, 2),
        "cores": os.cpu_count() or 1,
        "lanes": LANES,
        "cpu_seconds_a_picture": round(cpu, 3),
    }
    say(json.dumps({**said, **found}))

    return 0
