"""Where each export says that its one object is, read from its files by what the format means."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from typing import Any
from xml.etree import ElementTree

import numpy as np
from PIL import Image

from tests.unit.concord.parquet_reader import read

Files = Mapping[str, bytes]
#: Left, top, right, bottom in pixels.
Box = tuple[float, float, float, float]
#: Of the picture.
Size = tuple[int, int]


def _only(files: Files, suffix: str) -> bytes:
    (content,) = (content for name, content in files.items() if name.endswith(suffix))
    return content


def _json(files: Files, suffix: str) -> Any:
    return json.loads(_only(files, suffix))


def _of_corner(x: float, y: float, width: float, height: float) -> Box:
    return x, y, x + width, y + height


def _of_geometry(geometry: Mapping[str, float]) -> Box:
    return _of_corner(*(geometry[key] for key in ("x", "y", "width", "height")))


def _of_points(numbers: list[float], size: Size) -> Box:
    across, down = numbers[0::2], numbers[1::2]
    width, height = size
    return min(across) * width, min(down) * height, max(across) * width, max(down) * height


def _of_pixels(is_object: Callable[[Any], Any], suffix: str) -> Callable[[Files, Size], Box]:
    """Round the pixels of a PNG that are the object's."""

    def found(files: Files, _: Size) -> Box:
        pixels = np.asarray(Image.open(io.BytesIO(_only(files, suffix)))).astype(int)
        rows, columns = np.nonzero(is_object(pixels))
        return (
            float(columns.min()),
            float(rows.min()),
            float(columns.max() + 1),
            float(rows.max() + 1),
        )

    return found


def _jsonl(files: Files, _: Size) -> Box:
    line = _only(files, "guildmark.jsonl").splitlines()[1]
    return _of_geometry(json.loads(line)["document"]["shapes"][0]["geometry"])


def _coco(files: Files, _: Size) -> Box:
    return _of_corner(*_json(files, "instances_default.json")["annotations"][0]["bbox"])


def _yolo_row(files: Files) -> list[float]:
    (row,) = _only(files, "labels/000001_turned.txt").decode().splitlines()
    return [float(number) for number in row.split()[1:]]


def _yolo(files: Files, size: Size) -> Box:
    x, y, width, height = _yolo_row(files)
    half = width / 2, height / 2
    return _of_points([x - half[0], y - half[1], x + half[0], y + half[1]], size)


def _voc(first: int) -> Callable[[Files, Size], Box]:
    """`first` is the number of the first pixel; the last one is counted in where it is 1."""

    def found(files: Files, _: Size) -> Box:
        (box,) = ElementTree.fromstring(_only(files, "000001_turned.xml")).iter("bndbox")  # noqa: S314 -- our own
        left, top, right, bottom = (
            float(box.findtext(key) or "") for key in ("xmin", "ymin", "xmax", "ymax")
        )
        return left - first, top - first, right, bottom

    return found


def _csv(files: Files, _: Size) -> Box:
    (row,) = csv.DictReader(io.StringIO(_only(files, "annotations.csv").decode()))
    return _of_geometry({key: float(row[key]) for key in ("x", "y", "width", "height")})


def _huggingface(files: Files, _: Size) -> Box:
    return _of_corner(*_json(files, "metadata.jsonl")["objects"]["bbox"][0])


def _parquet(files: Files, _: Size) -> Box:
    columns = read(_only(files, ".parquet")).columns
    return _of_corner(*columns["objects.bbox.list.element.list.element"].values)


def _webdataset(files: Files, _: Size) -> Box:
    return _of_geometry(_json(files, "000001.json")["document"]["shapes"][0]["geometry"])


def _cvat(files: Files, _: Size) -> Box:
    (box,) = ElementTree.fromstring(_only(files, "annotations.xml")).iter("box")  # noqa: S314 -- our own
    left, top, right, bottom = (float(box.get(key) or "") for key in ("xtl", "ytl", "xbr", "ybr"))
    return left, top, right, bottom


def _label_studio(files: Files, size: Size) -> Box:
    (task,) = _json(files, "label_studio.json")
    value = task["annotations"][0]["result"][0]["value"]
    left, top, width, height = (value[key] / 100 for key in ("x", "y", "width", "height"))
    return _of_points([left, top, left + width, top + height], size)


def _labelme(files: Files, _: Size) -> Box:
    (left, top), (right, bottom) = _json(files, "000001_turned.json")["shapes"][0]["points"]
    return left, top, right, bottom


def _datumaro(files: Files, _: Size) -> Box:
    return _of_corner(*_json(files, "default.json")["items"][0]["annotations"][0]["bbox"])


#: All formats but those that have no word for the place of a box.
BOXES: Mapping[str, Callable[[Files, Size], Box]] = {
    "jsonl": _jsonl,
    "coco": _coco,
    "coco_panoptic": _of_pixels(lambda rgb: rgb.any(axis=-1), ".png"),
    "yolo_detect": _yolo,
    "yolo_segment": lambda files, size: _of_points(_yolo_row(files), size),
    "yolo_obb": lambda files, size: _of_points(_yolo_row(files), size),
    "voc": _voc(1),
    "voc_zero_based": _voc(0),
    "png_semantic": _of_pixels(lambda ids: ids != 255, "masks/000001_turned.png"),
    "png_instance": _of_pixels(lambda ids: ids != 65_535, "instances/000001_turned.png"),
    "cityscapes": _of_pixels(lambda ids: ids >= 34, "labelIds.png"),
    "csv": _csv,
    "csv_exact": _csv,
    "huggingface": _huggingface,
    "huggingface_parquet": _parquet,
    "webdataset": _webdataset,
    "cvat": _cvat,
    "label_studio": _label_studio,
    "labelme": _labelme,
    "datumaro": _datumaro,
}
WITHOUT_PLACES = frozenset({"yolo_pose", "imagefolder"})
