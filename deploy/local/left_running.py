"""Guildmarks that tests start, each in a session of its own: no signal to the tests reaches them.

Tests that are ended have a few seconds, too few to end one of these. So each is noted down before
it starts, and `./guildmark test` ends those that still run when its tests have ended, however.
"""

import hashlib
import os
import time
from pathlib import Path

from deploy.local import instance
from deploy.local.paths import Home

VARIABLE = "GUILDMARK_TEST_HOMES"
"""Names the folder of the notes to the tests."""
KNOWN_WITHIN_SECONDS = 30.0


def note(state: Path) -> None:
    """Something is about to be started on this state folder. Noting it twice changes nothing."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        Path(named, hashlib.sha256(str(state).encode()).hexdigest()).write_text(str(state))


def end_all(notes: Path) -> None:
    """Nothing that is noted there runs any more, when this comes back."""
    for one in sorted(notes.iterdir()):
        home = Home(Path(one.read_text()))
        _wait_until_known(home)
        running = instance.running(home)
        if running is not None:
            instance.end(home, running)


def _wait_until_known(home: Home) -> None:
    """Who has only begun to start goes on, without the command that started it."""
    deadline = time.monotonic() + KNOWN_WITHIN_SECONDS
    while instance.is_starting(home) and time.monotonic() < deadline:
        time.sleep(0.05)
