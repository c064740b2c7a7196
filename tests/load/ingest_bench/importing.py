"""An import as a worker does it: its files read, decoded and stored, each row committed."""

import resource
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.utils import override_settings

from guildmark.accounts.actions import create_organisation
from guildmark.accounts.models import User
from guildmark.core.clock import now
from guildmark.datasets import actions
from guildmark.datasets.actions import ImportRun
from guildmark.datasets.models import Import
from tests.load.ingest_bench.pictures import photographs


def ingested(count: int) -> tuple[float, float]:
    """Pictures a second, and CPU seconds a picture; the start of the child processes included.

    The CPU is that of this process and of its children; the database's own is not in it. In the
    database that is connected: what was imported stays there.
    """
    with tempfile.TemporaryDirectory(prefix="guildmark-bench-") as name:
        folder = Path(name)
        (folder / "pictures").mkdir()
        paths = photographs(folder / "pictures", count)
        with override_settings(MEDIA_ROOT=folder / "media"):
            made = _started(paths)
            began, cpu = time.monotonic(), _cpu_seconds()
            while actions.run_import(import_id=made.pk, clock=now) is ImportRun.MORE:
                pass
            seconds, used = time.monotonic() - began, _cpu_seconds() - cpu
            made.refresh_from_db()
            assert (made.state, made.item_count) == ("done", count), made.error_detail
    return count / seconds, used / count


def _started(paths: Sequence[Path]) -> Import:
    """An import that waits for a worker, with these files in it."""
    mark = time.time_ns()
    person = User.objects.create_user(email=f"bench-{mark}@example.org", password=None)
    member = create_organisation(actor_id=person.pk, name=f"Bench {mark}", now=now())
    dataset = actions.create_dataset(
        actor_id=person.pk,
        organisation_id=member.organisation_id,
        name="Photographs",
        now=now(),
    )
    made = actions.create_import(actor_id=person.pk, dataset=dataset, now=now())
    for path in paths:
        upload = SimpleUploadedFile(path.name, path.read_bytes())
        actions.add_import_file(import_id=made.pk, name=path.name, upload=upload, now=now())
    return actions.start_import(actor_id=person.pk, import_id=made.pk, now=now())


def _cpu_seconds() -> float:
    """Of this process and of its children that have ended."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, who))
