"""Somebody else's readers on the exports of the golden set: run by the referees' own Python.

`python reading.py FOLDER` prints one JSON object: for each referee and format, what came back of
each picture, as `[label, left, top, right, bottom]` in pixels for each object. Nothing of
Guildmark is imported here, so that a mistake of ours cannot agree with itself.

`python reading.py FOLDER PATTERN KEY` is for exports that hold links: an API key opens them, every
picture is fetched and laid where it lies under PATTERN, the same exports with pictures. Then all
is read as before.
"""

import contextlib
import hashlib
import io
import json
import logging
import sys
import traceback
import urllib.request
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import datasets
import datumaro
import mlcroissant
import pyarrow.parquet
import supervision
import webdataset
from pycocotools.coco import COCO

SPLITS = ("train", "val", "test")
Found = dict[str, Any]
Row = list[Any]


def _row(label: str, x: float, y: float, width: float, height: float) -> Row:
    return [label, float(x), float(y), float(x + width), float(y + height)]


def with_pycocotools(folder: Path) -> Found:
    """Every object, and the pixels that its segmentation covers."""
    objects, areas, licences = {}, {}, {}
    for split in SPLITS:
        coco = COCO(str(folder / "annotations" / f"instances_{split}.json"))
        names = {number: one["name"] for number, one in coco.cats.items()}
        for number, image in coco.imgs.items():
            found = coco.loadAnns(coco.getAnnIds(imgIds=[number]))
            name = Path(image["file_name"]).name
            objects[name] = [_row(names[one["category_id"]], *one["bbox"]) for one in found]
            masks = [coco.annToMask(one).sum() for one in found if one["segmentation"]]
            areas[name] = [int(area) for area in masks]
            named = {one["id"]: one["name"] for one in coco.dataset["licenses"]}
            licences[name] = named.get(image.get("license"), "")
    return {"objects": objects, "areas": areas, "licences": licences}


def with_datumaro(
    key: str, prepare: Callable[[Path], None] | None = None
) -> Callable[[Path], Found]:
    """Every item with its annotations, boxes round whatever they are."""

    def read(folder: Path) -> Found:
        if prepare is not None:
            prepare(folder)
        objects: dict[str, list[Row]] = {}
        kinds: dict[str, int] = {}
        areas: dict[str, list[int]] = {}
        dataset = datumaro.Dataset.import_from(str(folder), key)
        labels = dataset.categories()[datumaro.AnnotationType.label].items
        for item in dataset:
            name = Path(item.media.path).name
            shapes = item.annotations
            if key == "coco":  # a box beside each segmentation
                shapes = [one for one in shapes if not _is_beside(one, shapes)]
            # A point of a skeleton has no label of its own.
            called = ["" if one.label is None else labels[one.label].name for one in shapes]
            objects[name] = [
                _row(label, *one.get_bbox()) for label, one in zip(called, shapes, strict=True)
            ]
            masks = [one for one in shapes if one.type == datumaro.AnnotationType.mask]
            areas[name] = [int(one.get_area()) for one in masks]
            for one in shapes:
                kinds[one.type.name] = kinds.get(one.type.name, 0) + 1
        return {"objects": objects, "kinds": kinds, "areas": areas}

    return read


def _is_beside(one: Any, others: list[Any]) -> bool:
    return one.type.name == "bbox" and any(
        other is not one and other.id == one.id for other in others
    )


def _as_cityscapes(folder: Path) -> None:
    """It looks for pictures one folder deeper than Cityscapes has them."""
    (folder / "imgsFine").mkdir()
    (folder / "imgsFine" / "leftImg8bit").symlink_to(folder / "leftImg8bit")


def _as_common(folder: Path) -> None:
    """It reads classes from colours, by a list of its own form: what ours says, said again."""
    classes = json.loads((folder / "classes.json").read_text())["classes"]
    (folder / "masks").rename(folder / "numbers")
    (folder / "colours").rename(folder / "masks")
    said = {
        "label_map": {"0": "nothing", **{str(n): one["name"] for n, one in enumerate(classes, 1)}},
        "segmentation_colors": [[0, 0, 0], *(_colour(one["color"]) for one in classes)],
    }
    (folder / "dataset_meta.json").write_text(json.dumps(said))


