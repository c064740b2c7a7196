"""People of the storm: they submit, skip, walk away, come too late, open two tabs, ask again."""

import random
import secrets
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import orjson
from django.db import connection

from tests.load.queue_bench.clients import Connection, Reply, answer_document

TRIES = 200
PATIENCE_SECONDS = 0.05
EYES = 3
#: What changed so shortly before a request may not have been there for it: a change is stamped
#: with the time at which it was asked for, and is there for others when it is committed.
MARGIN_SECONDS = 2.0
#: In such a share of the moves the next task is asked for while one is in hand, as a browser does.
PREFETCHED = 0.4
#: Who hears again and again that there is nothing waits twice as long each time, up to so many
#: times. The service names up to 15 s, and browsers wait so long: people who asked four times a
#: second all the while left workers, who come last, no processor to make the labels they wait for.
MOST_PATIENT = 8
#: Such a share of the labels is said to be wrong.
WRONG = 0.1
#: What says that there is no task, now or later.
NOTHING = frozenset({"nothing_left", "closed"})

# Open to this person since well before the request was sent, and still when its answer was here.
COULD_HAVE_HAD = """
SELECT count(*) FROM work_task t JOIN work_batch b ON b.id = t.batch_id
WHERE t.project_id = %(project)s AND t.is_open AND b.state = 'open'
    AND t.changed_at < to_timestamp(%(before)s) AND b.opened_at < to_timestamp(%(before)s)
    AND NOT EXISTS (SELECT FROM work_assignment a WHERE a.annotator_id = %(person)s
        AND a.project_id = t.project_id AND a.item_id = t.item_id)
"""


@dataclass(frozen=True)
class Acknowledged:
    """An answer the service said it has: its assignment, its id, and a mark that is in it.

    A verdict has no mark: its document is empty.
    """

    assignment_id: int
    submission_id: int
    mark: str | None


@dataclass
class Weather:
    """What everybody shares. The newest moment a batch was paused or resumed: a clock reading.

    `eyes` look into the database for all: a connection a person would be more than it takes.
    """

    project_id: int
    stop: threading.Event = field(default_factory=threading.Event)
    turned_at: float = 0.0
    lease_seconds: float = 3.0
    eyes: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(EYES))


@dataclass
class Diary:
    """What one person met."""

    acknowledged: list[Acknowledged] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    false_empty: int = 0
    changed_answers: int = 0


class StormPerson(threading.Thread):
    """Goes on until the storm is over."""

    def __init__(self, link: Connection, *, person_id: int, weather: Weather, seed: int) -> None:
        super().__init__(daemon=True)
        self.diary = Diary()
        self.error: Exception | None = None
        self._link = link
        self._id = person_id
        self._weather = weather
        self._lot = random.Random(seed)
        self._is_verdict = False  # what is in hand asks for one
        self._in_vain = 1  # doubled with each answer that there is nothing
        self._next = b"/api/v1/projects/%d/next" % weather.project_id

    def run(self) -> None:
        """One task after the other; an error ends it and is kept."""
        try:
            while not self._weather.stop.is_set():
                self._one()
        except Exception as error:
            self.error = error
        self._link.close()

    def _ask(self, path: bytes, body: bytes = b"", *, key: bytes = b"") -> Reply:
        """Ask until there is an answer: the process that was asked may just have been killed."""
        for _ in range(TRIES):
            try:
                reply = self._link.post(path, body, key=key)
            except OSError:
                self._link.close()
                self.diary.counts["broken"] += 1
                time.sleep(PATIENCE_SECONDS)
                continue
            if reply.status < 500:
                return reply
            self.diary.counts[f"status {reply.status}"] += 1
            time.sleep(PATIENCE_SECONDS)
        raise RuntimeError(f"no answer to {path!r}")

    def _one(self) -> None:
        sent_at = time.time()
        answer = orjson.loads(self._ask(self._next).body)
        if answer.get("outcome") != "leased":
            self._nothing(answer, sent_at=sent_at)
            return
        self._in_vain = 1
        assignment = answer["assignment"]["id"]
        self._is_verdict = answer["assignment"]["step"] == "verify"
        if self._lot.random() < PREFETCHED:
            ahead = orjson.loads(self._ask(self._next, b'{"prefetch": true}').body)
            self.diary.counts[f"ahead {ahead.get('outcome') or ahead.get('code')}"] += 1
        lot = self._lot.random()
        if lot < 0.05:
            self._skip(assignment)
        elif lot < 0.09:
            self.diary.counts["walked away"] += 1
            self._sleep(self._weather.lease_seconds * self._lot.uniform(0.5, 1.5))
        elif lot < 0.12:
            self._sleep(self._weather.lease_seconds * self._lot.uniform(0.9, 1.3))
            self._submit(assignment)
        elif lot < 0.16:
            again = orjson.loads(self._ask(self._next).body)
            if again.get("outcome") == "leased" and again["assignment"]["id"] != assignment:
                self.diary.counts["another lease"] += 1
            self._submit(assignment)
        else:
            self._submit(assignment)

    def _sleep(self, seconds: float) -> None:
        self._weather.stop.wait(seconds)

    def _skip(self, assignment: int) -> None:
        body = orjson.dumps({"reason": "cannot_tell", "note": ""})
        reply = self._ask(b"/api/v1/assignments/%d/skip" % assignment, body)
        self.diary.counts[f"skip {reply.status}"] += 1

    def _submit(self, assignment: int) -> None:
        """Hand in, now and then twice with the same key: the answer must be the same."""
        mark = None if self._is_verdict else secrets.token_hex(6)
        said_of_it = {"document": answer_document(mark)} if mark else {"verdict": self._verdict()}
        body = orjson.dumps({**said_of_it, "seconds_spent": 12.5})
        key = secrets.token_hex(8).encode()
        path = b"/api/v1/assignments/%d/submit" % assignment
        reply = self._ask(path, body, key=key)
        self.diary.counts[f"submit {reply.status}"] += 1
        if reply.status != 200:
            self._sleep(PATIENCE_SECONDS)
            return
        said = orjson.loads(reply.body)
        self.diary.acknowledged.append(Acknowledged(assignment, said["submission_id"], mark))
        if self._lot.random() < 0.05:
            again = self._ask(path, body, key=key)
            self.diary.changed_answers += again.status != 200 or orjson.loads(again.body) != said

    def _verdict(self) -> dict[str, object]:
        """Mostly that the label is right."""
        if self._lot.random() < WRONG:
            return {"outcome": "reject", "reason_code": "missed_objects", "note": "", "marks": []}
        return {"outcome": "accept"}

    def _nothing(self, answer: dict[str, object], *, sent_at: float) -> None:
        """Look whether it is true that there is nothing, then wait a little."""
        reason = str(answer.get("reason") or answer.get("code"))
        self.diary.counts[f"empty {reason}"] += 1
        if reason in NOTHING:
            before = sent_at - MARGIN_SECONDS
            found = self._weather.eyes.submit(self._could_have_had, before).result()
            if self._weather.turned_at < before:
                self.diary.false_empty += found > 0
        self._sleep(self._in_vain * self._lot.uniform(0.05, 0.4))
        self._in_vain = min(2 * self._in_vain, MOST_PATIENT)

    def _could_have_had(self, before: float) -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                COULD_HAVE_HAD,
                {"project": self._weather.project_id, "person": self._id, "before": before},
            )
            count: int = cursor.fetchone()[0]
        return count
