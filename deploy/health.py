"""Whether one process of the product does its work: `python -m deploy.health NAME`.

Ends with 0 or 1 and says why; the containers' health checks run it inside the container.
"""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path

import psycopg2

BEAT_SCHEDULE = Path("/tmp/beat-schedule")  # noqa: S108 - inside a container of its own
LONGEST_WAIT_SECONDS = 60
LONGEST_SILENCE_SECONDS = 240
"""Beat saves its schedule every three minutes."""
WAITING = """
SELECT 1 FROM events_event
WHERE sent_at IS NULL AND occurred_at < now() - make_interval(secs => %(seconds)s) LIMIT 1
"""


def web() -> str:
    """The fault found, or an empty text: /readyz, asked as the browser would."""
    host = os.environ["GUILDMARK_ALLOWED_HOSTS"].partition(",")[0]
    request = urllib.request.Request("http://127.0.0.1:8000/readyz", headers={"Host": host})
    try:
        with urllib.request.urlopen(request, timeout=5):  # noqa: S310 - our own address
            return ""
    except urllib.error.HTTPError as error:
        return json.dumps(json.load(error))
    except OSError as error:
        return str(error)


def worker() -> str:
    """The fault found, or an empty text: the worker for everything answers a ping."""
    return _ping("celery")


def light() -> str:
    """The fault found, or an empty text: the worker for what is light answers a ping."""
    return _ping("light")


def _ping(name: str) -> str:
    """As `worker`, for the worker of this name on this host."""
    command = [sys.executable, "-m", "celery", "--app=workers.app", "inspect", "ping"]
    command += ["--destination", f"{name}@{os.uname().nodename}", "--timeout", "10"]
    answer = subprocess.run(  # noqa: S603 - our own command
        command, capture_output=True, text=True, check=False
    )
    return "" if answer.returncode == 0 else answer.stdout + answer.stderr


def beat() -> str:
    """The fault found, or an empty text: the schedule is written again and again."""
    # Since Python 3.13 it is a database of SQLite, which writes into a file beside it.
    written_at = [
        one.stat().st_mtime for one in BEAT_SCHEDULE.parent.glob(f"{BEAT_SCHEDULE.name}*")
    ]
    if not written_at:
        return "no schedule was written yet"
    silence_seconds = time.time() - max(written_at)
    if silence_seconds > LONGEST_SILENCE_SECONDS:
        return f"the schedule is {silence_seconds:.0f} s old"
    return ""


def relay() -> str:
    """The fault found, or an empty text: no event has waited for long to be sent."""
    try:
        with psycopg2.connect(os.environ["DATABASE_URL"]) as connection:
            cursor = connection.cursor()
            cursor.execute(WAITING, {"seconds": LONGEST_WAIT_SECONDS})
            waits = cursor.fetchone() is not None
    except psycopg2.OperationalError as error:
        return str(error)
    return f"an event has waited for over {LONGEST_WAIT_SECONDS} s" if waits else ""


CHECKS: Mapping[str, Callable[[], str]] = {
    "web": web,
    "worker": worker,
    "light": light,
    "beat": beat,
    "relay": relay,
}


if __name__ == "__main__":
    fault = CHECKS[sys.argv[1]]()
    if fault:
        sys.exit(fault)