def _colour(text: str) -> list[int]:
    return list(bytes.fromhex(text.removeprefix("#")))


def with_supervision(read: Callable[[Path], Any]) -> Callable[[Path], Found]:
    """Every picture with its detections."""

    def found(folder: Path) -> Found:
        objects: dict[str, list[Row]] = {}
        for dataset in read(folder):
            for path, detections in dataset.annotations.items():
                names = [dataset.classes[number] for number in detections.class_id]
                boxes = detections.xyxy.tolist()
                objects[Path(path).name] = [
                    [name, *box] for name, box in zip(names, boxes, strict=True)
                ]
        return {"objects": objects}

    return found


def _coco(folder: Path) -> list[Any]:
    read = supervision.DetectionDataset.from_coco
    paths = [folder / "annotations" / f"instances_{split}.json" for split in SPLITS]
    return [read(str(folder), str(path)) for path in paths]


def _yolo(folder: Path) -> list[Any]:
    read = supervision.DetectionDataset.from_yolo
    labels, names = str(folder / "labels"), str(folder / "data.yaml")
    is_obb = folder.name == "yolo_obb"
    return [read(str(folder / "images"), labels, names, is_obb=is_obb)]


def _voc(folder: Path) -> list[Any]:
    read = supervision.DetectionDataset.from_pascal_voc
    return [read(str(folder / "JPEGImages"), str(folder / "Annotations"))]


def with_croissant(folder: Path) -> Found:
    """What the metadata complain of, and the rows of the table of items."""
    dataset = mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))
    rows = [dict(row) for row in dataset.records("items")]
    return {
        "errors": sorted(dataset.metadata.ctx.issues.errors),
        "items": len(rows),
        "licences": dataset.metadata.license,
        "rows": [_called(row["items/licence"]) for row in rows],
    }


def _called(cell: Any) -> str:
    """A cell as text: an empty one is no text to pandas."""
    text = cell.decode() if isinstance(cell, bytes) else cell
    return text if isinstance(text, str) else ""


def with_datasets(folder: Path) -> Found:
    """Rows of all parts, pictures decoded."""
    is_parquet = folder.name == "huggingface_parquet"
    place = "data" if (folder / "data").is_dir() else "."
    loaded = datasets.load_dataset(
        "parquet" if is_parquet else "imagefolder",
        data_dir=str(folder / place),
        cache_dir=str(folder.parent / "cache"),
    )
    rows = [row for split in loaded.values() for row in split]
    return {
        "items": len(rows),
        "splits": {name: len(split) for name, split in loaded.items()},
        "sizes": sorted({row["image"].size for row in rows}),
        "objects": {
            row.get("file_name") or Path(row["image"].filename).name: _listed(row) for row in rows
        },
    }


def _listed(row: Found) -> list[Row]:
    objects = row.get("objects") or {"category": [], "bbox": []}
    pairs = zip(objects["category"], objects["bbox"], strict=True)
    return [_row(label, *box) for label, box in pairs]


def with_pyarrow(folder: Path) -> Found:
    """A table made at random: its rows, bytes as text."""
    rows = pyarrow.parquet.read_table(folder / "table.parquet").to_pylist()
    return {"rows": [{**row, "data": _text(row["data"])} for row in rows]}


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode()


def with_webdataset(folder: Path) -> Found:
    """Samples of all shards, decoded; of boxes alone there is a place to read."""
    urls = sorted(str(path) for path in (folder / "shards").glob("*.tar"))
    samples = list(webdataset.WebDataset(urls, shardshuffle=False).decode("pil"))
    pictures = [one.get("jpg") or one.get("png") for one in samples]
    return {
        "items": len(samples),
        "sizes": sorted({one.size for one in pictures}),
        "shapes": {_name(one): len(one["json"]["document"]["shapes"]) for one in samples},
        "objects": {_name(one): _boxes(one["json"]["document"]["shapes"]) for one in samples},
    }


def _name(sample: Found) -> str:
    return Path(sample["json"]["file_name"]).name


def _boxes(shapes: Iterable[Found]) -> list[Row]:
    boxes = [one for one in shapes if one["kind"] == "box"]
    sides = ("x", "y", "width", "height")
    return [_row(one["label"], *(one["geometry"][side] for side in sides)) for one in boxes]


