"""Cityscapes: names, ids and files as its own scripts want them."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from concord.documents import Document, Shape
from concord.formats import EXPORTERS, Head, index_png
from concord.formats.cityscapes import city_labels
from tests.unit.concord.exporting import MemoryFolder, exported
from tests.unit.concord.golden import DEFINITION, GOLDEN, HEAD, TWO_PARTS, box

FOLDER = "gtFine/val/guildmark"


def label(key: str, name: str, kind: str = "box") -> dict[str, Any]:
    return {"key": key, "name": name, "color": "#30C7D2", "kind": kind}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return exported("cityscapes", HEAD, GOLDEN)


def pixels(content: bytes) -> NDArray[Any]:
    with Image.open(io.BytesIO(content)) as image:
        return np.asarray(image)


def test_every_picture_has_its_four_files_in_its_part(files: dict[str, bytes]) -> None:
    names = {path for path in files if path.startswith("gtFine/")}

    assert len(names) == 4 * len(GOLDEN)
    assert {path.split("/")[1] for path in names} == {"train", "val", "test"}
    stem = f"{FOLDER}/guildmark_000001_000000_gtFine_"
    kinds = ("labelIds.png", "instanceIds.png", "color.png", "polygons.json")
    assert {stem + kind for kind in kinds} <= names
    picture = EXPORTERS["cityscapes"].picture_path(GOLDEN[0], HEAD)
    assert picture == "leftImg8bit/val/guildmark/guildmark_000001_000000_leftImg8bit.jpg"


@pytest.mark.parametrize("key", ["cityscapes", "png_semantic", "png_instance"])
def test_large_pictures_are_numbered_as_small_ones_are(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = exported(key, HEAD, GOLDEN)
    assert len(together) > len(GOLDEN)

    monkeypatch.setattr(index_png, "_MOST_CELLS", 3)

    assert exported(key, HEAD, GOLDEN) == together


NAMES = [
    ("images/000001_coin.jpg", "000001"),
    ("images/000001_IMG_2024_01_02.jpg", "000001"),
    ("images/000007_a.b [1]*_gtFine_x.jpg", "000007"),
    ("IMG_2024.jpg", "IMG-2024"),
]


@pytest.mark.parametrize(("file_name", "sequence"), NAMES)
def test_names_are_taken_apart_as_by_cityscapes_own_scripts(file_name: str, sequence: str) -> None:
    """`cityscapesscripts.helpers.csHelpers.getCsFileInfo`: five parts or six, whatever the name."""
    item = replace(GOLDEN[0], file_name=file_name)
    picture = EXPORTERS["cityscapes"].picture_path(item, HEAD)
    assert picture is not None
    written = [path for path in exported("cityscapes", HEAD, [item]) if path.startswith("gtFine/")]

    parts = {_parts(path) for path in (picture, *written)}

    city = ("guildmark", sequence, "000000")
    assert parts == {
        (*city, "leftImg8bit", "jpg"),
        (*city, "gtFine", "labelIds", "png"),
        (*city, "gtFine", "instanceIds", "png"),
        (*city, "gtFine", "color", "png"),
        (*city, "gtFine", "polygons", "json"),
    }


def _parts(path: str) -> tuple[str, ...]:
    *first, last = path.rpartition("/")[2].split("_")
    return (*first, *last.split("."))


def test_own_labels_are_numbered_behind_those_of_cityscapes(files: dict[str, bytes]) -> None:
    found = json.loads(files["labels.json"])["labels"]

    ids = {one["key"]: (one["id"], one["trainId"]) for one in found}
    assert ids == {
        "both": (34, 255), "ring": (35, 255), "group": (36, 255), "turned": (37, 255),
        "unseen": (38, 255), "oval": (39, 255),
    }  # fmt: skip


def test_labels_called_as_in_cityscapes_have_its_ids_and_not_its_train_ids() -> None:
    labels = [label("c", "Car"), label("r", "road", "polygon"), label("l", "traffic_light")]
    again = label("c2", "car")
    schema = Head({"version": 1, "labels": [*labels, again], "questions": []}).schema

    found = city_labels(schema)

    said = {key: (one.number, one.train_id, one.is_counted) for key, one in found.items()}
    assert said == {
        "c": (26, 13, True), "r": (7, 0, False), "l": (19, 6, False), "c2": (34, 255, True),
    }  # fmt: skip


def test_ids_of_labels_and_objects_are_where_the_shapes_are(files: dict[str, bytes]) -> None:
    stem = f"{FOLDER}/guildmark_000001_000000_gtFine_"
    ids, objects = pixels(files[stem + "labelIds.png"]), pixels(files[stem + "instanceIds.png"])

    assert (ids.dtype.name, ids.shape) == ("uint8", (80, 100))
    assert int((ids == 35).sum()) == 1200
    assert set(np.unique(ids).tolist()) == {0, 35}
    assert set(np.unique(objects).tolist()) == {0, 35_000}
    assert np.array_equal(objects == 35_000, ids == 35)
    parts = "gtFine/test/guildmark/guildmark_000002_000000_gtFine_labelIds.png"
    assert np.array_equal(pixels(files[parts])[20:30, 60:90] == 36, TWO_PARTS)


def test_objects_beyond_a_thousand_of_a_class_are_a_group(files: dict[str, bytes]) -> None:
    objects = pixels(files[f"{FOLDER}/guildmark_000010_000000_gtFine_instanceIds.png"])

    assert objects[0, 0] == 34_000
    numbers = np.unique(objects)
    assert numbers.tolist() == [34, *range(34_000, 35_000)]
    assert int((objects == 34).sum()) == 1000 * 4


def test_polygons_are_in_the_order_in_which_they_are_painted(files: dict[str, bytes]) -> None:
    found = json.loads(files[f"{FOLDER}/guildmark_000004_000000_gtFine_polygons.json"])

    assert (found["imgWidth"], found["imgHeight"]) == (100, 80)
    assert found["objects"] == [
        {"label": "cat, dog / both", "polygon": [[99, 79], [100, 79], [100, 80], [99, 80]]},
        {"label": "cat, dog / both", "polygon": [[0, 0], [1, 0], [1, 1], [0, 1]]},
    ]


def test_labels_for_which_there_is_no_id_are_left_out_and_counted() -> None:
    many = [label(f"k{number}", f"Own {number}") for number in range(40)]
    head = Head({**DEFINITION, "labels": many})
    first, last = (replace(box("s", 1, 1, 5, 5), label=key) for key in ("k0", "k39"))
    item = replace(GOLDEN[0], document=Document(False, (first, last), {}))

    written = EXPORTERS["cityscapes"].write(head, [item], MemoryFolder())

    assert (written.shapes, written.left_out_by_kind) == (1, {"box": 1})


def test_a_release_without_parts_is_all_for_training() -> None:
    head = replace(HEAD, splits=())
    item = replace(GOLDEN[0], split=None)

    folder = exported("cityscapes", head, [item])

    assert "gtFine/train/guildmark/guildmark_000001_000000_gtFine_labelIds.png" in folder


def test_stuff_has_no_objects() -> None:
    head = Head({"version": 1, "labels": [label("r", "road", "polygon")], "questions": []})
    corners = [[0, 0], [10, 0], [10, 10], [0, 10]]
    road = Shape("s", "polygon", "r", {"points": corners, "holes": []}, {})
    item = replace(GOLDEN[0], document=Document(False, (road,), {}), split=None)

    (name,) = (path for path in exported("cityscapes", head, [item]) if "instanceIds" in path)

    assert set(np.unique(pixels(exported("cityscapes", head, [item])[name]))) == {0, 7}
