"""People at work through outages: they ask again until there is an answer, as the browser does."""

import secrets
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import orjson

from tests.load.queue_bench.clients import Connection, Reply, answer_document
from tests.load.queue_bench.storm_people import NOTHING, Acknowledged, Diary
from tests.load.queue_bench.world import World

#: Sooner than a browser asks again, so that an outage is met by many requests.
PAUSE_SECONDS = 0.2
#: What an outage may last, twice.
PATIENCE_SECONDS = 120.0
BETWEEN_TASKS_SECONDS = 0.05
#: What somebody is told who was given a task within the last half second before a crash of the
#: database (docs/decisions/0044-the-short-way.md). They answer at once, as nobody can who draws.
LEASE_GONE = 404


class PersonAtWork(threading.Thread):
    """One task after the other, each answer with a key, until there is nothing or it is told to."""

    def __init__(self, link: Connection, world: World, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.diary = Diary()
        self.error: Exception | None = None
        self._link = link
        self._next = b"/api/v1/projects/%d/next" % world.project_id
        self._stop_asked = stop

    def run(self) -> None:
        """An error ends it and is kept."""
        try:
            while not self._stop_asked.wait(BETWEEN_TASKS_SECONDS) and self._one():
                pass
        except Exception as error:
            self.error = error
        self._link.close()

    def _one(self) -> bool:
        answer = orjson.loads(self._ask(self._next).body)
        if answer.get("outcome") != "leased":
            assert answer.get("reason") in NOTHING, answer
            return False
        assignment, mark = answer["assignment"]["id"], secrets.token_hex(6)
        body = orjson.dumps({"document": answer_document(mark), "seconds_spent": 12.5})
        path = b"/api/v1/assignments/%d/submit" % assignment
        reply = self._ask(path, body, key=mark.encode())
        if reply.status == LEASE_GONE:
            return True
        said = orjson.loads(reply.body)
        assert reply.status == 200, said
        self.diary.acknowledged.append(Acknowledged(assignment, said["submission_id"], mark))
        return True

    def _ask(self, path: bytes, body: bytes = b"", *, key: bytes = b"") -> Reply:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            try:
                reply = self._link.post(path, body, key=key)
            except OSError:
                self._link.close()
                self.diary.counts["no answer"] += 1
            else:
                self.diary.counts[str(reply.status)] += 1
                if reply.status < 500:
                    return reply
            time.sleep(PAUSE_SECONDS)
        raise RuntimeError(f"no answer to {path!r}")


@contextmanager
def at_work(links: Sequence[Connection], world: World) -> Iterator[list[PersonAtWork]]:
    """Everybody of a world, while the block runs. Raises what ended one of them early."""
    stop = threading.Event()
    people = [PersonAtWork(link, world, stop) for link in links]
    for person in people:
        person.start()
    try:
        yield people
    finally:
        stop.set()
        for person in people:
            person.join()
    for person in people:
        if person.error is not None:
            raise person.error


def wait_for_answers(people: Sequence[PersonAtWork], more: int) -> float:
    """Until so many more were acknowledged; the seconds that it took."""
    began, wanted = time.monotonic(), _answers(people) + more
    while _answers(people) < wanted:
        for person in people:
            if person.error is not None:
                raise person.error
        assert any(person.is_alive() for person in people), "nobody is at work any more"
        assert time.monotonic() - began < PATIENCE_SECONDS, "nobody gets an answer"
        time.sleep(0.02)
    return time.monotonic() - began


def _answers(people: Sequence[PersonAtWork]) -> int:
    return sum(len(person.diary.acknowledged) for person in people)
