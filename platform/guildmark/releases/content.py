"""A frozen item as the formats of `concord` take it."""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from concord.documents import parse_document
from concord.formats import Head, ReleasedItem, ReleasedSubmission
from concord.formats.origin import Origin
from concord.formats.places import cut_to_bytes
from concord.sentences import Sentence
from guildmark.datasets.files import ENDINGS
from guildmark.releases import queries
from guildmark.releases.errors import PictureLost
from guildmark.releases.freezing import told_outside
from guildmark.releases.models import Release, ReleaseItem

PICTURE_FOLDER = "images"
LONGEST_STEM = 80
#: A name has 255 bytes at most, with its number before and what a format puts behind it.
LONGEST_STEM_BYTES = 200
#: So many it could have in exports before they were cut to bytes.
OLD_STEM_BYTES = 4 * LONGEST_STEM
_BLOCK = 1 << 18
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+')


def picture_path(frozen: ReleaseItem) -> str:
    """Where the picture lies in an export: unique by its position, safe on every file system."""
    item = frozen.item
    return path_of(
        frozen.position,
        item.name,
        rendition=item.rendition.name or "",
        original_format=item.original_format if item.is_gone else "",
    )


def path_of(
    position: int,
    name: str,
    *,
    rendition: str,
    original_format: str,
    most_bytes: int = LONGEST_STEM_BYTES,
) -> str:
    """The same of its parts; `original_format` where the picture was taken back, else empty.

    The suffix is that of the bytes exported, whatever the name said when it came in.
    """
    stem = PurePosixPath(name.replace("\\", "/")).stem
    short = _UNSAFE.sub("_", stem).strip(" .")[:LONGEST_STEM]
    safe = cut_to_bytes(short, most_bytes).rstrip(" .") or "picture"
    suffix = f".{ENDINGS[original_format]}" if original_format else PurePosixPath(rendition).suffix
    return f"{PICTURE_FOLDER}/{position:06d}_{safe}{suffix}"


def head_of(release: Release) -> Head:
    """What is true of the whole release. `manifest` must be set: the release is ready."""
    manifest: dict[str, Any] = release.manifest or {}
    withdrawn = {"withdrawn": release.withdrawal_reason} if release.withdrawn_at else {}
    taken_back = queries.taken_back_count(release.pk)
    gone = {"taken_back": taken_back} if taken_back else {}
    return Head(
        definition=release.schema_definition,
        metadata={
            **manifest["release"],
            **withdrawn,
            **gone,
            **_origins(release),
            "manifest_sha256": release.manifest_sha256,
        },
        splits=parts_of(release),
    )


def parts_of(release: Release) -> tuple[str, ...]:
    """The parts that its pictures are divided into; none where they are not."""
    return tuple(part["name"] for part in (release.figures or {}).get("parts", ()))


def _origins(release: Release) -> dict[str, Any]:
    """Whose the pictures are that are still there; nothing where nobody ever said."""
    if not (release.figures or {}).get("licences"):
        return {}
    found = queries.origins(release.pk)
    return {"origins": found} if found["licences"] else {}


def released_item(
    frozen: ReleaseItem, *, has_pictures: bool, names_people: bool = True
) -> ReleasedItem:
    """One item with everything that was frozen of it; without a picture that was taken back.

    Where the release does not name people, what older rows hold of them is left out.
    """
    confidence = told_outside(frozen.confidence, names_people=names_people)
    return replace(
        released_label(frozen, has_pictures=has_pictures),
        consensus={
            "method": frozen.method,
            "confidence": confidence,
            "provenance": frozen.provenance if names_people else {},
            "left_out": frozen.left_out,
            "label_sha256": frozen.sha256,
        },
        agreement={
            "shapes": {
                shape_id: {"drawn_by": shape["drawn_by"], "of": shape["of"]}
                for shape_id, shape in confidence["shapes"].items()
            }
        },
        submissions=tuple(map(_submission, frozen.submissions)) if names_people else (),
    )


def released_label(frozen: ReleaseItem, *, has_pictures: bool) -> ReleasedItem:
    """The same without how the label came about, which is most of a row and is not read."""
    confidence = frozen.confidence
    is_there = has_pictures and not frozen.item.is_gone
    return ReleasedItem(
        key=str(frozen.item_id),
        file_name=picture_path(frozen),
        width_px=frozen.item.width_px,
        height_px=frozen.item.height_px,
        sha256=frozen.item.rendition_sha256 if is_there else None,
        document=parse_document(frozen.document),
        shape_confidence={
            shape_id: shape["exists"] * shape["class"]
            for shape_id, shape in confidence["shapes"].items()
        },
        answer_confidence={
            question: answer["probability"] for question, answer in confidence["answers"].items()
        },
        split=frozen.split or None,
        origin=_origin(frozen),
        link="" if frozen.item.is_gone else _own_link(frozen) or our_link(frozen),
        picture=_picture(frozen) if is_there else None,
    )


def _origin(frozen: ReleaseItem) -> Origin | None:
    """None of a picture that was taken back: nobody may use it, and nobody is named any more."""
    if not frozen.origin or frozen.item.is_gone:
        return None
    return Origin(**frozen.origin)


def _own_link(frozen: ReleaseItem) -> str:
    """Where the picture was fetched from, where that was asked for and is nobody's secret."""
    link = str(vars(frozen).get("own_link") or "")
    return "" if "@" in urlsplit(link).netloc else link


def our_link(frozen: ReleaseItem) -> str:
    """The whole address of `picture_link`."""
    return f"{settings.BASE_URL}{picture_link(frozen)}"


def picture_link(frozen: ReleaseItem) -> str:
    """The address under which people of the release, and its keys, fetch the picture."""
    return f"/api/v1/releases/{frozen.release_id}/items/{frozen.position}/picture"


def _picture(frozen: ReleaseItem) -> Callable[[], Iterator[bytes]]:
    """The bytes in blocks. Raises PictureLost while read, at the end also for other bytes."""

    def blocks() -> Iterator[bytes]:
        digest = hashlib.sha256()
        try:
            with frozen.item.rendition.open("rb") as picture:
                for block in picture.chunks(_BLOCK):
                    digest.update(block)
                    yield block
        except OSError as error:
            raise PictureLost(
                Sentence("The stored picture of {name} cannot be read.", name=frozen.item.name)
            ) from error
        if digest.hexdigest() != frozen.item.rendition_sha256:
            raise PictureLost(
                Sentence("The stored picture of {name} has changed.", name=frozen.item.name)
            )

    return blocks


# JSON that `freezing` wrote: `Any` stands for its values.
def _submission(value: dict[str, Any]) -> ReleasedSubmission:
    return ReleasedSubmission(
        id=value["id"],
        annotator=value["annotator"],
        submitted_at=datetime.fromisoformat(value["submitted_at"]),
        work_seconds=value["work_seconds"],
        is_counted=value["is_counted"],
        document=parse_document(value["document"]),
    )
