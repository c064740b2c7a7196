"""Fetching what strangers name by URL, without reaching anything that is not public.

A name is resolved once, every address it has must be global, and the connection goes to an address
that was looked at: a name that answers otherwise the second time (DNS rebinding) leads nowhere
else. Redirects are followed by hand, each looked at like the first. Bytes and time are capped.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

PORTS = {"http": 80, "https": 443}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST_REDIRECTS = 3
MOST_CHARACTERS = 2000
CONNECT_SECONDS = 10.0
BLOCK_BYTES = 64 * 1024
AGENT = "Guildmark (import of pictures)"
_WRONG = re.compile(r"[\x00-\x20\x7f\\]")
#: Names of IPv4 networks inside IPv6 (RFC 6052, 8215): what lies behind is not known here.
_TRANSLATED = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "::/96")))

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]
Connect = Callable[[str, int, float], socket.socket]


class FetchRefused(Exception):  # noqa: N818  a refusal is an answer, not a fault
    """Nothing is fetched from there; a stable code and a sentence a person can act on."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Target:
    """A URL whose form is allowed."""

    scheme: str
    host: str
    port: int
    path: str


def target_of(url: str) -> Target:
    """The parts of a URL of a public http or https address. Raises FetchRefused (url_wrong)."""
    if len(url) > MOST_CHARACTERS:
        raise FetchRefused("url_wrong", f"An address has at most {MOST_CHARACTERS} characters.")
    if _WRONG.search(url):
        raise FetchRefused("url_wrong", "An address holds no blanks, no \\ and no control signs.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchRefused("url_wrong", "This is not an address.") from error
    if parts.scheme not in PORTS:
        raise FetchRefused("url_wrong", "An address begins with https:// or http://.")
    if "@" in parts.netloc:
        raise FetchRefused("url_wrong", "An address with a name or a password is not fetched.")
    if port not in {None, *PORTS.values()}:
        raise FetchRefused("url_port", "Only the ports 80 and 443 are asked.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, _host(parts), port or PORTS[parts.scheme], _ascii(path))


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    if not host or "%" in host or len(host) > 253:
        raise FetchRefused("url_wrong", "The address names no host.")
    try:
        return host if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise FetchRefused("url_wrong", "The name of the host is not one.") from error


def _ascii(path: str) -> str:
    """As browsers write it: what is not ASCII as its UTF-8 in percent."""
    return "".join(
        sign if sign.isascii() else "".join(f"%{byte:02X}" for byte in sign.encode())
        for sign in path
    )


def is_public(text: str) -> bool:
    """Whether an address may be asked: global, no multicast, and hiding no other address."""
    try:
        address: Address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return True
    is_hiding = address.ipv4_mapped or address.sixtofour or address.teredo
    return not is_hiding and not any(address in network for network in _TRANSLATED)


def resolve(host: str, port: int) -> Sequence[str]:
    """Every address of a name. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


def connect(address: str, port: int, seconds: float) -> socket.socket:
    """A connection to an address. Raises OSError."""
    return socket.create_connection((address, port), timeout=seconds)


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Asks public addresses. What leaves the process can be replaced."""

    most_bytes: int
    seconds: float = 30.0
    resolve: Resolve = resolve
    connect: Connect = connect

    def fetch(self, url: str) -> Iterator[bytes]:
        """The bytes behind a URL, block by block.

        Raises FetchRefused, also between blocks: `url_wrong`, `url_port`, `url_not_public`,
        `url_unreachable`, `url_redirects`, `url_status`, `url_too_slow`, `too_many_bytes`.
        """
        ends_at = time.monotonic() + self.seconds
        for _ in range(MOST_REDIRECTS + 1):
            target = target_of(url)
            with self._answer(target, ends_at) as answer:
                if answer.status not in REDIRECTS:
                    yield from self._body(answer, ends_at)
                    return
                url = _next(url, answer.headers.get("Location", ""))
        sentence = f"The address leads on more than {MOST_REDIRECTS} times."
        raise FetchRefused("url_redirects", sentence)

    @contextmanager
    def _answer(self, target: Target, ends_at: float) -> Iterator[http.client.HTTPResponse]:
        """The answer of a server, its head read. A watch ends what drips in too slowly."""
        line = _Line(self._open(target, ends_at))
        watch = threading.Timer(max(0.0, ends_at - time.monotonic()), line.hang_up)
        watch.daemon = True
        watch.start()
        connection = http.client.HTTPConnection(target.host, target.port)
        connection.default_port = target.port  # so that the header Host names no port
        try:
            if target.scheme == "https":
                line.secure(target.host)
            connection.sock = line.socket
            headers = {"User-Agent": AGENT, "Accept": "image/*, */*", "Accept-Encoding": "identity"}
            connection.request("GET", target.path, headers={**headers, "Connection": "close"})
            yield connection.getresponse()
        except (OSError, http.client.HTTPException, ValueError) as error:
            if time.monotonic() >= ends_at:
                raise self._too_slow() from error
            sentence = f"The server does not answer as it should ({type(error).__name__})."
            raise FetchRefused("url_unreachable", sentence) from error
        finally:
            watch.cancel()
            connection.close()
            line.socket.close()

    def _open(self, target: Target, ends_at: float) -> socket.socket:
        """A connection to one of the addresses, all of which have been looked at."""
        try:
            addresses = self.resolve(target.host, target.port)
        except (OSError, UnicodeError) as error:
            raise FetchRefused("url_unreachable", "No server has this name.") from error
        if not addresses or not all(map(is_public, addresses)):
            sentence = "The address does not lead to a public server."
            raise FetchRefused("url_not_public", sentence)
        left = min(CONNECT_SECONDS, ends_at - time.monotonic())
        if left <= 0:
            raise self._too_slow()
        try:
            return self.connect(addresses[0], target.port, left)
        except OSError as error:
            raise FetchRefused("url_unreachable", "The server cannot be reached.") from error

    def _body(self, answer: http.client.HTTPResponse, ends_at: float) -> Iterator[bytes]:
        if answer.status != http.client.OK:
            raise FetchRefused("url_status", f"The server answers with {answer.status}.")
        if (answer.length or 0) > self.most_bytes:
            raise self._too_large()
        count = 0
        while block := answer.read1(BLOCK_BYTES):
            count += len(block)
            if count > self.most_bytes:
                raise self._too_large()
            if time.monotonic() >= ends_at:
                raise self._too_slow()
            yield block
        if answer.length:
            raise FetchRefused("url_unreachable", "The connection broke in the middle of the file.")

    def _too_large(self) -> FetchRefused:
        most = self.most_bytes // (1024 * 1024)
        return FetchRefused("too_many_bytes", f"One picture may have at most {most:,} MB.")

    def _too_slow(self) -> FetchRefused:
        return FetchRefused("url_too_slow", f"Fetching takes longer than {self.seconds:.0f} s.")


def _next(url: str, location: str) -> str:
    """Where a redirect leads; never from https to http. Raises FetchRefused."""
    if not location:
        raise FetchRefused("url_redirects", "The server leads on to nowhere.")
    # Headers are Latin-1 to Python; what servers write is UTF-8.
    following = urljoin(url, location.encode("latin-1", "replace").decode("utf-8", "replace"))
    if url.startswith("https:") and not following.startswith("https:"):
        raise FetchRefused("url_redirects", "The server leads on to an address without TLS.")
    return following


class _Line:
    """A connection that another thread may end, before and after it is secured."""

    def __init__(self, plain: socket.socket) -> None:
        self.socket = plain

    def secure(self, host: str) -> None:
        """TLS with the name that was asked for. Raises OSError."""
        context = ssl.create_default_context()
        # Wrapping takes the connection away from the plain socket: kept before the handshake.
        secured = context.wrap_socket(
            self.socket, server_hostname=host, do_handshake_on_connect=False
        )
        self.socket = secured
        secured.do_handshake()

    def hang_up(self) -> None:
        """Ends reads that wait; a connection that is closed already is no fault."""
        try:
            self.socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            return
