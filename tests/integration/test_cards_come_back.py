"""Labels in, out and in again: real photographs with the boxes their makers drew.

The 67 photographs come in, then their Pascal VOC files as labels that are true. What is released
of them goes out as COCO, YOLO and VOC with the pictures, and each ZIP is brought into a project
of its own, where the same boxes have to stand on the same pictures.
"""

from pathlib import Path

import pytest

from guildmark.core import clock
from guildmark.datasets.actions import ImportRun, refresh_profile, run_import
from guildmark.datasets.queries.profile import profile
from guildmark.incoming.models import LabelImport
from guildmark.releases.models import Release
from tests import samples
from tests.factories import cards, datasets, incoming, releases, work
from tests.factories.cards import CARDS, LABELS, PHOTOGRAPHS, Card
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db
#: YOLO writes shares of the sides with 7 digits behind the point; these sides are under 1,000 px.
YOLO_WITHIN_PX = 1e-4
Boxes = dict[str, list[Card]]  # by the checksum of a picture as it is served


def _kept(
    place: Workplace, content: bytes, format_key: str, *, has_pictures: bool = False
) -> LabelImport:
    """Labels of a file, kept as true by the guesses of what each name means."""
    made = incoming.asked(
        place,
        content,
        format_key=format_key,
        file_name="labels.zip",
        has_pictures=has_pictures,
    )
    if made.pictures_id is not None:
        assert run_import(import_id=made.pictures_id, clock=clock.now) is ImportRun.ENDED
    read = incoming.ran(made)
    mapping = {one["name"]: one["guess"] for one in read.found}
    assert sorted(mapping.values()) == sorted(LABELS)
    return incoming.ran(incoming.started(place, read, mapping))


def _measured(place: Workplace) -> int:
    found = profile(place.dataset.pk)
    assert found is not None
    assert found.summary is not None
    count: int = found.summary["measured_count"]
    return count


def _out(release: Release, format_key: str) -> bytes:
    with releases.exported(release, format_key, has_pictures=True).file.open("rb") as file:
        content: bytes = file.read()
    return content


def _boxes(release: Release) -> Boxes:
    return {
        row.item.rendition_sha256: [
            (one["label"], *(one["geometry"][side] for side in ("x", "y", "width", "height")))
            for one in row.document["shapes"]
        ]
        for row in release.items.select_related("item").order_by("position")
    }


def _labels(boxes: Boxes) -> dict[str, list[str]]:
    return {key: [label for label, *_ in some] for key, some in boxes.items()}


def _edges(boxes: Boxes) -> list[float]:
    """x, y, width and height of all boxes, picture by picture in the order of checksums."""
    return [edge for key in sorted(boxes) for _, *edges in boxes[key] for edge in edges]


def test_a_release_of_labels_from_elsewhere_needs_no_answers() -> None:
    place = work.workplace()
    datasets.items(place.dataset, 2, width_px=640, height_px=480)
    first, second = releases.items_of(place)
    incoming.kept(place, incoming.coco({first.name: [incoming.BOX], second.name: []}))

    release = releases.ready(place)

    assert (release.state, release.consensus_run) == (Release.State.READY, None)
    assert [len(row.document["shapes"]) for row in release.items.order_by("position")] == [1, 0]
    assert release.manifest is not None
    assert release.manifest["release"]["consensus"] == {
        "run": None, "method": "imported", "is_calibrated": False,
    }  # fmt: skip
    assert releases.exported(release, "report").file.size > 1000


def test_boxes_of_photographs_come_back_from_coco_yolo_and_voc(tmp_path: Path) -> None:
    folder = samples.folder("cards")
    files = sorted(folder.glob("*.xml"))
    place = cards.place()
    cards.bring(place, folder)
    refresh_profile(dataset_id=place.dataset.pk, now=clock.now())
    labels = incoming.archive({path.name: path.read_bytes() for path in files})

    made = _kept(place, labels, "voc")
    release = releases.ready(place)

    assert (made.kept_count, made.refused_count) == (PHOTOGRAPHS, 0)
    assert _measured(place) == PHOTOGRAPHS
    ours = _boxes(release)
    names = {item.rendition_sha256: Path(item.name).stem for item in releases.items_of(place)}
    assert {names[key]: boxes for key, boxes in ours.items()} == {
        path.stem: cards.drawn_by_makers(path) for path in files
    }
    assert sum(map(len, ours.values())) == CARDS
    for format_key, reader, within_px in (
        ("coco", "coco", 0.0),
        ("voc", "voc", 0.0),
        ("yolo_detect", "yolo", YOLO_WITHIN_PX),
    ):
        other = cards.place()
        again = _kept(other, _out(release, format_key), reader, has_pictures=True)
        assert (again.kept_count, again.refused_count) == (PHOTOGRAPHS, 0), format_key
        theirs = _boxes(releases.ready(other))
        assert _labels(theirs) == _labels(ours), format_key
        assert _edges(theirs) == pytest.approx(_edges(ours), abs=within_px, rel=0), format_key
