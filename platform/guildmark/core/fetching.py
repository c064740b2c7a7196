"""Fetching what strangers name by URL.

Redirects are followed by hand, each looked at like the first. Bytes and time are capped.
"""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

from concord.sentences import Sentence
from guildmark.core.asking import Asker, AskRefused, Deadline, target_of

REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST_REDIRECTS = 3
BLOCK_BYTES = 64 * 1024
#: What a body is of, as the sentence about one that is too large begins.
PICTURE = "One picture"
HEADERS = {"Accept": "image/*, */*"}


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches from public addresses."""

    most_bytes: int
    seconds: float = 30.0
    asker: Asker = field(default_factory=Asker)

    def fetch(self, url: str) -> Iterator[bytes]:
        """The bytes behind a URL, block by block.

        Raises AskRefused, also between blocks: `url_wrong`, `url_port`, `url_not_public`,
        `url_unreachable`, `url_redirects`, `url_status`, `url_too_slow`, `too_many_bytes`.
        """
        deadline = Deadline.within(self.seconds)
        for _ in range(MOST_REDIRECTS + 1):
            with self.asker.answer(target_of(url), deadline, headers=HEADERS) as answer:
                if answer.status not in REDIRECTS:
                    yield from self._body(answer, deadline)
                    return
                url = _next(url, answer.headers.get("Location", ""))
        sentence = Sentence("The address leads on more than {most} times.", most=MOST_REDIRECTS)
        raise AskRefused("url_redirects", sentence)

    def _body(self, answer: http.client.HTTPResponse, deadline: Deadline) -> Iterator[bytes]:
        if answer.status != http.client.OK:
            sentence = Sentence("The server answers with {status}.", status=answer.status)
            raise AskRefused("url_status", sentence)
        yield from body_of(answer, deadline, most_bytes=self.most_bytes, of=PICTURE)


def body_of(
    answer: http.client.HTTPResponse, deadline: Deadline, *, most_bytes: int, of: str
) -> Iterator[bytes]:
    """What an answer holds, block by block; `of` says what has at most so many bytes.

    Raises AskRefused: `too_many_bytes`, `url_too_slow`, and `url_unreachable` where it breaks off.
    """
    if (answer.length or 0) > most_bytes:
        raise _too_large(of, most_bytes)
    count = 0
    while block := answer.read1(BLOCK_BYTES):
        count += len(block)
        if count > most_bytes:
            raise _too_large(of, most_bytes)
        deadline.check()
        yield block
    if answer.length:
        raise AskRefused("url_unreachable", "The connection broke in the middle of the file.")


def _too_large(of: str, most_bytes: int) -> AskRefused:
    most = most_bytes // (1024 * 1024)
    sentence = Sentence("{what} may have at most {most} MB.", what=Sentence(of), most=most)
    return AskRefused("too_many_bytes", sentence)


def _next(url: str, location: str) -> str:
    """Where a redirect leads; never from https to http. Raises AskRefused."""
    if not location:
        raise AskRefused("url_redirects", "The server leads on to nowhere.")
    # Headers are Latin-1 to Python; what servers write is UTF-8.
    following = urljoin(url, location.encode("latin-1", "replace").decode("utf-8", "replace"))
    if url.startswith("https:") and not following.startswith("https:"):
        raise AskRefused("url_redirects", "The server leads on to an address without TLS.")
    return following
