"""Fetching from addresses that strangers name: hostile forms, and a server of our own."""

import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest

from guildmark.core.asking import Asker, AskRefused, is_public, resolve
from guildmark.core.fetching import Fetcher

#: What each name of the tests answers; everything else is asked of the system's own resolver,
#: which reads numbers in all their spellings and needs no network for them.
NAMES = {
    "internal.example": ["10.0.0.5"],
    "half.example": ["93.184.215.14", "127.0.0.1"],
    "six.example": ["fd00::1"],
    "nothing.example": [],
    "public.example": ["93.184.215.14"],
}
HOSTILE = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://0/",
    "http://0.0.0.0/",
    "http://10.1.2.3/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://2852039166/latest/meta-data/",
    "http://100.64.0.1/",
    "http://192.0.0.1/",
    "http://192.0.0.9/",
    "http://192.0.2.1/",
    "http://192.88.99.1/",
    "http://198.18.0.1/",
    "http://198.19.255.255/",
    "http://100.127.255.255/",
    "http://224.0.0.1/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://[::1]/",
    "http://[::]/",
    "http://[fc00::1]/",
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://[::ffff:0:7f00:1]/",
    "http://[64:ff9b:1::a00:1]/",
    "http://[64:ff9b::5db8:d70e]/",
    "http://[100::1]/",
    "http://[2001:1::1]/",
    "http://[2001:2::1]/",
    "http://[2001:10::1]/",
    "http://[2001:20::1]/",
    "http://[2002:5db8:d70e::1]/",
    "http://[3fff::1]/",
    "http://[4000::1]/",
    "http://[5f00::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:a9fe:a9fe]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:7f00:1::]/",
    "http://[2001:db8::1]/",
    "http://internal.example/",
    "http://half.example/",
    "http://six.example/",
    "http://nothing.example/",
    "http://public.example:22/",
    "http://public.example:8080/",
    "http://public.example:0/",
    "http://public.example:99999/",
    "http://user@public.example/",
    "http://user:secret@public.example/",
    "http://public.example\\@127.0.0.1/",
    "http://public.example/\r\nHost: internal.example",
    "http:///etc/passwd",
    "http://",
    "https://[::1",
    "file:///etc/passwd",
    "ftp://public.example/a.jpg",
    "gopher://public.example/",
    "data:image/png;base64,AAAA",
    "jar:http://public.example!/",
    "//public.example/a.jpg",
    "public.example/a.jpg",
    "javascript:alert(1)",
    "http://" + "a" * 300 + ".example/",
    "http://public.example/" + "a" * 3000,
    "",
]


def named(host: str, port: int) -> Sequence[str]:
    return NAMES[host] if host in NAMES else resolve(host, port)


@pytest.mark.parametrize("url", HOSTILE)
def test_a_hostile_address_is_refused_without_a_connection(url: str) -> None:
    made = []

    def connect(address: str, port: int, seconds: float) -> socket.socket:
        made.append((address, port))
        raise OSError

    with pytest.raises(AskRefused) as refused:
        list(Fetcher(most_bytes=100, asker=Asker(named, connect)).fetch(url))

    assert made == []
    assert refused.value.code.startswith("url_")
    assert refused.value.sentence.endswith(".")


@contextmanager
def server(*answers: bytes, pause: float = 0.0) -> Iterator[tuple[Fetcher, list[str]]]:
    """A server that gives these answers, one a connection, and which addresses were dialled."""
    listening = socket.create_server(("127.0.0.1", 0))
    dialled: list[str] = []

    def serve() -> None:
        for answer in answers:
            taken, _ = listening.accept()
            with taken:
                taken.recv(65536)
                time.sleep(pause)
                taken.sendall(answer)

    def connect(address: str, port: int, seconds: float) -> socket.socket:
        dialled.append(address)
        return socket.create_connection(listening.getsockname(), timeout=seconds)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    with listening:
        yield Fetcher(most_bytes=20, seconds=5.0, asker=Asker(named, connect)), dialled


def answer(body: bytes, status: str = "200 OK", head: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{head}\r\n".encode() + body


def test_a_file_is_fetched_from_the_address_that_was_looked_at() -> None:
    with server(answer(b"picture")) as (fetcher, dialled):
        assert b"".join(fetcher.fetch("http://public.example/ä b.jpg".replace(" ", ""))) == (
            b"picture"
        )

    assert dialled == ["93.184.215.14"]


def test_redirects_are_looked_at_like_the_first_address() -> None:
    leads_in = answer(b"", "302 Found", "Location: http://internal.example/\r\n")
    with server(leads_in) as (fetcher, dialled), pytest.raises(AskRefused) as refused:
        list(fetcher.fetch("http://public.example/"))

    assert (refused.value.code, len(dialled)) == ("url_not_public", 1)


def test_three_redirects_are_followed_and_a_fourth_is_not() -> None:
    on = answer(b"", "302 Found", "Location: /next\r\n")
    with server(on, on, on, answer(b"there")) as (fetcher, dialled):
        assert b"".join(fetcher.fetch("http://public.example/")) == b"there"
    with server(on, on, on, on) as (fetcher, _), pytest.raises(AskRefused) as refused:
        list(fetcher.fetch("http://public.example/"))

    assert (len(dialled), refused.value.code) == (4, "url_redirects")


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (answer(b"x" * 21), "too_many_bytes"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 21, "too_many_bytes"),
        (answer(b"", "404 Not Found"), "url_status"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort", "url_unreachable"),
        (b"not HTTP at all\r\n", "url_unreachable"),
    ],
)
def test_what_is_too_much_broken_or_not_there_is_refused(sent: bytes, code: str) -> None:
    with server(sent) as (fetcher, _), pytest.raises(AskRefused) as refused:
        list(fetcher.fetch("http://public.example/a.jpg"))

    assert refused.value.code == code


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_server_that_says_nothing_is_left_when_the_time_is_up(scheme: str) -> None:
    listening = socket.create_server(("127.0.0.1", 0))

    def connect(address: str, port: int, seconds: float) -> socket.socket:
        return socket.create_connection(listening.getsockname(), timeout=30)

    fetcher = Fetcher(most_bytes=20, seconds=0.2, asker=Asker(named, connect))
    with listening, pytest.raises(AskRefused) as refused:
        list(fetcher.fetch(f"{scheme}://public.example/a.jpg"))

    assert refused.value.code == "url_too_slow"


def test_a_server_may_take_longer_to_answer_than_to_be_reached(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("guildmark.core.asking.CONNECT_SECONDS", 0.1)
    with server(answer(b"late"), pause=0.4) as (fetcher, _):
        assert b"".join(fetcher.fetch("http://public.example/a.jpg")) == b"late"


@pytest.mark.parametrize(
    "address",
    [
        "93.184.215.14",
        "192.88.98.255",
        "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
        "2001:200::1",
        "2a00:1450:4001:82a::200e",
    ],
)
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)
