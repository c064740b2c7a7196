"""Somebody who opens one page after the other, and how long each answer took."""

import threading
import time
from dataclasses import dataclass, field

from tests.load.queue_bench.clients import Connection, Pace

#: What every page of somebody who is signed in asks.
SHELL = ("/api/v1/me", "/api/v1/me/notices/unread")


def pages(project_id: int, community_id: int) -> dict[str, tuple[str, ...]]:
    """What each page of an annotator asks, beside `SHELL`."""
    project = f"/api/v1/projects/{project_id}"
    community = f"/api/v1/communities/{community_id}"
    return {
        "home": ("/api/v1/feed",),
        "training": (f"{project}/way", f"{project}/guideline"),
        "work": (f"{project}/guideline", f"{project}/progress"),
        "communities": ("/api/v1/directory",),
        "community": (f"/api/v1/directory/{community_id}", f"{community}/ways"),
        "inbox": ("/api/v1/me/notices", "/api/v1/me/mail-choices"),
        "profile": ("/api/v1/traits", "/api/v1/me/traits"),
        "quality": ("/api/v1/me/quality", "/api/v1/me/restrictions", "/api/v1/me/rejected-work"),
        "earnings": (
            "/api/v1/me/assignments",
            "/api/v1/me/dues",
            "/api/v1/me/kept-earnings",
            "/api/v1/me/payouts",
        ),
    }


@dataclass
class Waits:
    """What one person met: seconds by page, and what was no answer."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    opened: int = 0
    errors: list[str] = field(default_factory=list)


class Reader(threading.Thread):
    """Opens pages at its pace until `stop_at` (of time.perf_counter), beginning with the `first`.

    A page's first request is timed from when the page was due, the others from when they are sent.
    """

    def __init__(
        self,
        connection: Connection,
        pages: dict[str, tuple[str, ...]],
        *,
        first: int,
        pace: Pace,
        stop_at: float,
    ) -> None:
        super().__init__(daemon=True)
        self.waits = Waits()
        self._connection = connection
        self._pages = list(pages.items())
        self._first = first
        self._pace = pace
        self._stop_at = stop_at

    def run(self) -> None:
        """One page after the other."""
        while (due := self._pace.due(self.waits.opened)) < self._stop_at:
            time.sleep(max(0.0, due - time.perf_counter()))
            name, asked = self._pages[(self._first + self.waits.opened) % len(self._pages)]
            self._open(name, (*SHELL, *asked), due)
            self.waits.opened += 1
        self._connection.close()

    def _open(self, name: str, paths: tuple[str, ...], due: float) -> None:
        began = due
        for path in paths:
            try:
                status = self._connection.get(path.encode()).status
            except (OSError, RuntimeError) as error:
                self.waits.errors.append(f"{path}: {error!r}")
                self._connection.close()
            else:
                if status != 200:
                    self.waits.errors.append(f"{path}: {status}")
                self.waits.seconds.setdefault(name, []).append(time.perf_counter() - began)
            began = time.perf_counter()
