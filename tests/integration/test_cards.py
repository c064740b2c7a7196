"""The whole way of a picture: real photographs in, three people, one label, a dataset out.

67 photographs of playing cards with the boxes their makers drew (Pascal VOC). Three simulated
annotators of different skill label them through the queue; the release's COCO is read back by
pycocotools and held against what was frozen, and against the truth.
"""

import io
import random
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from pycocotools.coco import COCO

from concord.geometry.boxes import pairwise_iou
from concord.matching import match
from guildmark.datasets.models import Item
from guildmark.releases.models import Release
from tests import samples
from tests.factories import cards, consensus, releases
from tests.factories.cards import CARDS, LABELS, PHOTOGRAPHS, Card

pytestmark = pytest.mark.django_db
Boxes = NDArray[np.float64]


@dataclass(frozen=True)
class Skill:
    """How somebody draws: scatter of each edge as a share of the card, and shares of mistakes."""

    jitter: float
    misses: float
    spurious: float
    wrong_label: float


PEOPLE = (
    Skill(jitter=0.02, misses=0.03, spurious=0.02, wrong_label=0.02),
    Skill(jitter=0.05, misses=0.08, spurious=0.05, wrong_label=0.05),
    Skill(jitter=0.10, misses=0.18, spurious=0.12, wrong_label=0.15),
)


def _drawn(truth: list[Card], skill: Skill, item: Item, chance: random.Random) -> list[Card]:
    drawn = []
    for label, x, y, width, height in truth:
        if chance.random() < skill.misses:
            continue
        spread = skill.jitter
        left, right = (
            x + chance.gauss(0, spread * width),
            x + width + chance.gauss(0, spread * width),
        )
        top, bottom = (
            y + chance.gauss(0, spread * height),
            y + height + chance.gauss(0, spread * height),
        )
        called = chance.choice(LABELS) if chance.random() < skill.wrong_label else label
        drawn.append(_inside(called, left, top, right, bottom, item))
    if chance.random() < skill.spurious:
        left, top = chance.uniform(0, item.width_px - 60), chance.uniform(0, item.height_px - 60)
        drawn.append(_inside(chance.choice(LABELS), left, top, left + 50, top + 50, item))
    return drawn


def _inside(label: str, left: float, top: float, right: float, bottom: float, item: Item) -> Card:
    left, right = max(0.0, left), min(float(item.width_px), right)
    top, bottom = max(0.0, top), min(float(item.height_px), bottom)
    return label, left, top, max(1.0, right - left), max(1.0, bottom - top)


def _document(drawn: list[Card]) -> consensus.Document:
    return consensus.document(
        *(
            {
                "id": "",
                "kind": "box",
                "label": label,
                "geometry": {"x": x, "y": y, "width": width, "height": height},
                "attributes": {},
            }
            for label, x, y, width, height in drawn
        )
    )


def _f1(answers: dict[int, list[Card]], truth: dict[int, list[Card]], *, iou: float) -> float:
    """F1 over all pictures of one person's (or the release's) boxes with the right label."""
    hits = drawn = wanted = 0
    for item_id, there in truth.items():
        found = answers.get(item_id, [])
        drawn, wanted = drawn + len(found), wanted + len(there)
        if found and there:
            pairs = match(pairwise_iou(_boxes(found), _boxes(there)), threshold=iou)
            hits += sum(found[pair.first][0] == there[pair.second][0] for pair in pairs)
    return 2 * hits / (drawn + wanted)


def _boxes(drawn: list[Card]) -> Boxes:
    return np.array([card[1:] for card in drawn], dtype=np.float64).reshape(-1, 4)


def _read_back(release: Release, tmp_path: Path) -> COCO:
    export = releases.exported(release, "coco", has_pictures=True)
    with export.file.open("rb") as file:
        zipfile.ZipFile(io.BytesIO(file.read())).extractall(tmp_path)
    return COCO(str(tmp_path / "annotations" / "instances_default.json"))


def _frozen(release: Release) -> dict[int, list[Card]]:
    """By position the shapes of the release, as the database holds them."""
    return {
        item.position: [
            (shape["label"], *(shape["geometry"][side] for side in ("x", "y", "width", "height")))
            for shape in item.document["shapes"]
        ]
        for item in release.items.order_by("position")
    }


def _of_coco(coco: COCO) -> dict[int, list[Card]]:
    """By image id, in the order of annotation ids."""
    read: dict[int, list[Card]] = {image_id: [] for image_id in coco.imgs}
    for key in sorted(coco.anns):
        row = coco.anns[key]
        name = coco.cats[row["category_id"]]["name"].lower()
        read[row["image_id"]].append((name, *row["bbox"]))
    return read


def test_photographs_become_a_dataset_that_pycocotools_reads(tmp_path: Path) -> None:
    folder = samples.folder("cards")
    place = cards.place()
    cards.bring(place, folder)
    items = {item.pk: item for item in releases.items_of(place)}
    truth = {
        pk: cards.drawn_by_makers(folder / f"{Path(item.name).stem}.xml")
        for pk, item in items.items()
    }
    assert (len(items), sum(map(len, truth.values()))) == (PHOTOGRAPHS, CARDS)
    chance = random.Random(20261122)
    answers: list[dict[int, list[Card]]] = [
        {pk: _drawn(truth[pk], skill, items[pk], chance) for pk in items} for skill in PEOPLE
    ]

    consensus.labelled(
        place=place, says=lambda person, item_id: _document(answers[person][item_id])
    )
    release = releases.published(place)
    coco = _read_back(release, tmp_path)

    read = _of_coco(coco)
    assert read == _frozen(release)
    assert (sorted(coco.imgs), sorted(coco.cats)) == (list(range(1, 68)), list(range(1, 7)))
    assert sorted(coco.anns) == list(range(1, len(coco.anns) + 1))
    assert all((tmp_path / image["file_name"]).is_file() for image in coco.imgs.values())
    assert release.figures is not None
    assert release.figures["shapes"] == len(coco.anns)
    assert release.figures["labels"] == [
        {
            "key": key,
            "name": key.title(),
            "color": "#30C7D2",
            "count": len(coco.getAnnIds(catIds=[number])),
        }
        for number, key in enumerate(LABELS, start=1)
    ]
    by_item = {
        frozen.item_id: read[frozen.position] for frozen in release.items.order_by("position")
    }
    assert abs(len(coco.anns) - CARDS) <= 4
    for iou in (0.5, 0.75):
        best = max(_f1(one, truth, iou=iou) for one in answers)
        assert _f1(by_item, truth, iou=iou) > best
    assert _f1(by_item, truth, iou=0.5) > 0.95
