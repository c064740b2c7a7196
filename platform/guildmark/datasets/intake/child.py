"""The process that opens what strangers send: one JSON object in, one out, a line each.

Started by `decoder` as `python -m guildmark.datasets.intake.child LIMITS`, where LIMITS is the
JSON of `Limits`. It ends when its input ends, so it never outlives its parent by more than the
file in hand. It holds no secrets and no connection.
"""

import json
import resource
import sys
import zipfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from concord.sentences import Parts, Sentence, parts_of
from guildmark.core.disk import is_full
from guildmark.datasets.intake.archive import extract_member, list_members, open_archive
from guildmark.datasets.intake.decode import decode_picture, measure_picture
from guildmark.datasets.intake.indexed import write_index
from guildmark.datasets.intake.limits import Limits
from guildmark.datasets.intake.refusals import FileRefused
from guildmark.datasets.intake.samples import write_samples
from guildmark.datasets.intake.tiles import write_tiles

Job = dict[str, Any]  # JSON from our own parent
TOO_BIG = "This needs more memory than one file may take. Send it smaller, or already upright."


class Jobs:
    """What the parent may ask for; keeps the last archive open between questions."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._archive: tuple[str, zipfile.ZipFile] | None = None

    def picture(self, job: Job) -> object:
        """Decode one picture into its rendition and thumbnail."""
        picture = decode_picture(
            Path(job["source"]),
            rendition=Path(job["rendition"]),
            shown=Path(job["shown"]),
            thumbnail=Path(job["thumbnail"]),
            most_pixels=self.limits.pixels,
        )
        return asdict(picture)

    def measures(self, job: Job) -> object:
        """Decode one picture and write nothing."""
        return asdict(measure_picture(Path(job["source"]), most_pixels=self.limits.pixels))

    def samples(self, job: Job) -> object:
        """Bring one picture down to few colours."""
        samples = write_samples(
            Path(job["source"]), target=Path(job["target"]), most_pixels=self.limits.pixels
        )
        return asdict(samples)

    def index(self, job: Job) -> object:
        """Write the numbers or the colours of a PNG as they are."""
        indexed = write_index(
            Path(job["source"]), target=Path(job["target"]), most_pixels=self.limits.pixels
        )
        return asdict(indexed)

    def tiles(self, job: Job) -> object:
        """Cut one picture into tiles."""
        folder = Path(job["target"])
        write_tiles(Path(job["source"]), folder=folder, most_pixels=self.limits.pixels)
        return None

    def members(self, job: Job) -> object:
        """List an archive."""
        archive = self._open(job)
        return [asdict(member) for member in list_members(archive, limits=self.limits)]

    def member(self, job: Job) -> object:
        """Inflate one member of an archive."""
        return extract_member(
            self._open(job),
            job["index"],
            target=Path(job["target"]),
            most_bytes=job["most_bytes"],
            limits=self.limits,
        )

    def _open(self, job: Job) -> zipfile.ZipFile:
        """The archive of these bytes: another one may lie under the same name by now."""
        if self._archive is None or self._archive[0] != job["sha256"]:
            self._archive = (job["sha256"], open_archive(Path(job["source"])))
        return self._archive[1]


def answer(jobs: Jobs, job: Job) -> dict[str, object]:
    """What to tell the parent; `is_spent` says that this process had better be replaced."""
    known: dict[str, Callable[[Job], object]] = {
        "picture": jobs.picture,
        "measures": jobs.measures,
        "samples": jobs.samples,
        "index": jobs.index,
        "tiles": jobs.tiles,
        "members": jobs.members,
        "member": jobs.member,
    }
    try:
        return {"result": known[job["do"]](job)}
    except FileRefused as refused:
        return {"refused": {"code": refused.code, "sentence": _parts(refused.sentence)}}
    except MemoryError:
        return {"refused": {"code": "too_much_memory", "sentence": TOO_BIG}, "is_spent": True}
    except OSError as error:
        if not is_full(error):
            raise
        return {"no_room": error.errno}


def _parts(sentence: str) -> str | Parts:
    """As JSON has it: plain text, or what a sentence is made of."""
    return parts_of(sentence) if isinstance(sentence, Sentence) else sentence


def set_limits(limits: Limits) -> None:
    """Bound this process for good: memory, size of what it writes, no core dumps."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.archive_bytes, limits.archive_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Answer jobs until the input ends."""
    limits = Limits(**json.loads(sys.argv[1]))
    set_limits(limits)
    jobs = Jobs(limits)
    for line in sys.stdin:
        said = answer(jobs, json.loads(line))
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()
        if said.get("is_spent"):
            return


if __name__ == "__main__":
    main()
