"""How quickly pictures come in, and how quickly a large dataset is looked through.

    ./guildmark bench ingest [--pictures 60] [--items 100000]

Pictures of 12 megapixels (JPEG, quality 88, about 3 MB, each different) come in by one import, as
a worker runs it: copied and hashed, decoded fully in child processes, measured, thumbnail and
rendition written and hashed, all rows committed. Then a dataset of so many items with made-up
measures is browsed by the queries of the API in ways that people do, and its profile is made. All
of it is in a database of its own beside that of `up`, which is dropped at the end. The last line is
one JSON object, with what was asked and `ok`; where something was missed the exit code is 1.
"""

import argparse
import json
import os

from guildmark.datasets.actions.lanes import LANES
from tests.load.ingest_bench.browsing import MOST_MS, browsed
from tests.load.ingest_bench.importing import ingested
from tests.load.queue_bench.measure import say
from tests.load.releases_bench.seeded import database
from tests.load.verdict import at_least, at_most, judged

#: On two cores; milliseconds of the slowest way to look, at 100,000 items.
IN, OUT = at_least("images_per_second", 15), at_most("browse_p95_ms", MOST_MS)


def main() -> int:
    """Measure, and say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=int, default=60)
    parser.add_argument("--items", type=int, default=100_000)
    asked = parser.parse_args()
    with database():
        rate, cpu = ingested(asked.pictures)
        say(
            f"{asked.pictures} pictures of 12 megapixels in one import: {rate:.1f} a second"
            f" (asked: {IN.words})"
        )
        found = browsed(asked.items) if asked.items else {}
    for name, value in found.items():
        say(f"{name}: {value}" + (f" (asked: {OUT.words})" if name == OUT.figure else ""))
    figures = {
        "images_per_second": round(rate, 2),
        "cores": os.cpu_count() or 1,
        "lanes": LANES,
        "cpu_seconds_a_picture": round(cpu, 3),
        **found,
    }
    said = judged(figures, (IN, OUT) if found else (IN,))
    say(json.dumps(said))
    return 0 if said["ok"] else 1
