"""The golden set through every exporter and back: what came back is counted and compared."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import tarfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import unquote
from xml.etree import ElementTree

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from pycocotools.coco import COCO

from concord.documents import compile_schema, document_problems, render_document, schema_problems
from concord.formats import EXPORTERS, Head
from concord.formats.predictions.tables import read_table
from concord.formats.reading import ReadLabels, ReadShape, read_coco, read_voc, read_yolo
from concord.geometry.raster import rasterize
from tests.unit.concord.exporting import MemoryFolder, exported
from tests.unit.concord.golden import (
    DEFINITION,
    GOLDEN,
    HEAD,
    OVAL,
    PAST_THE_EDGE,
    POSE,
    RING,
    SHAPES,
    TWO_PARTS,
)

SIZES = {PurePosixPath(item.file_name).stem: (item.width_px, item.height_px) for item in GOLDEN}
PARTS = {"train": [3, 6, 9], "val": [1, 4, 7, 10], "test": [2, 5, 8]}
FILES: dict[str, dict[str, bytes]] = {}
Pixels = NDArray[np.uint8]


def files(key: str) -> dict[str, bytes]:
    """The export of a format, written once for all tests of this file."""
    if key not in FILES:
        FILES[key] = exported(key, HEAD, GOLDEN)
    return FILES[key]


def stem(number: int) -> str:
    return PurePosixPath(GOLDEN[number - 1].file_name).stem


def test_the_golden_set_keeps_the_rules() -> None:
    schema = compile_schema(DEFINITION)

    assert schema_problems(DEFINITION) == ()
    for item in GOLDEN:
        document = render_document(item.document)
        size = {"width_px": item.width_px, "height_px": item.height_px}
        assert document_problems(document, schema=schema, **size) == ()


@pytest.mark.parametrize("key", EXPORTERS)
def test_a_writer_says_what_it_left_out_and_counts_the_rest(key: str) -> None:
    written = EXPORTERS[key].write(HEAD, iter(GOLDEN), MemoryFolder())

    assert (written.items, written.empty_items) == (10, 1)
    assert written.shapes + sum(written.left_out_by_kind.values()) == SHAPES
    assert sum(written.shapes_by_label.values()) == written.shapes
    assert bool(written.left_out_by_kind) <= bool(EXPORTERS[key].omissions(HEAD))


@pytest.mark.parametrize("split", PARTS)
def test_coco_of_each_part_is_read_by_pycocotools_with_every_object(
    split: str, tmp_path: Path
) -> None:
    path = tmp_path / "coco.json"
    path.write_bytes(files("coco")[f"annotations/instances_{split}.json"])

    with contextlib.redirect_stdout(io.StringIO()):
        coco = COCO(str(path))

    images = {image["id"]: image for image in coco.imgs.values()}
    assert sorted(images) == PARTS[split]
    assert sorted(coco.cats) == list(range(1, 9))
    for number, image in images.items():
        item = GOLDEN[number - 1]
        assert (image["file_name"], image["width"]) == (item.file_name, item.width_px)
        assert len(coco.getAnnIds(imgIds=[number])) == len(item.document.shapes)


# pycocotools 2.0.11 does not know the `copy` of NumPy 2.
@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
def test_rings_parts_and_crowds_keep_their_pixels_in_coco(tmp_path: Path) -> None:
    found = {}
    for split in PARTS:
        path = tmp_path / f"{split}.json"
        path.write_bytes(files("coco")[f"annotations/instances_{split}.json"])
        with contextlib.redirect_stdout(io.StringIO()):
            coco = COCO(str(path))
        for row in coco.anns.values():
            if row["image_id"] <= 3:
                found[row["image_id"]] = (row, coco.annToMask(row))

    (ring, ring_pixels), (two, two_pixels), (crowd, crowd_pixels) = (found[n] for n in (1, 2, 3))
    assert (ring["area"], ring_pixels.sum()) == (1200, 1200)
    assert (two["area"], two["bbox"]) == (TWO_PARTS.sum(), [60, 20, 30, 10])
    assert np.array_equal(two_pixels[20:30, 60:90], TWO_PARTS)
    assert (two["iscrowd"], crowd["iscrowd"]) == (0, 1)
    assert np.array_equal(two_pixels, crowd_pixels)


def test_coco_comes_back_by_our_own_reader_without_a_refusal() -> None:
    for split, numbers in PARTS.items():
        read = read_coco(files("coco")[f"annotations/instances_{split}.json"])

        # A turned box reaches past the edge as its corners; the reader's rule for polygons says no.
        assert [one.code for one in read.refusals] == ["outside_picture"] * (6 in numbers)
        expected = {GOLDEN[n - 1].file_name: len(GOLDEN[n - 1].document.shapes) for n in numbers}
        expected.update({GOLDEN[5].file_name: 0} if 6 in numbers else {})
        assert {image.file_name: len(image.shapes) for image in read.images} == expected
        assert {label.name for label in read.labels} >= {"cat, dog / both", "Gruppe é"}


def yolo(key: str) -> ReadLabels:
    task = {"yolo_detect": "detect", "yolo_segment": "segment", "yolo_obb": "obb"}.get(key)
    return read_yolo(files(key), size_of=lambda path: SIZES[PurePosixPath(path).name], task=task)


def shapes_of(read: ReadLabels) -> dict[str, tuple[ReadShape, ...]]:
    return {PurePosixPath(image.file_name).stem: image.shapes for image in read.images}


def counts(read: ReadLabels) -> list[int]:
    by_name = shapes_of(read)
    return [len(by_name[stem(number)]) for number in range(1, 11)]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("yolo_detect", [1, 1, 1, 2, 2, 1, 0, 1, 2, 2000]),
        ("yolo_segment", [1, 1, 1, 2, 2, 1, 0, 1, 1, 2000]),
        ("yolo_obb", [0, 0, 0, 2, 2, 1, 0, 1, 0, 2000]),
        ("yolo_pose", [0, 0, 0, 0, 0, 0, 0, 0, 2, 0]),
    ],
)
def test_yolo_comes_back_with_every_object_that_the_task_can_hold(
    key: str, expected: list[int]
) -> None:
    read = yolo(key)

    assert read.refusals == ()
    assert counts(read) == expected
    left_out = EXPORTERS[key].write(HEAD, iter(GOLDEN), MemoryFolder()).left_out_by_kind
    assert sum(expected) + sum(left_out.values()) == SHAPES


def test_yolo_boxes_are_the_boxes_to_the_digits_written() -> None:
    by_name = {
        PurePosixPath(image.file_name).stem: image.shapes for image in yolo("yolo_detect").images
    }
    for number in (4, 5, 8, 10):
        shapes = GOLDEN[number - 1].document.shapes
        for shape, found in zip(shapes, by_name[stem(number)], strict=True):
            assert found.label == "cat, dog / both"
            assert found.geometry == pytest.approx(dict(shape.geometry), abs=2e-5)


def test_yolo_classes_have_no_gaps_and_every_picture_has_a_file_and_a_part() -> None:
    obb = files("yolo_obb")

    assert files("yolo_detect")[f"labels/{stem(7)}.txt"] == b""
    assert len([path for path in obb if path.startswith("labels/")]) == 10
    assert b"2: Never seen" in obb["data.yaml"]
    for split, numbers in PARTS.items():
        listed = obb[f"{split}.txt"].decode().splitlines()
        assert listed == [f"./{GOLDEN[n - 1].file_name}" for n in numbers]


def test_the_turned_box_and_the_poses_come_back() -> None:
    by_name = shapes_of(yolo("yolo_obb"))
    poses = next(image.shapes for image in yolo("yolo_pose").images if image.shapes)

    assert by_name[stem(6)][0].geometry == pytest.approx(PAST_THE_EDGE, abs=1e-4)
    points = poses[0].geometry["points"]
    assert {key: point["is_visible"] for key, point in points.items()} == {
        "nose": True,
        "tail": False,
    }
    assert points["tail"]["y"] == pytest.approx(POSE["points"]["tail"]["y"], abs=1e-4)
    assert set(poses[1].geometry["points"]) == {"tail"}


@pytest.mark.parametrize("key", ["voc", "voc_zero_based"])
def test_whole_boxes_come_back_from_voc_exactly_and_others_to_the_pixel(key: str) -> None:
    read = read_voc(files(key), is_zero_based=key == "voc_zero_based")

    by_name = {PurePosixPath(image.file_name).stem: image for image in read.images}
    assert read.refusals == ()
    assert [len(by_name[stem(n)].shapes) for n in range(1, 11)] == [1, 1, 1, 2, 2, 1, 0, 1, 3, 2000]
    for number in (4, 8, 10):
        shapes = by_name[stem(number)].shapes
        assert [shape.geometry for shape in shapes] == [
            dict(shape.geometry) for shape in GOLDEN[number - 1].document.shapes
        ]
        assert {shape.label for shape in shapes} == {"cat, dog / both"}
    assert by_name[stem(5)].shapes[1].geometry == {"x": 0, "y": 1, "width": 100, "height": 79}
    assert (by_name[stem(8)].width_px, by_name[stem(8)].height_px) == (60, 90)


def test_voc_counts_from_one_unless_it_is_asked_not_to_and_lists_its_parts() -> None:
    one, zero = (files(key)[f"Annotations/{stem(4)}.xml"] for key in ("voc", "voc_zero_based"))

    assert b"<xmin>100</xmin><ymin>80</ymin><xmax>100</xmax><ymax>80</ymax>" in one
    assert b"<xmin>99</xmin><ymin>79</ymin><xmax>100</xmax><ymax>80</ymax>" in zero
    for split, numbers in PARTS.items():
        names = files("voc")[f"ImageSets/Main/{split}.txt"].decode().splitlines()
        assert names == [stem(number) for number in numbers]
    assert any("voc_zero_based" in said for said in EXPORTERS["voc_zero_based"].omissions(HEAD))


def picture(key: str, path: str) -> Pixels:
    with Image.open(io.BytesIO(files(key)[path])) as image:
        return np.asarray(image.convert("RGB") if image.mode == "P" else image)


def test_semantic_masks_hold_the_class_of_each_pixel_and_its_colour() -> None:
    ring = picture("png_semantic", f"masks/{stem(1)}.png")
    colours = picture("png_semantic", f"colours/{stem(1)}.png")
    classes = json.loads(files("png_semantic")["classes.json"])

    rings = [np.array(ring, dtype=np.float64) for ring in (RING["points"], *RING["holes"])]
    inside = rasterize(rings, (0, 0, 100, 80))
    assert (ring.dtype.name, ring.shape) == ("uint8", (80, 100))
    assert np.array_equal(ring, np.where(inside, 1, 255))
    assert np.array_equal(colours[inside], np.broadcast_to((0xA0, 0xDB, 0x2C), (1200, 3)))
    assert not colours[~inside].any()
    assert classes["unlabelled"] == 255
    assert [one["key"] for one in classes["classes"]] == [
        "both", "ring", "group", "turned", "unseen", "oval",
    ]  # fmt: skip
    assert (picture("png_semantic", f"masks/{stem(7)}.png") == 255).all()


def test_more_than_255_classes_take_16_bits() -> None:
    labels = [{**DEFINITION["labels"][0], "key": f"k{n}"} for n in range(256)]
    head = Head({**DEFINITION, "labels": [*labels, *DEFINITION["labels"]]})
    folder = MemoryFolder()

    EXPORTERS["png_semantic"].write(head, iter(GOLDEN[:1]), folder)

    with Image.open(io.BytesIO(folder.files[f"masks/{stem(1)}.png"])) as image:
        assert sorted(set(np.asarray(image).ravel().tolist())) == [257, 65535]


def test_instance_masks_hold_the_object_of_each_pixel() -> None:
    full = picture("png_instance", f"instances/{stem(10)}.png")
    objects = json.loads(files("png_instance")[f"objects/{stem(10)}.json"])

    assert full[0, :6].tolist() == [0, 0, 1, 1, 2, 2]
    assert (full == 1999).sum() == 4
    assert len(objects["objects"]) == 2000
    assert len(np.unique(full)) == 2000
    one_pixel = picture("png_instance", f"instances/{stem(4)}.png")
    assert (one_pixel[79, 99], one_pixel[0, 0], one_pixel[0, 1]) == (0, 1, 65535)
    assert picture("png_instance", f"colours/{stem(4)}.png")[79, 99].any()


def test_panoptic_ids_are_those_of_the_segments_and_overlaps_go_to_the_later() -> None:
    rows = {
        row["image_id"]: row
        for split in PARTS
        for row in json.loads(files("coco_panoptic")[f"annotations/panoptic_{split}.json"])[
            "annotations"
        ]
    }
    image = picture("coco_panoptic", f"annotations/panoptic_val/{stem(10)}.png").astype(int)
    ids = image[..., 0] + 256 * image[..., 1] + 65_536 * image[..., 2]

    segments = rows[10]["segments_info"]
    assert [segment["id"] for segment in segments] == list(range(1, 2001))
    assert sorted(np.unique(ids)) == list(range(1, 2001))
    # The second box of image 5 holds the centre of every pixel: nothing is seen of the first.
    assert [(one["id"], one["area"]) for one in rows[5]["segments_info"]] == [(2, 8000)]
    assert rows[3]["segments_info"][0]["iscrowd"] == 1
    assert rows[7]["segments_info"] == []


def test_pictures_lie_in_a_folder_of_their_class_with_an_escaped_name() -> None:
    exporter = EXPORTERS["imagefolder"]
    paths = [exporter.picture_path(item, HEAD) for item in GOLDEN]

    assert paths[0] == "val/cat, dog %2F both/000001_ring.jpg"
    assert unquote(paths[0].split("/")[1]) == "cat, dog / both"
    assert paths[1] == "test/=B/000002_two parts.png"
    assert set(paths[2:]) == {None}
    rows = list(csv.DictReader(io.StringIO(files("imagefolder")["classes.csv"].decode())))
    assert [row["class"] for row in rows] == ["cat, dog / both", "'=B", *[""] * 8]
    read = read_table(files("imagefolder")["classes.csv"])
    assert {one for image in read.images for one in image.classes} == {"cat, dog / both", "=B"}


def test_the_exact_table_keeps_text_that_the_safe_one_guards() -> None:
    tables = {
        key: list(csv.DictReader(io.StringIO(files(key)["annotations/annotations.csv"].decode())))
        for key in ("csv", "csv_exact")
    }

    assert all(len(rows) == SHAPES + 1 for rows in tables.values())
    assert {row["split"] for row in tables["csv"]} == {"train", "val", "test"}
    guarded = [row for row in tables["csv"] if row.pop("licence") != ""]
    assert {row["item"] for row in guarded} == {"i1", "i2", "i8"}
    own = {row["item"]: row.pop("licence") for row in tables["csv_exact"]}
    assert {item: licence for item, licence in own.items() if licence} == {
        "i1": "CC BY 4.0", "i2": "=Own terms, é", "i8": "CC BY 4.0",
    }  # fmt: skip
    assert tables["csv"] == tables["csv_exact"]


def lines(path: str) -> list[Mapping[str, object]]:
    return [json.loads(line) for line in files("huggingface")[path].splitlines()]


def test_hugging_face_has_a_line_beside_each_picture() -> None:
    splits = ("train", "validation", "test")
    found = {split: lines(f"data/{split}/metadata.jsonl") for split in splits}

    assert [len(rows) for rows in found.values()] == [3, 4, 3]
    full = found["validation"][-1]
    assert len(full["objects"]["bbox"]) == 2000  # type: ignore[index]  # JSON
    assert EXPORTERS["huggingface"].picture_path(GOLDEN[0], HEAD) == (
        "data/validation/000001_ring.jpg"
    )


def test_shards_hold_a_picture_and_its_document_under_one_key() -> None:
    found = {}
    for path, data in files("webdataset").items():
        with tarfile.open(fileobj=io.BytesIO(data)) as tar:
            for member in tar.getmembers():
                content = tar.extractfile(member)
                assert content is not None
                found[path, member.name] = json.load(content)

    assert {path for path, _ in found} == {f"shards/{split}-000000.tar" for split in PARTS}
    assert sum(len(row["document"]["shapes"]) for row in found.values()) == SHAPES
    assert len(found) == 10


def test_cvat_has_every_shape_and_its_masks_run_along_rows() -> None:
    root = ElementTree.fromstring(files("cvat")["annotations.xml"])  # noqa: S314 -- our own
    images = root.findall("image")
    (two,) = images[1].findall("mask")
    runs = [int(run) for run in (two.get("rle") or "").split(",")]
    pixels = np.repeat(np.arange(len(runs)) % 2 == 1, runs).reshape(10, 30)

    assert sum(len(image) for image in images) == SHAPES
    names = [PurePosixPath(item.file_name).name for item in GOLDEN]
    assert [image.get("name") for image in images] == names
    assert np.array_equal(pixels, TWO_PARTS)
    assert images[0][0].tag == "mask"
    assert images[5][0].get("rotation") == "30.0"


def test_label_studio_is_in_percent_and_says_what_it_cannot_hold() -> None:
    tasks = json.loads(files("label_studio")["annotations/label_studio.json"])
    results = [task["annotations"][0]["result"] for task in tasks]

    assert [len(found) for found in results] == [2, 1, 0, 2, 2, 1, 0, 1, 4, 2000]
    assert results[3][0]["value"] == {
        "x": 99, "y": 98.75, "width": 1, "height": 1.25, "rotation": 0,
        "rectanglelabels": ["cat, dog / both"],
    }  # fmt: skip


def test_labelme_has_a_file_beside_each_picture() -> None:
    rows = [json.loads(files("labelme")[f"images/{stem(n)}.json"])["shapes"] for n in range(1, 11)]

    assert [len(found) for found in rows] == [1, 1, 1, 2, 2, 1, 0, 1, 5, 2000]
    assert rows[3][0]["points"] == [[99, 79], [100, 80]]
    assert rows[1][0]["shape_type"] == "mask"


def test_datumaro_has_every_shape_by_its_part() -> None:
    found = {split: json.loads(files("datumaro")[f"annotations/{split}.json"]) for split in PARTS}

    annotations = [
        one for part in found.values() for item in part["items"] for one in item["annotations"]
    ]
    assert len(annotations) == SHAPES
    assert {one["type"] for one in annotations} == {"bbox", "polygon", "mask", "points", "polyline"}
    ellipse = next(one for one in annotations if one["label_id"] == 5)
    assert max(ellipse["points"][::2]) == pytest.approx(
        OVAL["center_x"] + OVAL["radius_x"], abs=0.1
    )
