"""A browser with one engine's page, served from this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Page, Playwright, ViewportSize

from deploy.local import chromium
from tests.load.canvas_bench.frames import Trace, recorded

SCREEN: ViewportSize = {"width": 1440, "height": 900}
BYTES_A_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Picture:
    """A file beside the pages, its size in pixels, and the folder of its tiles."""

    name: str
    width: int
    height: int
    tiles: str | None = None

    @property
    def sent(self) -> dict[str, str | int | None]:
        """As the page takes it."""
        tiles = self.tiles and f"/{self.tiles}"
        size = {"width": self.width, "height": self.height}
        return {"url": f"/{self.name}", "tiles": tiles, **size}


class QuietHandler(SimpleHTTPRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Says nothing: the table is what a person came for."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address under which the folder's files are found meanwhile."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


def launched(playwright: Playwright) -> Browser:
    """A headless Chromium; it presents at most 60 frames a second."""
    found = chromium.find()
    flags = ["--no-sandbox", "--disable-background-networking"]
    return playwright.chromium.launch(executable_path=found, args=flags)


@contextmanager
def page_of(browser: Browser, address: str, engine: str) -> Iterator[Page]:
    page = browser.new_page(viewport=SCREEN)
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.on("console", lambda line: failures.append(line.text) if line.type == "error" else None)
    page.goto(f"{address}/{engine}/index.html")
    page.wait_for_function("globalThis.bench !== undefined", timeout=10_000)
    yield page
    page.close()
    if failures:
        raise RuntimeError(f"{engine}: {failures[0]}")


def phases(browser: Browser, address: str, engine: str, picture: Picture) -> Trace:
    """All phases of one engine on 2,000 polygons."""
    with page_of(browser, address, engine) as page, recorded(browser, page) as trace:
        page.evaluate("picture => bench.mount(picture, Infinity)", picture.sent)
        page.evaluate("picture => bench.phases(picture)", picture.sent)
    return trace


def memory_mb(page: Page) -> float:
    """Resident memory of the page's own process, in megabytes of 1,000,000 bytes."""
    session = page.context.browser.new_browser_cdp_session()  # type: ignore[union-attr]  # launched
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    renderers = [process["id"] for process in processes if process["type"] == "renderer"]
    session.detach()
    largest = max(int(psutil.Process(pid).memory_info().rss) for pid in renderers)
    return largest / BYTES_A_MEGABYTE
