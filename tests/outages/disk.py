"""The disk of the media is full while people are at work and somebody sends files.

`python -m tests.outages.disk MEDIA_FOLDER`, with the settings of the product that is up, where the
folder is a small disk of its own. Prints one JSON object: the `part` and the `form` that did not
fit, as they were refused; by what is `left` of each of them; how the upload `ended` once there was
room; and what `audit_storm` counts.
"""

import http.client
import json
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django

PEOPLE = 4
TASKS = 2000
BETWEEN = 60
"""Answers before, while and after the disk is full."""
PART_BYTES = 3_000_000
PARTS = 3
ROOM_BYTES = 4_000_000
"""For one part, and for some of the next."""
BOUNDARY = "guildmark"


@dataclass(frozen=True)
class Sender:
    """A manager's browser, at one import."""

    base_url: str
    session: str
    import_id: int

    def ask(
        self, method: str, path: str, headers: dict[str, str], body: bytes = b""
    ) -> tuple[int, dict[str, str], Any]:
        """Status, headers and JSON of the answer. Any: JSON, None without one."""
        csrf = "a" * 32
        cookies = f"sessionid={self.session}; csrftoken={csrf}"
        link = http.client.HTTPConnection(urlsplit(self.base_url).netloc, timeout=60)
        try:
            link.request(
                method, path, body, {"Cookie": cookies, "X-CSRFToken": csrf, **TUS, **headers}
            )
            answer = link.getresponse()
            text = answer.read()
            return answer.status, dict(answer.getheaders()), json.loads(text) if text else None
        finally:
            link.close()

    def send_part(self, upload: str, offset: int, part: bytes) -> tuple[int, Any]:
        """Status, and what was refused."""
        headers = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
        status, _, said = self.ask("PATCH", upload, headers, part)
        return status, said

    def send_form(self, content: bytes) -> tuple[int, Any]:
        """A file in one piece."""
        head = (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
        )
        body = head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        status, _, said = self.ask("POST", f"/api/v1/imports/{self.import_id}/files", headers, body)
        return status, said


TUS = {"Tus-Resumable": "1.0.0"}


def main(media: Path) -> None:
    """Everything once."""
    django.setup()
    from tests.load.queue_bench.measure import sign_in
    from tests.load.queue_bench.storm_books import audit_storm
    from tests.load.queue_bench.world import Builder
    from tests.machine.worlds import session_of
    from tests.outages.people import at_work, wait_for_answers

    builder = Builder()
    world = builder.world(tasks=TASKS, annotators=PEOPLE, overlap=3)
    base_url = os.environ["GUILDMARK_BASE_URL"]
    sender = Sender(base_url, session_of(builder.owner), _import(builder))
    parts = [secrets.token_bytes(PART_BYTES) for _ in range(PARTS)]
    _, head, _ = sender.ask(
        "POST",
        f"/api/v1/imports/{sender.import_id}/uploads",
        {"Upload-Length": str(PART_BYTES * PARTS), "Upload-Metadata": "filename YS5qcGc="},
    )
    upload = head["Location"]
    with at_work(sign_in(world, base_url=base_url), world) as people:
        wait_for_answers(people, BETWEEN)
        with _full_but_for(media, ROOM_BYTES):
            first, _ = sender.send_part(upload, 0, parts[0])
            part = sender.send_part(upload, PART_BYTES, parts[1])
            form = sender.send_form(parts[2])
            left = _stored(media)
            wait_for_answers(people, BETWEEN)
        later = [sender.send_part(upload, PART_BYTES * at, parts[at])[0] for at in range(1, PARTS)]
        again = sender.send_form(parts[2])
        wait_for_answers(people, BETWEEN)
    found = {
        "first": first,
        "part": _told(*part),
        "form": _told(*form),
        "left": left,
        "later": later,
        "again": again[0],
        "ended": _whole(upload) == b"".join(parts),
    }
    found |= audit_storm(world, [person.diary for person in people])
    print(json.dumps(found))  # noqa: T201 - its answer


def _told(status: int, said: Any) -> list[object]:
    """Any: JSON."""
    return [status, (said or {}).get("code")]


def _import(builder: Any) -> int:
    """An import that takes files. Any: of a module that is loaded later."""
    from guildmark.datasets import actions
    from guildmark.datasets.models import Dataset

    dataset = Dataset.objects.filter(organisation=builder.organisation).latest("pk")
    made = actions.create_import(actor_id=builder.owner.pk, dataset=dataset, now=builder.now)
    return made.pk


def _stored(media: Path) -> list[int]:
    """The sizes of what lies with imports."""
    return sorted(one.stat().st_size for one in (media / "imports").rglob("*") if one.is_file())


def _whole(upload: str) -> bytes:
    """What arrived of the upload, as the import has it."""
    from guildmark.datasets.files import chunks
    from guildmark.datasets.models import FileUpload

    return b"".join(chunks(*FileUpload.objects.get(pk=int(upload.rsplit("/", 1)[1])).parts))


@contextmanager
def _full_but_for(folder: Path, room_bytes: int) -> Iterator[None]:
    """A disk on which there is so much room while the block runs, and all of it afterwards."""
    filling = folder / "filling"
    with filling.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(folder).free - room_bytes)
    try:
        yield
    finally:
        filling.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
