"""How quickly pictures come in, and how quickly a large dataset is looked through.

    ./guildmark bench ingest [--pictures 60] [--items 100000]

Pictures of 12 megapixels (JPEG, quality 88, about 3 MB, each different) go through what an import
does with a file, but for its rows: copied and hashed, decoded fully in a child process, measured,
thumbnail and rendition written and hashed. As many at once as there are cores. Then a dataset of
so many items with made-up measures is browsed by the queries of the API in ways that people do,
and its profile is made; all of it is rolled back. The last line is one JSON object.
"""

import argparse
import json
import os
import resource
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from guildmark.datasets.intake.decoder import Decoder
from tests.load.ingest_bench.browsing import browsed
from tests.load.ingest_bench.pictures import photographs
from tests.load.queue_bench.measure import say


def _take(paths: Sequence[Path], folder: Path) -> int:
    """What an import does with each file, with a child process of its own; how many."""
    folder.mkdir()
    with Decoder() as decoder:
        for path in paths:
            spooled = decoder.spool(_read(path), name="upload")
            decoded = decoder.picture(spooled.path)
            for kind in (spooled.path, decoded.rendition, decoded.thumbnail):
                (folder / f"{path.stem}-{kind.name}").write_bytes(kind.read_bytes())
    return len(paths)


def _read(path: Path) -> Sequence[bytes]:
    return [path.read_bytes()]


def _ingested(count: int, lanes: int) -> tuple[float, float]:
    """Pictures a second, and CPU seconds a picture; the start of the child processes included."""
    with tempfile.TemporaryDirectory(prefix="guildmark-bench-") as name:
        folder = Path(name)
        paths = photographs(folder, count)
        began, cpu = time.monotonic(), _cpu_seconds()
        with ThreadPoolExecutor(lanes) as pool:
            parts = [paths[lane::lanes] for lane in range(lanes)]
            targets = [folder / f"out-{lane}" for lane in range(lanes)]
            done = sum(pool.map(_take, parts, targets))
        return done / (time.monotonic() - began), (_cpu_seconds() - cpu) / done


def _cpu_seconds() -> float:
    """Of this process and of its children that have ended."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, who))


def main() -> int:
    """Measure, and say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=int, default=60)
    parser.add_argument("--items", type=int, default=100_000)
    asked = parser.parse_args()
    lanes = os.cpu_count() or 1
    rate, cpu = _ingested(asked.pictures, lanes)
    say(f"{asked.pictures} pictures of 12 megapixels, {lanes} at once: {rate:.1f} a second")
    found = browsed(asked.items) if asked.items else {}
    for name, value in found.items():
        say(f"{name}: {value}")
    said = {
        "images_per_second": round(rate, 2),
        "cores": lanes,
        "cpu_seconds_a_picture": round(cpu, 3),
    }
    say(json.dumps({**said, **found}))

    return 0
