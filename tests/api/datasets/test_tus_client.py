"""Another people's client of the upload protocol, tus-js-client, at a real server."""

import json
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from guildmark.core import clock
from guildmark.datasets import actions, queries
from guildmark.datasets.actions.running import run_import
from guildmark.datasets.models import FileUpload
from tests.factories import accounts, datasets, pictures
from tests.factories.accounts import NOW

FRONTEND = Path(__file__).parents[3] / "frontend"
PROGRAM = FRONTEND / "testing" / "tus-upload.mjs"
CUT_AFTER_BYTES = 300_000
#: What is left of a connection whose one end is closed.
PATIENCE_SECONDS = 10.0


@contextmanager
def cutting_once(place: str) -> Iterator[tuple[str, list[int]]]:
    """A way to a server that breaks the first long request in its middle; what each one carried."""
    host, port = place.split(":")
    listening = socket.create_server(("127.0.0.1", 0))
    carried: list[int] = []

    def pipe(source: socket.socket, target: socket.socket, at: int | None) -> None:
        with suppress(OSError):
            while block := source.recv(16_384):
                target.sendall(block)
                if at is None:
                    continue
                carried[at] += len(block)
                if carried[at] > CUT_AFTER_BYTES and not any(
                    count > CUT_AFTER_BYTES for count in carried[:at]
                ):
                    break
        for one in (source, target):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def serve() -> None:
        with suppress(OSError):
            while True:
                near = opened.enter_context(listening.accept()[0])
                far = opened.enter_context(socket.create_connection((host, int(port))))
                carried.append(0)
                for source, target, at in ((near, far, len(carried) - 1), (far, near, None)):
                    pipes.append(threading.Thread(target=pipe, args=(source, target, at)))
                    pipes[-1].daemon = True
                    pipes[-1].start()

    opened, pipes = ExitStack(), list[threading.Thread]()
    threading.Thread(target=serve, daemon=True).start()
    with opened, closing(listening):
        yield "{}:{}".format(*listening.getsockname()), carried
        for one in pipes:
            one.join(PATIENCE_SECONDS)


def upload(endpoint: str, key: str, file: Path) -> dict[str, Any]:
    """What tus-js-client tells of its upload. Any: JSON of our own program."""
    node = shutil.which("node")
    assert node is not None, "Node.js is needed, as for the browser application."
    finished = subprocess.run(
        [node, str(PROGRAM), endpoint, key, str(file)],
        cwd=FRONTEND,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    told: dict[str, Any] = json.loads(finished.stdout)
    return told


@pytest.mark.django_db(transaction=True)
def test_tus_js_client_resumes_after_a_broken_connection_and_the_file_counts_once(
    live_server: Any,  # pytest-django's own class has no types
    tmp_path: Path,
    settings: Any,
) -> None:
    of = accounts.organisation()
    into = datasets.dataset(of)
    made = datasets.import_(into)
    _, key = accounts.api_key(of, ["datasets:write"])
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
    file = tmp_path / "noise.png"
    file.write_bytes(pictures.noise_png(width_px=700, height_px=700))

    with cutting_once(urlsplit(live_server.url).netloc) as (place, carried):
        endpoint = f"http://{place}/api/v1/imports/{made.pk}/uploads"
        told = upload(endpoint, key.text, file)

    one = FileUpload.objects.get()
    actions.start_import(actor_id=datasets.owner_id(of), import_id=made.pk, now=NOW)
    run_import(import_id=made.pk, clock=clock.now)
    ended = queries.import_(made.pk)
    assert told["retries"] == 1
    assert 0 < told["resumed_at"] < file.stat().st_size
    assert sum(count > CUT_AFTER_BYTES for count in carried) == 2
    assert (one.received, one.name, len(one.parts)) == (file.stat().st_size, "noise.png", 2)
    assert (ended.state, ended.item_count, ended.duplicate_count) == ("done", 1, 0)
    assert queries.items_of(into.pk).get().byte_count == file.stat().st_size
