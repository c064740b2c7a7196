"""How well are shapes found and outlined, and how fast? Ours beside what others do, in one run.

    ./guildmark bench shapes [--data DIR] [--seeds N] [--made-up]

First the time for boxes of 1,448 images by 7 people each, simulated from a fixed seed: fit and
resolve. Then boxes of real people against an expert's (see `shapes_bench/boxes.py` for the form
of DIR), by default those of `boxes` among the samples, where there are any. Then polygons,
keypoints and lines of simulated people against the truth. `--made-up` measures nothing but boxes
of made-up families: every kind of picture with every kind of crowd. The last line is one JSON
object.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]

from tests.load.consensus_bench.sets import sample_folder  # noqa: E402 -- the path comes first
from tests.load.shapes_bench import boxes, families, points, polygons, speed  # noqa: E402 -- the path comes first


def main() -> None:
    """Measure and print tables, then the same as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--made-up", action="store_true", help="only the made-up families")
    arguments = parser.parse_args()
    if arguments.made_up:
        print(json.dumps({"made_up": families.measure(arguments.seeds)}))  # noqa: T201 -- a command
        return
    report: dict[str, object] = speed.measure()
    folder = arguments.data or next(sample_folder().glob("boxes/*"), None)
    if folder is None:
        print("No --data, no samples: boxes of real people are left out.")  # noqa: T201 -- a command
    else:
        report["boxes"] = boxes.compare(folder, arguments.seeds)
    report["polygons"] = polygons.measure(arguments.seeds)
    report.update(points.measure())
    print(json.dumps(report))  # noqa: T201


if __name__ == "__main__":
    main()
