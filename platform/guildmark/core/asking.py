"""Asking servers that strangers name, without reaching anything that is not public.

A name is resolved once, every address it has must be global, and the connection goes to an address
that was looked at: a name that answers otherwise the second time (DNS rebinding) leads nowhere
else. Time is capped. Hosts that the operator named may lie anywhere and listen on any port.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, Self
from urllib.parse import SplitResult, urlsplit

from concord.sentences import Sentence

PORTS = {"http": 80, "https": 443}
MOST_CHARACTERS = 2000
CONNECT_SECONDS = 10.0
#: A timeout of 0 would mean not to wait at all.
LEAST_SECONDS = 0.001
AGENT = "Guildmark"
_WRONG = re.compile(r"[\x00-\x20\x7f\\]")
#: Addresses of the internet lie in these alone (RFC 4291); what names IPv4 networks inside IPv6
#: (RFC 6052, 8215), site-local and mapped addresses lie outside.
_UNICAST = ipaddress.ip_network("2000::/3")
#: What the registries of IANA keep for other things in there, said here because the standard
#: library knows each since another release (of 3.11 it lacks some).
_KEPT = tuple(
    map(
        ipaddress.ip_network,
        (
            "192.88.99.0/24",  # relays of 6to4, RFC 7526
            "192.0.0.0/24",
            "198.18.0.0/15",
            "100.64.0.0/10",
            "240.0.0.0/4",
            "2001::/23",  # Teredo, benchmarks, ORCHID, anycast of protocols
            "2001:db8::/32",
            "2002::/16",  # 6to4: an IPv4 address inside
            "3fff::/20",  # documentation, RFC 9637
        ),
    )
)

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]
Connect = Callable[[str, int, float], socket.socket]


class AskRefused(Exception):  # noqa: N818  a refusal is an answer, not a fault
    """Nothing comes from there; a stable code and a sentence a person can act on."""

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

    @property
    def place(self) -> str:
        """Host and port, as an operator names them."""
        return f"{self.host}:{self.port}"


def target_of(
    url: str, *, named: frozenset[str] = frozenset(), most_characters: int = MOST_CHARACTERS
) -> Target:
    """The parts of a URL of http or https; `named` are places that may have other ports.

    Raises AskRefused: `url_wrong`, `url_port`.
    """
    if len(url) > most_characters:
        sentence = Sentence("An address has at most {most} characters.", most=most_characters)
        raise AskRefused("url_wrong", sentence)
    if _WRONG.search(url):
        raise AskRefused("url_wrong", "An address holds no blanks, no \\ and no control signs.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise AskRefused("url_wrong", "This is not an address.") from error
    if parts.scheme not in PORTS:
        raise AskRefused("url_wrong", "An address begins with https:// or http://.")
    if "@" in parts.netloc:
        raise AskRefused("url_wrong", "An address with a name or a password is not fetched.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    host, default = _host(parts), PORTS[parts.scheme]
    target = Target(parts.scheme, host, default if port is None else port, _ascii(path))
    if target.port not in PORTS.values() and target.place not in named:
        raise AskRefused("url_port", "Only the ports 80 and 443 are asked.")
    return target


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    if not host or "%" in host or len(host) > 253:
        raise AskRefused("url_wrong", "The address names no host.")
    try:
        return host if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise AskRefused("url_wrong", "The name of the host is not one.") from error


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
    if any(address in network for network in _KEPT):
        return False
    return isinstance(address, ipaddress.IPv4Address) or address in _UNICAST


def resolve(host: str, port: int) -> Sequence[str]:
    """Every address of a name. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


def connect(address: str, port: int, seconds: float) -> socket.socket:
    """A connection to an address. Raises OSError."""
    return socket.create_connection((address, port), timeout=seconds)


@dataclass(frozen=True, slots=True)
class Deadline:
    """When one question must have been answered, by the clock that only goes forward."""

    seconds: float
    ends_at: float

    @classmethod
    def within(cls, seconds: float) -> Self:
        """So many seconds from now."""
        return cls(seconds, time.monotonic() + seconds)

    @property
    def left(self) -> float:
        """Seconds that are left; 0 when none are."""
        return max(0.0, self.ends_at - time.monotonic())

    def check(self) -> None:
        """Raises AskRefused (url_too_slow) when the time is up."""
        if not self.left:
            sentence = Sentence("The server takes longer than {n} s.", n=round(self.seconds))
            raise AskRefused("url_too_slow", sentence)


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks servers, one question a connection. What leaves the process can be replaced.

    `named` are places (`host:port`) that the operator allows wherever they lie.
    """

    resolve: Resolve = resolve
    connect: Connect = connect
    named: frozenset[str] = frozenset()

    @contextmanager
    def answer(
        self,
        target: Target,
        deadline: Deadline,
        *,
        method: str = "GET",
        headers: Mapping[str, str],
        body: BinaryIO | bytes | None = None,
    ) -> Iterator[http.client.HTTPResponse]:
        """The answer of a server, its head read. A watch ends what drips in too slowly.

        Raises AskRefused, also while the answer is read: `url_not_public`, `url_unreachable`,
        `url_too_slow`. A body that is a file needs its Content-Length among the headers.
        """
        line = _Line(self._open(target, deadline))
        # Connecting has a time of its own; from here on the deadline alone counts.
        line.socket.settimeout(max(deadline.left, LEAST_SECONDS))
        watch = threading.Timer(deadline.left, line.hang_up)
        watch.daemon = True
        watch.start()
        connection = http.client.HTTPConnection(target.host, target.port)
        # So that the header Host names no port but an unusual one.
        connection.default_port = PORTS[target.scheme]
        try:
            if target.scheme == "https":
                line.secure(target.host)
            connection.sock = line.socket
            said = {"User-Agent": AGENT, "Accept-Encoding": "identity", **headers}
            connection.request(method, target.path, body, {**said, "Connection": "close"})
            yield connection.getresponse()
        except (OSError, http.client.HTTPException, ValueError) as error:
            deadline.check()
            sentence = Sentence(
                "The server does not answer as it should ({error}).", error=type(error).__name__
            )
            raise AskRefused("url_unreachable", sentence) from error
        finally:
            watch.cancel()
            connection.close()
            line.socket.close()

    def _open(self, target: Target, deadline: Deadline) -> socket.socket:
        """A connection to one of the addresses, all of which have been looked at."""
        try:
            addresses = self.resolve(target.host, target.port)
        except (OSError, UnicodeError) as error:
            raise AskRefused("url_unreachable", "No server has this name.") from error
        is_allowed = target.place in self.named or all(map(is_public, addresses))
        if not addresses or not is_allowed:
            sentence = "The address does not lead to a public server."
            raise AskRefused("url_not_public", sentence)
        deadline.check()
        try:
            return self.connect(addresses[0], target.port, min(CONNECT_SECONDS, deadline.left))
        except OSError as error:
            raise AskRefused("url_unreachable", "The server cannot be reached.") from error


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
