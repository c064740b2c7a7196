"""`./guildmark bench export`: how long a release takes in each format, and how much memory.

10,000 pictures of 640 x 480 with 5 boxes of consensus each; the lossless lines also hold the 15
boxes of 3 submissions. Each format is written as the product writes it, into a ZIP on the disk
with its card, manifest and checksums, in a process of its own; pictures stay out. Memory is the
highest resident size above that of the idle process.

With `--from-database` they go the whole way of a worker: from the rows of a release in a database
of its own beside that of `up`, through `build_export`, into the storage. `--items 100000` shows
that memory does not grow with the release.

The last line is one JSON object: for each format `seconds`, `processor_seconds` (less, where the
machine is busy with something else) and `peak_mb_above_idle`; its `targets` and those `missed`.
Formats that write pictures of masks have the same three seconds as the others, and miss them.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "platform"), str(ROOT)]

from concord.documents import Document, Shape  # noqa: E402 -- the path comes first
from concord.formats import EXPORTERS, Head, ReleasedItem, ReleasedSubmission  # noqa: E402
from guildmark.releases.archive import Archive  # noqa: E402
from tests.load.releases_bench import exporting  # noqa: E402
from tests.load.serving import set_up_django  # noqa: E402
from tests.load.verdict import Target, at_most, judged, leave_if_missed  # noqa: E402

WIDTH, HEIGHT, BOXES, PEOPLE = 640, 480, 5, 3
#: For 10,000 pictures in each format.
MOST_SECONDS, MOST_MB = 3.0, 150.0
MOMENT = datetime(2026, 3, 1, tzinfo=UTC)
#: They write pictures: what they cost is the pixels', not the labels'.
PAINTING = ("coco_panoptic", "png_semantic", "png_instance", "cityscapes")
HEAD = Head(
    {
        "version": 1,
        "labels": [
            {"key": f"label_{n}", "name": f"Label {n}", "color": "#30C7D2", "kind": "box"}
            for n in range(5)
        ],
        "questions": [],
    },
    {"project": "Bench", "version": "1.0", "organisation": "Guildmark"},
)


def document(number: int, shift: float) -> Document:
    """Five boxes that no two pictures share."""
    shapes = tuple(
        Shape(
            f"s{n}",
            "box",
            f"label_{n}",
            {
                "x": 100.0 * n + number % 89 + shift,
                "y": 40.0 * n + number % 97 + shift,
                "width": 60.5 + number % 31,
                "height": 70.25 + number % 29,
            },
            {},
        )
        for n in range(BOXES)
    )
    return Document(is_nothing_here=False, shapes=shapes, answers={})


def items(count: int, *, has_submissions: bool) -> Iterator[ReleasedItem]:
    """Items as a query would give them, one by one."""
    for number in range(count):
        yield ReleasedItem(
            key=str(number),
            file_name=f"images/{number:06d}_picture.jpg",
            width_px=WIDTH,
            height_px=HEIGHT,
            sha256=None,
            document=document(number, 0.0),
            shape_confidence={f"s{n}": 0.9 for n in range(BOXES)},
            submissions=tuple(
                ReleasedSubmission(
                    f"{number}-{n}", f"person {n}", MOMENT, 12.5, True, document(number, n / 4)
                )
                for n in range(PEOPLE)
            )
            if has_submissions
            else (),
        )


def measure(key: str, count: int) -> dict[str, float]:
    """One format in this process, which has done nothing else."""
    idle = _peak_mb()
    began, worked = time.perf_counter(), time.process_time()
    with tempfile.TemporaryFile() as target:
        archive = Archive(target, moment=MOMENT)
        waiting = items(count, has_submissions=key == "jsonl")
        annotations = archive.write_annotations(EXPORTERS[key], HEAD, waiting)
        archive.finish(HEAD, annotations, picture_pattern=None)
        size = target.tell()
    seconds, worked = time.perf_counter() - began, time.process_time() - worked
    assert annotations.written.items == count
    return {
        "seconds": round(seconds, 2),
        "processor_seconds": round(worked, 2),
        "peak_mb_above_idle": round(_peak_mb() - idle, 1),
        "zip_mb": round(size / 1e6, 1),
    }


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Every format, one after another."""
    parser = argparse.ArgumentParser(prog="./guildmark bench export", description=__doc__)
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--formats", nargs="+", default=list(EXPORTERS), choices=list(EXPORTERS))
    parser.add_argument("--from-database", action="store_true")
    options = parser.parse_args()
    way = _from_database if options.from_database else _from_memory
    found = {}
    for key, figures in way(options.items, options.formats):
        found[key] = figures
        note = "  (writes pictures)" if key in PAINTING else ""
        _say(
            f"{key:15} {figures['seconds']:7.2f} s ({figures['processor_seconds']:.2f} of a "
            f"processor)  {figures['peak_mb_above_idle']:7.1f} MB above "
            f"idle  {figures['zip_mb']:6.1f} MB of ZIP{note}"
        )
    said = judged({**found, **flat(found)}, targets(options.formats, options.items))
    _say(json.dumps(said))
    leave_if_missed(said)


def flat(found: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """The judged figures, each by a name of its own."""
    return {
        f"{key}_{name}": figures[name]
        for key, figures in found.items()
        for name in ("seconds", "peak_mb_above_idle")
    }


def targets(formats: Sequence[str], count: int) -> list[Target]:
    """Time for 10,000 pictures, in proportion for more, and as much memory for any number."""
    most_seconds = MOST_SECONDS * max(1.0, count / 10_000)
    return [
        target
        for key in formats
        for target in (
            at_most(f"{key}_seconds", most_seconds),
            at_most(f"{key}_peak_mb_above_idle", MOST_MB),
        )
    ]


def _from_memory(count: int, formats: Sequence[str]) -> Iterator[tuple[str, dict[str, float]]]:
    for key in formats:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            yield key, pool.apply(measure, (key, count))


def _from_database(count: int, formats: Sequence[str]) -> Iterator[tuple[str, dict[str, float]]]:
    set_up_django()
    return exporting.measured(count, BOXES, formats)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
