"""Somebody else's readers on the exports of the golden set: run by the referees' own Python.

`python reading.py FOLDER` prints one JSON object: for each referee and format, how many pictures
and objects came back, and for some where they are. Nothing of Guildmark is imported here, so that
a mistake of ours cannot agree with itself.
"""

import contextlib
import io
import json
import logging
import sys
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import datasets
import datumaro
import mlcroissant
import supervision
import webdataset
from pycocotools.coco import COCO

SPLITS = ("train", "val", "test")
Found = dict[str, Any]


def with_pycocotools(folder: Path) -> Found:
    """Every object, and the pixels that its segmentation covers."""
    counts, areas, boxes = {}, {}, {}
    for split in SPLITS:
        coco = COCO(str(folder / "annotations" / f"instances_{split}.json"))
        for number, image in coco.imgs.items():
            found = coco.loadAnns(coco.getAnnIds(imgIds=[number]))
            counts[Path(image["file_name"]).name] = len(found)
            boxes[Path(image["file_name"]).name] = [one["bbox"] for one in found][:3]
            masks = [coco.annToMask(one).sum() for one in found if one["segmentation"]]
            areas[Path(image["file_name"]).name] = [int(area) for area in masks]
    return {"counts": counts, "areas": areas, "boxes": boxes}


def with_datumaro(key: str) -> Callable[[Path], Found]:
    """Every item with how many annotations of each kind it has."""

    def read(folder: Path) -> Found:
        counts: dict[str, int] = {}
        kinds: dict[str, int] = {}
        for item in datumaro.Dataset.import_from(str(folder), key):
            name = Path(item.media.path).name
            shapes = item.annotations
            if key == "coco":  # a box beside each segmentation
                shapes = [one for one in shapes if not _is_beside(one, shapes)]
            counts[name] = len(shapes)
            for one in shapes:
                kinds[one.type.name] = kinds.get(one.type.name, 0) + 1
        return {"counts": counts, "kinds": kinds}

    return read


def _is_beside(one: Any, others: list[Any]) -> bool:
    return one.type.name == "bbox" and any(
        other is not one and other.id == one.id for other in others
    )


def with_supervision(read: Callable[[Path], Any]) -> Callable[[Path], Found]:
    """Every picture with its detections; boxes of two of them."""

    def found(folder: Path) -> Found:
        counts: dict[str, int] = {}
        boxes: dict[str, Any] = {}
        for dataset in read(folder):
            for path, detections in dataset.annotations.items():
                counts[Path(path).name] = len(detections)
                boxes[Path(path).name] = detections.xyxy[:2].round(3).tolist()
        return {"counts": counts, "boxes": boxes}

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
    return {"errors": sorted(dataset.metadata.ctx.issues.errors), "items": len(rows)}


def with_datasets(folder: Path) -> Found:
    """Rows of an imagefolder, pictures decoded."""
    cache = str(folder.parent / "cache")
    place = "data" if (folder / "data").is_dir() else "."
    loaded = datasets.load_dataset("imagefolder", data_dir=str(folder / place), cache_dir=cache)
    rows = [row for split in loaded.values() for row in split]
    objects = sum(len((row.get("objects") or {}).get("bbox", ())) for row in rows)
    sizes = sorted({row["image"].size for row in rows})
    return {"items": len(rows), "objects": objects, "sizes": sizes}


def with_webdataset(folder: Path) -> Found:
    """Samples of all shards, decoded."""
    urls = sorted(str(path) for path in (folder / "shards").glob("*.tar"))
    samples = list(webdataset.WebDataset(urls, shardshuffle=False).decode("pil"))
    shapes = [len(one["json"]["document"]["shapes"]) for one in samples]
    pictures = sum("jpg" in one or "png" in one for one in samples)
    return {"items": len(samples), "objects": sum(shapes), "pictures": pictures}


READERS: dict[tuple[str, str], Callable[[Path], Found]] = {
    ("pycocotools", "coco"): with_pycocotools,
    ("datumaro", "coco"): with_datumaro("coco"),
    ("datumaro", "coco_panoptic"): with_datumaro("coco_panoptic"),
    ("datumaro", "voc"): with_datumaro("voc"),
    ("datumaro", "cvat"): with_datumaro("cvat"),
    ("datumaro", "datumaro"): with_datumaro("datumaro"),
    ("datumaro", "yolo_detect"): with_datumaro("yolo"),
    ("supervision", "coco"): with_supervision(_coco),
    ("supervision", "yolo_detect"): with_supervision(_yolo),
    ("supervision", "yolo_segment"): with_supervision(_yolo),
    ("supervision", "yolo_obb"): with_supervision(_yolo),
    ("supervision", "voc"): with_supervision(_voc),
    ("supervision", "voc_zero_based"): with_supervision(_voc),
    ("datasets", "huggingface"): with_datasets,
    ("datasets", "imagefolder"): with_datasets,
    ("webdataset", "webdataset"): with_webdataset,
}


def main(folder: Path) -> None:
    """Every reader, and Croissant on every format; what fails says why."""
    warnings.filterwarnings("ignore")
    logging.disable(logging.CRITICAL)
    formats = sorted(path.name for path in folder.iterdir() if (path / "croissant.json").is_file())
    readers = READERS | {("mlcroissant", key): with_croissant for key in formats}
    found = {}
    for (referee, key), read in readers.items():
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            try:
                said: Found = read(folder / key)
            except Exception:
                said = {"failed": traceback.format_exc(limit=-3)[-900:]}
        found[f"{referee} {key}"] = said
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
