"""Two web workers share out what comes."""

import socket
from urllib.parse import urlsplit

import psutil
import pytest

from tests.service.running import Guildmark

pytestmark = pytest.mark.service
BROWSERS = 12


def test_connections_that_stay_are_shared_out_evenly(running: Guildmark) -> None:
    address = urlsplit(running.read_state()["address"])
    assert address.port is not None
    ask = f"GET /healthz HTTP/1.1\r\nHost: {address.netloc}\r\n\r\n".encode()
    browsers = []
    for _ in range(BROWSERS):
        browser = socket.create_connection((address.hostname, address.port), timeout=10)
        browser.sendall(ask)
        assert browser.recv(4096).startswith(b"HTTP/1.1 200")
        browsers.append(browser)

    held = [
        sum(
            connection.status == psutil.CONN_ESTABLISHED and connection.laddr[1] == address.port
            for connection in worker.net_connections("tcp")
        )
        for worker in _web_workers(running)
    ]
    for browser in browsers:
        browser.close()

    assert len(held) == 2
    assert min(held) >= BROWSERS / 3


def _web_workers(running: Guildmark) -> list[psutil.Process]:
    """The processes of gunicorn that answer: those without children, under its master."""
    web = next(one for one in running.read_state()["processes"] if one["name"] == "web")
    below = psutil.Process(web["pid"]).children(recursive=True)
    return [process for process in below if not process.children()]
