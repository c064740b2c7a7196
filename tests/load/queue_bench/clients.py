"""Annotators as plain sockets in threads: next, submit, next, with nothing in between.

A client spends about 0.1 ms of CPU a request, so that the figures are the server's. It knows as
much HTTP/1.1 as the server speaks: a Content-Length, and connections that stay open.
"""

import re
import socket
import threading
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import orjson

CSRF = "bench" + "0" * 27  # 32 letters; a cookie and a header that agree are what is asked for
_ASSIGNMENT = re.compile(rb'"assignment":\{"id":(\d+)')
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_COOKIE = re.compile(rb"\r\nset-cookie: *([^=;\r]+)=([^;\r]*)", re.IGNORECASE)


def answer_document(mark: str = "box") -> dict[str, Any]:
    """Five boxes, by which an answer is known again: they are called by its mark."""
    shapes = [
        {
            "id": f"{mark}-{index}",
            "kind": "box",
            "label": "coin",
            "geometry": {"x": 20.5 + 100 * index, "y": 30.25, "width": 80.5, "height": 60.75},
            "attributes": {},
        }
        for index in range(5)
    ]
    return {"version": 1, "is_nothing_here": False, "shapes": shapes, "answers": {}}


ANSWER = orjson.dumps({"document": answer_document(), "seconds_spent": 12.5})


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of the server."""

    status: int
    head: bytes
    body: bytes


class Connection:
    """One keep-alive connection, with the cookies of one person."""

    def __init__(self, base_url: str) -> None:
        parts = urlsplit(base_url)
        self._address = (parts.hostname or "localhost", parts.port or 80)
        self._host = parts.netloc
        self._cookies = {"csrftoken": CSRF}
        self._socket: socket.socket | None = None
        self._head = b""
        self._write_head()

    def _write_head(self) -> None:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        token = self._cookies["csrftoken"]
        self._head = (
            f"Host: {self._host}\r\nCookie: {cookies}\r\nX-CSRFToken: {token}\r\n"
            "Content-Type: application/json\r\nAccept: application/json\r\n"
        ).encode()

    def sign_in(self, *, email: str, password: str) -> None:
        """A real sign-in; keeps the cookies. Raises RuntimeError when it is refused."""
        body = orjson.dumps({"email": email, "password": password})
        reply = self.post(b"/_allauth/browser/v1/auth/login", body)
        if reply.status != 200:
            raise RuntimeError(f"sign-in of {email}: {reply.status} {reply.body[:300]!r}")
        self._cookies.update(
            (name.decode(), value.decode()) for name, value in _COOKIE.findall(reply.head)
        )
        self._write_head()

    def post(self, path: bytes, body: bytes = b"", *, key: bytes = b"") -> Reply:
        """Send and wait; `key` is sent as the Idempotency-Key."""
        head = self._head + (b"Idempotency-Key: %s\r\n" % key if key else b"")
        return self._ask(
            b"POST %s HTTP/1.1\r\n%sContent-Length: %d\r\n\r\n%s" % (path, head, len(body), body)
        )

    def get(self, path: bytes) -> Reply:
        """Ask and wait."""
        return self._ask(b"GET %s HTTP/1.1\r\n%s\r\n" % (path, self._head))

    def _ask(self, message: bytes) -> Reply:
        """Once more when the server has closed an idle connection."""
        if self._socket is not None:
            try:
                self._socket.sendall(message)
                return self._receive()
            except (BrokenPipeError, ConnectionResetError):
                self.close()
        self._socket = socket.create_connection(self._address, timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(message)
        return self._receive()

    def _receive(self) -> Reply:
        assert self._socket is not None
        data = b""
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self._more()
        head, body = data[:end], data[end + 4 :]
        length = _LENGTH.search(head)
        if length is None and b" 204 " not in head[:16]:
            raise RuntimeError(f"no Content-Length: {head!r}")
        while length is not None and len(body) < int(length[1]):
            body += self._more()
        if b"connection: close" in head.lower():
            self.close()
        return Reply(int(head[9:12]), head, body)

    def _more(self) -> bytes:
        assert self._socket is not None
        chunk = self._socket.recv(65536)
        if not chunk:
            raise ConnectionResetError("closed by the server")
        return chunk

    def close(self) -> None:
        """Hang up."""
        if self._socket is not None:
            self._socket.close()
        self._socket = None


@dataclass
class Tally:
    """What one annotator met; times in seconds."""

    next_s: list[float] = field(default_factory=list)
    submit_s: list[float] = field(default_factory=list)
    accepted: int = 0
    waits: int = 0
    ended_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Pace:
    """When somebody begins each of their tasks, in seconds of time.perf_counter."""

    first_s: float
    every_s: float

    def due(self, number: int) -> float:
        """Of the task of this number, from 0."""
        return self.first_s + number * self.every_s


def paces(rate: float, people: int, *, began: float) -> list[Pace]:
    """Everybody as often as all others, one after the other: together so many tasks a second."""
    return [Pace(began + index / rate, people / rate) for index in range(people)]


class Annotator(threading.Thread):
    """Works until there is nothing left, or until `stop_at` (of time.perf_counter)."""

    def __init__(
        self, connection: Connection, *, project_id: int, stop_at: float, pace: Pace | None = None
    ) -> None:
        super().__init__(daemon=True)
        self.tally = Tally()
        self._pace = pace
        self.error: Exception | None = None
        self._connection = connection
        self._path = b"/api/v1/projects/%d/next" % project_id
        self._stop_at = stop_at

    def run(self) -> None:
        """The whole working day; an error ends it and is kept."""
        try:
            while time.perf_counter() < self._stop_at and self._one():
                pass
        except Exception as error:
            self.error = error
        self._connection.close()
        self.tally.ended_s = time.perf_counter()

    def _due(self) -> float:
        """When the next task is asked for; who is late is late, and waits from when it was due."""
        if self._pace is None:
            return time.perf_counter()
        due = self._pace.due(self.tally.accepted + self.tally.waits)
        time.sleep(max(0.0, due - time.perf_counter()))
        return due

    def _one(self) -> bool:
        """One task; False when there is nothing left."""
        began = self._due()
        reply = self._connection.post(self._path)
        took = time.perf_counter() - began
        if reply.status != 200:
            raise RuntimeError(f"next: {reply.status} {reply.body[:300]!r}")
        found = _ASSIGNMENT.search(reply.body)
        if found is None:
            return self._wait(orjson.loads(reply.body))
        self.tally.next_s.append(took)
        began = time.perf_counter()
        reply = self._connection.post(b"/api/v1/assignments/%s/submit" % found[1], ANSWER)
        self.tally.submit_s.append(time.perf_counter() - began)
        if reply.status != 200:
            raise RuntimeError(f"submit: {reply.status} {reply.body[:300]!r}")
        self.tally.accepted += 1
        return True

    def _wait(self, answer: dict[str, Any]) -> bool:
        """Whether something may come back; then a little later."""
        if answer["reason"] in {"nothing_left", "comparing"}:  # the rest is the workers' time
            return False
        if answer["reason"] != "all_leased":
            raise RuntimeError(f"next: {answer}")
        self.tally.waits += 1
        time.sleep(0.05)
        return True


def work(
    connections: list[Connection],
    *,
    project_id: int,
    seconds: float | None,
    rate: float | None = None,
) -> tuple[list[Tally], float]:
    """Let everybody work at once; what they met, and how long it took, in seconds.

    As fast as they can, or together at a rate of tasks a second.
    """
    began = time.perf_counter()
    stop_at = began + seconds if seconds else float("inf")
    people = len(connections)
    paced = paces(rate, people, began=began) if rate else [None] * people
    annotators = [
        Annotator(connection, project_id=project_id, stop_at=stop_at, pace=pace)
        for connection, pace in zip(connections, paced, strict=True)
    ]
    for annotator in annotators:
        annotator.start()
    for annotator in annotators:
        annotator.join()
    for annotator in annotators:
        if annotator.error is not None:
            raise annotator.error
    tallies = [annotator.tally for annotator in annotators]
    return tallies, max(tally.ended_s for tally in tallies) - began
