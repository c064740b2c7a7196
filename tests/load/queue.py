"""`./guildmark bench queue`: how fast the served queue gives out tasks and takes answers.

    ./guildmark bench queue --tasks 1000 --annotators 16 --overlap 3

Real HTTP against what `up` serves (GUILDMARK_BASE_URL), with all middleware, sign-in, events,
worker and relay. The last line is one JSON object. Run as a script this file would hide the
standard library's `queue` from everything imported after it; so it takes its folder off the path
first.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:] = [
    str(ROOT),
    str(ROOT / "platform"),
    *(place for place in sys.path if Path(place or ".").resolve() != ROOT / "tests" / "load"),
]

if __name__ == "__main__":
    from tests.load.queue_bench.run import main

    sys.exit(main())
