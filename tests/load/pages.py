"""`./guildmark bench pages`: how long annotators wait for their pages when many of them are there.

    ./guildmark bench pages [--people 200] [--seconds 60] [--every 5]

On what `up` serves (GUILDMARK_BASE_URL). Everybody signs in for real and then opens a page every
so many seconds, each at moments of their own; a page asks the service what the application's page
of that name asks (`pages_bench/opening.py`). Who is late is late, and waits from when the page was
due. Claims and submissions are what `bench queue` measures. The last line is one JSON object.
"""

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]


def main() -> None:
    """Measure, print, and end with an error where it takes longer than promised."""
    parser = argparse.ArgumentParser(prog="./guildmark bench pages", description=__doc__)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60, help="from the first page on")
    parser.add_argument("--every", type=float, default=5, help="seconds from page to page")
    parser.add_argument("--history", type=int, default=20, help="tasks each of them has done")
    asked = parser.parse_args()
    if asked.people < 1 or asked.history < 1 or not 0 < asked.every <= asked.seconds:
        parser.error("--people and --history are 1 or more, --every above 0 and up to --seconds")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guildmark.settings")
    import django

    django.setup()
    import orjson

    from tests.load.pages_bench.measure import measure
    from tests.load.verdict import leave_if_missed

    base_url = os.environ.get("GUILDMARK_BASE_URL", "http://127.0.0.1:8000")
    figures = measure(asked, base_url=base_url)
    print(orjson.dumps(figures).decode(), flush=True)  # noqa: T201 -- a command
    leave_if_missed(figures)


if __name__ == "__main__":
    main()