READERS: dict[tuple[str, str], Callable[[Path], Found]] = {
    ("pycocotools", "coco"): with_pycocotools,
    ("datumaro", "coco"): with_datumaro("coco"),
    ("datumaro", "coco_panoptic"): with_datumaro("coco_panoptic"),
    ("datumaro", "voc"): with_datumaro("voc"),
    ("datumaro", "cvat"): with_datumaro("cvat"),
    ("datumaro", "datumaro"): with_datumaro("datumaro"),
    ("datumaro", "yolo_detect"): with_datumaro("yolo"),
    ("datumaro", "cityscapes_streets"): with_datumaro("cityscapes", _as_cityscapes),
    ("datumaro", "png_semantic"): with_datumaro("common_semantic_segmentation", _as_common),
    ("supervision", "coco"): with_supervision(_coco),
    ("supervision", "yolo_detect"): with_supervision(_yolo),
    ("supervision", "yolo_segment"): with_supervision(_yolo),
    ("supervision", "yolo_obb"): with_supervision(_yolo),
    ("supervision", "voc"): with_supervision(_voc),
    ("supervision", "voc_zero_based"): with_supervision(_voc),
    ("datasets", "huggingface"): with_datasets,
    ("datasets", "huggingface_parquet"): with_datasets,
    ("datasets", "imagefolder"): with_datasets,
    ("pyarrow", "tables"): with_pyarrow,
    ("webdataset", "webdataset"): with_webdataset,
}


def fetch_linked(folder: Path, pattern: Path) -> Found:
    """Pictures of a format laid where the pattern has them; the hash of each, by its name.

    Addresses are those of the table of items, which every format has, as mlcroissant reads it; of
    COCO pycocotools fetches for itself, and `datasets` reads Hugging Face's own column.
    """
    rows = list(mlcroissant.Dataset(jsonld=str(folder / "croissant.json")).records("items"))
    links = {Path(_called(row["items/file_name"])).name: _called(row["items/link"]) for row in rows}
    if folder.name == "coco":
        (folder / "images").mkdir()
        for split in SPLITS:
            COCO(str(folder / "annotations" / f"instances_{split}.json")).download(str(folder))
    if folder.name == "huggingface":
        lines = sorted(str(path) for path in folder.glob("data/*/metadata.jsonl"))
        said = datasets.load_dataset(
            "json", data_files=lines, cache_dir=str(folder.parent / "cache"), split="train"
        )
        links = {row["file_name"]: row["link"] for row in said}
    hashes = {}
    for name, link in links.items():
        with urllib.request.urlopen(link) as answer:  # noqa: S310 -- our own
            content = answer.read()
        hashes[name] = hashlib.sha256(content).hexdigest()
        for place in (pattern / folder.name).rglob(name):
            own = folder / place.relative_to(pattern / folder.name)
            own.parent.mkdir(parents=True, exist_ok=True)
            if not own.exists():  # a mask may be called as its picture
                own.write_bytes(content)
    return hashes


def open_links_with(key: str) -> None:
    """Every request of this process names the key; libraries that fetch need not know of it."""
    opener = urllib.request.build_opener()
    opener.addheaders = [("Authorization", f"Bearer {key}")]
    urllib.request.install_opener(opener)


def main(folder: Path, pattern: Path | None = None, api_key: str = "") -> None:
    """Every reader, and Croissant on every format; what fails says why."""
    warnings.filterwarnings("ignore")
    logging.disable(logging.CRITICAL)
    formats = sorted(path.name for path in folder.iterdir() if (path / "croissant.json").is_file())
    if pattern is not None:
        open_links_with(api_key)
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            fetched = {name: fetch_linked(folder / name, pattern) for name in formats}
    # Croissant first: some readers want files to be moved.
    readers = {("mlcroissant", key): with_croissant for key in formats} | READERS
    found: Found = {}
    if pattern is not None:  # formats alone, nothing beside
        found["fetched"] = fetched
        readers = {pair: read for pair, read in readers.items() if pair[1] in formats}
    for (referee, key), read in readers.items():
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            try:
                said: Found = read(folder / key)
            except Exception:
                said = {"failed": traceback.format_exc(limit=-3)[-900:]}
        found[f"{referee} {key}"] = said
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
    else:
        main(Path(sys.argv[1]))
